"""Cases as rows, themes as columns: which passages stand in which cell, and the summaries people write."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_corpus, make_source
from coders import BOOK, coded, make_project, projects
from fou_toolkit.analysis.cases import case_matrix
from fou_toolkit.analysis.counted import select
from fou_toolkit.analysis.retrieve import retrieve
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Coding, CodingSet, Span

ROLES = {"Anne": "assistent", "Bo": "styrer"}


@pytest.fixture(autouse=True)
def _english(english):
    """Compare messages in English."""


@pytest.fixture(scope="module")
def project():
    corpus = make_corpus(
        make_source(
            "I: Hvem?", "Anne: Vi har makt. Makt to. Makt tre.", "Bo: Min makt.", "Bo: Ja.", id="s1", site="Øst"
        ),
        make_source("Anne: Ansvar <her>.", id="s2", site="Vest"),
        make_source("Bo: Lek.", id="s3"),
        roles=ROLES,
    )
    found = [
        coded(corpus, "s1", "Vi har makt.", "M", "a"),
        coded(corpus, "s1", "har makt. Makt", "D", "b"),
        coded(corpus, "s1", "Makt tre.", "M", "b"),
        coded(corpus, "s1", "Min makt.", "F", "a"),
        coded(corpus, "s2", "Ansvar", "F", "b"),
        coded(corpus, "s2", "her", "T", "b"),
        coded(corpus, "s1", "Hvem", "L", "a"),
    ]
    return make_project(corpus, found)


def counts(matrix):
    return {(one.case, one.theme): one.passages for row in matrix.cells for one in row if one.passages}


class TestCells:
    def test_each_passage_stands_in_the_cell_of_its_case_and_theme(self, project):
        matrix = case_matrix(project)
        assert matrix.cases == ("Vest", "Øst", "")
        assert [theme.id for theme in matrix.themes] == ["T", "U", "E"]
        assert counts(matrix) == {("Øst", "T"): 3, ("Vest", "T"): 2}
        assert matrix.people == (1, 2, 1)

    def test_codes_can_be_columns(self, project):
        matrix = case_matrix(project, level="code")
        assert counts(matrix) == {("Øst", "M"): 2, ("Øst", "D"): 1, ("Øst", "F"): 1, ("Vest", "F"): 1}
        assert [code.id for code in case_matrix(project, level="code", codes=["F", "U"]).themes] == ["F", "L"]

    def test_a_case_can_be_a_person_a_text_or_anything_that_is_known(self, project):
        assert counts(case_matrix(project, cases="participant")) == {("Anne", "T"): 4, ("Bo", "T"): 1}
        assert counts(case_matrix(project, cases="source")) == {("s1", "T"): 3, ("s2", "T"): 2}
        assert counts(case_matrix(project, cases="role")) == {("assistent", "T"): 4, ("styrer", "T"): 1}
        assert case_matrix(project, cases="case").cases == ("Vest", "Øst", "")

    def test_people_take_turns_in_the_quotations(self, project):
        cell = case_matrix(project).cell("Øst", "T")
        assert [one.text for one in cell.quotations] == ["Vi har makt. Makt", "Min makt."]
        assert cell.quotations.total == cell.passages == 3
        assert [one.text for one in case_matrix(project, most=1).cell("Øst", "T").quotations] == ["Vi har makt. Makt"]
        assert len(case_matrix(project, most=0).cell("Øst", "T").quotations) == 0
        assert cell.quotations[0].codes == ("D", "M")

    def test_interviewers_count_where_they_were_chosen(self, project):
        assert ("Øst", "U") not in counts(case_matrix(project))
        assert counts(case_matrix(select(project, interviewer=True)))["Øst", "U"] == 1

    def test_a_passage_that_begins_with_the_interviewer_belongs_to_who_answers(self):
        corpus = make_corpus(make_source("I: Hvem?", "Anne: Makt her.", id="s1"), roles=ROLES)
        whole = Coding("s1", Span(3, len(corpus["s1"].text)), "M", "a")
        matrix = case_matrix(make_project(corpus, [whole], "a"), cases="participant")
        assert counts(matrix) == {("Anne", "T"): 1}

    def test_all_coders_have_to_agree_where_that_is_asked_for(self):
        corpus = make_corpus(make_source("Anne: Vi har makt. Ja.", id="s1"))
        found = [
            coded(corpus, "s1", "Vi har", "M", "a"),
            coded(corpus, "s1", "makt.", "M", "b"),
            coded(corpus, "s1", "Ja.", "M", "a"),
        ]
        project = make_project(corpus, found)
        assert counts(case_matrix(project, combine="all", cases="source", level="code")) == {("s1", "M"): 2}
        assert counts(case_matrix(project, cases="source", level="code")) == {("s1", "M"): 3}
        assert case_matrix(project, combine="all", cases="source").counted.codings == 2

    @given(projects(everything=True), st.sampled_from(["source", "speaker"]), st.sampled_from(["any", "all"]))
    def test_every_passage_that_a_query_finds_stands_in_one_cell(self, project, cases, combine):
        matrix = case_matrix(project, cases=cases, combine=combine, most=100)
        for theme in BOOK.themes:
            found = retrieve(project, theme.id, combine=combine)
            cells = [row[[one.id for one in matrix.themes].index(theme.id)] for row in matrix.cells]
            expected = Counter((one.source, one.span) for one in found)
            assert sum(one.passages for one in cells) == found.total
            assert Counter((one.source, one.span) for cell in cells for one in cell.quotations) == expected
            if cases == "source":
                assert all(one.source == cell.case for cell in cells for one in cell.quotations)


class TestSummaries:
    def test_a_summary_makes_a_new_matrix(self, project):
        before = case_matrix(project)
        after = before.with_summary("Øst", "T", "  Makt er hos dem. ")
        assert before.cell("Øst", "T").summary == ""
        assert after.cell("Øst", "T").summary == "Makt er hos dem."
        assert after.summaries == {("Øst", "T"): "Makt er hos dem."}
        assert after.with_summary("Øst", "T", "").summaries == {}
        assert case_matrix(project).with_summaries(after.summaries).summaries == after.summaries

    def test_what_is_not_there_is_an_error_that_says_what_is(self, project):
        matrix = case_matrix(project)
        with pytest.raises(UnknownIdError, match="There is no case «Vst»") as raised:
            matrix.cell("Vst", "T")
        assert raised.value.hint == "Did you mean «Vest»? There are: Vest, Øst, ?"
        with pytest.raises(UnknownIdError, match="There is no code «X»"):
            matrix.with_summary("Øst", "X", "a")
        with pytest.raises(DataError):
            matrix.with_summary("Øst", "T", 5)

    @pytest.mark.parametrize("options", [{"most": -1}, {"most": "2"}, {"level": "both"}])
    def test_what_is_not_possible_is_an_error(self, project, options):
        with pytest.raises(DataError):
            case_matrix(project, **options)

    def test_an_attribute_that_nobody_has_is_an_error(self, project):
        with pytest.raises(UnknownIdError):
            case_matrix(project, cases="colour")


class TestHowItLooks:
    def test_rows_are_cells(self, project):
        matrix = case_matrix(project).with_summary("Vest", "T", "Sammendrag")
        rows = list(matrix.rows())
        assert len(rows) == 9
        assert rows[0] == ("Vest", "T", "Theme", 2, "Sammendrag", "Ansvar\nher")
        assert matrix.to_frame().columns.tolist() == list(matrix.columns)

    def test_people_see_cases_as_rows(self, project):
        matrix = case_matrix(project).with_summary("Vest", "T", "Sammendrag")
        assert matrix.headings[:2] == ("site", "T  Theme")
        assert next(iter(matrix.text_rows()))[:3] == ("Vest", "Sammendrag", "–")
        assert list(matrix.text_rows())[2][0] == "?"
        assert matrix.caption == "3 cases (site), 3 themes or codes: 2 cells with passages, 1 summary"

    def test_cases_of_one_person_are_named(self, project):
        notes = case_matrix(project).notes
        assert "These cases are one person each: Vest, ?" in notes
        assert "These cases are fewer than 5 people each: Øst" in notes
        assert any("not for publication" in note for note in notes)

    def test_the_page_is_escaped_and_has_summary_and_quotation(self, project):
        page = case_matrix(project).with_summary("Vest", "T", "<script>x")._repr_html_()
        assert "<p>&lt;script&gt;x</p>" in page
        assert '<th scope="row">Vest</th>' in page
        assert "«Ansvar»" in page
        assert "<her>" not in page

    def test_a_long_quotation_is_cut_in_the_page_only(self):
        corpus = make_corpus(make_source("Anne: " + "Makt er " * 60 + "her.", id="s1"))
        project = make_project(corpus, [coded(corpus, "s1", corpus["s1"].text[6:], "M", "a")], "a")
        matrix = case_matrix(project, cases="source")
        assert "…»" in matrix._repr_html_()
        assert len(matrix.cell("s1", "T").quotations[0].text) > 400

    def test_it_shows_no_words_unless_it_is_asked_to(self, project):
        matrix = case_matrix(project).with_summary("Vest", "T", "Hemmelig")
        assert "Hemmelig" not in repr(matrix) + repr(matrix.cell("Vest", "T"))
        assert "makt" not in repr(matrix.cell("Øst", "T"))

    def test_without_codings_all_cells_are_empty(self, project):
        matrix = case_matrix(project.with_codings(CodingSet.of([], read=[("a", "s1")])))
        assert counts(matrix) == {}
        assert "0 cells with passages" in matrix.caption
        assert matrix._repr_html_()

    def test_the_sheets_hold_everything_that_is_needed(self, project):
        sheets = case_matrix(project).with_summary("Vest", "T", "Sammendrag").sheets()
        assert sheets["summaries"][:3] == [
            ("case", "T", "U", "E"),
            ("", "Theme", "Annet", "Enslig"),
            ("Vest", "Sammendrag", "", ""),
        ]
        assert sheets["quotations"][1][:3] == ("Vest", "T", 2)
        assert ("corpus", project.corpus.fingerprint) in sheets["about"]
