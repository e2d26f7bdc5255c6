"""What a comparison of coders says, and how it is shown."""

import math
from dataclasses import replace

import pandas as pd
import pytest

from builders import make_corpus
from coders import coded, make_project, small
from fou_toolkit._i18n import LANGUAGES, set_language, t
from fou_toolkit.analysis.agreement import MEASURES, SCOPES, AgreementRow, Bootstrap, agreement
from fou_toolkit.analysis.estimate import Estimate
from fou_toolkit.model import Code, Codebook, Coder, Localised

TEXTS = [("aM bM", "aM", "bF", ""), ("aM bM", "", "aF bF", ""), ("aM bM", "bM", "", "")]


def compared(*texts, coders="ab", bootstrap=None, **options):
    return agreement(small(*(texts or TEXTS), coders=coders), bootstrap=bootstrap, **options)


class TestRows:
    def test_a_row_is_found_by_its_id_or_scope(self):
        result = compared()
        assert result["M"].id == "M"
        assert result["pooled codes"].scope == "pooled codes"
        assert compared(by="pooled")["sets, masi"].scope == "sets, masi"

    @pytest.mark.parametrize("name", ["X", "", "code", "pooled themes", "m"])
    def test_a_row_that_is_not_there_is_a_key_error(self, name):
        with pytest.raises(KeyError):
            compared()[name]

    def test_a_figure_is_found_by_its_measure(self):
        row = compared()["M"]
        assert [row[name] for name in MEASURES] == list(row.figures)
        with pytest.raises(KeyError, match="phi"):
            row["phi"]

    def test_rows_of_a_scope(self):
        result = compared()
        assert [row.id for row in result.of("code")] == ["M", "D", "F", "L", "E"]
        assert result.of("theme") == ()
        assert len(list(result)) == len(result.scores) == 6

    @pytest.mark.parametrize(
        ("prevalence", "skewed"),
        [(0.0, True), (0.099, True), (0.1, False), (0.5, False), (0.9, False), (0.901, True), (1.0, True)],
    )
    def test_rare_and_common_codes_are_skewed(self, prevalence, skewed):
        row = AgreementRow("code", "M", "Makt", 9, (1, 1), 2, prevalence, (Estimate(0.5),) * len(MEASURES))
        assert row.skewed == skewed

    @pytest.mark.parametrize(("texts", "rare"), [(0, False), (1, True), (9, True), (10, False), (99, False)])
    def test_what_stands_in_fewer_than_ten_texts_is_rare(self, texts, rare):
        row = AgreementRow("code", "M", "Makt", 99, (50, 50), texts, 0.5, (Estimate(0.5),) * len(MEASURES))
        assert row.rare == rare

    def test_in_how_many_texts_somebody_has_it(self):
        assert [(row.id, row.texts) for row in compared()] == [
            ("", 3),
            ("M", 3),
            ("D", 0),
            ("F", 2),
            ("L", 0),
            ("E", 0),
        ]
        assert [row.texts for row in compared(by="theme")] == [3, 3, 0]
        assert [row.texts for row in compared(by="pooled")] == [3, 3, 3, 3]
        assert compared(("aM bM", "aM"), ("", "bM"), ("", ""), unit="character")["M"].texts == 2

    def test_labels(self):
        result = compared(by="pooled")
        assert [row.label for row in result] == [
            "all codes, pooled",
            "all themes, pooled",
            "sets of codes, Jaccard",
            "sets of codes, MASI",
        ]
        assert compared()["M"].label == "M Power"


class TestFrame:
    def test_there_is_a_column_for_everything(self):
        frame = compared(bootstrap=Bootstrap(replicates=20)).to_frame()
        figures = [f"{name}{part}" for name in MEASURES for part in ("", "_low", "_high", "_defined")]
        assert list(frame.columns) == [
            "scope",
            "id",
            "name",
            "n",
            "found: a",
            "found: b",
            "texts",
            "prevalence",
            *figures,
            "reason",
        ]
        assert len(frame) == 6
        for name in ("n", "found: a", "found: b", "texts"):
            assert pd.api.types.is_integer_dtype(frame[name]), name
        for name in ("prevalence", *figures):
            assert frame[name].dtype == float, name
        for name in ("scope", "id", "name", "reason"):
            assert all(isinstance(cell, str) for cell in frame[name]), name

    def test_what_stands_in_it(self):
        result = compared(bootstrap=Bootstrap(replicates=20))
        frame = result.to_frame().set_index("id")
        row = result["M"]
        assert frame.loc["M", ["scope", "name", "n", "found: a", "found: b", "texts", "reason"]].tolist() == [
            "code",
            "Power",
            12,
            4,
            4,
            3,
            "",
        ]
        assert frame.loc["M", ["alpha", "alpha_low", "alpha_high", "alpha_defined"]].tolist() == [
            row["alpha"].value,
            row["alpha"].low,
            row["alpha"].high,
            1.0,
        ]
        assert frame.loc["M", "positive"] == row["positive"].value
        assert frame.loc["L", "reason"] == "Nobody used it."
        assert math.isnan(frame.loc["L", "alpha"])

    def test_under_a_reflexive_orientation_every_row_says_that_it_is_for_talk(self):
        result = agreement(small(*TEXTS, orientation="reflexive"), bootstrap=None, for_talk=True)
        frame = result.to_frame()
        assert list(frame.columns)[-1] == "for_talk"
        assert frame["for_talk"].all()
        assert "for_talk" not in compared().to_frame().columns


class TestCaption:
    def test_it_says_who_and_how_much_and_how(self):
        people = [Coder("a", "person", "1.0"), Coder("b", "language model", "1.1")]
        result = compared(coders=people, bootstrap=Bootstrap(replicates=30, seed=9))
        assert result.caption == (
            "Agreement of a (person), b (language model); 3 texts, 12 units (sentence). Versions of the codebook: 1.0, 1.1. "
            "95% intervals: bootstrap over texts (percentile), 30 replicates, seed 9"
        )

    def test_one_version_need_not_be_told(self):
        people = [Coder("a", "person", "1.0"), Coder("b", "person", "1.0")]
        assert "Versions" not in compared(coders=people).caption

    def test_rounds_units_and_talk(self):
        result = compared(("aM bM", "aM"), unit="turn", round=1, for_talk=True)
        assert (
            result.caption
            == "For talk, not for proof. Agreement of a (person), b (person); 1 text, 2 units (turn). Round 1"
        )
        assert "(character)" in compared(unit="character").caption

    @pytest.mark.parametrize(("over", "said"), [("documents", "texts"), ("units", "units"), ("coders", "coders")])
    def test_what_was_drawn(self, over, said):
        result = compared(coders="abc", bootstrap=Bootstrap(over, "bca", 5, 0.9))
        assert f"90% intervals: bootstrap over {said} (BCa), 5 replicates, seed 1" in result.caption

    def test_without_a_bootstrap_nothing_is_said_of_one(self):
        assert "bootstrap" not in compared().caption

    @pytest.mark.parametrize(("over", "said"), [("documents", False), ("units", True), ("coders", True)])
    def test_of_one_text_no_bootstrap_over_texts_is_told(self, over, said):
        result = compared(("aM bM", "aM cM"), coders="abc", bootstrap=Bootstrap(over, replicates=5))
        assert ("bootstrap over" in result.caption) == said

    def test_the_repr_shows_the_caption_and_no_rows(self):
        assert repr(compared()) == f"<AgreementResult: {compared().caption}>"


def note_with(result, words):
    """Give the one note in which these words stand, or nothing."""
    found = [note for note in result.notes if words in note]
    assert len(found) <= 1
    return found[0] if found else ""


class TestNotes:
    def test_which_codes_are_undefined_and_why(self):
        assert note_with(compared(), "«–»") == "«–», D, L, E: Nobody used it."
        assert note_with(compared(("aM bM", "aD", "bF", "aL bL")), "«–»") == "«–», E: Nobody used it."

    def test_there_may_be_several_reasons(self):
        result = compared(("aME bME", "aE bFE"), ("aE bE",))
        assert [note for note in result.notes if "«–»" in note] == [
            "«–», D, L: Nobody used it.",
            "«–», E: It stands everywhere.",
        ]

    def test_where_nothing_at_all_is_known_codes_are_named_and_not_the_summary(self):
        assert note_with(compared(("", "")), "«–»") == "«–», M, D, F, L, E: Nobody used it."

    def test_where_all_is_defined_nothing_is_said_of_it(self):
        assert not note_with(compared(("aM bM", "aD", "bF", "aL bL", "aE")), "«–»")

    def test_codes_that_overlap_are_about_characters(self):
        assert note_with(compared(unit="character"), "may overlap")
        assert not note_with(compared(unit="turn"), "may overlap")

    @pytest.mark.parametrize(
        ("texts", "over", "said"),
        [(9, "documents", True), (10, "documents", False), (9, "units", True), (2, None, False)],
    )
    def test_few_texts_make_intervals_too_narrow(self, texts, over, said):
        bootstrap = Bootstrap(over, replicates=5) if over else None
        result = compared(*[("aM bM", "aM", "")] * texts, bootstrap=bootstrap)
        assert bool(note_with(result, "so few texts")) == said
        assert not note_with(result, "One text has")

    def test_few_coders_make_intervals_too_narrow(self):
        result = compared(*[("aM bM", "aM cM", "")] * 10, coders="abc", bootstrap=Bootstrap("coders", replicates=5))
        assert note_with(result, "so few coders")
        assert not note_with(compared(*[("aM bM", "aM")] * 10, bootstrap=Bootstrap(replicates=5)), "so few coders")

    @pytest.mark.parametrize(("over", "said"), [("documents", True), ("units", False), (None, False)])
    def test_one_text_has_no_interval(self, over, said):
        bootstrap = Bootstrap(over, replicates=5) if over else None
        result = compared(("aM bM", "aM", "bF"), bootstrap=bootstrap)
        assert bool(note_with(result, "One text has no interval.")) == said
        assert bool(note_with(result, "so few texts")) == (over == "units")

    def test_where_no_disagreement_was_seen(self):
        texts = [("aM bM", "aF bF", "aL")] * 10
        expected = "No disagreement seen in M, F: with few passages, that is no proof of agreement."
        assert note_with(compared(*texts, bootstrap=Bootstrap(replicates=5)), "No disagreement") == expected
        assert not note_with(compared(*texts), "No disagreement")
        assert not note_with(compared(("aM", "bF"), ("aM",), bootstrap=Bootstrap(replicates=5)), "No disagreement")

    @pytest.mark.parametrize(("often", "said"), [(9, True), (10, False)])
    def test_what_stands_in_few_texts_is_marked(self, often, said):
        texts = [("aM bM" if n < often else "", "aM" if n == 0 else "", "") for n in range(12)]
        result = compared(*texts, bootstrap=Bootstrap(replicates=5))
        expected = "† in fewer than 10 texts: the interval is too narrow." if said else ""
        assert note_with(result, "†") == expected
        [share] = [row[4] for row in result.to_text_rows("code") if row[0] == "M Power"]
        assert share == f"{result['M'].prevalence:.1%}" + "†" * said
        assert not note_with(compared(*texts), "†")

    def test_who_has_coded_again(self):
        project = self.coded_again()
        expected = "Some have coded again, in round a: 3, c: 2. Before they talked: round=1."
        assert note_with(agreement(project, bootstrap=None), "coded again") == expected
        assert not note_with(agreement(project, round=1, bootstrap=None), "coded again")
        assert not note_with(agreement(project, coders=["b", "d"], bootstrap=None), "coded again")
        assert not note_with(compared(), "coded again")

    def coded_again(self):
        corpus = make_corpus("Ja. Nei.")
        rounds = [("a", 1), ("a", 3), ("b", 1), ("c", 2), ("d", 1)]
        return make_project(corpus, [coded(corpus, "s1", "Ja", "M", who, number) for who, number in rounds], "abcd")

    def test_what_is_left_out(self):
        texts = (("aM bM", "I: aM bF", "aT", "aE bE"), ("bM bF", "bL"))
        project = small(*texts, read=[("a", "s1"), ("b", "s1"), ("b", "s2")])
        said = {
            "code": "2 codings where nobody speaks or an interviewer does; 3 codings in texts that one has read; "
            "1 coding of a theme as such",
            "theme": "2 codings where nobody speaks or an interviewer does; 3 codings in texts that one has read; "
            "2 codings of codes in no theme",
            "pooled": "2 codings where nobody speaks or an interviewer does; 3 codings in texts that one has read",
        }
        for by, words in said.items():
            assert note_with(agreement(project, by=by, bootstrap=None), "Not counted") == f"Not counted: {words}."
        result = agreement(project, interviewer=True, sources="s1", bootstrap=None)
        assert note_with(result, "Not counted") == "Not counted: 1 coding of a theme as such."

    def test_where_all_is_counted_nothing_is_said_of_it(self):
        assert not note_with(compared(), "Not counted")

    def test_what_alpha_and_ac1_do_is_always_said(self):
        assert "AC1" in compared().notes[0]


class TestForPeople:
    def test_prevalence_stands_beside_the_figures(self):
        result = compared(bootstrap=Bootstrap(replicates=20))
        assert result.headings == (
            "",
            "units",
            "a has",
            "b has",
            "prevalence",
            "α",
            "AC1",
            "κ",
            "percent agreement",
            "positive agreement",
        )
        rows = {row[0]: row for row in result.to_text_rows()}
        row = result["M"]
        assert rows["M Power"] == (
            "M Power",
            12,
            4,
            4,
            f"{row.prevalence:.1%}†",
            str(row["alpha"]),
            *(f"{row[name].value:.2f}" for name in ("ac1", "kappa", "percent", "positive")),
        )
        assert "[" in rows["M Power"][5]
        assert rows["L Lek"][4:] == ("0.0%", "–", "–", "–", "–", "–")

    def test_of_characters_it_is_u_alpha(self):
        assert "uα" in compared(unit="character").headings
        assert "uα" not in compared(unit="turn").headings

    def test_intervals_can_be_left_out(self):
        result = compared(bootstrap=Bootstrap(replicates=20))
        assert not any("[" in str(cell) for row in result.to_text_rows(intervals=False) for cell in row)

    def test_scopes_can_be_chosen(self):
        assert [row[0] for row in compared().to_text_rows("pooled codes")] == ["all codes, pooled"]
        assert len(list(compared().to_text_rows("code"))) == 5
        assert list(compared().to_text_rows("theme")) == []

    def test_without_speech_there_is_no_prevalence(self):
        result = agreement(make_project(make_corpus("[latter]"), []), bootstrap=None)
        assert {row[4] for row in result.to_text_rows()} == {"–"}

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_headings_fit_the_rows_in_every_language(self, language):
        set_language(language)
        for by in ("code", "theme", "pooled"):
            result = compared(by=by)
            rows = list(result.to_text_rows())
            assert {len(row) for row in rows} == {len(result.headings)}
            assert rows[0][0] == t(SCOPES[f"pooled {'code' if by == 'pooled' else by}s"])

    def test_a_notebook_shows_all_rows_the_caption_and_the_notes(self):
        result = compared(bootstrap=Bootstrap(replicates=20))
        shown = result._repr_html_()
        assert shown.count("<tr>") == 7
        assert result.caption in shown
        assert all(note in shown for note in result.notes)
        assert "<h3>" not in shown

    def test_an_interval_is_not_torn_apart(self):
        result = compared(bootstrap=Bootstrap(replicates=20))
        shown = str(result["M"]["alpha"])
        assert ", " in shown
        assert shown.replace(", ", ",\u00a0") in result._repr_html_()

    def test_names_cannot_leave_their_cells(self):
        evil = '<script>alert("x")</script>'
        book = Codebook("evil", (Code(evil, Localised(evil, evil, evil)),))
        project = replace(small(("", ""), coders=[Coder(evil), "b"]), codebook=book)
        shown = agreement(project, bootstrap=None)._repr_html_()
        assert "<script" not in shown
        # The coder in the caption and the heading, the code with its name, and in the note that it is undefined.
        assert shown.count("&lt;script&gt;alert(&quot;x&quot;)") == 5
