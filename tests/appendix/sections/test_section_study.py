"""The study in one page."""

import pytest

from coded_editions import project_of
from fou_toolkit.appendix.config import Author, Study
from fou_toolkit.appendix.document import Definitions, Number
from fou_toolkit.appendix.material import Audit
from fou_toolkit.appendix.sections.study import QUESTIONS, study
from study_editions import EMPTY, HOSTILE, SPANS, keys_in, said_in, study_edition, table_in

pytestmark = pytest.mark.usefixtures("english")

_AUTHORS = Study(title="Tittel", authors=(Author("Kari Nes", "Storvik", "0000-0002-1825-0097"),), funder="Rådet")


def test_what_the_project_knows_is_filled_in_and_the_rest_is_open():
    section = study(study_edition(title="Partnerskap"))
    said = said_in(section)
    assert "Title: Partnerskap" in said
    assert "Material: 6 texts with 132 words, in which 6 people speak." in said
    assert "«liten», version 0: 3 codes in 1 theme." in said
    assert set(keys_in(section)) == {*QUESTIONS, "study.authors", "study.period"}


def test_answers_stand_where_they_were_asked_for_as_plain_words():
    section = study(study_edition(answers={key: f"{key} {HOSTILE}" for key in QUESTIONS}))
    assert set(keys_in(section)) == {"study.title", "study.authors", "study.period"}
    assert f"study.limitations {HOSTILE}" in said_in(section)


def test_authors_and_funder_stand_there_but_not_in_a_blind_edition():
    said = said_in(study(study_edition(study=_AUTHORS)))
    assert "Authors: Kari Nes (Storvik, ORCID 0000-0002-1825-0097)" in said
    assert "Funding: Rådet" in said
    blind = study(study_edition(study=_AUTHORS, blind=True, answers={"study.authors": "Kari Nes"}))
    for name in ("Kari", "Storvik", "0000-0002", "Rådet"):
        assert name not in said_in(blind)
    assert "study.authors" not in keys_in(blind)
    assert "study.funder" not in keys_in(blind)


@pytest.mark.parametrize(
    ("orientation", "word"),
    [("reflexive", "own reading"), ("codebook", "revised in rounds"), ("reliability", "reliability.")],
)
def test_the_orientation_is_said_with_what_follows_from_it(orientation, word):
    assert word in said_in(study(study_edition(orientation=orientation)))


def test_a_reflexive_study_reports_no_agreement_unless_it_is_asked_for():
    assert "report no figures of agreement" in said_in(study(study_edition(orientation="reflexive")))
    assert "with intervals in the appendix" in said_in(study(study_edition()))
    assert "is not reported" in said_in(study(study_edition(leave_out=("agreement",))))


def test_numbers_of_codings_open_the_codings():
    edition = study_edition()
    section = study(edition)
    items = next(block for block in section.blocks if isinstance(block, Definitions)).items
    opened = next(part for _, parts in items for part in parts if isinstance(part, Number))
    assert opened.text == "4 codings"
    assert opened.behind.rows == (0, 1, 2, 3)
    block = table_in(section, "coders")
    coders = [one.coder for one in edition.selection.codings]
    for row, name in enumerate(edition.selection.codings.coder_ids):
        assert block.table.cells[row][4] == str(coders.count(name))
        assert all(coders[place] == name for place in block.behind[row, 4].rows)


def test_a_number_with_few_people_behind_it_opens_nothing():
    project = project_of(SPANS, smallest=6)
    section = study(study_edition(project))
    assert table_in(section, "coders").behind == {}


def test_people_decide_about_suggestions_of_rules():
    assert "of 8 suggestions they accepted 25 %" in said_in(study(study_edition(audit=Audit(suggested=8, accepted=2))))
    assert "suggestions they" not in said_in(study(study_edition(audit=Audit())))


def test_how_a_coder_worked_is_not_told_in_a_blind_edition():
    project = project_of(SPANS)
    object.__setattr__(project.codings.coders[0], "note", "Kari read it")
    assert "Kari read it" in said_in(study(study_edition(project)))
    assert "Kari" not in said_in(study(study_edition(project, blind=True)))


def test_the_paragraph_for_the_article_has_about_a_hundred_words():
    section = study(study_edition(audit=Audit(suggested=8, accepted=2)))
    paragraph = said_in(section.sections[0]).splitlines()[-1]
    assert 70 <= len(paragraph.split()) <= 130
    assert "2 people" in paragraph


def test_an_empty_project_says_so():
    section = study(study_edition(EMPTY))
    assert "Nobody has coded anything yet." in said_in(section)
    assert "The codebook has no codes." in said_in(section)


def test_a_hostile_title_stays_as_it_is():
    assert HOSTILE in said_in(study(study_edition(title=HOSTILE)))
