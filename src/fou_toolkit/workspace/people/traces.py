"""The proof of a withdrawal: every byte of the project's folder is searched for what was erased.

Names of files and folders, hidden files, the database with its journals, zip files in zip files, pictures in
notebooks: each is searched as it stands and as whatever it can be read as. What could not be searched is listed too,
so that silence means that there is nothing.
"""

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Final

from fou_toolkit._files import reason_of
from fou_toolkit._i18n import Message, mark, t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.errors import MaterialError
from fou_toolkit.workspace.people.folding import readings
from fou_toolkit.workspace.people.layers import has_inside, inside, is_packed
from fou_toolkit.workspace.people.needles import Needle, as_needles, needles_of
from fou_toolkit.workspace.people.search import Hit, Search, texts_in
from fou_toolkit.workspace.people.spellings import unbased
from fou_toolkit.workspace.people.unpacking import MOST_BYTES, TOO_DEEP, Budget

__all__ = ["Needle", "Trace", "Traces", "Unsearched", "find_traces", "find_traces_in", "needles_of"]

Progress = Callable[[Iterable[Path]], Iterable[Path]]

_BLOCK: Final = 1 << 20
_OVERLAP: Final = 1 << 16
"""Longer than any needle in any spelling."""
_MOST_DEPTH: Final = 4
_BASE64: Final = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{24,}(?:\s{1,2}[A-Za-z0-9+/_-]{16,})*")
_HEXADECIMAL: Final = re.compile(r"[0-9a-fA-F-]+")
_BLANKS: Final = re.compile(r"\s+")
_LEFT_OUT: Final = mark("it was left out of the search on request")
_LINK: Final = mark("it is a link; what it points to was not searched")
_NO_FILE: Final = mark("it is no ordinary file")
_AS_BYTES: Final = mark("it is too large to look inside; its bytes were searched")


@dataclass(frozen=True, slots=True)
class Trace:
    """One place where something still stands. Shown without file and member, whose names can be the trace.

    Args:
        file: Path of the file or folder in the folder that was searched.
        where: `name`, `bytes`, or the members that lead to it, outermost first.
        needle: Label of what was found.
        spelling: How it is spelled; `read as text` for what was found after decoding.
        offset: The first place: in bytes of the member, or of its text after decoding.
    """

    file: str = field(repr=False)
    where: str = field(repr=False)
    needle: str
    spelling: str
    offset: int


@dataclass(frozen=True, slots=True)
class Unsearched:
    """Something that could not be searched, and why.

    Args:
        file: Path of the file or folder in the folder that was searched.
        where: The member; empty for the whole.
        reason: Why, in the language of the person when it is shown.
    """

    file: str = field(repr=False)
    where: str = field(repr=False)
    reason: Message


@dataclass(frozen=True, repr=False, eq=False)
class Traces(Tabular):
    """What a search found.

    Args:
        found: Each needle once per file, member and spelling.
        not_searched: What could not be searched.
        files: How many files were searched.
        size: How many bytes they have.
        needles: How many needles were looked for.
    """

    found: tuple[Trace, ...]
    not_searched: tuple[Unsearched, ...]
    files: int
    size: int
    needles: int

    @property
    def clean(self) -> bool:
        """Whether nothing was found; see also `not_searched`."""
        return not self.found

    @property
    def columns(self) -> tuple[str, ...]:
        """File, member, needle, spelling, place."""
        return ("file", "where", "needle", "spelling", "offset")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give the traces."""
        return ((trace.file, trace.where, trace.needle, trace.spelling, trace.offset) for trace in self.found)

    @property
    def caption(self) -> str:
        """How much was found."""
        if self.clean:
            return t("No trace was found.")
        return tn("{n} trace was found.", "{n} traces were found.", len(self.found))

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings, in the current language."""
        return (t("File"), t("Inside"), t("Looked for"), t("Spelling"), t("Place"))

    @property
    def notes(self) -> tuple[str, ...]:
        """How much was searched, and what was not."""
        return (
            tn("{n} file was searched.", "{n} files were searched.", self.files),
            tn("{n} stretch or name was looked for.", "{n} stretches and names were looked for.", self.needles),
            t("What is drawn in pictures cannot be searched."),
            *(
                t(
                    "Not searched: {place}: {reason}.",
                    place=" > ".join(filter(None, (gap.file, gap.where))),
                    reason=gap.reason,
                )
                for gap in self.not_searched
            ),
        )


def find_traces(
    folder: str | Path,
    needles: Sequence[str | Needle],
    *,
    skip: Iterable[str | Path] = (),
    progress: Progress | None = None,
) -> Traces:
    """Search a folder, with all that is in it, for what should be gone.

    Args:
        folder: Where to search.
        needles: What to look for, such as from `needles_of`; texts are numbered.
        skip: Files and folders to leave out, from the folder on; they are listed as not searched.
        progress: Wraps the files, such as `tqdm.auto.tqdm`.

    Raises:
        MaterialError: There is no such folder.
        DataError: There is nothing to look for.
    """
    root = Path(folder)
    if not root.is_dir():
        raise MaterialError(t("There is no such folder."), where=str(root), hint=t("Check the path."))
    chosen = as_needles(needles)
    run = _Run(root, chosen, frozenset(PurePath(root / path) for path in skip))
    files = list(run.files(root))
    for path in files if progress is None else progress(files):
        run.read(path)
    return run.result(len(files), chosen)


def find_traces_in(files: Mapping[str, bytes], needles: Sequence[str | Needle]) -> Traces:
    """Search files that are not on disk, with their names, in the same way as `find_traces`.

    Args:
        files: Bytes by name.
        needles: What to look for; texts are numbered.

    Raises:
        DataError: There is nothing to look for.
    """
    chosen = as_needles(needles)
    run = _Run(Path(), chosen, frozenset())
    for name, data in files.items():
        run.take(name, data)
    return run.result(len(files), chosen)


class _Run:
    """One search through a folder."""

    def __init__(self, root: Path, needles: Sequence[Needle], skip: frozenset[PurePath]) -> None:
        self.found: dict[tuple[str, str, int, str], int] = {}
        self.gaps: list[Unsearched] = []
        self.size = 0
        self._root = root
        self._skip = skip
        self._search = Search(needles)
        self._budget = Budget()
        self._file = ""

    def files(self, folder: Path) -> Iterator[Path]:
        """Walk through a folder in order; search names on the way, list what is no ordinary file."""
        try:
            paths = sorted(folder.iterdir())
        except OSError as error:
            self._gap(folder, reason_of(error))
            return
        for path in paths:
            if path in self._skip:
                self._gap(path, Message(_LEFT_OUT))
                continue
            self._file = self._name(path)
            self._block("name", 0, os.fsencode(path.name), 0)
            yield from self._entry(path)

    def _entry(self, path: Path) -> Iterator[Path]:
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode):
            yield from self.files(path)
        elif stat.S_ISREG(mode):
            yield path
        elif stat.S_ISLNK(mode):
            self._block("name", 0, os.fsencode(path.readlink()), 0)
            self._gap(path, Message(_LINK))
        else:
            self._gap(path, Message(_NO_FILE))

    def read(self, path: Path) -> None:
        """Search one file."""
        self._file = self._name(path)
        self._budget = Budget()
        try:
            with path.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
                self.size += len(data)
                if len(data) <= MOST_BYTES:
                    self._piece("bytes", data, 0)
                else:
                    self._large(data, file.read)
        except OSError as error:
            self._gap(path, reason_of(error))
        self.gaps.extend(Unsearched(self._file, where, Message(reason)) for where, reason in self._budget.gaps)

    def take(self, name: str, data: bytes) -> None:
        """Search bytes that are given, and their name."""
        self._file, self._budget = name, Budget()
        self.size += len(data)
        self._block("name", 0, name.encode("utf-8", "surrogateescape"), 0)
        self._piece("bytes", data, 0)
        self.gaps.extend(Unsearched(self._file, where, Message(reason)) for where, reason in self._budget.gaps)

    def result(self, files: int, needles: Sequence[Needle]) -> Traces:
        """Give what was found."""
        traces = tuple(
            Trace(file, where, needles[number].label, spelling, offset)
            for (file, where, number, spelling), offset in self.found.items()
        )
        return Traces(traces, tuple(self.gaps), files, self.size, len(needles))

    def _large(self, data: bytes, read: Callable[[int], bytes]) -> None:
        """Search a file block by block."""
        if has_inside(data):
            self.gaps.append(Unsearched(self._file, "", Message(_AS_BYTES)))
        packed, begin = is_packed(data), 0
        while len(data) > _OVERLAP or not begin:
            self._blocks("bytes", data, begin, packed=packed, depth=0)
            begin += len(data) - _OVERLAP
            part = read(_BLOCK)
            self.size += len(part)
            data = data[-_OVERLAP:] + part

    def _piece(self, where: str, data: bytes, depth: int) -> None:
        """Search a file or a member, then what is inside of it."""
        self._blocks(where, data, 0, packed=is_packed(data), depth=depth)
        if not has_inside(data):
            return
        if depth >= _MOST_DEPTH:
            self._budget.miss(TOO_DEEP)
            return
        here = "" if depth == 0 else where
        self._budget.where = here
        for name, inner in inside(data, self._budget):
            self._piece(" > ".join(filter(None, (here, name))), inner, depth + 1)
            self._budget.where = here

    def _blocks(self, where: str, data: bytes, offset: int, *, packed: bool, depth: int) -> None:
        for begin in range(0, max(len(data) - _OVERLAP, 1), _BLOCK - _OVERLAP):
            block = data[begin : begin + _BLOCK]
            if packed:
                self._note(where, offset + begin, self._search.raw(block))
            else:
                self._block(where, offset + begin, block, depth)

    def _block(self, where: str, offset: int, block: bytes, depth: int) -> None:
        """Search bytes as they stand, then read as text, then what is written in them as base64."""
        known = self._note(where, offset, self._search.raw(block))
        embedded: dict[str, None] = {}
        for text in texts_in(block):
            for reading in readings(text):
                hits = (hit for hit in self._search.text(reading) if hit.needle not in known)
                known |= self._note(where, offset, hits)
                embedded.update(dict.fromkeys(_BASE64.findall(reading)))
        if depth < _MOST_DEPTH:
            self._embedded(f"{where} > base64", embedded, depth + 1)
        elif embedded:
            self._budget.miss(TOO_DEEP)

    def _embedded(self, where: str, runs: Iterable[str], depth: int) -> None:
        """Search what was base64: files of their own one by one, the rest together."""
        decoded = dict.fromkeys(
            unbased(_BLANKS.sub("", run).encode()) for run in runs if not _HEXADECIMAL.fullmatch(run)
        )
        rest = [data for data in decoded if not has_inside(data)]
        for data in decoded:
            if has_inside(data):
                self._piece(where, data, depth)
        if rest:
            self._blocks(where, b"\n".join(rest), 0, packed=False, depth=depth)

    def _note(self, where: str, offset: int, hits: Iterable[Hit]) -> set[int]:
        known = set()
        for hit in hits:
            known.add(hit.needle)
            self.found.setdefault((self._file, where, hit.needle, hit.spelling), offset + hit.offset)
        return known

    def _gap(self, path: Path, reason: Message) -> None:
        self.gaps.append(Unsearched(self._name(path), "", reason))

    def _name(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()
