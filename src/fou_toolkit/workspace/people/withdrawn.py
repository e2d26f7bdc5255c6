"""What a withdrawal did: how much was erased, what the search found, what is left to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fou_toolkit._i18n import Message, mark, t
from fou_toolkit._tabular import Tabular
from fou_toolkit.workspace.people.traces import Traces

__all__ = ["WHAT", "Withdrawn"]

WHAT: Final = {
    "whole text": mark("text that goes as a whole"),
    "cut text": mark("text of several people; turns that are cut"),
    "mentioned": mark("text in which the name is cut"),
    "coding": mark("codings"),
    "part": mark("codings of which a part stays"),
    "memo": mark("memo"),
    "memo cut": mark("memo in which the name is cut"),
    "mention": mark("mention"),
    "consent": mark("consent"),
    "participant": mark("participant"),
    "code": mark("code whose definition or examples are cut"),
    "codebook": mark("head of the codebook"),
    "facts": mark("what is known about a text"),
    "record": mark("other record"),
    "file": mark("file"),
    "left": mark("file with traces that stays (also=[…] deletes it)"),
    "quotation": mark("may not be quoted any more"),
}


@dataclass(frozen=True, repr=False, eq=False)
class Withdrawn(Tabular):
    """What a withdrawal did.

    Args:
        counts: What was erased, and how many.
        traces: What the search of every byte found afterwards, one search per folder.
        problems: What is still to be done; tried again when the project is opened next.
        beyond: What is out of reach.
        own: Files of the project itself (database, snapshots, caches) in which a trace was found.
    """

    counts: tuple[tuple[str, int], ...]
    traces: tuple[Traces, ...] = ()
    problems: tuple[Message, ...] = ()
    beyond: tuple[Message, ...] = ()
    own: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether everything was done and no trace was found."""
        return not self.problems and all(one.clean for one in self.traces)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return ("what", "n")

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("what"), t("n"))

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give what was erased."""
        return iter(self.counts)

    def text_rows(self) -> Iterator[tuple[object, ...]]:
        """Give what was erased, in the current language."""
        return ((t(WHAT.get(what, what)), n) for what, n in self.counts)

    @property
    def caption(self) -> str:
        """Say whether it is done."""
        if self.problems:
            return t("Erased from the database; not everything outside of it could be erased yet.")
        if not self.traces:
            return t("Done.")
        if self.clean:
            return t("Erased. Every byte was searched: no trace was found.")
        if self.own:
            return t("Erased. Traces are left in the project itself, in what others wrote; look at them.")
        return t("Erased. Traces were found in files that are not ours; look at them.")

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was found, what is left to do, and what is out of reach."""
        found = [
            t("A trace in {file}", file=file)
            for traces in self.traces
            for file in dict.fromkeys(one.file for one in traces.found)
        ]
        searched = [note for traces in self.traces for note in traces.notes]
        return (
            *map(str, self.problems),
            *found,
            *([t('Words that are left in the database can be cut out: ws.cut("…")')] if self.own else []),
            *searched,
            *(t("Out of reach: {what}", what=one) for one in self.beyond),
        )

    def __str__(self) -> str:
        """Print as lines of text."""
        lines = [self.caption, *(f"{what}: {n}" for what, n in self.text_rows())]
        return "\n".join([*lines, *(f"! {note}" for note in self.notes)])
