"""The audit trail: what was done, in the six classes of Halpern, from the log of the project and from what it holds."""

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np

from fou_toolkit._i18n import number, t, tn
from fou_toolkit.analysis.small_cells import HIDDEN, SmallCells
from fou_toolkit.appendix.config import PARTS
from fou_toolkit.appendix.document import Behind, Block, Bullets, Paragraph, Section, TableBlock, Words
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.facts import LEAVING, selection_of
from fou_toolkit.appendix.material import HALPERN, Audit, AuditLine
from fou_toolkit.model import MEMO_KINDS
from fou_toolkit.tables import Table

__all__ = ["audit"]

Counts = tuple[int | str, int | str, int | str, str, str]
Row = tuple[str, str, int | str, int | str, int | str, str, str]

_INTENTIONS = "reflexive"
"""Memos of this kind are about the researchers themselves, and belong to intentions and dispositions."""


def audit(edition: Edition) -> Section | None:
    """Show how the findings came about.

    Args:
        edition: The material and the settings.
    """
    known = edition.material.audit
    blocks: list[Block] = [
        Paragraph.of(
            t(
                "An audit trail lets others follow how findings came about. It is sorted into the six classes of"
                " Halpern (1983), as Lincoln and Guba (1985) use them. It counts what was done; it quotes nothing."
            )
        ),
        _holds(edition),
    ]
    blocks += _without_log() if known is None else _with_log(edition, known)
    return Section("audit", t(PARTS["audit"]), tuple(blocks))


# --- what the project holds


def _holds(edition: Edition) -> TableBlock:
    rows: list[tuple[str, str, int]] = [("raw", t("texts"), len(edition.corpus))]
    behind: dict[tuple[int, int], Behind] = {}
    selection = selection_of(edition)
    if selection is not None:
        opened = edition.behind(t("All codings that are counted"), np.arange(len(selection.codings)))
        behind |= {} if opened is None else {(len(rows), 2): opened}
        rows.append(("reduction", t("codings that are counted"), len(selection.codings)))
    rows += sorted(_further(edition), key=lambda row: list(HALPERN).index(row[0]))
    title = t("What the project holds")
    cells = tuple((t(HALPERN[group]), what, number(count, 0)) for group, what, count in rows)
    table = Table(title, (t("class"), t("what"), t("number")), cells, grouped_by=0)
    data = Table(title, ("class", "what", "number"), tuple(rows), precise=True)
    return TableBlock("audit_holds", table, behind, data=data)


def _further(edition: Edition) -> Iterator[tuple[str, str, int]]:
    """Count analyses, memos and codes."""
    left_out = edition.config.leave_out
    analyses = ("frequencies", "agreement", "cooccurrence", "trajectories", "disagreements")
    yield "synthesis", t("analyses in this appendix"), sum(name not in left_out for name in analyses)
    memos = Counter(memo.kind for memo in edition.project.memos)
    for kind in MEMO_KINDS:
        if memos[kind]:
            group = "intentions" if kind == _INTENTIONS else "process"
            yield group, t("memos, {kind}", kind=t(kind)), memos[kind]
    if not memos:
        yield "process", t("memos"), 0
    yield "instrument", t("codes and themes in the codebook"), len(edition.codebook)
    versions = {change.version for change in edition.material.book_changes} | {edition.codebook.version}
    yield "instrument", t("versions of the codebook"), len(versions)


# --- the log


def _with_log(edition: Edition, known: Audit) -> Iterator[Block]:
    yield _acts(edition, known.lines)
    yield Paragraph.of(t("What the log tells about itself:"))
    yield Bullets.of(_about(known))
    if known.digest:
        yield Paragraph.of(
            t(
                "Every act bears the hash of the acts before it, so nobody can change the log without it being seen."
                " Whoever has the project checks this with one command: "
            ),
            Words("fou verify", "code"),
            t(". The hash over all acts, the same in every copy that holds them:"),
            " ",
            Words(known.digest, "code"),
        )


def _about(known: Audit) -> Iterator[str]:
    yield tn("{n} act in all", "{n} acts in all", known.acts)
    yield tn("{n} copy of the project wrote", "{n} copies of the project wrote", known.replicas)
    yield tn("copies were joined {n} time", "copies were joined {n} times", known.merges)
    yield tn(
        "{n} act was taken back; it stays in the log", "{n} acts were taken back; they stay in the log", known.undone
    )
    if known.conflicts:
        yield tn(
            "{n} conflict between copies is unsettled", "{n} conflicts between copies are unsettled", known.conflicts
        )
    else:
        yield t("no conflict between copies is unsettled")
    if known.suggested:
        yield t("{accepted} of {n} suggestions were accepted", accepted=known.accepted, n=known.suggested)


def _acts(edition: Edition, lines: Iterable[AuditLine]) -> TableBlock:
    few = SmallCells(edition.threshold)
    # How often somebody left tells how many did.
    away = few.hides(edition.material.consents.withdrawn)
    known = sorted(lines, key=lambda line: list(HALPERN).index(line.group))
    exact = [(line.group, line.kind, *_counts(edition, line, hidden=away and line.kind in LEAVING)) for line in known]
    cells: list[Row] = []
    for group, name in HALPERN.items():
        own = [(t(name), t(row[1]), *row[2:]) for row in exact if row[0] == group]
        cells += own or [(t(name), t("nothing in the log"), 0, 0, 0, "", "")]
    notes = [t("Things are what the acts were about: texts, codings, codes. People are those who did it.")]
    if any(HIDDEN in row for row in exact):
        notes.append(few.note)
    headings = (t("class"), t("what"), t("acts"), t("things"), t("people"), t("first"), t("last"))
    title = t("What was done, by the classes of an audit trail")
    table = Table(title, headings, tuple(cells), tuple(notes), grouped_by=0)
    names = ("class", "kind", "acts", "things", "people", "first", "last")
    return TableBlock("audit", table, data=Table(title, names, tuple(exact), precise=True))


def _counts(edition: Edition, line: AuditLine, *, hidden: bool) -> Counts:
    """Give acts, things and people, the first day and the last; the years alone in a blind edition."""
    if hidden:
        return HIDDEN, HIDDEN, HIDDEN, "", ""
    until = 4 if edition.blind else 10
    return line.acts, line.things, line.people, line.first[:until], line.last[:until]


def _without_log() -> Iterator[Block]:
    yield Paragraph.of(
        t(
            "This project has no log: it was read from files, and nobody can see who did what when. Missing are the"
            " acts, their days, what was taken back, and the proof that nothing was changed afterwards."
        ),
        kind="warning",
    )
    yield Paragraph.of(
        t("To get a log, make the folder a project and take the texts in; from then on every act is kept: "),
        Words("fou new", "code"),
        t(", then "),
        Words("fou take-in", "code"),
        ".",
    )
