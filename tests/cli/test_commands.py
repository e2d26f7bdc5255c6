"""From a new folder to a table: `fou new`, `read`, `code`."""

import csv
import json
import re

import openpyxl
import pandas as pd
import pytest

from fou_toolkit._i18n import LANGUAGES, t, tn
from fou_toolkit.autocode import autocode
from fou_toolkit.workspace import ProjectFolder


def files_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def expected():
    """Give what coding a project proposes, as rows of text."""
    known = {}

    def rows(folder, **options):
        key = tuple(options.items())
        if key not in known:
            project = ProjectFolder(folder)
            known[key] = [
                [str(value) for value in row]
                for row in autocode(project.corpus(), project.codebook(), **options).rows()
            ]
        return known[key]

    return rows


class TestNew:
    def test_a_folder_is_made_and_the_next_steps_are_named(self, fou, tmp_path):
        home = tmp_path / "mitt prosjekt på Øya"
        run = fou("new", home, "--title", "Makt & ansvar")
        assert (run.code, run.err) == (0, "")
        assert t("Made {folder}.", folder=home) in run.said
        assert t("Next: fou take-in -p {folder} · fou code {folder}", folder=f'"{home}"') in run.said
        assert "fou.toml" in files_in(home)
        assert ProjectFolder(home).settings.title == "Makt & ansvar"

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_project_speaks_the_language_it_was_made_in(self, fou, tmp_path, language):
        fou("new", tmp_path / "a", "--lang", language)
        assert ProjectFolder(tmp_path / "a").settings.language == language
        assert fou("read", tmp_path / "a").out.startswith(tn("{n} text read", "{n} texts read", 1))

    def test_a_folder_with_something_in_it_is_not_changed(self, fou, project):
        (project / "corpus" / "mitt.txt").write_text("viktig")
        before = {name: (project / name).read_bytes() for name in files_in(project)}
        run = fou("new", project)
        assert (run.code, run.out) == (1, "")
        assert t("Choose a new folder; nothing was changed.") in run.said
        assert str(project) in run.said
        assert {name: (project / name).read_bytes() for name in files_in(project)} == before

    def test_a_very_long_title_is_possible(self, fou, tmp_path):
        assert fou("new", tmp_path / "a", "--title", "æ" * 3000).code == 0

    def test_names_that_look_like_markup_are_names(self, fou, tmp_path):
        run = fou("new", tmp_path / ":book: [red]a[/red]")
        assert run.code == 0
        assert ":book: [red]a[/red]" in run.said
        assert fou("read", tmp_path / ":book: [red]a[/red]").code == 0


class TestRead:
    def test_the_receipt_is_shown(self, fou, project):
        run = fou("read", project)
        assert (run.code, run.err) == (0, "")
        assert run.out == f"{ProjectFolder(project).corpus().receipt}\n"

    def test_a_folder_of_texts_is_enough(self, fou, tmp_path):
        (tmp_path / "notat på øya.txt").write_text("Vi tok ansvar.", encoding="utf-8")
        run = fou("read", tmp_path)
        assert run.code == 0
        assert "notat på øya.txt" in run.out

    def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(self, fou, project):
        (project / "corpus" / "bilde.png").write_bytes(b"\x89PNG")
        run = fou("read", project)
        assert run.code == 0
        assert "✗ bilde.png" in run.out
        assert "✓ eksempel.txt" in run.out

    @pytest.mark.parametrize("command", [("read",), ("code",)], ids=" ".join)
    def test_a_folder_that_is_not_there_is_named(self, fou, tmp_path, command):
        run = fou(*command, tmp_path / "borte vekk")
        assert (run.code, run.out) == (1, "")
        assert run.err.startswith(f"{t('Error')}: {tmp_path / 'borte vekk'}: {t('There is no such folder.')}")

    def test_a_file_in_the_place_of_a_folder_is_named(self, fou, tmp_path):
        (tmp_path / "a.txt").write_text("Vi tok ansvar.")
        run = fou("read", tmp_path / "a.txt")
        assert run.code == 1
        assert "a.txt" in run.err

    def test_an_empty_folder_is_named(self, fou, tmp_path):
        run = fou("read", tmp_path)
        assert run.code == 1
        assert str(tmp_path) in run.err

    @pytest.mark.parametrize(
        "content", ["language = ", 'language = "sv"', "nope = 1", "[marks]\nnope = 1", b"title = '\xe6'"]
    )
    @pytest.mark.parametrize("command", ["read", "code"])
    def test_broken_settings_are_named(self, fou, project, command, content):
        (project / "fou.toml").write_bytes(content if isinstance(content, bytes) else content.encode())
        run = fou(command, project)
        assert (run.code, run.out) == (1, "")
        assert str(project / "fou.toml") in run.err


class TestCode:
    def test_a_new_project_can_be_coded_at_once(self, fou, tmp_path):
        fou("new", tmp_path / "nytt")
        run = fou("code", tmp_path / "nytt", "-o", tmp_path / "forslag.xlsx")
        assert (run.code, run.err) == (0, "")
        assert len(read_xlsx(tmp_path / "forslag.xlsx")) >= 3

    def test_a_summary_is_shown(self, fou, project):
        run = fou("code", project)
        assert (run.code, run.err) == (0, "")
        assert re.search(r"^\w+ .* +\d", run.out, re.MULTILINE)

    @pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet", "json", "CSV"])
    def test_all_suggestions_are_written(self, fou, project, expected, ending):
        target = project / "ut på øya" / f"forslag æøå.{ending}"
        target.parent.mkdir()
        run = fou("code", project, "-o", target)
        assert (run.code, run.err) == (0, "")
        assert t("Written: {path}", path=target) in run.said
        rows = {"csv": read_csv, "xlsx": read_xlsx, "parquet": read_parquet, "json": read_json}[ending.lower()](target)
        assert rows == expected(project)
        assert files_in(target.parent) == [target.name]

    def test_a_path_is_taken_from_where_one_is(self, fou, project, monkeypatch):
        monkeypatch.chdir(project)
        assert fou("code", ".", "--output", "forslag.csv").code == 0
        assert (project / "forslag.csv").is_file()

    @pytest.mark.parametrize("unit", ["sentence", "turn", "source"])
    def test_the_unit_can_be_chosen(self, fou, project, expected, unit):
        fou("code", project, "--unit", unit, "-o", project / "a.json")
        assert read_json(project / "a.json") == expected(project, unit=unit)

    def test_the_interviewer_can_be_coded(self, fou, project, expected):
        fou("code", project, "--interviewer", "-o", project / "a.json")
        assert read_json(project / "a.json") == expected(project, interviewer=True)

    def test_another_codebook_can_be_chosen(self, fou, project, tmp_path):
        other = tmp_path / "min bok.yaml"
        text = (project / "codebooks" / "partnerskap.yaml").read_text(encoding="utf-8")
        other.write_text(text.replace('"T1"', '"X1"'), encoding="utf-8")
        run = fou("code", project, "--codebook", other)
        assert run.code == 0
        assert "X1" in run.out
        assert "T1" not in run.out

    def test_an_unknown_unit_is_named_with_the_possible_ones(self, fou, project):
        run = fou("code", project, "--unit", "ord")
        assert (run.code, run.out) == (1, "")
        assert t("«{unit}» is no unit of coding.", unit="ord") in run.said
        assert "sentence, turn, source" in run.err

    @pytest.mark.parametrize("name", ["forslag.docx", "forslag", "forslag.csv.gz"])
    def test_an_unknown_kind_of_table_is_refused_before_anything_is_read(self, fou, project, monkeypatch, name):
        def read(*_arguments, **_options):
            raise AssertionError("texts were read")

        monkeypatch.setattr("fou_toolkit.workspace.project.read_corpus", read)
        monkeypatch.setattr("fou_toolkit.workspace.project.read_codebook", read)
        run = fou("code", project, "-o", project / name)
        assert (run.code, run.out) == (1, "")
        assert ".csv, .json, .parquet, .xlsx" in run.err
        assert not (project / name).exists()

    def test_a_folder_for_the_table_that_is_not_there_is_named(self, fou, project):
        run = fou("code", project, "-o", project / "borte" / "a.xlsx")
        assert run.code == 1
        assert str(project / "borte" / "a.xlsx") in run.err

    def test_skipped_files_are_mentioned(self, fou, project):
        (project / "corpus" / "bilde.png").write_bytes(b"\x89PNG")
        run = fou("code", project)
        assert run.code == 0
        assert tn("{n} file skipped; see fou read", "{n} files skipped; see fou read", 1) in run.err

    def test_a_folder_without_a_codebook_asks_for_one(self, fou, tmp_path):
        (tmp_path / "a.txt").write_text("Vi tok ansvar.")
        run = fou("code", tmp_path)
        assert run.code == 1
        assert "--codebook" in run.err

    def test_texts_without_a_hit_are_no_error(self, fou, project, tmp_path):
        (project / "corpus" / "eksempel.txt").write_text("Styrer: Hei.\n")
        run = fou("code", project, "-o", tmp_path / "a.csv")
        assert run.code == 0
        assert len(read_csv(tmp_path / "a.csv")) == 0


def read_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def read_json(path):
    return [[str(value) for value in record.values()] for record in json.loads(path.read_text(encoding="utf-8"))]


def read_parquet(path):
    return [[str(value) for value in row] for row in pd.read_parquet(path).itertuples(index=False)]


def read_xlsx(path):
    [sheet] = openpyxl.load_workbook(path).worksheets
    return [
        ["" if value is None else str(value) for value in row] for row in sheet.iter_rows(min_row=2, values_only=True)
    ]
