"""`fou codebook`: check, show, preview."""

import csv
import re

import pytest

from fou_toolkit._i18n import LANGUAGES, set_language, t
from fou_toolkit.autocode import preview_cues
from fou_toolkit.codebooks import check_codebook, read_codebook, render_codebook
from fou_toolkit.workspace import ProjectFolder, example_material

AGAIN = """\
  - id: "T1"
    name: {nb: "Annet", nn: "Anna", en: "Other"}
    brief: {nb: "Annet.", nn: "Anna."}
"""


@pytest.fixture
def book(project):
    path = project.parent / "liten bok æøå.yaml"
    return (project / "codebooks" / "partnerskap.yaml").rename(path)


@pytest.fixture
def right(book):
    return book.read_text(encoding="utf-8")


class TestCheck:
    def test_a_right_codebook_is_right(self, fou, book):
        run = fou("codebook", "check", book)
        assert (run.code, run.err) == (0, "")
        assert run.out == f"{check_codebook(book)}\n"

    @pytest.mark.parametrize(
        ("old", "new", "line"),
        [
            ('parent: "T"', 'parent: "X"', 10),
            ('"ansvar"', '"ta _{3,1} ansvar"', 16),
            ("codes:\n", f"codes:\n{AGAIN}", 12),
            ("use_when:", "usewhen:", 13),
            ('["tillit~"', '["tillit~', 16),
        ],
        ids=["parent", "cue", "id twice", "field", "syntax"],
    )
    def test_what_is_wrong_is_named_with_line_and_column(self, fou, book, right, old, new, line):
        book.write_text(right.replace(old, new), encoding="utf-8")
        run = fou("codebook", "check", book)
        assert run.code == 1
        assert re.search(rf"^liten bok æøå\.yaml:{line}:\d+ {t('error')} ", run.out, re.MULTILINE), run.out

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_findings_are_in_the_language_of_the_person(self, fou, book, right, language):
        book.write_text(right.replace('parent: "T"', 'parent: "X"'), encoding="utf-8")
        run = fou("codebook", "check", book, "--lang", language)
        set_language(language)
        assert run.out == f"{check_codebook(book)}\n"

    def test_with_texts_silent_cues_and_wrong_quotations_are_found(self, fou, book, right, project):
        quoted = right.replace("    cues:", '    examples: [{source: "eksempel", quote: "står ikke der"}]\n    cues:')
        book.write_text(quoted.replace('"ansvar"', '"sjørøver"'), encoding="utf-8")
        assert fou("codebook", "check", book).code == 0
        run = fou("codebook", "check", book, "--corpus", project)
        assert run.code == 1
        assert run.out == f"{check_codebook(book, ProjectFolder(project).corpus())}\n"
        assert "sjørøver" in run.out
        assert "står ikke der" in run.out

    def test_warnings_alone_are_no_error(self, fou, book, right):
        book.write_text(right.replace('"ansvar"', '"tillit~"'), encoding="utf-8")
        run = fou("codebook", "check", book)
        assert run.code == 0
        assert f" {t('warning')} " in run.out

    def test_the_shipped_codebook_is_right_for_the_shipped_texts(self, fou):
        material = example_material()
        assert fou("codebook", "check", material.codebook, "--corpus", material.corpus).code == 0


class TestShow:
    def test_the_whole_codebook_is_shown(self, fou, book):
        run = fou("codebook", "show", book)
        assert (run.code, run.err) == (0, "")
        assert run.out.rstrip() == render_codebook(read_codebook(book)).rstrip()
        assert "Tillit [og] tid" in run.out

    def test_one_code_is_shown(self, fou, book):
        run = fou("codebook", "show", book, "--code", "T1")
        assert run.code == 0
        assert "Tema på øya" not in run.out
        assert "tillit~" in run.out

    def test_a_theme_is_shown_with_its_codes(self, fou, book):
        run = fou("codebook", "show", book, "--code", "T")
        assert "Tema på øya" in run.out
        assert "tillit~" in run.out


class TestPreview:
    def test_every_form_is_shown_with_counts(self, fou, book, project):
        run = fou("codebook", "preview", book, "--corpus", project)
        assert (run.code, run.err) == (0, "")
        for form in preview_cues(ProjectFolder(project).corpus(), read_codebook(book)).forms:
            assert re.search(
                rf"{form.code} +{re.escape(form.cue)} +{form.form} +{form.count} +{form.documents} ", run.out
            )

    def test_one_code_can_be_chosen(self, fou, book, project):
        assert "tilliten" in fou("codebook", "preview", book, "--corpus", project, "--code", "T").out
        assert "tilliten" in fou("codebook", "preview", book, "--corpus", project, "--code", "T1").out

    def test_all_rows_can_be_written(self, fou, tmp_path):
        target = tmp_path / "former æøå.csv"
        run = fou(
            "codebook", "preview", example_material().codebook, "--corpus", example_material().corpus, "-o", target
        )
        assert run.code == 0
        assert t("Written: {path}", path=target) in run.said
        with target.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert rows[0][:3] == ["code", "cue", "form"]
        assert len(rows) > 61
        # The screen shows the first sixty and says how many more there are.
        assert str(len(rows) - 61) in run.out

    def test_an_unknown_kind_of_table_is_refused(self, fou, book, project):
        run = fou("codebook", "preview", book, "--corpus", project, "-o", project / "a.docx")
        assert run.code == 1
        assert ".csv, .json, .parquet, .xlsx" in run.err


@pytest.mark.parametrize("command", ["check", "show", "preview"])
def test_a_file_that_is_not_there_is_named(fou, tmp_path, project, command):
    more = ["--corpus", project] if command == "preview" else []
    run = fou("codebook", command, tmp_path / "borte.yaml", *more)
    assert run.code == 1
    assert str(tmp_path / "borte.yaml") in run.err


@pytest.mark.parametrize("command", ["show", "preview"])
def test_a_wrong_codebook_is_not_read_and_all_errors_are_listed(fou, book, right, project, command):
    book.write_text(right.replace('parent: "T"', 'parent: "X"').replace('"ansvar"', '"=~a"'), encoding="utf-8")
    run = fou("codebook", command, book, *(["--corpus", project] if command == "preview" else []))
    assert (run.code, run.out) == (1, "")
    assert re.search(r":10:\d+ ", run.err)
    assert re.search(r":16:\d+ ", run.err)


@pytest.mark.parametrize("command", ["show", "preview"])
def test_an_unknown_code_is_named_with_the_known_ones(fou, book, project, command):
    run = fou("codebook", command, book, "--code", "X9", *(["--corpus", project] if command == "preview" else []))
    assert run.code == 1
    assert t("There is no code «{id}».", id="X9") in run.said
    assert "T, T1, T2" in run.err
