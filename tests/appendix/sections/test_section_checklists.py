"""COREQ and SRQR in the appendix."""

import pytest

from fou_toolkit.appendix.checklists import COREQ, SRQR
from fou_toolkit.appendix.config import PARTS
from fou_toolkit.appendix.sections.checklists import checklists
from fou_toolkit.appendix.sections.study import QUESTIONS
from study_editions import EMPTY, HOSTILE, keys_in, links_in, said_in, study_edition, table_in

pytestmark = pytest.mark.usefixtures("english")


def _row(section, name, number):
    return next(row for row in table_in(section, name).data.cells if row[0] == number)


def test_every_item_has_a_row():
    section = checklists(study_edition())
    assert [row[0] for row in table_in(section, "coreq").data.cells] == list(range(1, 33))
    assert [row[0] for row in table_in(section, "srqr").data.cells] == list(range(1, 22))


def test_links_stand_in_the_cell_that_names_the_part():
    section = checklists(study_edition())
    for name in ("coreq", "srqr"):
        block = table_in(section, name)
        for (row, column), target in block.links.items():
            assert block.table.cells[row][column] == PARTS[target.removeprefix("#")]


@pytest.mark.parametrize("part", [part for part in PARTS if part != "checklists"])
def test_a_part_that_is_left_out_is_never_linked(part):
    assert f"#{part}" not in links_in(checklists(study_edition(leave_out=(part,))))


def test_what_is_open_is_listed_once_with_its_key():
    section = checklists(study_edition())
    keys = keys_in(section)
    assert len(keys) == len(set(keys))
    assert {"coreq.2", "srqr.2", "study.question", "study.consents", "availability.doi"} <= set(keys)
    said = said_in(section)
    assert f"{len(keys)} questions are open." in said
    assert f'"{keys[0]}" = "…"' in said
    for key in keys:
        assert f"{key} – " in said


def test_an_answer_closes_an_item():
    answers = {"coreq.2": HOSTILE, "coreq.12": "Not relevant, because"}
    section = checklists(study_edition(answers=answers))
    assert _row(section, "coreq", 2)[4:] == (HOSTILE, 0)
    assert _row(section, "coreq", 12)[4:] == ("Not relevant, because", 0)
    assert "coreq.2" not in keys_in(section)


def test_one_answer_about_the_study_closes_items_of_both_checklists():
    section = checklists(study_edition(answers={"study.recruitment": "Alle ble spurt."}))
    for name, number in (("coreq", 10), ("coreq", 11), ("srqr", 8)):
        assert _row(section, name, number)[3] == "study"
        assert _row(section, name, number)[5] == 0
    assert "study.recruitment" not in keys_in(section)


def test_open_cells_name_the_key_that_answers_them():
    texts = {row[1]: row[4] for row in table_in(checklists(study_edition()), "coreq").table.texts}
    assert texts["2"] == "OPEN (coreq.2)"
    assert texts["10"] == "OPEN (study.recruitment)"


def test_everything_can_be_answered():
    every = [f"{one.id}.{item.number}" for one in (COREQ, SRQR) for item in one.items]
    keys = [*every, *QUESTIONS, *keys_in(checklists(study_edition()))]
    section = checklists(study_edition(answers=dict.fromkeys(keys, "x")))
    assert keys_in(section) == []
    assert "Everything is answered." in said_in(section)
    assert "32 of 32 items are answered." in said_in(section)


def test_an_empty_project_answers_little_and_does_not_fail():
    section = checklists(study_edition(EMPTY))
    for number in (12, 24, 25, 29, 31):
        assert _row(section, "coreq", number)[5] == 1
