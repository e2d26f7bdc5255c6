"""Suggestions against readers: by hand, by slow loops, and the bootstrap."""

import math
import random
import re
from dataclasses import dataclass, replace

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from builders import make_codebook, make_corpus, make_source
from fou_toolkit._i18n import LANGUAGES, set_language, t
from fou_toolkit.analysis import evaluate
from fou_toolkit.analysis.estimate import Estimate
from fou_toolkit.analysis.evaluation.result import SCOPES
from fou_toolkit.analysis.evaluation.texts import chosen_texts
from fou_toolkit.autocode import autocode
from fou_toolkit.errors import FouError, UnknownIdError
from fou_toolkit.model import Code, Codebook, Coder, Coding, CodingSet, Corpus, Localised, Span
from strategies import codebooks, corpora

MEASURES = ("precision", "recall", "f", "alpha")
BOOK = Codebook(
    "book",
    (
        Code("T", Localised("Tema", "Tema nn", "Theme")),
        Code("M", Localised("Makt", "Makt nn", "Power"), parent="T"),
        Code("F", Localised("Ansvar"), parent="T"),
        Code("U", Localised("Annet")),
        Code("L", Localised("Lek"), parent="U"),
        Code("E", Localised("Enslig")),
    ),
)


@dataclass(frozen=True)
class Guess:
    """Suggestions from anywhere."""

    corpus: Corpus
    codings: CodingSet
    codebook: Codebook = BOOK
    interviewer: bool = False

    def to_codings(self) -> CodingSet:
        return self.codings


def material(*sources):
    """Make texts: one a source, one string a sentence, «I: » in front where the interviewer says it.

    What the sentence is called stands behind a sign for each who coded: `!` the rules, `a`, `b` the readers.
    """
    texts, found = [], {"!": [], "a": [], "b": [], "c": []}
    for number, lines in enumerate(sources, 1):
        turns = []
        for place, line in enumerate(lines):
            label = "I: " if line.startswith("I: ") else "Anne: "
            turns.append(f"{label}Setning {place}.")
        source = make_source(*turns, id=f"s{number}")
        texts.append(source)
        for line, turn in zip(lines, source.turns, strict=True):
            for who, codes in re.findall(r"([!abc])([A-Z]+)", line):
                found[who] += [Coding(source.id, turn.span, code, who) for code in codes]
    return make_corpus(*texts), found


def judged(*sources, readers="ab", **options):
    """Evaluate such texts; all readers have read all of them."""
    corpus, found = material(*sources)
    names = [source.id for source in corpus]
    reference = CodingSet.of(
        [one for who in readers for one in found[who]],
        [Coder(who, "language model") for who in readers],
        read=[(who, name) for who in readers for name in names],
    )
    guess = Guess(corpus, CodingSet.of(found["!"], [Coder("!", "rules")]))
    return evaluate(guess, reference, **{"replicates": 0, **options})


def score(result, scope, name="", reader="a"):
    [found] = [one for one in result.of(scope) if (one.id, one.reader) == (name, reader)]
    return found


def values(one):
    return tuple(getattr(one, measure).value for measure in MEASURES)


SMALL = (("!M aM bM", "!F aM", "bF"), ("!ML aM bL", "!M bM", "aL"))
"""Six sentences. Rules: M in 1, 4, 5; F in 2; L in 4. Reader a: M in 1, 2, 4; L in 6. Reader b: M in 1, 5; F in 3; L in 4."""


def approx(*figures):
    return pytest.approx(figures, abs=1e-12, nan_ok=True)


class TestByHand:
    @pytest.fixture(scope="class", name="result")
    @classmethod
    def _result(cls):
        return judged(*SMALL, least=1)

    def test_a_code_against_the_first_reader(self, result):
        """Both in 1 and 4; o = [[4, 2], [2, 4]], so α = 1 − 11 · 4 / (144 − 72)."""
        one = score(result, "code", "M")
        assert (one.reference, one.suggested, one.both) == (3, 3, 2)
        assert values(one) == approx(2 / 3, 2 / 3, 2 / 3, 28 / 72)

    def test_a_code_against_the_second_reader(self, result):
        """Both in 1 and 5; o = [[6, 1], [1, 4]], so α = 1 − 11 · 2 / (144 − 74)."""
        one = score(result, "code", "M", "b")
        assert (one.reference, one.suggested, one.both) == (2, 3, 2)
        assert values(one) == approx(2 / 3, 1, 4 / 5, 48 / 70)

    def test_the_readers_between_them(self, result):
        """Both in 1, one of them in 2, 4 and 5; o = [[4, 3], [3, 2]], so α = 1 − 11 · 6 / (144 − 74)."""
        for reader in "ab":
            assert score(result, "code", "M", reader).readers_alpha.value == pytest.approx(4 / 70)

    def test_a_code_that_a_reader_never_found_has_no_recall(self, result):
        """o = [[10, 1], [1, 0]], so α = 1 − 11 · 2 / (144 − 122)."""
        one = score(result, "code", "F")
        assert (one.reference, one.suggested, one.both) == (0, 1, 0)
        assert values(one) == approx(0, math.nan, 0, 0)

    def test_a_code_that_nobody_found_has_no_figures(self, result):
        one = score(result, "code", "E")
        assert (one.reference, one.suggested, one.both) == (0, 0, 0)
        assert values(one) == approx(*[math.nan] * 4)
        assert math.isnan(one.readers_alpha.value)

    def test_a_theme_stands_where_any_of_its_codes_does(self, result):
        """Rules in 1, 2, 4, 5; reader a in 1, 2, 4; o = [[4, 1], [1, 6]], so α = 1 − 11 · 2 / (144 − 74)."""
        one = score(result, "theme", "T")
        assert (one.reference, one.suggested, one.both) == (3, 4, 3)
        assert values(one) == approx(3 / 4, 1, 6 / 7, 48 / 70)

    def test_codes_pooled(self, result):
        """24 cells: both 2, rules only 3, reader only 2; o = [[34, 5], [5, 4]], so α = 1 − 47 · 10 / (2304 − 1602)."""
        one = score(result, "pooled codes")
        assert (one.reference, one.suggested, one.both) == (4, 5, 2)
        assert values(one) == approx(2 / 5, 2 / 4, 4 / 9, 232 / 702)

    def test_themes_pooled(self, result):
        """12 cells: both 3, rules only 2, reader only 1; o = [[12, 3], [3, 6]], so α = 1 − 23 · 6 / (576 − 306)."""
        one = score(result, "pooled themes")
        assert (one.reference, one.suggested, one.both) == (4, 5, 3)
        assert values(one) == approx(3 / 5, 3 / 4, 6 / 9, 132 / 270)

    def test_the_mean_is_that_of_the_codes_the_reader_found(self, result):
        """Reader a: M and L; of L, nothing met: o = [[8, 2], [2, 0]] in the order no, yes, so α = 1 − 11 · 4 / (144 − 104)."""
        one = score(result, "macro codes")
        assert values(one) == approx((2 / 3 + 0) / 2, (2 / 3 + 0) / 2, (2 / 3 + 0) / 2, (28 / 72 - 4 / 40) / 2)
        assert (one.reference, one.suggested, one.both) == (4, 5, 2)

    def test_the_mean_over_themes(self, result):
        """Themes T and U; U is L."""
        expected = [(3 / 4 + 0) / 2, (1 + 0) / 2, (6 / 7 + 0) / 2, (48 / 70 - 4 / 40) / 2]
        assert values(score(result, "macro themes")) == approx(*expected)

    def test_undefined_figures_are_left_out_of_the_mean(self, result):
        """Reader b: M, F and L; F met nothing, and was suggested, so all of it is defined; L met fully."""
        one = score(result, "macro codes", reader="b")
        assert one.recall.value == pytest.approx((1 + 0 + 1) / 3)
        never = judged(("aM bM", "aF bF", "!F"), least=1)
        # M was never suggested: no precision; F was suggested where nobody has it.
        assert values(score(never, "macro codes"))[:3] == approx(0, 0, 0)
        assert math.isnan(score(never, "code", "M").precision.value)

    def test_what_is_judged_stands_in_order_once_a_reader(self, result):
        assert [(one.scope, one.id, one.reader) for one in result.scores] == [
            (scope, name, reader)
            for scope, name in [
                *((scope, "") for scope in ("pooled codes", "macro codes", "pooled themes", "macro themes")),
                *(("theme", "T"), ("theme", "U")),
                *(("code", "M"), ("code", "F"), ("code", "L"), ("code", "E")),
            ]
            for reader in "ab"
        ]

    def test_the_result_knows_what_it_is_made_of(self, result):
        corpus, _ = material(*SMALL)
        assert (result.documents, result.units, result.replicates, result.least) == (2, 6, 0, 1)
        assert result.readers == (("a", "language model"), ("b", "language model"))
        assert result.corpus_fingerprint == corpus.fingerprint
        assert result.codebook_fingerprint == BOOK.fingerprint


class TestMeans:
    @pytest.mark.parametrize(("least", "codes"), [(1, "MFL"), (2, "MF"), (3, "M"), (4, "")])
    def test_only_codes_count_that_the_reader_found_often_enough(self, least, codes):
        """M in three sentences, F in two, L in one; how often they were suggested does not matter."""
        result = judged(
            ("!M aM", "aM", "!LL aM"), ("!F aF", "aF", "!F", "!L aL", "!E", "!E", "!E", "!E"), readers="a", least=least
        )
        means = [values(score(result, "code", code)) for code in codes]
        expected = [sum(figures) / len(means) for figures in zip(*means, strict=True)] if means else [math.nan] * 4
        assert values(score(result, "macro codes")) == approx(*expected)

    def test_five_sentences_are_enough_if_nothing_is_said(self):
        found = judged(("!M aM", "aM", "aM", "aM", "aM", "!F aF", "!F aF", "!F aF", "aF"), readers="a")
        assert found.least == 5
        assert values(score(found, "macro codes")) == values(score(found, "code", "M"))

    def test_each_reader_has_codes_of_their_own(self):
        result = judged(("!M aM", "!M aM", "bF", "bF"), least=2)
        assert score(result, "macro codes", reader="a").recall.value == 1
        assert score(result, "macro codes", reader="b").recall.value == 0

    def test_the_order_of_the_readers_changes_nothing(self):
        texts = ("!M aM bM", "aM", "aM bM", "aF bF", "bF", "")
        one, two = (judged(texts, readers=order, least=3) for order in ("ab", "ba"))
        for left in one.scores:
            right = score(two, left.scope, left.id, left.reader)
            assert values(left) == approx(*values(right))
            assert (left.readers_alpha.value,) == approx(right.readers_alpha.value)

    def test_one_reader_alone_has_no_agreement_between_readers(self):
        assert all(math.isnan(one.readers_alpha.value) for one in judged(*SMALL, readers="a").scores)


class TestTexts:
    def test_interviewers_are_left_out_unless_they_were_coded(self):
        corpus, found = material(("!M aM", "I: !M aF", "aM"))
        reference = CodingSet.of(found["a"], [Coder("a")])
        guess = Guess(corpus, CodingSet.of(found["!"]))
        without = evaluate(guess, reference, replicates=0)
        assert without.units == 2
        assert values(score(without, "pooled codes"))[:2] == (1, 0.5)
        whole = evaluate(replace(guess, interviewer=True), reference, replicates=0)
        assert whole.units == 3
        assert values(score(whole, "pooled codes"))[:2] == (0.5, 1 / 3)

    def test_texts_that_a_reader_has_not_read_are_left_out(self):
        corpus, found = material(("!M aM bM",), ("!M aM bM", "!M"), ("!F aM",))
        reference = CodingSet.of(
            found["a"] + found["b"], read=[("a", "s1"), ("a", "s2"), ("a", "s3"), ("b", "s1"), ("b", "s3")]
        )
        result = evaluate(Guess(corpus, CodingSet.of(found["!"])), reference, replicates=0)
        assert (result.documents, result.units) == (2, 2)
        assert (score(result, "code", "M").suggested, score(result, "code", "M").reference) == (1, 2)

    def test_nothing_found_in_a_text_that_was_read_means_that_nothing_is_there(self):
        corpus, found = material(("!M aM",), ("!M",))
        guess, one = Guess(corpus, CodingSet.of(found["!"])), [("a", "s1")]
        assert (
            score(evaluate(guess, CodingSet.of(found["a"], read=one), replicates=0), "code", "M").precision.value == 1
        )
        both = CodingSet.of(found["a"], read=[*one, ("a", "s2")])
        assert score(evaluate(guess, both, replicates=0), "code", "M").precision.value == 0.5

    @pytest.mark.parametrize("chosen", [["s1"], {"s2"}, ("s2", "s1")])
    def test_texts_can_be_chosen(self, chosen):
        part = judged(*SMALL, sources=chosen, least=1)
        own = judged(*(text for name, text in zip(("s1", "s2"), SMALL, strict=True) if name in chosen), least=1)
        assert part.documents == len(chosen)
        assert [values(one) for one in part.scores] == [approx(*values(one)) for one in own.scores]

    def test_texts_stand_in_the_order_of_the_corpus(self):
        corpus, found = material(("aM",), ("aM",), ("aM",))
        guess = Guess(corpus, CodingSet.of([]))
        assert chosen_texts(guess, CodingSet.of(found["a"][::-1]), ["s3", "s1", "s3"]) == ["s1", "s3"]

    def test_a_code_of_another_codebook_is_said(self):
        corpus, found = material(("aMXQ",))
        with pytest.raises(UnknownIdError, match=r"«Q, X»") as raised:
            evaluate(Guess(corpus, CodingSet.of([])), CodingSet.of(found["a"]))
        assert "another codebook" in raised.value.hint

    def test_a_text_that_is_not_there_is_said(self):
        corpus, found = material(("aM",))
        guess = Guess(corpus, CodingSet.of([]))
        for reference, sources in (
            (CodingSet.of([*found["a"], Coding("s9", Span(0, 1), "M", "a")]), None),
            (CodingSet.of(found["a"], read=[("a", "s1"), ("a", "s9")]), None),
            (CodingSet.of(found["a"]), ["s9"]),
        ):
            with pytest.raises(UnknownIdError, match="s9"):
                evaluate(guess, reference, sources=sources)

    @pytest.mark.parametrize(
        ("read", "sources"),
        [
            ([("a", "s1"), ("b", "s2")], None),
            ([("a", "s1"), ("b", "s1")], ["s2"]),
            ([("a", "s1"), ("b", "s1")], []),
        ],
    )
    def test_no_text_that_all_have_read_is_said(self, read, sources):
        corpus, found = material(("aM",), ("bM",))
        reference = CodingSet.of(found["a"] + found["b"], read=read)
        with pytest.raises(FouError, match="no text that all readers have read") as raised:
            evaluate(Guess(corpus, CodingSet.of([])), reference, sources=sources)
        assert "`read`" in raised.value.hint

    def test_no_codings_at_all_are_no_reading(self):
        corpus, _ = material(("",))
        with pytest.raises(FouError, match="no text"):
            evaluate(Guess(corpus, CodingSet.of([])), CodingSet.of([]))

    @pytest.mark.parametrize("texts", [("Makt.", "[latter]"), ("", "Makt."), ("[latter]",)])
    def test_a_text_in_which_nobody_speaks_counts_for_nothing(self, texts):
        corpus = make_corpus(*texts)
        read = [("a", source.id) for source in corpus]
        result = evaluate(
            autocode(corpus, make_codebook({"M": ["makt"]})), CodingSet.of([], [Coder("a")], read=read), replicates=20
        )
        assert result.units == texts.count("Makt.")
        assert score(result, "code", "M").suggested == texts.count("Makt.")


class TestThemes:
    def test_a_theme_without_codes_is_judged_as_a_code(self):
        result = judged(("!E aE", "aE"), readers="a", least=1)
        assert values(score(result, "code", "E"))[:2] == (1, 0.5)
        assert [one.id for one in result.of("theme")] == ["T", "U"]

    def test_a_codebook_without_themes_has_no_summary_of_them(self):
        corpus, found = material(("!M aM",))
        guess = Guess(corpus, CodingSet.of(found["!"]), make_codebook({"M": [], "F": []}))
        result = evaluate(guess, CodingSet.of(found["a"]), replicates=0)
        assert [one.scope for one in result.scores] == ["pooled codes", "macro codes", "code", "code"]

    def test_a_theme_holds_the_codes_of_its_parts(self):
        codes = (
            *BOOK.codes,
            Code("N", Localised("Dypere"), parent="M"),
            Code("O", Localised("Enda dypere"), parent="N"),
        )
        corpus, found = material(("!O aF", "!O"))
        guess = Guess(corpus, CodingSet.of(found["!"]), Codebook("deep", codes))
        result = evaluate(guess, CodingSet.of(found["a"]), replicates=0)
        assert (score(result, "theme", "T").suggested, score(result, "theme", "T").both) == (2, 1)

    def test_an_empty_codebook_gives_rows_without_figures(self):
        corpus, _ = material(("",))
        reference = CodingSet.of([], [Coder("a")], read=[("a", "s1")])
        result = evaluate(Guess(corpus, CodingSet.of([]), Codebook("none", ())), reference, replicates=5)
        assert [one.scope for one in result.scores] == ["pooled codes", "macro codes"]
        assert all(math.isnan(one.alpha.value) for one in result.scores)


# --- the same by slow loops -----------------------------------------------------------------------------------------

CODES = "MFLE"
THEMES = {"T": "MF", "U": "L"}


def slow_alpha(pairs):
    """Compute α of pairs of truths, from its definition."""
    given_values = [value for pair in pairs for value in pair]
    n, ones = len(given_values), sum(given_values)
    between = 2 * ones * (n - ones)
    if not between:
        return math.nan
    inside = 2 * sum(one != two for one, two in pairs)
    return 1 - (inside / n) / (between / (n * (n - 1)))


def share(part, whole):
    return part / whole if whole else math.nan


def slow_figures(pairs):
    """Give precision, recall, F and α of pairs (suggested, found)."""
    both = sum(one and two for one, two in pairs)
    suggested, found = sum(one for one, _ in pairs), sum(two for _, two in pairs)
    return share(both, suggested), share(both, found), share(2 * both, suggested + found), slow_alpha(pairs)


def mean(figures):
    kept = [figure for figure in figures if not math.isnan(figure)]
    return share(sum(kept), len(kept))


@st.composite
def readings(draw):
    """Texts with an interviewer, guesses, and what two readers found; at any places, also over several sentences."""
    count = draw(st.integers(1, 4))
    texts = [draw(st.lists(st.sampled_from(["", "", "", "I: "]), min_size=1, max_size=5)) for _ in range(count)]
    # A text in which only the interviewer speaks has no sentence to judge.
    assume(all("" in lines for lines in texts))
    corpus, _ = material(*texts)
    found = {}
    for who in ("!", "a", "b"):
        found[who] = []
        for source in corpus:
            for _ in range(draw(st.integers(0, 5))):
                start = draw(st.integers(0, len(source.text) - 1))
                end = min(len(source.text), start + draw(st.sampled_from([1, 4, 11, 30])))
                found[who].append(Coding(source.id, Span(start, end), draw(st.sampled_from(CODES)), who))
    return corpus, found


def slow_sentences_of(corpus, *, interviewer):
    """Every turn is one sentence."""
    return [(source.id, turn.span) for source in corpus for turn in source.turns if interviewer or not turn.interviewer]


def has(codings, sentence, codes):
    source, span = sentence
    return any(one.source == source and one.code in codes and one.span.overlaps(span) for one in codings)


@given(readings(), st.booleans(), st.integers(1, 3))
@settings(max_examples=100)
def test_all_figures_are_those_of_slow_loops(drawn, interviewer, least):
    corpus, found = drawn
    names = [source.id for source in corpus]
    reference = CodingSet.of(
        found["a"] + found["b"], [Coder("a"), Coder("b")], read=[(who, name) for who in "ab" for name in names]
    )
    guess = Guess(corpus, CodingSet.of(found["!"]), interviewer=interviewer)
    result = evaluate(guess, reference, least=least, replicates=0)
    sentences = slow_sentences_of(corpus, interviewer=interviewer)
    assert result.units == len(sentences)
    columns = {**{code: code for code in CODES}, **THEMES}
    flags = {
        who: {name: [has(found[who], sentence, codes) for sentence in sentences] for name, codes in columns.items()}
        for who in found
    }
    groups = {"codes": list(CODES), "themes": list(THEMES)}
    for one in result.scores:
        pairs = {name: list(zip(flags["!"][name], flags[one.reader][name], strict=True)) for name in columns}
        own = {name: list(zip(flags["a"][name], flags["b"][name], strict=True)) for name in columns}
        way, _, level = one.scope.partition(" ")
        chosen = groups[level] if level else [one.id]
        pooled = [pair for name in chosen for pair in pairs[name]]
        counts = (sum(two for _, two in pooled), sum(first for first, _ in pooled), sum(map(all, pooled)))
        assert (one.reference, one.suggested, one.both) == counts
        if way == "macro":
            often = [name for name in chosen if sum(flags[one.reader][name]) >= least]
            expected = [mean(figures) for figures in zip(*(slow_figures(pairs[name]) for name in often), strict=True)]
            assert values(one) == approx(*(expected or [math.nan] * 4))
        else:
            assert values(one) == approx(*slow_figures(pooled))
            expected_own = slow_alpha([pair for name in chosen for pair in own[name]])
            assert one.readers_alpha.value == pytest.approx(expected_own, abs=1e-12, nan_ok=True)


@given(corpora(), codebooks(), st.booleans())
@settings(max_examples=30)
def test_who_found_what_the_rules_found_agrees_with_them(slow_sentences, corpus, codebook, interviewer):
    result = autocode(corpus, codebook, interviewer=interviewer)
    spoken = {one.source for one in slow_sentences(corpus) if interviewer or not one.interviewer}
    assume(spoken)
    rules = result.to_codings()
    reader = Coder("reader")
    reference = CodingSet.of(
        [replace(one, coder="reader") for one in rules], [reader], read=[("reader", name) for name in spoken]
    )
    for one in evaluate(result, reference, sources=spoken, replicates=0, least=1).scores:
        assert one.reference == one.suggested == one.both
        assert values(one)[:3] == (approx(1, 1, 1) if one.both else approx(*[math.nan] * 3))
        assert math.isnan(one.alpha.value) or one.alpha.value == pytest.approx(1)


# --- intervals ------------------------------------------------------------------------------------------------------


def borders(result):
    return [(getattr(one, measure).low, getattr(one, measure).high) for one in result.scores for measure in MEASURES]


class TestIntervals:
    def test_without_replicates_there_are_none(self):
        assert all(math.isnan(low) and math.isnan(high) for low, high in borders(judged(*SMALL)))

    def test_the_same_seed_gives_the_same_intervals_and_another_one_others(self):
        texts = [("!M aM", "!M", "aM")[: 1 + n % 3] for n in range(9)]
        one, again, other = (repr(borders(judged(*texts, replicates=99, seed=seed))) for seed in (1, 1, 2))
        assert one == again
        assert one != other

    def test_figures_do_not_depend_on_the_intervals(self):
        one, two = judged(*SMALL, least=1), judged(*SMALL, least=1, replicates=30)
        assert [values(left) for left in one.scores] == [approx(*values(right)) for right in two.scores]

    def test_where_all_texts_are_alike_an_interval_is_a_point(self):
        result = judged(*[("!M aM bM", "!M aF", "bM", "", "!L aL")] * 5, replicates=50, least=1)
        defined = 0
        for one in result.scores:
            for measure in (*MEASURES, "readers_alpha"):
                figure = getattr(one, measure)
                if not math.isnan(figure.value):
                    assert (figure.low, figure.high) == approx(figure.value, figure.value)
                    defined += 1
        assert defined > 30

    def test_of_one_text_there_is_no_interval(self):
        one = score(judged(("!M aM", "!M", "aM"), readers="a", replicates=20), "code", "M")
        assert one.precision.value == 0.5
        assert math.isnan(one.precision.low)
        assert math.isnan(one.precision.high)

    def test_of_two_texts_the_borders_are_those_of_the_texts(self):
        """Each is drawn twice in a quarter of all replicates, so the outer fortieths lie there; copies matter to α."""
        texts = (("!M aM", "!M aM", "!M", "aM", ""), ("!M aM", "!M", "!M", "!M", ""))
        one = score(judged(*texts, readers="a", replicates=200), "code", "M")
        alone = [score(judged(text, text, readers="a"), "code", "M") for text in texts]
        for measure in MEASURES:
            figure = getattr(one, measure)
            expected = sorted(getattr(each, measure).value for each in alone)
            assert (figure.low, figure.high) == approx(*expected)
        assert one.precision.low < one.precision.value < one.precision.high

    def test_replicates_in_which_a_figure_is_undefined_are_left_out(self):
        """The second text has no M: drawn twice, there is no precision."""
        one = score(judged(("!M aM", "!M"), ("", ""), readers="a", replicates=200), "code", "M")
        assert (one.precision.value, one.precision.low, one.precision.high) == (0.5, 0.5, 0.5)

    def test_a_figure_that_is_never_defined_has_no_interval(self):
        one = score(judged(*SMALL, replicates=20), "code", "E")
        assert all(math.isnan(value) for value in (one.f.value, one.f.low, one.f.high))

    def test_texts_are_drawn_whole_and_with_replacement(self):
        """The same with a generator of its own, text by text, and pairs counted one by one."""
        chance = random.Random(7)
        texts = [
            [f"{'!M' * (chance.random() < 0.4)} {'aM' * (chance.random() < 0.2 + n / 14)}" for _ in range(12)]
            for n in range(8)
        ]
        one = score(judged(*texts, readers="a", replicates=4000), "code", "M")
        pairs = [[("!M" in line, "aM" in line) for line in text] for text in texts]
        drawn = [
            slow_figures([pair for text in chance.choices(pairs, k=len(pairs)) for pair in text]) for _ in range(4000)
        ]
        for measure, figures in zip(MEASURES, zip(*drawn, strict=True), strict=True):
            ordered = sorted(figures)
            figure = getattr(one, measure)
            assert figure.low == pytest.approx(ordered[100], abs=0.02), measure
            assert figure.high == pytest.approx(ordered[3900], abs=0.02), measure
            assert figure.low < figure.value < figure.high

    def test_codes_of_a_mean_are_chosen_once_from_all_texts(self):
        """F reaches three sentences in all texts together, in some replicates fewer; it counts in all of them."""
        texts = [("!M aM", "!F aF", "aM", "")] * 3
        one = score(judged(*texts, readers="a", least=3, replicates=50), "macro codes")
        assert one.recall.value == pytest.approx((0.5 + 1) / 2)
        assert (one.recall.low, one.recall.high) == approx(0.75, 0.75)


# --- what is shown --------------------------------------------------------------------------------------------------


class TestShown:
    def test_an_estimate_shows_two_digits_and_its_interval(self):
        assert str(Estimate(0.666, 0.5, 0.754)) == "0.67 [0.50, 0.75]"
        assert str(Estimate(1)) == "1.00"
        assert str(Estimate(math.nan)) == str(Estimate(math.nan, 0.1, 0.2)) == "–"

    def test_the_frame_has_a_column_for_each_figure_and_border(self):
        result = judged(*SMALL, replicates=9)
        frame = result.to_frame()
        assert tuple(frame.columns) == (
            *("scope", "id", "name", "reader", "reference", "suggested", "both"),
            *("precision", "precision_low", "precision_high", "recall", "recall_low", "recall_high"),
            *("f", "f_low", "f_high", "alpha", "alpha_low", "alpha_high"),
            *("readers_alpha", "readers_alpha_low", "readers_alpha_high"),
        )
        assert len(frame) == len(result.scores)
        row = frame.set_index(["id", "reader"]).loc[("M", "a")]
        one = score(result, "code", "M")
        assert row["scope"] == "code"
        assert (row["recall"], row["recall_low"], row["recall_high"]) == approx(
            one.recall.value, one.recall.low, one.recall.high
        )
        assert row["readers_alpha"] == one.readers_alpha.value
        assert pd.api.types.is_integer_dtype(frame["reference"])

    def test_another_version_of_the_codebook_is_said(self):
        corpus, found = material(("!M aM",))
        guess = Guess(corpus, CodingSet.of(found["!"]))
        version = guess.codebook.version
        for read, said in (("0.9", True), (version, False), ("", False)):
            reference = CodingSet.of(found["a"], [Coder("a", "person", read)])
            assert ("version 0.9 of the codebook" in evaluate(guess, reference, replicates=0).caption) == said

    def test_a_narrow_window_gets_figures_without_intervals(self):
        rows = list(judged(*SMALL, replicates=9).to_text_rows(intervals=False))
        assert rows
        assert not any("[" in str(cell) for row in rows for cell in row[5:])

    def test_names_are_in_the_language_of_the_person(self):
        names = []
        for language in LANGUAGES:
            set_language(language)
            names.append(score(judged(*SMALL), "code", "M").name)
        assert names == ["Makt", "Makt nn", "Power"]

    def test_the_caption_says_what_was_compared_with_how_much(self):
        assert (
            judged(*SMALL).caption == "Suggestions against a (language model), b (language model); 2 texts, 6 sentences"
        )
        caption = judged(SMALL[0], readers="a", replicates=7, seed=3).caption
        assert caption.startswith("Suggestions against a (language model); 1 text, 3 sentences. ")
        assert re.search(r"95\s?% .* 7 .* 3$", caption)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_headings_fit_the_rows_in_every_language(self, language):
        result = judged(*SMALL, replicates=9)
        set_language(language)
        rows = list(result.to_text_rows())
        assert len(rows) == len(result.scores)
        assert {len(row) for row in rows} == {len(result.headings)}
        assert (rows[0][0] == SCOPES["pooled codes"]) == (language == "en")
        assert rows[0][0] == t(SCOPES["pooled codes"])

    def test_rows_for_people_can_be_chosen_and_name_codes(self):
        result = judged(*SMALL)
        rows = list(result.to_text_rows("code"))
        assert [row[0] for row in rows[:2]] == ["M Power", "M Power"]
        assert rows[0][1:6] == ("a", 3, 3, 2, "0.67")
        assert [row[1] for row in result.to_text_rows("theme")] == ["a", "b", "a", "b"]
        assert len(result.of("code")) == 8

    def test_a_notebook_shows_summaries_and_themes_and_no_codes(self):
        shown = judged(*SMALL)._repr_html_()
        assert all(
            f"<td>{label}</td>" in shown for label in ("T Theme", "U Annet", "all codes, pooled", "mean over themes")
        )
        assert "Power" not in shown
        assert "result.to_frame()" in shown

    def test_what_a_notebook_shows_is_escaped(self):
        evil = '<script>alert("x")</script>'
        corpus, _ = material(("",))
        book = Codebook("evil", (Code(evil, Localised(evil, evil, evil)), Code("M", Localised("M"), parent=evil)))
        reference = CodingSet.of([], [Coder(evil, evil)], read=[(evil, "s1")])
        shown = evaluate(Guess(corpus, CodingSet.of([]), book), reference, replicates=0)._repr_html_()
        assert "<script" not in shown
        # Reader and kind in the caption, the reader in five rows, the theme with its name.
        assert shown.count("&lt;script&gt;alert(&quot;x&quot;)") == 9

    def test_what_it_is_says_nothing_of_the_texts(self):
        assert repr(judged(*SMALL)).startswith("<EvaluationResult: Suggestions against a ")
