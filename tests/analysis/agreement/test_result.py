"""What a comparison of coders says, and how it is shown."""

import math
from dataclasses import replace

import pandas as pd
import pytest

from builders import make_corpus
from coders import make_project, small
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
        row = AgreementRow("code", "M", "Makt", 9, (1, 1), prevalence, (Estimate(0.5),) * len(MEASURES))
        assert row.skewed == skewed

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
            "prevalence",
            *figures,
            "reason",
        ]
        assert len(frame) == 6
        for name in ("n", "found: a", "found: b"):
            assert pd.api.types.is_integer_dtype(frame[name]), name
        for name in ("prevalence", *figures):
            assert frame[name].dtype == float, name
        for name in ("scope", "id", "name", "reason"):
            assert all(isinstance(cell, str) for cell in frame[name]), name

    def test_what_stands_in_it(self):
        result = compared(bootstrap=Bootstrap(replicates=20))
        frame = result.to_frame().set_index("id")
        row = result["M"]
        assert frame.loc["M", ["scope", "name", "n", "found: a", "found: b", "reason"]].tolist() == [
            "code",
            "Power",
            12,
            4,
            4,
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

    def test_the_repr_shows_the_caption_and_no_rows(self):
        assert repr(compared()) == f"<AgreementResult: {compared().caption}>"


class TestNotes:
    def test_how_many_codes_are_undefined(self):
        assert any("undefined for 3 codes" in note for note in compared().notes)
        one = compared(("aM bM", "aD", "bF", "aL bL"))
        assert any("undefined for 1 code," in note for note in one.notes)

    def test_where_nothing_at_all_is_known_codes_are_counted_and_not_the_summary(self):
        assert any("undefined for 5 codes" in note for note in compared(("", "")).notes)

    def test_where_all_is_defined_nothing_is_said_of_it(self):
        assert not any("undefined" in note for note in compared(("aM bM", "aD", "bF", "aL bL", "aE")).notes)

    def test_codes_that_overlap_are_about_characters(self):
        assert any("may overlap" in note for note in compared(unit="character").notes)
        assert not any("may overlap" in note for note in compared(unit="turn").notes)

    @pytest.mark.parametrize(
        ("texts", "over", "said"),
        [(9, "documents", True), (10, "documents", False), (9, "units", False), (2, None, False)],
    )
    def test_few_texts_make_intervals_too_narrow(self, texts, over, said):
        bootstrap = Bootstrap(over, replicates=5) if over else None
        result = compared(*[("aM bM", "aM", "")] * texts, bootstrap=bootstrap)
        assert any("too narrow" in note for note in result.notes) == said

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
            f"{row.prevalence:.1%}",
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
        # The coder in the caption and the heading, the code with its name.
        assert shown.count("&lt;script&gt;alert(&quot;x&quot;)") == 4
