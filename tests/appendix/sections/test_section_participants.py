"""Participants and material."""

from dataclasses import replace

import pytest

from builders import make_corpus, make_source
from fou_toolkit.appendix.material import Audit, AuditLine, Consents
from fou_toolkit.appendix.sections.participants import participants
from fou_toolkit.model import Project
from study_editions import EMPTY, HOSTILE, crowd, keys_in, said_in, study_edition, table_in

pytestmark = pytest.mark.usefixtures("english")

_SCOPES = {"analysis": 20, "quotation": 17, "reuse": 12, "co-researchers": 3}


def test_small_groups_are_hidden_and_counted_together():
    section = participants(study_edition(crowd(("styrer", "", "Granly", 2), ("assistent", "", "Granly", 8))))
    table = table_in(section, "people").table
    assert table.texts == (("role", "together: assistent, styrer", "10"), ("site", "Granly", "10"))
    assert any("fewer than 5 people" in note for note in table.notes)


def test_the_table_of_texts_names_no_role_site_or_speaker():
    project = crowd(("styrer", "barnehage", "Granly", 6))
    block = table_in(participants(study_edition(project)), "texts")
    assert block.data.columns == ("text", "genre", "phase", "language", "words", "turns")
    assert len(block.table) == 6
    said = "|".join("|".join(row) for row in block.table.texts)
    assert not any(word in said for word in ("styrer", "barnehage", "Granly", "P0"))


def test_words_and_turns_of_texts_add_up():
    sources = [
        make_source("A: Ja, eh, vi var der.", "I: Og?", id="a", genre="logg", phase="2"),
        make_source("A: Nei.", id="b", genre=HOSTILE, phase="10"),
        make_source("B: Nei og nei.", id="c", phase="2"),
    ]
    project = Project(make_corpus(*sources), EMPTY.codebook, EMPTY.codings)
    section = participants(study_edition(project))
    assert [row[4:] for row in table_in(section, "texts").data.cells] == [(5, 2), (1, 1), (3, 1)]
    by = table_in(section, "texts_by").data.cells
    assert [row[1:] for row in by if row[0] == "phase"] == [("2", 2, 8), ("10", 1, 1)]
    assert sorted(row[1] for row in by if row[0] == "genre") == sorted(["", "logg", HOSTILE])


def test_interviewers_are_counted_apart():
    said = said_in(participants(study_edition(crowd(("styrer", "", "", 7)))))
    assert "In the texts, 7 people speak, interviewers apart." in said
    assert "1 person asks as interviewer." in said


def test_few_agreeing_and_few_not_agreeing_are_hidden():
    section = participants(study_edition(consents=Consents(20, _SCOPES, known=True)))
    edition = study_edition(crowd(("styrer", "", "", 7)), consents=Consents(20, _SCOPES, known=True))
    assert table_in(section, "consents").table.texts[1] == ("quotation", "17")
    section = participants(edition)
    found = dict(table_in(section, "consents").data.cells)
    assert found == {
        "analysis": "20",
        "quotation": "all but fewer than 5",
        "reuse": "12",
        "co-researchers": "fewer than 5",
    }


def test_of_few_people_consents_are_not_counted():
    said = said_in(
        participants(study_edition(crowd(("", "", "", 9)), consents=Consents(4, {"analysis": 4}, known=True)))
    )
    assert "too few people to count them" in said


def test_missing_consents_are_asked_for():
    section = participants(study_edition())
    assert keys_in(section) == ["study.consents"]
    assert "The project holds no consents." in said_in(section)
    assert keys_in(participants(study_edition(answers={"study.consents": "Muntlig"}))) == []


_GONE = Audit((AuditLine("raw", "texts erased", 6, 6, 1), AuditLine("raw", "texts taken in", 9, 9, 1)))


@pytest.mark.parametrize(
    ("withdrawn", "expected", "unexpected"),
    [
        (0, "Nobody has withdrawn.", "deleted"),
        (3, "fewer than 5 people", "texts erased"),
        (6, "6 people have withdrawn.", "texts taken in"),
    ],
)
def test_who_withdrew_is_counted_only_where_they_are_many(withdrawn, expected, unexpected):
    consents = Consents(20, _SCOPES, withdrawn=withdrawn, texts_left_out=2, known=True)
    project = crowd(("styrer", "", "", 7))
    said = said_in(participants(study_edition(project, consents=consents, audit=_GONE)))
    assert expected in said
    assert unexpected not in said
    assert ("texts erased: 6" in said) == (withdrawn == 6)
    assert "since a consent is missing: fewer than 5" in said


def test_an_empty_project_says_so():
    assert "no texts yet" in said_in(participants(study_edition(EMPTY)))


def test_nothing_known_about_people_is_said():
    said = said_in(participants(study_edition(crowd(("", "", "", 6)))))
    assert "Nothing is known about roles" in said


def test_few_people_are_nowhere_counted():
    said = said_in(participants(study_edition(crowd(("styrer", "x", "Granly", 3)))))
    assert "fewer than 5 people" in said
    assert "3 people" not in said


def test_a_thousand_texts_are_all_listed():
    project = crowd(("styrer", "", "", 1000))
    assert len(table_in(participants(study_edition(project)), "texts").table) == 1000


def test_the_same_material_gives_the_same_section():
    project = crowd(("a", "x", "m", 3), ("b", "x", "n", 6), ("c", "y", "m", 7))
    again = replace(project, corpus=replace(project.corpus))
    assert participants(study_edition(project)) == participants(study_edition(again))
