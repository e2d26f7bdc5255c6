"""The items of the checklists."""

import pytest

from fou_toolkit.appendix.checklists import COREQ, SRQR
from fou_toolkit.appendix.checklists.prefilled import FACTS
from fou_toolkit.appendix.config import PARTS
from fou_toolkit.appendix.sections.study import QUESTIONS


@pytest.mark.parametrize(("checklist", "count"), [(COREQ, 32), (SRQR, 21)])
def test_items_are_numbered_without_gaps(checklist, count):
    assert [item.number for item in checklist.items] == list(range(1, count + 1))
    assert len({item.topic for item in checklist.items}) == count


def test_the_domains_of_coreq_have_8_15_and_9_items():
    groups = [item.group for item in COREQ.items]
    assert [groups.count(name) for name in dict.fromkeys(groups)] == [8, 15, 9]


@pytest.mark.parametrize("item", [*COREQ.items, *SRQR.items], ids=lambda item: f"{item.number} {item.topic}")
def test_every_item_names_what_there_is(item):
    assert item.part in {"", *PARTS}
    assert item.fact in {"", *FACTS}
    assert item.asked in {"", *QUESTIONS}


def test_no_fact_is_there_for_nothing():
    assert {item.fact for item in (*COREQ.items, *SRQR.items)} - {""} == set(FACTS)
