"""Per cue: how often it fires, and how often a reader agrees."""

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from builders import cues, make_corpus, make_source
from fou_toolkit._i18n import LANGUAGES, set_language
from fou_toolkit.analysis.evaluation import CueReport, CueScore, cue_report
from fou_toolkit.autocode import autocode
from fou_toolkit.errors import FouError, UnknownIdError
from fou_toolkit.model import Code, Codebook, Coder, Coding, CodingSet, Cue, Localised, Span
from strategies import codebooks, corpora

BOOK = Codebook(
    "book",
    (
        Code("T", Localised("Tema")),
        Code("M", Localised("Makt"), parent="T", cues=cues("makt", "ta makt", "=makta")),
        Code("F", Localised("Ansvar"), parent="T", cues=cues("ansvar", "ta _{0,3} ansvar")),
        Code("U", Localised("Annet")),
        Code("L", Localised("Lek"), parent="U", cues=cues("lek", "aldri sett")),
        Code("E", Localised("Enslig"), cues=cues("regn")),
    ),
)
TEXT = ("Makt er makt.", "Vi tok ansvar.", "De tok makt.", "Lek.", "Regn.")


def corpus_of(*texts):
    return make_corpus(*(make_source(*lines, id=f"s{number}") for number, lines in enumerate(texts, 1)))


def codings(corpus, coder, found):
    """Make codings of whole turns: `{0: "M", 2: "MF"}`, of all sources alike."""
    return [
        Coding(source.id, source.turns[place].span, code, coder)
        for source in corpus
        for place, codes in found.items()
        for code in codes
    ]


def report(corpus, found, *, book=BOOK, sources=None, **options):
    """Hold cues against readers who have read everything."""
    reference = CodingSet.of(
        [one for coder, places in found.items() for one in codings(corpus, coder, places)],
        [Coder(coder) for coder in found],
        read=[(coder, source.id) for coder in found for source in corpus],
    )
    return cue_report(autocode(corpus, book, **options), reference, sources=sources)


def figures(made):
    return {(one.code, one.cue): (one.sentences, one.agreed, one.theme) for one in made.scores}


class TestByHand:
    @pytest.fixture(scope="class", name="made")
    @classmethod
    def _made(cls):
        return report(corpus_of(TEXT), {"a": {0: "M", 1: "M", 3: "F"}, "b": {0: "M", 1: "F", 2: "FM", 4: "E"}})

    def test_every_cue_has_its_sentences_its_readers_and_its_theme(self, made):
        assert figures(made) == {
            ("M", "makt"): (2, (1, 2), 2),
            ("M", "ta makt"): (1, (0, 1), 1),
            ("M", "=makta"): (0, (0, 0), 0),
            ("F", "ansvar"): (1, (0, 1), 1),
            ("F", "ta _{0,3} ansvar"): (1, (0, 1), 1),
            ("L", "lek"): (1, (0, 0), 0),
            ("L", "aldri sett"): (0, (0, 0), 0),
            ("E", "regn"): (1, (0, 1), 1),
        }

    def test_codes_stand_in_the_order_of_the_codebook(self, made):
        assert list(dict.fromkeys(one.code for one in made.scores)) == ["M", "F", "L", "E"]

    def test_cues_stand_in_the_order_of_the_codebook(self, made):
        assert [one.cue for one in made.scores] == [cue.text for code in BOOK for cue in code.cues]

    def test_the_share_is_the_mean_over_the_readers(self, made):
        shares = {(one.code, one.cue): one.share for one in made.scores}
        assert shares["M", "makt"] == 3 / 4
        assert shares["F", "ansvar"] == 1 / 2
        assert shares["L", "lek"] == 0
        assert math.isnan(shares["L", "aldri sett"])

    def test_what_was_counted_is_said(self, made):
        assert (made.readers, made.documents, made.units) == (("a", "b"), 1, 5)
        assert made.caption == "6 of 8 cues fired; 1 text, 5 sentences"
        for language in LANGUAGES[:2]:
            set_language(language)
            assert "6 av 8" in made.caption

    def test_doubtful_cues_are_those_that_fire_and_seldom_meet_a_reader(self, made):
        assert [one.cue for one in made.doubtful(least=1, most=0).scores] == ["lek"]
        assert [one.cue for one in made.doubtful(least=2, most=0.75).scores] == ["makt"]
        assert made.doubtful(least=2, most=0.74).scores == made.doubtful().scores == ()

    def test_of_the_doubtful_the_worst_and_most_frequent_stands_first(self):
        scores = tuple(
            CueScore("M", name, "nb", sentences, agreed, 0)
            for name, sentences, agreed in [
                *(("third", 9, (1, 2)), ("good", 9, (9, 0)), ("second", 2, (0, 0)), ("silent", 0, (0, 0))),
                *(("once", 1, (0, 0)), ("first", 5, (0, 0)), ("border", 50, (34, 0)), ("over", 100, (69, 0))),
            ]
        )
        made = CueReport(scores, ("a", "b"), 3, 40)
        assert [one.cue for one in made.doubtful().scores] == ["first", "second", "third", "border"]
        assert [one.cue for one in made.doubtful(least=1, most=0.2).scores] == ["first", "second", "once", "third"]
        doubtful = made.doubtful()
        assert (doubtful.readers, doubtful.documents, doubtful.units) == (("a", "b"), 3, 40)

    def test_the_frame_has_a_column_for_each_reader(self, made):
        frame = made.to_frame()
        assert list(frame.columns) == [
            "code",
            "cue",
            "language",
            "sentences",
            "agreed: a",
            "agreed: b",
            "theme",
            "share",
        ]
        row = frame.set_index("cue").loc["makt"]
        assert row.tolist() == ["M", "nb", 2, 1, 2, 2, 0.75]

    def test_what_a_notebook_shows_is_escaped(self, made):
        evil = CueScore("<b>", "<script>", "nb", 1, (0, 0), 0)
        shown = CueReport((evil, *made.scores), ("<i>", "b"), 1, 1)._repr_html_()
        assert "&lt;script&gt;" in shown
        assert not any(tag in shown for tag in ("<script", "<b>", "<i>"))


class TestFiring:
    def test_a_cue_that_fires_twice_in_a_sentence_counts_once(self):
        made = report(corpus_of(["Makt, makt og makt."]), {"a": {0: "M"}})
        assert figures(made)["M", "makt"] == (1, (1,), 1)

    def test_a_reader_agrees_wherever_a_coding_touches_the_sentence(self):
        corpus = corpus_of(["Ja, makt. Nei."])
        for span, agreed in ((Span(0, 1), 1), (Span(8, 9), 1), (Span(9, 12), 0)):
            reference = CodingSet.of([Coding("s1", span, "M", "a")])
            assert figures(cue_report(autocode(corpus, BOOK), reference))["M", "makt"] == (1, (agreed,), agreed)

    @pytest.mark.parametrize("unit", ["sentence", "turn", "source"])
    def test_it_counts_sentences_whatever_the_unit_of_coding(self, unit):
        made = report(corpus_of(["Makt. Ja. Makt.", "Makt."]), {"a": {1: "M"}}, unit=unit)
        assert figures(made)["M", "makt"] == (3, (1,), 1)
        assert made.units == 4

    def test_a_code_of_the_same_theme_is_near_and_one_of_another_is_not(self):
        texts = corpus_of(["Makt.", "Makt.", "Makt.", "Regn.", "Regn."])
        made = figures(report(texts, {"a": {0: "F", 1: "L", 3: "M", 4: "E"}, "b": {0: "F"}}))
        assert made["M", "makt"] == (3, (0, 0), 1)
        # A code without a theme has no family but itself.
        assert made["E", "regn"] == (2, (1, 0), 1)

    def test_the_theme_of_a_code_two_steps_down_is_the_theme(self):
        deep = Codebook("deep", (*BOOK.codes, Code("N", Localised("Ned"), parent="M", cues=cues("nede"))))
        made = figures(report(corpus_of(["Nede."]), {"a": {0: "F"}}, book=deep))
        assert made["N", "nede"] == (1, (0,), 1)

    def test_an_exception_or_a_negation_is_the_cues_own_affair(self):
        book = Codebook("b", (Code("M", Localised("M"), cues=cues("makt -makt her [ikke etter nektelse]")),))
        made = report(corpus_of(["Makt der.", "Makt her.", "Ikke makt der."]), {"a": {0: "M"}}, book=book)
        assert list(figures(made).values()) == [(1, (1,), 1)]

    def test_a_cue_in_two_languages_is_one_and_has_the_first(self):
        listed = (Cue("makt", "nn"), Cue("makt", "nb"), Cue("power", "en"))
        book = Codebook("b", (Code("M", Localised("M"), cues=listed),))
        made = report(corpus_of(["Makt."]), {"a": {0: "M"}}, book=book)
        assert {(one.cue, one.language, one.sentences) for one in made.scores} == {
            ("makt", "nn", 1),
            ("power", "en", 0),
        }

    def test_the_same_cue_under_two_codes_is_two(self):
        book = Codebook("b", tuple(Code(name, Localised(name), cues=cues("makt")) for name in "AB"))
        made = report(corpus_of(["Makt.", "Makt."]), {"a": {0: "A"}}, book=book)
        assert figures(made) == {("A", "makt"): (2, (1,), 1), ("B", "makt"): (2, (0,), 0)}


class TestTexts:
    def test_interviewers_are_left_out_unless_they_were_coded(self):
        texts = corpus_of(["I: Makt?", "Anne: Makt."])
        for interviewer, sentences in ((False, 1), (True, 2)):
            made = report(texts, {"a": {0: "M", 1: "M"}}, interviewer=interviewer)
            assert figures(made)["M", "makt"] == (sentences, (sentences,), sentences)
            assert made.units == sentences

    def test_texts_can_be_chosen(self):
        made = report(corpus_of(["Makt."], ["Makt. Makt."], ["Makt."]), {"a": {0: "M"}}, sources=["s2", "s3"])
        assert figures(made)["M", "makt"] == (3, (3,), 3)
        assert (made.documents, made.units) == (2, 3)

    def test_texts_that_a_reader_has_not_read_are_left_out(self):
        texts = corpus_of(["Makt."], ["Makt. Makt."])
        reference = CodingSet.of(
            codings(texts, "a", {0: "M"}), [Coder("a"), Coder("b")], read=[("a", "s1"), ("a", "s2"), ("b", "s2")]
        )
        assert figures(cue_report(autocode(texts, BOOK), reference))["M", "makt"] == (2, (2, 0), 2)

    def test_where_nobody_speaks_no_cue_fires(self):
        made = report(make_corpus("", "[latter]"), {"a": {}})
        assert made.units == 0
        assert {one.sentences for one in made.scores} == {0}

    def test_unknown_codes_and_texts_that_nobody_read_are_said(self):
        texts = corpus_of(["Makt."])
        with pytest.raises(UnknownIdError, match="«X»"):
            cue_report(autocode(texts, BOOK), CodingSet.of([Coding("s1", Span(0, 4), "X", "a")]))
        with pytest.raises(UnknownIdError, match="s9"):
            cue_report(autocode(texts, BOOK), CodingSet.of([Coding("s9", Span(0, 4), "M", "a")]))
        with pytest.raises(FouError, match="no text"):
            cue_report(autocode(texts, BOOK), CodingSet.of([]))


@given(corpora(), codebooks(), st.booleans(), st.sampled_from(["sentence", "turn"]), st.data())
@settings(max_examples=50)
def test_all_counts_are_those_of_slow_loops(slow_sentences, corpus, codebook, interviewer, unit, data):
    texts = {source.id: len(source.text) for source in corpus if source.text}
    assume(texts)
    codes = [code.id for code in codebook]
    found = []
    for name in data.draw(st.lists(st.sampled_from(sorted(texts)), max_size=8)):
        start = data.draw(st.integers(0, texts[name] - 1))
        end = min(texts[name], start + data.draw(st.sampled_from([1, 10, 60])))
        found.append(
            Coding(name, Span(start, end), data.draw(st.sampled_from(codes)), data.draw(st.sampled_from("ab")))
        )
    readers = [Coder("a"), Coder("b")]
    reference = CodingSet.of(found, readers, read=[(who.id, source.id) for who in readers for source in corpus])
    result = autocode(corpus, codebook, unit=unit, interviewer=interviewer)
    made = cue_report(result, reference)

    sentences = [one for one in slow_sentences(corpus) if interviewer or not one.interviewer]
    assert made.units == len(sentences)
    parents = {code.id: code.parent or code.id for code in codebook}
    fired = {}
    for suggestion in result.suggestions():
        for evidence in suggestion.evidence:
            [home] = [one for one in sentences if one.source == suggestion.source and one.span.contains(evidence.span)]
            fired.setdefault((suggestion.code, evidence.cue), set()).add(home)
    for score in made.scores:
        homes = fired.pop((score.code, score.cue), set())
        touching = [
            [one for one in found if one.source == home.source and one.span.overlaps(home.span)] for home in homes
        ]
        assert score.sentences == len(homes)
        assert score.agreed == tuple(
            sum(any((one.coder, one.code) == (reader, score.code) for one in here) for here in touching)
            for reader in "ab"
        )
        assert score.theme == sum(any(parents[one.code] == parents[score.code] for one in here) for here in touching)
    assert not fired
