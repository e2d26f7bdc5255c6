"""Units of coding, and which codes stand in them."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_corpus, make_source
from fou_toolkit.analysis.units import UNITS, continuum_units, presence, sentence_units, touches, turn_units
from fou_toolkit.errors import UnknownIdError
from fou_toolkit.model import Coding, CodingSet, Span
from strategies import corpora


@pytest.fixture
def corpus():
    return make_corpus(
        make_source("Anne: Makt her. Ansvar der!", "I: Hva?", "Bo: [latter] Regn", id="s1"),
        make_source("Nei.  Jo 😀.", id="s2"),
    )


def shown(corpus, units):
    """Give the source and the words of every unit."""
    found = []
    for start, end, source in zip(units.start.tolist(), units.end.tolist(), units.source.tolist(), strict=True):
        base = int(units.bases[source])
        name = units.source_ids[source]
        found.append((name, Span(start - base, end - base).of(corpus[name].text)))
    return found


class TestSentences:
    def test_the_sentences_of_all_sources_stand_in_text_order(self, corpus):
        units = sentence_units(corpus)
        expected = [("s1", "Makt her."), ("s1", "Ansvar der!"), ("s1", "Regn"), ("s2", "Nei."), ("s2", "Jo 😀.")]
        assert shown(corpus, units) == expected
        assert len(units) == len(expected)

    def test_sentences_of_interviewers_count_on_request(self, corpus):
        units = sentence_units(corpus, interviewer=True)
        assert [words for _, words in shown(corpus, units)][:4] == ["Makt her.", "Ansvar der!", "Hva?", "Regn"]

    @pytest.mark.parametrize("chosen", [["s2"], ("s1",), {"s2", "s1"}, []])
    def test_sources_can_be_chosen(self, corpus, chosen):
        units = sentence_units(corpus, sources=chosen)
        assert shown(corpus, units) == [one for one in shown(corpus, sentence_units(corpus)) if one[0] in chosen]
        assert units.source_ids == ("s1", "s2")

    def test_a_source_that_is_not_there_is_said(self, corpus):
        with pytest.raises(UnknownIdError, match="s9") as raised:
            sentence_units(corpus, sources=["s1", "s9"])
        assert "s1, s2" in raised.value.hint

    @pytest.mark.parametrize("texts", [(), ("",), ("[latter]",), ("", "eh")])
    def test_where_nothing_is_said_there_are_no_units(self, texts):
        assert len(sentence_units(make_corpus(*texts))) == 0

    @given(corpora(), st.booleans(), st.data())
    @settings(max_examples=40)
    def test_they_are_the_sentences_of_the_slow_engine(self, slow_sentences, corpus, interviewer, data):
        chosen = data.draw(st.one_of(st.none(), st.lists(st.sampled_from([source.id for source in corpus]))))
        units = sentence_units(corpus, sources=chosen, interviewer=interviewer)
        bases = units.bases[units.source]
        found = list(
            zip(units.source.tolist(), (units.start - bases).tolist(), (units.end - bases).tolist(), strict=True)
        )
        assert found == [
            (units.source_ids.index(one.source), one.span.start, one.span.end)
            for one in slow_sentences(corpus)
            if (interviewer or not one.interviewer) and (chosen is None or one.source in chosen)
        ]


class TestTurns:
    def test_the_turns_of_all_sources_stand_in_text_order(self, corpus):
        expected = [("s1", "Makt her. Ansvar der!"), ("s1", "[latter] Regn"), ("s2", "Nei.  Jo 😀.")]
        assert shown(corpus, turn_units(corpus)) == expected

    def test_turns_of_interviewers_count_on_request(self, corpus):
        words = [found for _, found in shown(corpus, turn_units(corpus, interviewer=True))]
        assert words == ["Makt her. Ansvar der!", "Hva?", "[latter] Regn", "Nei.  Jo 😀."]

    @pytest.mark.parametrize("chosen", [["s2"], ("s1",), {"s2", "s1"}, []])
    def test_sources_can_be_chosen(self, corpus, chosen):
        units = turn_units(corpus, sources=chosen)
        assert shown(corpus, units) == [one for one in shown(corpus, turn_units(corpus)) if one[0] in chosen]

    def test_a_source_that_is_not_there_is_said(self, corpus):
        with pytest.raises(UnknownIdError, match="s9"):
            turn_units(corpus, sources=["s9"])

    def test_a_turn_in_which_nothing_is_said_is_none(self):
        corpus = make_corpus(make_source("Anne: Ja.", "Bo: [latter]", "Anne: ", "Bo: Nei."))
        assert [words for _, words in shown(corpus, turn_units(corpus))] == ["Ja.", "Nei."]

    @given(corpora(), st.booleans())
    @settings(max_examples=40)
    def test_they_are_the_turns_in_which_somebody_says_a_sentence(self, slow_sentences, corpus, interviewer):
        units = turn_units(corpus, interviewer=interviewer)
        bases = units.bases[units.source]
        found = [
            (units.source_ids[source], int(start), int(end))
            for source, start, end in zip(units.source, units.start - bases, units.end - bases, strict=True)
        ]
        said = [(one.source, one.span) for one in slow_sentences(corpus) if interviewer or not one.interviewer]
        assert found == [
            (source.id, turn.span.start, turn.span.end)
            for source in corpus
            for turn in source.turns
            if (interviewer or not turn.interviewer)
            and any(name == source.id and span.overlaps(turn.span) for name, span in said)
        ]


class TestParts:
    def test_how_long_units_are(self, corpus):
        assert sentence_units(corpus).length.tolist() == [9, 11, 4, 4, 5]
        assert sentence_units(corpus).length.dtype == np.float64
        assert turn_units(make_corpus()).length.tolist() == []

    @pytest.mark.parametrize(
        ("documents", "expected"),
        [
            (["s1", "s2"], [0, 0, 0, 1, 1]),
            (["s2", "s1"], [1, 1, 1, 0, 0]),
            (["s2"], [-1, -1, -1, 0, 0]),
            ([], [-1] * 5),
        ],
    )
    def test_which_document_units_stand_in(self, corpus, documents, expected):
        found = sentence_units(corpus).group(documents)
        assert found.tolist() == expected
        assert found.dtype == np.int64

    def test_without_units_there_are_no_numbers(self):
        assert sentence_units(make_corpus()).group(["s1"]).tolist() == []

    def test_names_of_units(self):
        assert UNITS == ("sentence", "turn", "character")


class TestContinuum:
    """The text is `Ja. Nei! Jo?`, one turn of twelve code points."""

    @pytest.mark.parametrize(
        ("spans", "borders"),
        [
            ([], [0, 12]),
            ([(0, 12)], [0, 12]),
            ([(4, 8)], [0, 4, 8, 12]),
            ([(4, 8), (8, 12)], [0, 4, 8, 12]),
            ([(4, 8), (6, 10)], [0, 4, 6, 8, 10, 12]),
            ([(4, 8), (4, 8)], [0, 4, 8, 12]),
            ([(0, 1), (11, 12)], [0, 1, 11, 12]),
        ],
    )
    def test_a_turn_is_cut_where_codings_begin_and_end(self, spans, borders):
        corpus = make_corpus("Ja. Nei! Jo?")
        codings = CodingSet.of([Coding("s1", Span(*span), "M", "a") for span in spans])
        units = continuum_units(turn_units(corpus), codings)
        assert units.start.tolist() == borders[:-1]
        assert units.end.tolist() == borders[1:]

    def test_what_stands_outside_of_the_turns_cuts_nothing(self, corpus):
        """Labels, interviewers and other sources; a turn that is coded from end to end stays one."""
        text = corpus["s1"].text
        codings = CodingSet.of(
            [
                Coding("s1", Span(0, len(text)), "M", "a"),
                Coding("s1", Span(text.index("I:"), text.index("va?")), "M", "a"),
                Coding("borte", Span(2, 5), "M", "a"),
            ]
        )
        turns = turn_units(corpus)
        assert shown(corpus, continuum_units(turns, codings)) == shown(corpus, turns)

    def test_a_coding_that_reaches_too_far_cuts_no_other_source(self, corpus):
        turns = turn_units(corpus)
        codings = CodingSet.of([Coding("s1", Span(0, len(corpus["s1"].text) + 4), "M", "a")])
        assert shown(corpus, continuum_units(turns, codings)) == shown(corpus, turns)

    def test_no_turns_stay_none(self):
        found = continuum_units(turn_units(make_corpus("")), CodingSet.of([Coding("s1", Span(0, 4), "M", "a")]))
        assert len(found) == 0

    @given(corpora(), st.booleans(), st.data())
    @settings(max_examples=40)
    def test_it_has_the_turns_places_and_every_unit_is_coded_alike(self, corpus, interviewer, data):
        texts = {source.id: len(source.text) for source in corpus if source.text}
        codings = []
        for name in data.draw(st.lists(st.sampled_from(sorted(texts)), max_size=6)) if texts else []:
            start = data.draw(st.integers(0, texts[name] - 1))
            end = data.draw(st.integers(start + 1, texts[name]))
            codings.append(Coding(name, Span(start, end), data.draw(st.sampled_from("AB")), "a"))
        turns = turn_units(corpus, interviewer=interviewer)
        units = continuum_units(turns, CodingSet.of(codings))
        expected = []
        for source, start, end in zip(turns.source.tolist(), turns.start.tolist(), turns.end.tolist(), strict=True):
            base = int(turns.bases[source])
            mine = [one for one in codings if one.source == turns.source_ids[source]]
            edges = {edge + base for one in mine for edge in (one.span.start, one.span.end)}
            borders = sorted({start, end, *(edge for edge in edges if start < edge < end)})
            expected += [(source, *pair) for pair in pairwise(borders)]
        found = list(zip(units.source.tolist(), units.start.tolist(), units.end.tolist(), strict=True))
        assert found == expected
        assert units.length.sum() == turns.length.sum()
        coded = presence(CodingSet.of(codings), units, ["A", "B"])
        for (source, start, end), row in zip(found, coded.tolist(), strict=True):
            base = int(units.bases[source])
            for code, has in zip("AB", row, strict=True):
                places = {
                    place
                    for one in codings
                    if one.code == code and one.source == units.source_ids[source]
                    for place in range(one.span.start + base, one.span.end + base)
                }
                assert len(places & set(range(start, end))) == (end - start if has else 0)


def flags(corpus, *spans, code="M", codes=("M",), **options):
    """Tell which units a code stands in, with codings at these places of the first source."""
    found = CodingSet.of([Coding("s1", Span(*span), code, "a") for span in spans])
    return presence(found, sentence_units(corpus, **options), codes)


class TestPresence:
    """The text is `Ja. Nei! Jo?`: sentences at 0 to 3, 4 to 8, 9 to 12."""

    @pytest.mark.parametrize(
        ("span", "touched"),
        [
            ((0, 3), [True, False, False]),
            ((0, 1), [True, False, False]),
            ((2, 3), [True, False, False]),
            ((3, 4), [False, False, False]),
            ((2, 4), [True, False, False]),
            ((2, 5), [True, True, False]),
            ((3, 5), [False, True, False]),
            ((3, 9), [False, True, False]),
            ((3, 10), [False, True, True]),
            ((0, 12), [True, True, True]),
            ((11, 12), [False, False, True]),
        ],
    )
    def test_a_coding_counts_wherever_it_touches_a_sentence(self, span, touched):
        assert flags(make_corpus("Ja. Nei! Jo?"), span)[:, 0].tolist() == touched

    def test_places_are_those_of_the_source(self, corpus):
        """The same place in another source is another sentence."""
        found = CodingSet.of([Coding("s2", Span(0, 4), "M", "a")])
        assert presence(found, sentence_units(corpus), ["M"])[:, 0].tolist() == [False, False, False, True, False]

    def test_codes_stand_in_the_columns_they_are_asked_for_in(self, corpus):
        found = CodingSet.of([Coding("s1", Span(6, 8), "M", "a"), Coding("s2", Span(0, 1), "F", "a")])
        table = presence(found, sentence_units(corpus), ["X", "F", "M"])
        assert table.dtype == np.bool_
        assert [tuple(place) for place in np.argwhere(table).tolist()] == [(0, 2), (3, 1)]

    def test_codings_of_other_sources_and_codes_are_left_out(self, corpus):
        found = CodingSet.of(
            [
                Coding("borte", Span(0, 4), "M", "a"),
                Coding("s1", Span(6, 8), "F", "a"),
                Coding("s2", Span(0, 4), "M", "a"),
            ]
        )
        assert not presence(found, sentence_units(corpus, sources=["s1"]), ["M"]).any()

    def test_codings_of_interviewers_are_in_no_unit_unless_these_count(self, corpus):
        at = corpus["s1"].text.index("Hva?")
        assert not flags(corpus, (at, at + 4)).any()
        assert flags(corpus, (at, at + 4), interviewer=True)[:, 0].tolist() == [False, False, True, False, False, False]

    def test_a_coding_around_an_interviewer_counts_on_both_sides(self, corpus):
        text = corpus["s1"].text
        assert flags(corpus, (text.index("der!"), len(text)))[:, 0].tolist() == [False, True, True, False, False]

    @pytest.mark.parametrize("codes", [(), ("M",)])
    def test_no_codings_or_no_units_give_an_empty_table(self, corpus, codes):
        assert not presence(CodingSet.of([]), sentence_units(corpus), codes).any()
        assert presence(CodingSet.of([]), sentence_units(corpus), codes).shape == (5, len(codes))
        assert flags(make_corpus(""), (0, 4), codes=codes).shape == (0, len(codes))

    def test_a_coding_that_reaches_too_far_stays_in_its_source(self, corpus):
        assert flags(corpus, (6, 10_000))[:, 0].tolist() == [True, True, True, False, False]

    def test_an_empty_coding_shares_nothing(self):
        assert not flags(make_corpus("Ja. Nei! Jo?"), (5, 5)).any()


class TestTouches:
    """The text is `Ja. Nei! Jo?`: sentences at 0 to 3, 4 to 8, 9 to 12."""

    @pytest.mark.parametrize(
        ("span", "touched"),
        [
            ((0, 1), True),
            ((2, 3), True),
            ((3, 4), False),
            ((3, 5), True),
            ((8, 9), False),
            ((0, 99), True),
            ((5, 5), False),
        ],
    )
    def test_one_shared_place_is_enough(self, span, touched):
        found = CodingSet.of([Coding("s1", Span(*span), "M", "a")])
        flags = touches(found, sentence_units(make_corpus("Ja. Nei! Jo?")))
        assert flags.tolist() == [touched]
        assert flags.dtype == np.bool_

    def test_other_sources_and_interviewers_are_touched_by_nothing(self, corpus):
        at = corpus["s1"].text.index("Hva?")
        found = CodingSet.of(
            [
                Coding("s1", Span(at, at + 4), "M", "a"),
                Coding("borte", Span(0, 9), "M", "a"),
                Coding("s2", Span(0, 1), "M", "a"),
            ]
        )
        by_source = dict(
            zip((one.source for one in found), touches(found, sentence_units(corpus)).tolist(), strict=True)
        )
        assert by_source == {"s1": False, "borte": False, "s2": True}
        assert touches(found, sentence_units(corpus, interviewer=True)).sum() == 2
        assert not touches(found, sentence_units(corpus, sources=["s1"])).any()

    def test_without_codings_or_units(self):
        assert touches(CodingSet.of([]), sentence_units(make_corpus("Ja."))).shape == (0,)
        one = CodingSet.of([Coding("s1", Span(0, 4), "M", "a")])
        assert touches(one, sentence_units(make_corpus(""))).tolist() == [False]


@given(corpora(), st.booleans(), st.data())
@settings(max_examples=40)
def test_presence_is_what_a_loop_finds(slow_sentences, corpus, interviewer, data):
    texts = {source.id: len(source.text) for source in corpus if source.text}
    codings = []
    for name in data.draw(st.lists(st.sampled_from(sorted(texts)), max_size=6)) if texts else []:
        start = data.draw(st.integers(0, texts[name] - 1))
        end = data.draw(st.integers(start + 1, texts[name]))
        codings.append(
            Coding(name, Span(start, end), data.draw(st.sampled_from("ABC")), data.draw(st.sampled_from("ab")))
        )
    codings += data.draw(st.lists(st.just(Coding("borte", Span(0, 9), "A", "a")), max_size=1))
    table = presence(CodingSet.of(codings), sentence_units(corpus, interviewer=interviewer), ["B", "A"])
    sentences = [one for one in slow_sentences(corpus) if interviewer or not one.interviewer]
    assert table.tolist() == [
        [
            any(
                one.source == coding.source and one.span.overlaps(coding.span)
                for coding in codings
                if coding.code == code
            )
            for code in ("B", "A")
        ]
        for one in sentences
    ]
    found = CodingSet.of(codings)
    assert touches(found, sentence_units(corpus, interviewer=interviewer)).tolist() == [
        any(one.source == coding.source and one.span.overlaps(coding.span) for one in sentences) for coding in found
    ]
