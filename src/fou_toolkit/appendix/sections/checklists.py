"""COREQ and SRQR, filled in as far as the project knows; what only people can answer is listed."""

from collections.abc import Iterator

from fou_toolkit._i18n import t, tn
from fou_toolkit.appendix.checklists import COREQ, SRQR, Answered, Checklist, answered, open_blanks
from fou_toolkit.appendix.config import PARTS
from fou_toolkit.appendix.document import (
    Blank,
    Block,
    Bullets,
    Document,
    Paragraph,
    Section,
    TableBlock,
    Words,
    blanks_of,
)
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.sections.availability import availability
from fou_toolkit.appendix.sections.participants import participants
from fou_toolkit.appendix.sections.study import study
from fou_toolkit.tables import Table

__all__ = ["checklists"]

_WHERE = 3
"""Column that leads to the part of the appendix."""


def checklists(edition: Edition) -> Section | None:
    """Fill in the checklists.

    Args:
        edition: The material and the settings.
    """
    lists = [(one, answered(edition, one)) for one in (COREQ, SRQR)]
    below = [_checklist(one, answers) for one, answers in lists]
    found = (*_of_parts(edition), *(blank for _, answers in lists for blank in open_blanks(answers)))
    # What is asked for in a part can stand for items of both checklists.
    blanks: dict[str, Blank] = {}
    for blank in found:
        blanks.setdefault(blank.key, blank)
    below.append(Section("checklists-open", t("What only people can answer"), tuple(_open(list(blanks.values())))))
    intro = t(
        "Journals ask for one of these checklists. What the project knows is filled in; topics are named in our own"
        " words, so have the guideline beside you."
    )
    return Section("checklists", t(PARTS["checklists"]), (Paragraph.of(intro),), tuple(below))


def _checklist(checklist: Checklist, answers: tuple[Answered, ...]) -> Section:
    left = sum(one.is_open for one in answers)
    done = t("{done} of {n} items are answered.", done=len(answers) - left, n=len(answers))
    headings = (t("domain"), t("no."), t("topic"), t("where"), t("answer"))
    cells = tuple(
        (t(one.item.group), one.item.number, t(one.item.topic), t(PARTS[one.part]) if one.part else "–", _said(one))
        for one in answers
    )
    links = {(row, _WHERE): f"#{one.part}" for row, one in enumerate(answers) if one.part}
    title = t("{name}: what is asked for, and where it is answered", name=checklist.name)
    table = Table(title, headings, cells, (t("Source: {source}", source=checklist.source),), grouped_by=0)
    names = ("number", "topic", "domain", "part", "answer", "open")
    exact = tuple(
        (one.item.number, t(one.item.topic), t(one.item.group), one.part, one.text, int(one.is_open)) for one in answers
    )
    block = TableBlock(checklist.id, table, links=links, data=Table(title, names, exact, precise=True))
    return Section(f"checklists-{checklist.id}", checklist.name, (Paragraph.of(done), block))


def _said(one: Answered) -> str:
    if not one.is_open:
        return one.text
    left = t("OPEN ({key})", key=one.key)
    return f"{one.text} {left}".strip()


def _of_parts(edition: Edition) -> Iterator[Blank]:
    """Give what is open in the parts that describe the study."""
    parts = {"study": study, "participants": participants, "availability": availability}
    for name, make in parts.items():
        section = None if name in edition.config.leave_out else make(edition)
        if section is not None:
            yield from (blank for blank, _ in blanks_of(Document("", edition.language, (section,))))


def _open(blanks: list[Blank]) -> Iterator[Block]:
    if not blanks:
        yield Paragraph.of(t("Everything is answered."))
        return
    yield Paragraph.of(
        tn("{n} question is open. ", "{n} questions are open. ", len(blanks)),
        t("Write the answers into "),
        Words("appendix.toml", "code"),
        t(", in the table "),
        Words("[answers]", "code"),
        t(", with the key in quotation marks, and build the appendix again: "),
        Words(f'"{blanks[0].key}" = "…"', "code"),
    )
    yield Paragraph.of(t("What does not fit your study is answered, too: «Not relevant, because …»."))
    yield Bullets(tuple((Words(blank.key, "code"), Words(" – "), blank) for blank in blanks))
