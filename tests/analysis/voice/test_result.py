"""How results show themselves."""

import pytest

from builders import make_corpus, make_source
from fou_toolkit._i18n import set_language
from fou_toolkit.analysis.bootstrap import Bootstrap
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.analysis.voice import voice
from fou_toolkit.errors import UnknownIdError
from talks import ROLES

SECRET = "Hemmeligheten"


@pytest.fixture
def result():
    one = make_source(f"Anne: {SECRET} er < stor >.", "Bo: Hva da?", id="a", phase="1", genre="møte", date="2024")
    other = make_source("Bo: Vi venter –", "Cato: Nei.", id="b", phase="2")
    corpus = make_corpus(one, other, roles=ROLES)
    return voice(corpus, over="phase", target={"Anne": (0.2, 0.4)}, bootstrap=Bootstrap(replicates=50))


def tables(result):
    return result, result.over_time, result.meetings, result.per_meeting, result.transitions


def test_no_text_stands_in_any_table(result):
    for table in tables(result):
        assert SECRET not in repr(table)
        assert SECRET not in table._repr_html_()
        assert SECRET not in repr(result.facts.counted)


def test_rows_have_a_value_for_every_column_and_heading(result):
    for table in tables(result):
        assert len(table.to_frame()) == len(list(table.rows()))
        assert {len(row) for row in table.rows()} == {len(table.columns)}
        assert {len(row) for row in table.text_rows()} == {len(table.headings)}


def test_rows_are_found_by_name(result):
    assert result["Bo"].group == "Bo"
    assert len(result) == 3
    for find in (result.__getitem__, result.over_time.of):
        with pytest.raises(UnknownIdError, match="Dina") as caught:
            find("Dina")
        assert "Anne" in caught.value.hint


def test_people_read_per_cent_and_points(result):
    shown = dict(zip(result.headings, next(iter(result.text_rows())), strict=True))
    assert shown["speaker"] == "Bo"
    rows = {row[0]: dict(zip(result.headings, row, strict=True)) for row in result.text_rows()}
    assert rows["Anne"]["target"].replace("\xa0", " ") == "20–40 %"
    assert rows["Anne"]["opens / closes"] == "1 / 0"
    assert rows["Bo"]["interrupts / is interrupted"] == "0 / 1"
    assert rows["Bo"]["target"] == ""


def test_meetings_say_who_opens_and_closes(result):
    assert next(iter(result.meetings.rows()))[:8] == ("a", "møte", "1", "2024", 2, 2, 5, 1)
    assert [(one.first, one.last) for one in result.meetings] == [("Anne", "Bo"), ("Bo", "Cato")]


def test_a_label_without_a_person_has_its_text_beside_it():
    corpus = make_corpus(make_source("Anne: Ja.", "S1: Nei.", id="x"), roles={"Anne": ""})
    assert {row.group for row in voice(corpus, bootstrap=None)} == {"Anne", "S1 (x)"}
    unknown = voice(corpus, by="role", bootstrap=None, small=SmallCells(how="show"))
    assert [(row.group, row.label, row.people) for row in unknown] == [("", "not known", 2)]


def test_what_was_counted_is_said_first(result):
    assert result.notes[0] == "Counted: 2 texts, 3 people; interviewer turns included"
    assert "by=speaker" in result.notes[1]
    assert result.counted.corpus == result.facts.talk.corpus.fingerprint


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_columns_stay_english_in_every_language(result, language):
    english = result.columns
    set_language(language)
    assert result.columns == english
    assert all(isinstance(note, str) and note for note in result.notes)
