"""Files in the folder of texts that are not what was taken in."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fou_toolkit._i18n import mark, t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.sources import texts_listed
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.places import texts_in

__all__ = ["CHANGED", "GONE", "NEW", "UNREADABLE", "OnDisk", "on_disk"]

NEW: Final = mark("new")
CHANGED: Final = mark("changed")
GONE: Final = mark("no file any more")
UNREADABLE: Final = mark("cannot be opened")


@dataclass(frozen=True, repr=False, eq=False)
class OnDisk(Tabular):
    """What differs between the folder and the database.

    Args:
        files: Path in the folder, what is the matter, and the text that came from it.
    """

    files: tuple[tuple[str, str, str], ...]

    def __len__(self) -> int:
        """Give the number of files that could be taken in."""
        return sum(what in (NEW, CHANGED) for _, what, _ in self.files)

    def __bool__(self) -> bool:
        """Tell whether there is anything to take in."""
        return len(self) > 0

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a file."""
        return ("file", "what", "source")

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("file"), t("what"), t("text"))

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per file."""
        return iter(self.files)

    def text_rows(self) -> Iterator[tuple[object, ...]]:
        """Give the rows in the current language."""
        return ((file, t(what), source) for file, what, source in self.files)

    @property
    def caption(self) -> str:
        """Say how much there is to take in."""
        if not self:
            return t("No file is new or has changed.")
        return tn(
            "{n} file is new or has changed since it was taken in",
            "{n} files are new or have changed since they were taken in",
            len(self),
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what to do."""
        found = {what for _, what, _ in self.files}
        return (
            *([t("Look at what would happen, and take them in: fou take-in")] if self else []),
            *([t("A text whose file is gone stays in the project.")] if GONE in found else []),
        )


def on_disk(opened: Opened) -> OnDisk:
    """Compare the folder of texts with what was taken in; see `Workspace.on_disk`."""
    stored = {one.facts.get("name", ""): one for one in opened.present.sources.values()}
    digests = {one.facts.get("digest"): one.id for one in opened.present.sources.values()}
    found, seen = [], set[str]()
    files = texts_listed(texts_in(opened.folder))
    for name, path in files.items():
        digest = _digest(path)
        seen.add(digests.get(digest, ""))
        if not digest:
            found.append((name, UNREADABLE, stored[name].id if name in stored else ""))
        elif digest not in digests:
            found.append((name, CHANGED, stored[name].id) if name in stored else (name, NEW, ""))
    gone = [(name, GONE, one.id) for name, one in stored.items() if name not in files and one.id not in seen]
    return OnDisk((*found, *gone))


def _digest(path: Path) -> str:
    """Give the digest of a file as facts about texts have it; nothing where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
