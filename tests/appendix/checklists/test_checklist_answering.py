"""What the project answers by itself."""

from dataclasses import replace

import pytest

from coded_editions import project_of
from fou_toolkit.appendix.checklists import COREQ, SRQR, answered, open_blanks
from fou_toolkit.appendix.config import Study
from fou_toolkit.appendix.material import Audit, BookChange, Consents
from fou_toolkit.model import Memo
from study_editions import EMPTY, SPANS, crowd, study_edition

pytestmark = pytest.mark.usefixtures("english")


def _coreq(number, **given):
    return answered(study_edition(**given), COREQ)[number - 1]


def _srqr(number, **given):
    return answered(study_edition(**given), SRQR)[number - 1]


def test_size_coders_tree_and_software_are_answered():
    assert "6 texts" in _coreq(12).text
    assert _coreq(24).text == "Coded by 2 people."
    assert _coreq(25).text == "Codebook 0: 3 codes in 1 theme."
    assert _coreq(27).text.startswith("fou_toolkit ")
    assert not any(_coreq(number).is_open for number in (12, 16, 24, 25, 27, 29, 31))


def test_how_people_were_chosen_is_never_guessed():
    assert _coreq(10).text == ""
    assert _coreq(10).is_open
    assert _coreq(10).key == "study.recruitment"


def test_without_the_study_its_questions_go_to_the_checklist():
    one = _coreq(10, leave_out=("study",), answers={"study.recruitment": "x"})
    assert (one.key, one.part, one.is_open) == ("coreq.10", "", True)


def test_readings_by_models_are_named_as_such():
    project = project_of(SPANS)
    coders = tuple(replace(one, kind="language model") for one in project.codings.coders)
    text = _coreq(24, project=replace(project, codings=replace(project.codings, coders=coders))).text
    assert "2 language models" in text
    assert "no human coding" in text


def test_what_stands_in_a_part_that_is_left_out_is_open():
    for number, part in ((25, "codebook"), (29, "quotations"), (31, "frequencies")):
        one = _coreq(number, leave_out=(part,))
        assert (one.text, one.part, one.is_open) == ("", "", True)
    assert not _coreq(27, leave_out=("software",)).is_open


def test_validation_is_answered_as_soon_as_there_is_some():
    assert _coreq(28).is_open
    one = _coreq(28, validated=("Ja", "Nei"))
    assert one.text == "2 answers from those who took part."
    assert not one.is_open


def test_withdrawals_are_told_without_small_numbers():
    project = crowd(("styrer", "", "", 6))
    assert _coreq(13, project=project, consents=Consents(9, withdrawn=2, known=True)).text == "Withdrawn: fewer than 5."
    assert _coreq(13, project=project, consents=Consents(9, withdrawn=6, known=True)).text == "Withdrawn: 6."
    assert _coreq(13, project=project, consents=Consents(9, known=True)).text == "Nobody has withdrawn."
    assert _coreq(13, project=project).text == ""


def test_people_in_several_texts_are_counted_where_they_are_many():
    assert _coreq(18).text == "People who speak in several texts: 6."
    assert _coreq(18, project=project_of(SPANS, smallest=7)).text.endswith("fewer than 7.")
    assert _coreq(18, project=crowd(("styrer", "", "", 6))).text == ""


def test_recordings_and_their_length_come_from_times():
    project = project_of(SPANS)

    def timed(source, minutes):
        turns = tuple(
            replace(turn, start_ms=place * 1000, end_ms=minutes * 60_000) for place, turn in enumerate(source.turns)
        )
        return replace(source, turns=turns)

    some = [timed(one, minutes) for one, minutes in zip(project.corpus.sources[:3], (10, 20, 40), strict=True)]
    mixed = replace(project, corpus=replace(project.corpus, sources=(*some, *project.corpus.sources[3:])))
    assert _coreq(19, project=mixed).text == "3 texts have times of a recording."
    assert _coreq(21, project=mixed).text == "By the times of the recordings, 3 texts: median 20 minutes."
    assert _coreq(21, project=mixed).is_open
    assert _coreq(21).text == _coreq(19).text == ""


def test_memos_and_changes_of_the_codebook_are_counted():
    project = replace(project_of(SPANS), memos=(Memo("1", "analytic", "SECRET", "k"),))
    assert _coreq(20, project=project).text == "The project holds 1 memo."
    assert _coreq(26, book_changes=(BookChange("", "", "", "1", ""),) * 2).text == "The codebook was changed 2 times."


def test_saturation_is_not_claimed_under_a_reflexive_orientation():
    assert "not claimed" in _coreq(22, orientation="reflexive").text
    assert _coreq(22).text == ""


def test_quotations_are_answered_only_where_words_may_be_quoted():
    edition = study_edition()
    silent = replace(edition, material=replace(edition.material, quotable=lambda _: False))
    assert answered(silent, COREQ)[28].is_open
    assert answered(silent, SRQR)[16].is_open


def test_trust_needs_a_log_and_funding_stays_out_of_a_blind_edition():
    assert _srqr(15).is_open
    assert not _srqr(15, audit=Audit()).is_open
    told = Study(funder="Rådet")
    assert _srqr(21, study=told).text == "Rådet"
    assert "Rådet" not in _srqr(21, study=told, blind=True).text
    assert _srqr(21).key == "study.funder"


def test_blanks_are_what_is_open():
    answers = answered(study_edition(EMPTY), COREQ)
    assert [blank.key for blank in open_blanks(answers)] == [one.key for one in answers if one.is_open]
    assert all(blank.what for blank in open_blanks(answers))


@pytest.mark.parametrize("checklist", [COREQ, SRQR])
def test_an_empty_project_fails_nowhere(checklist):
    assert sum(one.is_open for one in answered(study_edition(EMPTY), checklist)) >= 15
