from dataclasses import replace

import pytest

from builders import make_corpus, make_source
from fou_toolkit.errors import UnknownIdError
from fou_toolkit.match import find_cue, turns_of
from fou_toolkit.match.limits import TurnTable
from fou_toolkit.model import Corpus, Cue, Participant
from fou_toolkit.text import index_of


@pytest.fixture
def corpus() -> Corpus:
    one = make_source("Anne: ansvar", "Bo: ansvar", "I: ansvar", id="a", sjanger="x", genre="Intervju", phase="1")
    two = make_source(
        "Anne: ansvar", "Ukjent: ansvar", id="b", language="nn", genre="logg", site="Sola", Avdeling="Blå"
    )
    people = (
        Participant("Anne", "Styrer", "eier", "Nord"),
        Participant("Bo", "ASSISTENT", attributes={"Erfaring": "Lang"}),
    )
    return Corpus((one, two), people)


def found(cue: str, corpus: Corpus) -> list[str]:
    """Give source and speaker of the turns in which a cue is found."""
    index = index_of(corpus)
    turns = [(source.id, turn.speaker) for source in corpus for turn in source.turns]
    hits = find_cue(Cue(cue), index, turns_of(corpus))
    return ["{} {}".format(*turns[turn]) for turn in index.turn_of(hits.first).tolist()]


@pytest.mark.parametrize(
    ("limits", "turns"),
    [
        ("", ["a Anne", "a Bo", "a I", "b Anne", "b Ukjent"]),
        ("[rolle=styrer]", ["a Anne", "b Anne"]),
        ("[rolle=STYRER|assistent]", ["a Anne", "a Bo", "b Anne"]),
        ("[rolle!=styrer]", ["a Bo", "a I", "b Ukjent"]),
        ("[rolle!=styrer|assistent]", ["a I", "b Ukjent"]),
        ("[rolle=forsker]", []),
        ("[sjanger=intervju]", ["a Anne", "a Bo", "a I"]),
        ("[fase=1]", ["a Anne", "a Bo", "a I"]),
        ("[fase!=1]", ["b Anne", "b Ukjent"]),
        ("[sted=sola]", ["b Ukjent"]),
        ("[stad=nord]", ["a Anne", "b Anne"]),
        ("[nivå=eier]", ["a Anne", "b Anne"]),
        ("[språk=nn]", ["b Anne", "b Ukjent"]),
        ("[deltaker=bo]", ["a Bo"]),
        ("[speaker=i]", ["a I"]),
        ("[source=b]", ["b Anne", "b Ukjent"]),
        ("[avdeling=blå]", ["b Anne", "b Ukjent"]),
        ("[Erfaring=lang]", ["a Bo"]),
        ("[ukjent=x]", []),
        ("[ukjent!=x]", ["a Anne", "a Bo", "a I", "b Anne", "b Ukjent"]),
        ("[rolle=styrer] [sjanger=logg]", ["b Anne"]),
        ("[rolle=styrer] [rolle!=styrer]", []),
    ],
)
def test_limits(limits, turns, corpus):
    assert found(f"ansvar {limits}", corpus) == turns


def test_an_index_alone_knows_the_languages():
    corpus = make_corpus(make_source("ansvar", id="a"), make_source("ansvar", id="b", language="nn"))
    index = index_of(corpus)
    assert find_cue(Cue("ansvar [språk=nn]"), index).pairs() == [(1, 1)]
    assert find_cue(Cue("ansvar [rolle=styrer]"), index).pairs() == []
    assert TurnTable.of_index(index).interviewer.tolist() == [False, False]


def test_the_table_knows_interviewers_and_attributes_of_every_turn(corpus):
    table = turns_of(corpus)
    assert table.interviewer.tolist() == [False, False, True, False, False]
    assert [row["speaker"] for row in table.attributes] == ["Anne", "Bo", "I", "Anne", "Ukjent"]
    assert table.column("role").tolist() == ["styrer", "assistent", "", "styrer", ""]
    assert table.column("nothing").tolist() == [""] * 5


def test_a_corpus_without_turns_has_an_empty_table():
    corpus = make_corpus()
    assert find_cue(Cue("ansvar [rolle=styrer]"), index_of(corpus), turns_of(corpus)).pairs() == []


class TestAttributes:
    def test_values_are_as_they_are_written_and_empty_where_nobody_knows(self, corpus):
        assert turns_of(corpus).values("role") == ("Styrer", "ASSISTENT", "", "Styrer", "")
        assert turns_of(corpus).values("Erfaring") == ("", "Lang", "", "", "")

    def test_norwegian_names_will_do(self, corpus):
        turns = turns_of(corpus)
        assert turns.values("fase") == turns.values("phase") == ("1", "1", "1", "", "")

    def test_what_everybody_knows_of_can_be_asked_for_even_where_it_is_not_known(self):
        assert turns_of(make_corpus("Ja.")).values("role") == ("",)

    @pytest.mark.usefixtures("english")
    def test_an_attribute_that_nobody_knows_of_is_answered_with_the_possible_ones(self, corpus):
        with pytest.raises(UnknownIdError, match="farge") as raised:
            turns_of(corpus).values("farge")
        assert "Avdeling, Erfaring" in raised.value.hint
        assert "phase" in raised.value.hint

    def test_people_are_counted_once_whatever_the_text_and_labels_of_each_text_are_somebody_else(self):
        one = make_source("Anne: Ja.", "X: Nei.", "Anne: Jo.", id="a")
        two = make_source("Anne: Ja.", "X: Nei.", id="b")
        corpus = Corpus((one, two), (Participant("Anne", "styrer"),)).map_sources(
            lambda source: replace(
                source,
                turns=tuple(turn if turn.speaker == "Anne" else replace(turn, participant="") for turn in source.turns),
            )
        )
        keys, number = turns_of(corpus).people
        assert number.tolist() == [0, 1, 0, 0, 2]
        assert len(keys) == 3

    def test_what_has_no_label_is_all_said_by_one_person(self):
        corpus = make_corpus(*(make_source("Dette er en logg.", id=f"L{number}") for number in range(5)))
        assert turns_of(corpus).people[1].tolist() == [0] * 5
