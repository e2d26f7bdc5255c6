import pytest

from builders import make_index, make_source
from fou_toolkit.match import find_cue, negated, own_negators_in
from fou_toolkit.model import Cue
from fou_toolkit.text.wordlists import NEGATORS


def flags(cue: str, text: str) -> list[bool]:
    index = make_index(text)
    hits = find_cue(Cue(cue), index)
    return negated(index, hits, own=own_negators_in(Cue(cue), index, hits)).tolist()


@pytest.mark.parametrize(
    ("cue", "text", "expected"),
    [
        ("ta _{0,3} ansvar", "Vi tok ikke ansvar.", [True]),
        ("ta _{0,3} ansvar", "Vi tok ansvar.", [False]),
        ("ansvar", "Ikke vi tok ansvar.", [True]),
        ("ansvar", "Ansvar tok vi aldri.", [True]),
        ("ansvar", "Uten ansvar.", [True]),
        ("ansvar", "Vi har ikke makt og ansvar.", [True]),
        ("ansvar", "Vi sov ikke. Vi tok ansvar.", [False]),
        ("ansvar", "Vi tok ansvar, aldri makt.", [False]),
        ("ansvar", "Aldri mer, vi tok ansvar.", [False]),
        ("ansvar", "Vi tok ansvar ikke sant", [False]),
        ("ansvar", "Ikkje, eh, sant ansvar?", [False]),
        ("ansvar", "Ansvar tok vi ikke. Sant nok.", [True]),
        ("ansvar", "Vi tok ikke ansvar ikke sant", [True]),
        ("ansvar", "Vi sov ikke – vi tok ansvar.", [False]),
        ("ansvar", "Vi sov ikke - vi tok ansvar.", [False]),
        ("ansvar", "Vi sov (ikke) ansvar.", [False]),
        ("ansvar", "Ikke nå: ansvar.", [False]),
        ("ansvar", "Ikke nå; ansvar.", [False]),
        ("ansvar", "Ikke nå / ansvar.", [False]),
        ("ansvar", "Det var ikke greit men vi tok ansvar.", [False]),
        ("ansvar", "Vi gikk ikke fordi vi hadde ansvar.", [False]),
        ("ansvar", "Vi tror at de ikke hadde ansvar.", [True]),
        ("ansvar", "Vi visste ikke at vi hadde ansvar.", [True]),
        ("ta ansvar", "Det var ingen som tok ansvar.", [True]),
        ("ta ansvar", "Det er ikke alle som tar ansvar.", [True]),
        ("ta ansvar", "Eg itj tok ansvar.", [True]),
        ("ansvar", "Vi tok ikke «ansvar».", [True]),
        ("ansvar", "Vi tok ikke barne- og ungdomsansvar eller ansvar.", [True]),
        ("ansvar", "Vi har ikke [latter] ansvar.", [True]),
        ("ansvar", "Vi har [ikke] ansvar.", [False]),
        ("ansvar", "Vi har ikkje ansvar, men ansvar.", [True, False]),
        ("ta _{0,5} ansvar", "Vi tok det, aldri mer, ansvar.", [True]),
        ("ikke for oss", "Det er ikke for oss.", [False]),
        ("ikke for oss", "Det er aldri ikke for oss.", [True]),
        ("ikke|aldri ansvar", "Vi har ikke ansvar og aldri ansvar.", [True, True]),
        ("ikke|aldri ansvar", "Vi har aldri ansvar.", [False]),
        ("{ikke} .. {ansvar}", "Vi har ikke ansvar.", [False]),
        ("{ikke} .. {ansvar}", "Vi har ikke nok ansvar uten makt.", [True]),
        ("=ikkje ansvar", "Me har ikkje ansvar.", [False]),
        ("ansvar", "Vi skal IKKE ha ansvar.", [True]),
    ],
)
def test_a_negator_in_the_clause_is_seen(cue, text, expected):
    assert flags(cue, text) == expected


@pytest.mark.parametrize("negator", sorted(NEGATORS))
def test_every_negator_negates_to_the_left_and_to_the_right(negator):
    assert flags("ansvar", f"Vi {negator} ansvar.") == [True]
    assert flags("ansvar", f"Ansvar {negator} nå.") == [True]


def test_an_apostrophe_may_be_typographic():
    assert flags("ansvar", "We don’t ansvar") == [True]


def test_without_hits_there_are_no_flags():
    assert flags("ansvar", "Vi tok makt.") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Vi tok ikke ansvar.", 0),
        ("Vi tok ansvar.", 1),
        ("Vi tok ansvar, aldri makt.", 1),
        ("Ikke nå men ansvar, ikke ansvar.", 1),
    ],
)
def test_a_cue_can_leave_out_negated_hits(text, count):
    assert len(find_cue(Cue("ansvar [ikke etter nektelse]"), make_index(text))) == count


def test_the_cues_own_negator_does_not_leave_it_out():
    index = make_index("Det er ikke for oss. Det er aldri ikke for oss.")
    assert find_cue(Cue("ikke for oss [ikke etter nektelse]"), index).pairs() == [(2, 4)]


@pytest.mark.parametrize(
    ("cue", "text", "expected"),
    [
        ("ingen|lite tid", "Vi har ingen tid.", [False]),
        ("ingen|lite tid", "Vi har lite tid.", [False]),
        ("ingen|lite tid", "Vi har ikke lite tid.", [True]),
        ("ingen|lite tid", "Vi har aldri ingen tid.", [True]),
        ("ingen|lite _{0,1} ingen|mye tid", "Ingen ingen tid.", [False]),
        ("ha _{0,1} ikke|god _{0,1} tid", "Vi har ikke god tid.", [False]),
        ("{ha} .. {ikke|god tid}", "Vi har ikke god tid.", [True]),
        ("{ha} .. {ikke|god _{0,1} tid}", "Vi har ikke god tid.", [False]),
    ],
)
def test_a_negator_beside_other_words_in_one_place_is_the_cues_own_where_it_is_found(cue, text, expected):
    """Where a hit can be read in two ways, the one that names more negators counts."""
    assert flags(cue, text) == expected
    assert len(find_cue(Cue(f"{cue} [ikke etter nektelse]"), make_index(text))) == expected.count(False)


def test_a_question_for_agreement_does_not_reach_into_the_next_turn():
    index = make_index(make_source("Bo: Ansvar tok vi ikke", "Anne: Sant"))
    assert negated(index, find_cue(Cue("ansvar"), index)).tolist() == [True]
