"""A change of the codebook that is shown before it is done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fou_toolkit._i18n import Message, t, tn
from fou_toolkit.codebooks import CodebookDifferences
from fou_toolkit.model import Codebook
from fou_toolkit.store import Content
from fou_toolkit.workspace.books.affected import BACK, CUE, DOUBTFUL, MENTION, MOVED, QUEUED, Effect
from fou_toolkit.workspace.books.file import follow
from fou_toolkit.workspace.books.stored import stored_book
from fou_toolkit.workspace.live.plan import Plan

__all__ = ["Act", "BookPlan"]


@dataclass(frozen=True, slots=True)
class Act:
    """What would be written: kind and body of the event, and its contents."""

    kind: str
    body: Mapping[str, Any]
    contents: tuple[Content, ...] = ()


@dataclass(frozen=True, repr=False, eq=False, kw_only=True)
class BookPlan(Plan[Codebook]):
    """A change of the codebook; `.apply()` does it in one act and gives the codebook as it is then.

    Args:
        action: What would be done.
        differences: What would be different in the codebook.
        effects: What happens to codings, memos, cues and codes that name the one that goes.
        act: What would be written; nothing where nothing changes.
        cautions: What a person should know before.
        file: The file that would follow the change.
    """

    action: Message
    differences: CodebookDifferences
    effects: tuple[Effect, ...] = ()
    act: Act | None = field(default=None, repr=False)
    cautions: tuple[Message, ...] = ()
    file: Path | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return self.act is None

    @property
    def before(self) -> Codebook:
        """The codebook as it is; without codes where there is none yet."""
        return self.differences.old

    @property
    def after(self) -> Codebook:
        """The codebook as it would be."""
        return self.differences.new

    def count(self, what: str) -> int:
        """Give how many codings, memos or cues something happens to; `what` is a word of the first column."""
        return sum(one.count for one in self.effects if one.what == what)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; a row for each thing that something happens to, then one per change of the codebook."""
        return ("what", "code", "coder", "source", "count", "detail")

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("what"), t("code"), t("coder"), t("text"), t("number"), t("detail"))

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give the effects, then the changes of the codebook."""
        for one in self.effects:
            yield (one.what, one.code, one.coder, one.source, one.count, one.to)
        for change in self.differences.changes:
            words = " → ".join(filter(None, (change.old, change.new)))
            yield (change.change, change.code, "", "", "", f"{change.part} {words}".strip())

    def text_rows(self) -> Iterator[tuple[object, ...]]:
        """Give the rows as people read them."""
        for one in self.effects:
            to = f"→ {one.to}" if one.what in (MOVED, QUEUED, BACK, CUE) and one.to else one.to
            yield (t(one.what), one.code, one.coder, one.source, one.count, to)
        for code, what, change in self.differences.text_rows():
            yield (what, code, "", "", "", change)

    @property
    def caption(self) -> str:
        """Say in one line what would happen."""
        counts = ((what, self.count(what)) for what in (MOVED, QUEUED, BACK, DOUBTFUL))
        parts = [f"{t(what)}: {count}" for what, count in counts if count]
        said = ". ".join([str(self.action), *([", ".join(parts)] if parts else [])])
        return f"{said}. {self.differences.summary}"

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should look at before saying yes."""
        found = []
        if count := self.count(QUEUED):
            found.append(
                tn(
                    "{n} coding would wait in the recode queue, and be in no snapshot until a person recodes it.",
                    "{n} codings would wait in the recode queue, and be in no snapshot until a person recodes them.",
                    count,
                )
            )
        if naming := [one.code for one in self.effects if one.what == MENTION]:
            found.append(t("These codes name it, and would point to nothing: {ids}", ids=", ".join(naming)))
        return (*found, *map(str, self.cautions))

    def _apply(self) -> Codebook:
        before = self.opened.present.codebook
        if self.act is not None:
            self.opened.act(self.act.kind, self.act.body, self.act.contents)
            if self.file is not None:
                follow(self.opened, before)
        return stored_book(self.opened)
