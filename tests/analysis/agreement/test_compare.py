"""Coders held against each other: by hand, and every figure once more sentence by sentence."""

import math
from dataclasses import replace
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_corpus, make_source
from coders import (
    BOOK,
    CODES,
    coded,
    columns_of,
    in_speech,
    make_project,
    projects,
    read_by_two,
    slow_figures,
    slow_table,
    slow_units,
    small,
    speech_of,
)
from fou_toolkit._i18n import set_language
from fou_toolkit.analysis.agreement import MEASURES, Bootstrap, ReliabilityData, agreement, alpha, continuum_of
from fou_toolkit.analysis.agreement.unitizing import u_alpha
from fou_toolkit.analysis.bootstrap import draws
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Code, Codebook, Coder, Coding, CodingSet, Localised, Span
from fou_toolkit.sources import read_corpus
from ratings import quiet

FIGURES = {"bootstrap": None}


def values(row):
    return tuple(one.value for one in row.figures)


def approx(*figures):
    return pytest.approx(figures, abs=1e-9, nan_ok=True)


def compared(*texts, coders="ab", **options):
    return agreement(small(*texts, coders=coders), **{**FIGURES, **options})


class TestByHand:
    """Two texts, six sentences. M: both in 1 and 5, a alone in 2, b alone in 4; F: b in 3; L: a in 6."""

    TEXTS = (("aM bM", "aM", "bF"), ("bM", "aM bM", "aL"))

    @pytest.fixture(name="result")
    def _result(self):
        return compared(*self.TEXTS)

    def test_alpha_of_a_code(self, result):
        """o = [[2, 2], [2, 4]] over no and yes, so α = 1 − 11 · 4 / (144 − 36 − 36)."""
        assert result["M"]["alpha"].value == pytest.approx(1 - 44 / 72)

    def test_the_other_figures_of_a_code(self, result):
        """Four of six agree; κ = (4/6 − 1/2) / (1/2); π = .5, so AC1, Fleiss' κ and S are the same here."""
        row = result["M"]
        assert row["percent"].value == pytest.approx(4 / 6)
        for measure in ("kappa", "ac1", "fleiss_kappa", "s"):
            assert row[measure].value == pytest.approx(1 / 3), measure
        assert row["positive"].value == pytest.approx(2 * 2 / 6)

    def test_how_often_each_has_it(self, result):
        assert [(row.id, row.found, row.units) for row in result.of("code")] == [
            ("M", (3, 3), 6),
            ("D", (0, 0), 6),
            ("F", (0, 1), 6),
            ("L", (1, 0), 6),
            ("E", (0, 0), 6),
        ]
        assert [row.prevalence for row in result.of("code")] == approx(1 / 2, 0, 1 / 12, 1 / 12, 0)

    def test_where_nobody_has_it_nothing_is_known(self, result):
        for name in "DE":
            assert values(result[name]) == approx(*[math.nan] * len(MEASURES))
            assert result[name].reason == "Nobody used it."
        assert result["F"].reason == ""
        assert result["F"]["alpha"].value == pytest.approx(0)

    def test_codes_pooled_are_one_long_table(self, result):
        """30 cells: both 2, one alone 4, so o = [[48, 4], [4, 4]] and α = 1 − 59 · 8 / (3600 − 52² − 8²)."""
        row = result["pooled codes"]
        assert row["alpha"].value == pytest.approx(1 - 59 * 8 / (3600 - 52**2 - 8**2))
        assert (row.units, row.found, row.prevalence) == (30, (4, 4), pytest.approx(8 / 60))
        assert (row.id, row.name, row.reason) == ("", "", "")

    def test_a_theme_stands_where_any_of_its_codes_does(self):
        """T: a in 1, 2, 5; b in 1, 3, 4, 5: o = [[2, 3], [3, 4]], so α = 1 − 11 · 6 / (144 − 25 − 49)."""
        result = compared(*self.TEXTS, by="theme")
        assert [row.id for row in result] == ["", "T", "U"]
        assert result["T"]["alpha"].value == pytest.approx(1 - 66 / 70)
        assert result["T"].found == (3, 4)

    def test_order_and_facts(self, result):
        assert [(row.scope, row.id) for row in result] == [("pooled codes", ""), *(("code", name) for name in CODES)]
        assert (result.documents, result.units, result.unit, result.by, result.round) == (
            2,
            6,
            "sentence",
            "code",
            None,
        )
        assert result.coders == (("a", "person"), ("b", "person"))
        project = small(*self.TEXTS)
        assert result.corpus_fingerprint == project.corpus.fingerprint
        assert result.codebook_fingerprint == BOOK.fingerprint
        assert result.bootstrap is None
        assert not result.for_talk

    def test_pooled_alone_has_codes_themes_and_sets(self):
        result = compared(*self.TEXTS, by="pooled")
        assert [row.scope for row in result] == ["pooled codes", "pooled themes", "sets, jaccard", "sets, masi"]
        assert values(result["pooled codes"]) == approx(*values(compared(*self.TEXTS)["pooled codes"]))
        assert values(result["pooled themes"]) == approx(*values(compared(*self.TEXTS, by="theme")["pooled themes"]))

    def test_sets_of_codes(self):
        table = [[{"M"}, {"M"}, set(), set(), {"M"}, {"L"}], [{"M"}, set(), {"F"}, {"M"}, {"M"}, set()]]
        result = compared(*self.TEXTS, by="pooled")
        for distance in ("jaccard", "masi"):
            row = result[f"sets, {distance}"]
            assert row["alpha"].value == pytest.approx(alpha(table, level=distance))
            assert (row.units, row.found, row.prevalence) == (6, (4, 4), pytest.approx(8 / 12))
            assert [math.isnan(one) for one in values(row)] == [False] + [True] * (len(MEASURES) - 1)

    def test_three_coders_of_whom_one_read_half(self):
        project = small(
            ("aM bM cF", "aM cM"),
            ("aF bF", "bM"),
            coders="abc",
            read=[*((w, "s1") for w in "abc"), ("a", "s2"), ("b", "s2")],
        )
        row = agreement(project, **FIGURES)["M"]
        table = [[1, 1, 0, 0], [1, 0, 0, 1], [0, 1, None, None]]
        assert values(row) == approx(*slow_figures(table))
        assert row["alpha"].value == pytest.approx(alpha(table))
        assert row.found == (2, 2, 1)
        assert row.prevalence == pytest.approx((2 / 3 + 2 / 3 + 0 + 1 / 2) / 4)


# --- the same by slow loops -----------------------------------------------------------------------------------------


def slow_u_alpha(project, columns, *, interviewer):
    """Compute uα place by place: of each column, and pooled.

    A unit is a stretch of speech; units of one coder that overlap are one. With ℓ(0), ℓ(1) the places without and with
    the code, n = ℓ(0) + ℓ(1) and Q = Σ L² + ℓ(0), expected = n · 2 ℓ(0) ℓ(1) / (n² − Q).
    """
    single, apart_sum, expected_sum = {}, 0.0, 0.0
    read = set(project.codings.pairs_read())
    for name, codes in columns.items():
        n = yes = inside = apart = 0.0
        for text in read_by_two(project):
            who = [coder for coder in project.codings.coder_ids if (coder, text) in read]
            size = len(speech_of(project.corpus, text, interviewer=interviewer))
            marked = {coder: set() for coder in who}
            for coder in who:
                stretches = sorted(
                    in_speech(project, one, interviewer=interviewer)
                    for one in project.codings
                    if (one.coder, one.source) == (coder, text) and one.code in codes
                )
                reach, begin = -1, 0
                for start, stop in [pair for pair in stretches if pair[1] > pair[0]]:
                    if start < reach:
                        inside -= (reach - begin) ** 2
                        reach = max(reach, stop)
                    else:
                        begin, reach = start, stop
                    inside += (reach - begin) ** 2
                    marked[coder] |= set(range(start, stop))
            n += size * len(who)
            yes += sum(map(len, marked.values()))
            for place in range(size):
                flags = [place in marked[coder] for coder in who]
                apart += sum(one != two for one, two in permutations(flags, 2)) / (len(who) - 1)
        if yes in (0, n):
            single[name] = math.nan
            continue
        expected = n * 2 * yes * (n - yes) / (n * n - inside - (n - yes))
        single[name] = 1 - apart / expected
        apart_sum, expected_sum = apart_sum + apart, expected_sum + expected
    return single, 1 - apart_sum / expected_sum if expected_sum else math.nan


def joined(tables):
    """Put tables of the same coders one after the other."""
    return [[cell for table in tables for cell in table[coder]] for coder in range(len(tables[0]))]


@given(
    projects(), st.sampled_from(["sentence", "turn", "character"]), st.sampled_from(["code", "theme"]), st.booleans()
)
@settings(max_examples=80)
def test_all_figures_are_those_of_slow_loops(project, unit, level, interviewer):
    result = agreement(project, unit=unit, by=level, interviewer=interviewer, **FIGURES)
    units = slow_units(project, unit, interviewer=interviewer)
    columns = columns_of(level)
    tables = {name: slow_table(project, units, codes) for name, codes in columns.items()}
    single, pooled = slow_u_alpha(project, columns, interviewer=interviewer)
    assert (result.units, result.documents) == (len(units), len(read_by_two(project)))
    assert [row.id for row in result] == ["", *columns]
    for row in result:
        table = tables[row.id] if row.id else joined(list(tables.values()))
        expected = list(slow_figures(table))
        if unit == "character":
            expected[0] = single[row.id] if row.id else pooled
        assert values(row) == approx(*expected)
        assert row.units == len(units) * (1 if row.id else len(columns))
        assert row.found == tuple(sum(cell or 0 for cell in cells) for cells in table)
        there = units * (1 if row.id else len(columns))
        assert row.texts == len(
            {unit.source for unit, cells in zip(there, zip(*table, strict=True), strict=True) if any(cells)}
        )
        shares = [
            sum(told) / len(told)
            for told in ([c for c in cells if c is not None] for cells in zip(*table, strict=True))
        ]
        assert row.prevalence == pytest.approx(sum(shares) / len(shares) if shares else math.nan, nan_ok=True)
        reason = "It stands everywhere." if row.prevalence > 0 else "Nobody used it."
        assert row.reason == (reason if math.isnan(expected[0]) else "")


@given(projects(), st.booleans())
@settings(max_examples=30)
def test_of_characters_the_figure_is_that_of_the_continuum(project, interviewer):
    continuum = continuum_of(project, interviewer=interviewer)
    for level in ("code", "theme"):
        result = agreement(project, unit="character", by=level, interviewer=interviewer, **FIGURES)
        for name, codes in columns_of(level).items():
            used = set(codes) & set(continuum.categories)
            expected = quiet(u_alpha, continuum.having(*used)) if used else math.nan
            assert result[name]["alpha"].value == pytest.approx(expected, nan_ok=True)


@given(projects(), st.sampled_from(["sentence", "turn"]))
@settings(max_examples=40)
def test_sets_are_those_of_slow_loops(project, unit):
    units = slow_units(project, unit)
    tables = {name: slow_table(project, units, codes) for name, codes in CODES.items()}
    coders = len(project.codings.coders)
    sets = [
        [
            None
            if tables["M"][coder][place] is None
            else frozenset(name for name in CODES if tables[name][coder][place])
            for place in range(len(units))
        ]
        for coder in range(coders)
    ]
    result = agreement(project, unit=unit, by="pooled", **FIGURES)
    told = [one for cells in sets for one in cells if one is not None]
    for distance in ("jaccard", "masi"):
        row = result[f"sets, {distance}"]
        expected = quiet(alpha, ReliabilityData.of(sets), level=distance) if units else math.nan
        assert row["alpha"].value == pytest.approx(expected, abs=1e-9, nan_ok=True)
        assert row.units == len(units)
        assert row.found == tuple(sum(bool(one) for one in cells) for cells in sets)
        assert row.prevalence == pytest.approx(sum(map(bool, told)) / len(told) if told else math.nan, nan_ok=True)
        assert bool(row.reason) == math.isnan(expected)


@given(projects(), st.sampled_from(["sentence", "turn", "character"]))
@settings(max_examples=30)
def test_the_order_of_coders_and_codings_changes_no_figure(project, unit):
    turned = CodingSet.of(list(project.codings)[::-1], project.codings.coders[::-1], read=project.codings.pairs_read())
    one = agreement(project, unit=unit, **FIGURES)
    two = agreement(replace(project, codings=turned), unit=unit, **FIGURES)
    for left, right in zip(one, two, strict=True):
        assert values(left) == approx(*values(right))
        assert left.found == right.found[::-1]


@given(
    projects(coders=(2, 2), everything=True),
    st.sampled_from(["sentence", "turn", "character"]),
    st.sampled_from(["code", "theme"]),
)
@settings(max_examples=30)
def test_who_codes_alike_agrees_wholly_or_nothing_is_known(project, unit, level):
    own = [one for one in project.codings if one.coder == "a"]
    twin = make_project(project.corpus, [*own, *(replace(one, coder="b") for one in own)])
    for row in agreement(twin, unit=unit, by=level, **FIGURES):
        assert values(row) in (approx(*[1.0] * len(MEASURES)), approx(*[math.nan] * len(MEASURES)))


# --- what is compared -----------------------------------------------------------------------------------------------


class TestWhatIsCompared:
    def test_what_interviewers_say_is_left_out_unless_asked_for(self):
        project = small(("aM bM", "I: aM", "", "I: aM bM"))
        assert agreement(project, **FIGURES).units == 2
        assert agreement(project, **FIGURES)["M"]["alpha"].value == 1
        whole = agreement(project, interviewer=True, **FIGURES)
        assert whole.units == 4
        assert values(whole["M"]) == approx(*slow_figures([[1, 1, 0, 1], [1, 0, 0, 1]]))

    def test_a_coding_over_two_turns_and_an_interviewer_counts_in_every_sentence_it_touches(self):
        source = make_source("Anne: Vi har makt. Ja da.", "I: Hvorfor?", "Bo: Nei. Åse lo.")
        corpus = make_corpus(source)
        start, end = source.text.index("da."), source.text.index("ei.")
        project = make_project(corpus, [Coding("s1", Span(start, end), "M", "a")])
        assert agreement(project, **FIGURES)["M"].found == (2, 0)
        assert agreement(project, unit="turn", **FIGURES)["M"].found == (2, 0)
        assert agreement(project, interviewer=True, **FIGURES)["M"].found == (3, 0)
        assert agreement(project, unit="character", **FIGURES)["M"].found == (len("da.") + len("N"), 0)

    def test_a_coding_of_a_label_a_comment_or_a_blank_touches_no_sentence(self):
        corpus = make_corpus(make_source("Anne: Ja. Nei.", "Bo: [latter]", "Bo: Jo."))
        text = corpus["s1"].text
        spans = [Span(0, 4), Span(text.index(" Nei"), text.index("Nei")), Span(text.index("["), text.index("]") + 1)]
        project = make_project(corpus, [Coding("s1", span, "M", "a") for span in spans])
        assert agreement(project, **FIGURES)["M"].found == (0, 0)
        assert agreement(project, **FIGURES).compared.left_out("code")["outside"] == 3
        # The blank lies inside of a turn.
        assert agreement(project, unit="turn", **FIGURES)["M"].found == (1, 0)
        assert agreement(project, unit="character", **FIGURES)["M"].found == (1, 0)
        assert agreement(project, unit="character", **FIGURES).units == len("Ja. Nei.") + len("Jo.")

    def test_texts_with_other_line_ends_are_coded_where_they_stand(self, tmp_path):
        said = "Intervjuer: Hva så?\r\n\r\nAnne: Vi har ma\u030akt 😀.\r\n\r\nIntervjuer: Er det noe?\r\n\r\nAnne: Nei. Ja.\r\n"
        (tmp_path / "a.txt").write_bytes(said.encode())
        corpus = read_corpus(tmp_path)
        assert "\r" not in corpus["a"].text
        found = [coded(corpus, "a", "Ja.", "M", who) for who in "ab"] + [coded(corpus, "a", "Nei", "M", "a")]
        expected = {"sentence": (3, (2, 1)), "turn": (2, (1, 1)), "character": (len("Vi har måkt 😀.Nei. Ja."), (6, 3))}
        for unit, figures in expected.items():
            row = agreement(make_project(corpus, found), unit=unit, **FIGURES)["M"]
            assert (row.units, row.found) == figures

    def test_a_code_on_the_theme_itself_counts_for_the_theme_only(self):
        texts = ("aT bM", "aM bT", "aT", "")
        assert values(compared(texts, by="theme")["T"]) == approx(*slow_figures([[1, 1, 1, 0], [1, 1, 0, 0]]))
        assert values(compared(texts)["M"]) == approx(*slow_figures([[0, 1, 0, 0], [1, 0, 0, 0]]))
        with pytest.raises(KeyError):
            compared(texts)["T"]

    def test_a_codes_part_does_not_count_for_the_code(self):
        result = compared(("aD bM", "aM bM", ""))
        assert (result["M"].found, result["D"].found) == ((1, 2), (1, 0))

    def test_a_theme_without_codes_is_a_code(self):
        result = compared(("aE bE", "aE", ""))
        assert result["E"].found == (2, 1)
        assert [row.id for row in compared(("aE bE", ""), by="theme")] == ["", "T", "U"]

    def test_codes_of_one_coder_may_overlap(self):
        source = make_source("Anne: Vi har makt og ansvar, og vi leker.")
        found = [
            Coding("s1", Span(*span), code, who)
            for who, code, span in [
                ("a", "M", (6, 20)),
                ("a", "M", (10, 25)),
                ("a", "F", (8, 30)),
                ("b", "M", (6, 25)),
                ("b", "F", (12, 30)),
            ]
        ]
        result = agreement(make_project(make_corpus(source), found), unit="character", **FIGURES)
        assert result["M"]["alpha"].value == pytest.approx(1)
        assert 0 < result["F"]["alpha"].value < 1
        assert any("codes may overlap" in note for note in result.notes)

    def test_texts_that_only_one_has_read_are_left_out(self):
        project = small(("aM bM", ""), ("aM", "aM"), read=[("a", "s1"), ("b", "s1"), ("a", "s2")])
        result = agreement(project, **FIGURES)
        assert (result.documents, result.units, result["M"]["alpha"].value) == (1, 2, 1)

    @pytest.mark.parametrize("unit", ["sentence", "turn", "character"])
    def test_what_was_coded_in_a_text_that_was_not_read_whole_does_not_count(self, unit):
        texts = (("aM bM cF", "bM"), ("bM cM aM", ""))
        read = [("a", "s1"), ("b", "s1"), ("b", "s2"), ("c", "s2")]
        result = agreement(small(*texts, coders="abc", read=read), unit=unit, **FIGURES)
        without = small(("aM bM", "bM"), ("bM cM", ""), coders="abc", read=read)
        assert [values(row) for row in result] == [
            approx(*values(row)) for row in agreement(without, unit=unit, **FIGURES)
        ]
        assert sum(result["F"].found) == 0

    def test_a_coder_who_found_nothing_anywhere_has_looked(self):
        row = compared(("aM", "", "aM"))["M"]
        assert row.found == (2, 0)
        assert values(row) == approx(*slow_figures([[1, 0, 1], [0, 0, 0]]))

    def test_coders_can_be_chosen_in_an_order(self):
        project = small(("aM bM cF", "aM", "cM"), coders="abc")
        result = agreement(project, coders=["c", "a"], **FIGURES)
        assert [name for name, _ in result.coders] == ["c", "a"]
        assert result["M"].found == (1, 2)
        assert values(result["M"]) == approx(*slow_figures([[0, 0, 1], [1, 1, 0]]))

    @pytest.mark.parametrize("unit", ["sentence", "turn", "character"])
    def test_texts_can_be_chosen_and_stand_in_the_order_of_the_corpus(self, unit):
        project = small(("aM bM", ""), ("aM", "bM"), ("bF", "aF bF"))
        for chosen in (["s3", "s1"], {"s1", "s3"}):
            result = agreement(project, unit=unit, sources=chosen, **FIGURES)
            assert result.documents == 2
            assert result.compared.documents == ("s1", "s3")
            expected = agreement(small(("aM bM", ""), ("bF", "aF bF")), unit=unit, **FIGURES)
            assert [values(row) for row in result] == [approx(*values(row)) for row in expected]

    def test_versions_of_the_codebook_are_told(self):
        people = [Coder("a", "person", "1.1"), Coder("b", "language model", "1.0"), Coder("c", "rules")]
        result = agreement(small(("aM bM cM", ""), coders=people), **FIGURES)
        assert result.versions == ("1.0", "1.1")
        assert result.coders == (("a", "person"), ("b", "language model"), ("c", "rules"))
        assert agreement(small(("aM bM cM", ""), coders=people), coders=["a", "c"], **FIGURES).versions == ("1.1",)

    def test_one_name_is_a_list_of_one(self):
        """«ab» is one coder, and no a and b."""
        project = small(("aM bM", ""), ("aM", ""), coders=["a", "b", "ab"])
        result = agreement(project, sources="s2", **FIGURES)
        assert result.compared.documents == ("s2",)
        with pytest.raises(DataError, match="one only"):
            agreement(project, coders="ab")
        with pytest.raises(UnknownIdError, match="«ba»"):
            agreement(project, coders="ba")
        with pytest.raises(UnknownIdError, match="s1s2"):
            agreement(project, sources="s1s2")

    def test_names_are_in_the_language_of_the_person(self):
        project = small(("aM bM", ""))
        names = []
        for language in ("nb", "nn", "en"):
            set_language(language)
            names.append(agreement(project, **FIGURES)["M"].name)
        assert names == ["Makt", "Makt nn", "Power"]


class TestRounds:
    def project(self):
        corpus = make_corpus(make_source("Anne: Vi har makt.", "Anne: Ja.", "Anne: Nei."))
        found = [
            coded(corpus, "s1", words, "M", who, number)
            for words, who, number in [
                ("makt", "a", 1),
                ("makt", "b", 1),
                ("Ja", "b", 1),
                ("makt", "a", 2),
                ("Nei", "a", 2),
            ]
        ]
        return make_project(corpus, found)

    def test_by_default_the_latest_round_of_each_stands(self):
        result = agreement(self.project(), **FIGURES)
        assert values(result["M"]) == approx(*slow_figures([[1, 0, 1], [1, 1, 0]]))
        assert result.round is None

    def test_the_first_round_can_be_asked_for(self):
        result = agreement(self.project(), round=1, **FIGURES)
        assert values(result["M"]) == approx(*slow_figures([[1, 0, 0], [1, 1, 0]]))
        assert result.round == 1
        assert "Round 1" in result.caption

    def test_in_the_second_one_coder_is_alone(self):
        with pytest.raises(DataError, match="no text that two coders have read"):
            agreement(self.project(), round=2, **FIGURES)

    def test_a_round_that_nobody_coded_in_is_said(self):
        with pytest.raises(UnknownIdError, match="round 3") as raised:
            agreement(self.project(), round=3, **FIGURES)
        assert "1, 2" in raised.value.hint


class TestNothing:
    @pytest.mark.parametrize("unit", ["sentence", "turn", "character"])
    @pytest.mark.parametrize("by", ["code", "theme", "pooled"])
    @pytest.mark.parametrize("over", ["documents", "units", "coders"])
    @pytest.mark.parametrize("method", ["percentile", "bca"])
    def test_where_nobody_coded_everything_is_undefined_and_says_why(self, unit, by, over, method):
        if unit == "character" and over != "documents":
            return
        texts = make_corpus("Vi har makt. Ja.", "[latter]", "Nei.")
        for corpus in (texts, make_corpus("[latter]"), make_corpus("[latter]", "[latter]")):
            project = make_project(corpus, [], "abc")
            result = agreement(project, unit=unit, by=by, bootstrap=Bootstrap(over, method, replicates=5))
            assert result.scores
            for row in result:
                assert all(
                    math.isnan(one.value) and math.isnan(one.low) and math.isnan(one.high) for one in row.figures
                )
                assert row.reason == "Nobody used it."
                assert set(row.found) == {0}
            ids = ", ".join(row.id for row in result if row.id)
            assert ("Nobody used it." in result._repr_html_()) == bool(ids)
            assert f"{ids}: Nobody used it." in result._repr_html_() or not ids
            assert result.disagreements().passages == ()

    @pytest.mark.parametrize("unit", ["sentence", "turn", "character"])
    def test_a_coding_in_texts_in_which_nobody_speaks_counts_for_nothing(self, unit):
        project = make_project(make_corpus("[latter]"), [Coding("s1", Span(0, 3), "M", "a")])
        for by in ("code", "theme", "pooled"):
            result = agreement(project, unit=unit, by=by)
            assert (result.units, result.documents) == (0, 1)
            assert all(math.isnan(row["alpha"].value) and row.reason for row in result)

    def test_a_code_that_stands_everywhere_is_undefined_too(self):
        book = Codebook("one", (Code("M", Localised("Makt")),))
        project = small(("aM bM", "aM bM"), ("aM bM",), codebook=book)
        result = agreement(project)
        for row in result:
            assert values(row) == approx(*[math.nan] * len(MEASURES))
            assert row.reason == "It stands everywhere."
            assert row.prevalence == 1
        assert [row.reason for row in agreement(project, by="pooled")] == ["It stands everywhere."] * 3

    def test_a_codebook_without_themes_or_codes_has_no_rows_of_them(self):
        project = small(("", ""), codebook=Codebook("none", ()))
        for by in ("code", "pooled"):
            for unit in ("sentence", "character"):
                assert list(agreement(project, by=by, unit=unit)) == []
        alone = small(("aM", ""), codebook=Codebook("one", (Code("M", Localised("Makt")),)))
        assert [row.scope for row in agreement(alone, by="pooled")] == ["pooled codes", "sets, jaccard", "sets, masi"]


class TestRefused:
    @pytest.mark.parametrize("wrong", [None, "folder", [1, 2], 3])
    def test_what_is_no_project(self, wrong):
        with pytest.raises(DataError, match="no project") as raised:
            agreement(wrong)
        assert "Project(corpus, codebook, codings)" in raised.value.hint

    def test_codings_alone_are_no_project(self):
        with pytest.raises(DataError, match="no project"):
            agreement(small(("aM bM",)).codings)

    @pytest.mark.parametrize("wrong", [500, "bca", True, False, Bootstrap])
    def test_what_is_no_bootstrap(self, wrong):
        with pytest.raises(DataError) as raised:
            compared(("aM bM", ""), bootstrap=wrong)
        assert "Bootstrap(" in raised.value.hint

    @pytest.mark.parametrize("codes", [(), (Code("M", Localised("Makt")),)])
    def test_themes_where_there_are_none(self, codes):
        project = small(("", ""), codebook=Codebook("flat", codes))
        with pytest.raises(DataError, match="no themes") as raised:
            agreement(project, by="theme")
        assert 'by="code"' in raised.value.hint

    @pytest.mark.parametrize(("key", "value"), [("unit", "word"), ("by", "source"), ("unit", ""), ("by", "codes")])
    def test_a_wrong_word_is_answered_with_the_right_ones(self, key, value):
        with pytest.raises(DataError, match=f"«{value}» is not possible for {key}") as raised:
            compared(("aM", ""), **{key: value})
        assert {"unit": "sentence, turn, character", "by": "code, theme, pooled"}[key] in raised.value.hint

    @pytest.mark.parametrize("coders", [["a"], ["a", "a"], []])
    def test_one_coder_is_no_agreement(self, coders):
        with pytest.raises(DataError, match="one only"):
            agreement(small(("aM bM",)), coders=coders)

    def test_somebody_unknown_is_said(self):
        with pytest.raises(UnknownIdError, match="«x»"):
            agreement(small(("aM bM",)), coders=["a", "x"])

    def test_a_text_that_is_not_there_is_said(self):
        with pytest.raises(UnknownIdError, match="s9"):
            agreement(small(("aM bM",)), sources=["s1", "s9"])

    @pytest.mark.parametrize(
        ("read", "sources"),
        [([("a", "s1"), ("b", "s2")], None), ([("a", "s1"), ("b", "s1")], ["s2"]), ([("a", "s1"), ("b", "s1")], [])],
    )
    def test_no_text_that_two_have_read_is_said(self, read, sources):
        with pytest.raises(DataError, match="no text that two coders have read") as raised:
            agreement(small(("aM",), ("bM",), read=read), sources=sources)
        assert "`read`" in raised.value.hint

    def test_of_two_coders_none_can_be_drawn(self):
        with pytest.raises(DataError, match="Two coders cannot be drawn"):
            compared(("aM bM", ""), bootstrap=Bootstrap("coders"))
        three = small(("aM bM cM", ""), coders="abc")
        agreement(three, bootstrap=Bootstrap("coders", replicates=3))
        with pytest.raises(DataError, match="Two coders cannot be drawn"):
            agreement(three, coders=["a", "b"], bootstrap=Bootstrap("coders", replicates=3))

    @pytest.mark.parametrize("over", ["units", "coders"])
    def test_characters_hang_together(self, over):
        with pytest.raises(DataError, match="only documents can be drawn") as raised:
            compared(("aM bM cM", ""), coders="abc", unit="character", bootstrap=Bootstrap(over))
        assert 'over="documents"' in raised.value.hint


class TestReflexive:
    def test_a_reflexive_project_gets_no_figure_unless_it_is_for_talk(self):
        project = small(("aM bM", "aM"), orientation="reflexive")
        with pytest.raises(DataError, match="reflexive") as raised:
            agreement(project)
        assert "for_talk=True" in raised.value.hint
        assert "disagreements()" in raised.value.hint
        result = agreement(project, for_talk=True)
        assert result.for_talk
        assert result.caption.startswith("For talk, not for proof")
        assert "<h3>For talk</h3>" in result._repr_html_()
        for part in (result.pairwise(), result.confusion(), result.disagreements()):
            assert part.for_talk
            assert part.caption.startswith("For talk, not for proof. ")
            assert "<h3>For talk</h3>" in part._repr_html_()

    @pytest.mark.parametrize("orientation", ["codebook", "reliability"])
    def test_others_are_not_asked(self, orientation):
        result = agreement(small(("aM bM", "aM"), orientation=orientation))
        for part in (result, result.pairwise(), result.confusion(), result.disagreements()):
            assert not part.for_talk
            assert "For talk" not in part.caption + part._repr_html_()


# --- intervals ------------------------------------------------------------------------------------------------------

MANY = [("aM bM", "aM"[: 2 * (n % 2)], "bM bF"[: 2 * (n % 3)], "", "aF bF"[: n % 6]) for n in range(7)]


def borders(result):
    return [(one.low, one.high, one.defined) for row in result for one in row.figures]


def quantiles(figures, confidence=0.95):
    """Give borders and share of what is defined, as the percentile method has it."""
    kept = [figure for figure in figures if not math.isnan(figure)]
    if not kept:
        return math.nan, math.nan, 0.0
    low, high = np.quantile(kept, [(1 - confidence) / 2, (1 + confidence) / 2])
    return low, high, len(kept) / len(figures)


class TestIntervals:
    def test_without_a_bootstrap_there_are_none(self):
        assert all(math.isnan(low) and math.isnan(high) for low, high, _ in borders(compared(*MANY)))

    @pytest.mark.parametrize("method", ["percentile", "bca"])
    @pytest.mark.parametrize("over", ["documents", "units", "coders"])
    def test_the_same_seed_gives_the_same_and_another_one_something_else(self, over, method):
        found = [
            repr(borders(compared(*MANY, coders="abc", bootstrap=Bootstrap(over, method, 99, seed=seed))))
            for seed in (1, 1, 2)
        ]
        assert found[0] == found[1]
        # Three coders can be drawn in few ways.
        assert found[0] != found[2] or over == "coders"

    def test_figures_do_not_depend_on_how_intervals_are_made(self):
        expected = [approx(*values(row)) for row in compared(*MANY, coders="abc")]
        for over in ("documents", "units", "coders"):
            for method in ("percentile", "bca"):
                result = compared(*MANY, coders="abc", bootstrap=Bootstrap(over, method, 9))
                assert [values(row) for row in result] == expected

    @pytest.mark.parametrize("unit", ["sentence", "character"])
    def test_texts_are_drawn_whole(self, unit):
        """The same with the same draws, text by text: the table of each draw is put together and counted anew."""
        project = small(*MANY)
        bootstrap = Bootstrap(replicates=40, seed=5, confidence=0.8)
        result = agreement(project, unit=unit, bootstrap=bootstrap)
        per_text = {
            name: [
                slow_table(project, [u for u in slow_units(project, unit) if u.source == text], codes)
                for text in read_by_two(project)
            ]
            for name, codes in CODES.items()
        }
        weights = np.concatenate(list(draws(np.ones(len(MANY), np.int64), 40, 5))).astype(int).tolist()
        measures = [MEASURES.index(name) for name in MEASURES if (unit, name) != ("character", "alpha")]
        for row in result:
            names = [row.id] if row.id else list(CODES)
            drawn = [
                slow_figures(
                    joined(
                        [
                            part
                            for name in names
                            for part, times in zip(per_text[name], often, strict=True)
                            for _ in range(times)
                        ]
                    )
                )
                for often in weights
            ]
            for measure in measures:
                one = row.figures[measure]
                expected = quantiles([figures[measure] for figures in drawn], 0.8)
                if math.isnan(one.value):
                    expected = (math.nan, math.nan, expected[2])
                assert (one.low, one.high, one.defined) == approx(*expected), (row.label, MEASURES[measure])

    def test_of_characters_too(self):
        """uα of a draw is that of a corpus in which each text stands as often as it was drawn."""
        project = small(*MANY)
        result = agreement(project, unit="character", bootstrap=Bootstrap(replicates=15, seed=2))
        found = []
        for often in np.concatenate(list(draws(np.ones(len(MANY), np.int64), 15, 2))).astype(int).tolist():
            again = small(*[text for text, times in zip(MANY, often, strict=True) for _ in range(times)])
            found.append([row["alpha"].value for row in agreement(again, unit="character", **FIGURES)])
        for row, figures in zip(result, zip(*found, strict=True), strict=True):
            if not math.isnan(row["alpha"].value):
                one = row["alpha"]
                assert (one.low, one.high, one.defined) == approx(*quantiles(figures)), row.label

    def test_sets_are_drawn_by_text_too(self):
        project = small(*MANY)
        result = agreement(project, by="pooled", bootstrap=Bootstrap(replicates=30, seed=4))
        found = []
        for often in np.concatenate(list(draws(np.ones(len(MANY), np.int64), 30, 4))).astype(int).tolist():
            again = small(*[text for text, times in zip(MANY, often, strict=True) for _ in range(times)])
            found.append(agreement(again, by="pooled", **FIGURES)["sets, masi"]["alpha"].value)
        one = result["sets, masi"]["alpha"]
        assert (one.low, one.high, one.defined) == approx(*quantiles(found))

    def test_units_are_drawn_each_by_itself(self):
        """Units that are alike are drawn together; what is drawn is put together and counted anew."""
        project = small(*MANY)
        result = agreement(project, bootstrap=Bootstrap("units", replicates=40, seed=3))
        alike, often = result.compared.patterns("code")
        assert often.sum() == result.units
        drawn = np.concatenate(list(draws(often, 40, 3))).astype(int).tolist()
        for place, name in enumerate(CODES):
            column = alike.has[..., place].astype(int).tolist()
            figures = [
                slow_figures(
                    [
                        [cell for cell, times in zip(cells, weights, strict=True) for _ in range(times)]
                        for cells in column
                    ]
                )
                for weights in drawn
            ]
            for measure, one in enumerate(result[name].figures):
                expected = quantiles([each[measure] for each in figures])
                if not math.isnan(one.value):
                    assert (one.low, one.high, one.defined) == approx(*expected), (name, MEASURES[measure])

    def test_coders_are_drawn_and_no_one_is_compared_with_themselves(self):
        texts = [("aM bM cM", "aM cM", "bM", ""), ("aM bM", "cF", "aF bF cF", "aM")]
        project = small(*texts, coders="abc", read=[*((w, "s1") for w in "abc"), ("a", "s2"), ("b", "s2"), ("c", "s2")])
        result = agreement(project, bootstrap=Bootstrap("coders", replicates=60, seed=8))
        units = slow_units(project, "sentence")
        weights = np.concatenate(list(draws(np.ones(3, np.int64), 60, 8))).astype(int).tolist()
        for name, codes in CODES.items():
            table = slow_table(project, units, codes)
            drawn = [by_coders(table, often) for often in weights]
            if math.isnan(result[name]["alpha"].value):
                continue
            for measure, figures in (("alpha", 0), ("percent", 1), ("kappa", 2)):
                one = result[name][measure]
                expected = quantiles([each[figures] for each in drawn])
                assert (one.low, one.high, one.defined) == approx(*expected), (name, measure)

    def test_of_one_text_there_is_no_interval(self):
        one = compared(("aM bM", "aM", ""), bootstrap=Bootstrap(replicates=9))["M"]["alpha"]
        assert not math.isnan(one.value)
        assert math.isnan(one.low)
        assert math.isnan(one.high)

    def test_the_bootstrap_stands_in_the_result(self):
        bootstrap = Bootstrap("units", "bca", 11, 0.9, 7)
        result = compared(*MANY, bootstrap=bootstrap)
        assert result.bootstrap is bootstrap
        assert "90% intervals: bootstrap over units (BCa), 11 replicates, seed 7" in result.caption

    def test_progress_sees_the_blocks(self):
        seen = []

        def watched(blocks):
            for block in blocks:
                seen.append(len(block))
                yield block

        one = compared(*MANY, bootstrap=Bootstrap(replicates=12), progress=watched)
        assert sum(seen) == 12
        assert repr(borders(one)) == repr(borders(compared(*MANY, bootstrap=Bootstrap(replicates=12))))


def by_coders(table, often):
    """Compute α, percent agreement and mean κ where each coder counts so often; pairs of a coder with themselves are left out.

    A unit in which drawn coders meet gives its values as often as coders were drawn, shared out over the pairs.
    """
    same = apart = n = 0.0
    share, counted, totals = 0.0, 0, {0: 0.0, 1: 0.0}
    for unit in zip(*table, strict=True):
        pairs = [
            (unit[one], unit[two])
            for one, two in permutations(range(len(unit)), 2)
            if unit[one] is not None and unit[two] is not None
            for _ in range(often[one] * often[two])
        ]
        if not pairs:
            continue
        size = sum(times for times, value in zip(often, unit, strict=True) if value is not None)
        counted += 1
        share += sum(one == two for one, two in pairs) / len(pairs)
        for one, two in pairs:
            weight = size / len(pairs)
            n += weight
            totals[one] += weight
            same, apart = same + weight * (one == two), apart + weight * (one != two)
    expected = 2 * totals[0] * totals[1]
    if not expected:
        return (math.nan,) * 3
    kappas = []
    for one, two in combinations(range(len(table)), 2):
        kappa = slow_figures([table[one], table[two]])[2]
        kappas += [kappa] * (often[one] * often[two])
    known = [kappa for kappa in kappas if not math.isnan(kappa)]
    mean = sum(known) / len(known) if known else math.nan
    return 1 - (n - 1) * apart / expected, share / counted, mean
