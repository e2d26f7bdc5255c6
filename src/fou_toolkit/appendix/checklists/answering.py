"""Answer the items of a checklist: what people wrote first, then what the project knows."""

from collections.abc import Iterator
from dataclasses import dataclass

from fou_toolkit._i18n import t
from fou_toolkit.appendix.checklists.items import Checklist, Item
from fou_toolkit.appendix.checklists.prefilled import FACTS, Known
from fou_toolkit.appendix.document import Blank, Words
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.facts import Facts

__all__ = ["Answered", "answered", "open_blanks"]


@dataclass(frozen=True, slots=True)
class Answered:
    """An item with its answer.

    Args:
        item: The item.
        key: Under which people answer what is open: `coreq.10`, or that of a question about the study.
        text: What is known; empty for nothing.
        part: Part of this appendix that answers it, of `PARTS`; empty for none.
        is_open: Whether people have to add to it.
    """

    item: Item
    key: str
    text: str
    part: str
    is_open: bool


def answered(edition: Edition, checklist: Checklist) -> tuple[Answered, ...]:
    """Answer every item as far as possible.

    Args:
        edition: The material and the settings.
        checklist: The checklist.
    """
    facts = Facts.of(edition)
    return tuple(_answer(edition, facts, item, f"{checklist.id}.{item.number}") for item in checklist.items)


def _answer(edition: Edition, facts: Facts, item: Item, key: str) -> Answered:
    left_out = edition.config.leave_out
    known = _known(edition, facts, item)
    asked = "" if "study" in left_out else item.asked
    part = item.part if (known.text or asked) and item.part not in left_out else ""
    own = edition.answer(key, "")
    if isinstance(own, Words):
        return Answered(item, key, own.text, part, is_open=False)
    if asked and not known.is_whole and isinstance(edition.answer(asked, ""), Words):
        more = t("Answered under «The study in one page».")
        return Answered(item, key, f"{known.text} {more}".strip(), "study", is_open=False)
    return Answered(item, asked or key, known.text, part, is_open=not known.is_whole)


def _known(edition: Edition, facts: Facts, item: Item) -> Known:
    """Give what the project knows; nothing where it stands in a part that is left out."""
    known = FACTS[item.fact](edition, facts) if item.fact else Known()
    return Known() if known.inside and item.part in edition.config.leave_out else known


def open_blanks(answers: tuple[Answered, ...]) -> Iterator[Blank]:
    """Give what only people can answer.

    Args:
        answers: Items with their answers.
    """
    for one in answers:
        if one.is_open:
            yield Blank(one.key, t(one.item.topic))
