"""`fou decide`, `memo`, `remove`: a coder's own work at the keyboard."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import typer

from fou_toolkit._i18n import t, tn
from fou_toolkit.cli.answers import carry_out, say, talking
from fou_toolkit.cli.opened import ANYONE, CODER, JSON, PROJECT, YES, project_at
from fou_toolkit.workspace import Workspace
from fou_toolkit.workspace.live.coding import own_coding
from fou_toolkit.workspace.live.decision_table import read_decisions
from fou_toolkit.workspace.live.plan import Plan
from fou_toolkit.workspace.live.tables_of_work import CodingTable

__all__ = ["decide", "memo", "remove"]


def decide(
    file: Path = typer.Argument(
        metavar=t("FILE"),
        help=t("A table that fou code --to-decide wrote, .xlsx or .csv, with yes or no in the column decision."),
    ),
    number: int = typer.Option(1, "--round", metavar=t("NUMBER"), help=t("Round of coding.")),
    project: Path = PROJECT(),
    coder: str = CODER(),
    as_json: bool = JSON(),
) -> None:
    """Store what you decided about suggestions; what you accept becomes a coding of yours."""
    frame = read_decisions(file)
    with project_at(project, coder) as opened:
        done = opened.decide(frame, round=number)
        notes = [opened.suggestions().caption]
        if len(done):
            notes.append(t("fou undo takes it back."))
        rows = [dict(zip(done.columns, row, strict=True)) for row in done.rows()]
        say(talking(as_json=as_json), done.caption, *notes, **({"rows": rows} if as_json else {}))


def memo(
    text: str = typer.Argument("", metavar=t("[TEXT]"), help=t("What you think.")),
    on: str = typer.Option("", "--on", metavar="ID", help=t("A coding, a text or a code; by default the project.")),
    words: str = typer.Option("", "--words", metavar=t("TEXT"), help=t("A passage of the text that --on names.")),
    kind: str = typer.Option(
        "", "--kind", metavar=t("WHAT"), help=t("analytic (the usual one), reflexive, ethical or codebook.")
    ),
    edit: str = typer.Option("", "--edit", metavar="ID", help=t("Put the text in the place of this memo's.")),
    remove: str = typer.Option("", "--remove", metavar="ID", help=t("Take this memo away.")),
    anyone: bool = ANYONE(),
    project: Path = PROJECT(),
    coder: str = CODER(),
    as_json: bool = JSON(),
) -> None:
    """Write, change or remove a memo."""
    if words and not on:
        raise typer.BadParameter(t("Say in which text the words stand: --on"))
    if bool(edit) + bool(remove) + bool(on) > 1 or bool(remove) == bool(text or kind):
        raise typer.BadParameter(t("Give the text of a memo, or --remove ID; --on is for a new one."))
    with project_at(project, coder) as opened:
        if remove:
            opened.remove_memo(remove, anyone=anyone)
            say(talking(as_json=as_json), t("Taken away; fou undo brings it back."), id=remove)
            return
        if edit:
            opened.edit_memo(edit, text or None, kind=kind or None, anyone=anyone)
        made = edit or opened.memo(text, kind=kind or "analytic", on=(on, words) if words else on or None)
        say(talking(as_json=as_json), t("Memo {id}", id=made), id=made)


def remove(
    ids: list[str] = typer.Argument(metavar=t("CODING..."), help=t("Ids of codings, as fou codings gives them.")),
    anyone: bool = ANYONE(),
    project: Path = PROJECT(),
    coder: str = CODER(),
    yes: bool = YES(),
    as_json: bool = JSON(),
) -> None:
    """Take codings away."""
    with project_at(project, coder) as opened:
        done = carry_out(_removal(opened, ids, anyone=anyone), talking(as_json=as_json, yes=yes))
        if done is not None and not as_json:
            say(talking(as_json=False), t("Taken away; fou undo brings it back."))


@dataclass(frozen=True, repr=False, eq=False, kw_only=True)
class _Removal(Plan[int]):
    """Codings that would be taken away; `.apply()` does it and gives their number.

    Args:
        workspace: The project.
        ids: Their ids.
        found: Those that have a place.
        anyone: Also those of others.
    """

    workspace: Workspace = field(repr=False)
    ids: tuple[str, ...]
    found: CodingTable
    anyone: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a coding that has a place."""
        return self.found.columns

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per coding that has a place."""
        return self.found.rows()

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return self.found.headings

    def text_rows(self) -> Iterator[tuple[object, ...]]:
        """Give the rows as people read them."""
        return self.found.text_rows()

    @property
    def caption(self) -> str:
        """Say how many go."""
        return tn("{n} coding will be taken away", "{n} codings will be taken away", len(self.ids))

    def _apply(self) -> int:
        self.workspace.remove(*self.ids, anyone=self.anyone)
        return len(self.ids)


def _removal(opened: Workspace, ids: list[str], *, anyone: bool) -> _Removal:
    chosen = tuple(dict.fromkeys(ids))
    for one in chosen:
        own_coding(opened, one, anyone=anyone)
    lines = tuple(line for line in opened.codings(everyone=True).lines if line.coding.id in chosen)
    return _Removal(
        opened=opened,
        mark=opened.mark_of(),
        workspace=opened,
        ids=chosen,
        found=CodingTable(lines, 0),
        anyone=anyone,
    )
