"""`fou doctor`: what is here, what is missing, how to get it."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

import pytest

from fou_toolkit._i18n import LANGUAGES, set_language, t
from fou_toolkit.cli import doctor
from fou_toolkit.errors import MaterialError

ROOT = Path(__file__).resolve().parents[2]


def rows_of(out):
    """Give the lines of the table."""
    return [re.split(r"  +", line.strip()) for line in out.splitlines()[1:]]


def test_where_everything_is_there_nothing_is_to_be_done(fou):
    run = fou("doctor")
    assert (run.code, run.err) == (0, "")
    assert {row[0] for row in rows_of(run.out)} == {t("ok")}
    # State, what, found; and no advice.
    assert {len(row) for row in rows_of(run.out)} == {3}


def test_every_package_the_library_needs_is_looked_at():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {re.match(r"[\w.-]+", line)[0] for line in project["dependencies"]} == set(doctor._PACKAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_package_is_named_with_how_to_get_it(fou, monkeypatch, language):
    def version(name):
        if name == "openpyxl":
            raise PackageNotFoundError(name)
        return installed(name)

    monkeypatch.setattr(doctor, "version", version)
    run = fou("doctor", "--lang", language)
    set_language(language)
    assert run.code == 1
    assert [t("MISSING"), "openpyxl", t("no"), "pip install openpyxl"] in rows_of(run.out)
    assert sum(row[0] == t("MISSING") for row in rows_of(run.out)) == 1


def test_a_folder_that_cannot_be_written_to_is_named(fou, monkeypatch):
    def denied(**_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", denied)
    run = fou("doctor")
    assert run.code == 1
    assert t("Go to a folder of your own.") in run.said


def test_missing_material_is_named(fou, monkeypatch):
    def missing():
        raise MaterialError("It is not there.", hint="Install it again.")

    monkeypatch.setattr(doctor, "example_material", missing)
    run = fou("doctor")
    assert run.code == 1
    assert "Install it again." in run.said


@pytest.mark.parametrize("problem", [ImportError("no simplemma"), None])
def test_missing_dictionaries_are_named(fou, monkeypatch, problem):
    def lemma_of(form, _language):
        if problem:
            raise problem
        return form

    monkeypatch.setattr("fou_toolkit.text.lemma_of", lemma_of)
    run = fou("doctor")
    assert run.code == 1
    assert "pip install simplemma" in run.out


def test_a_terminal_that_cannot_show_norwegian_letters_is_told_what_to_do(process):
    run = process("-m", "fou_toolkit.cli", "doctor", "--lang", "en", PYTHONIOENCODING="ascii", COLUMNS="200")
    assert run.code == 1
    assert "PYTHONUTF8=1" in run.out
    assert "Traceback" not in run.err


def test_the_language_that_is_spoken_is_shown(fou):
    assert [t("ok"), t("Language"), "nb"] in rows_of(fou("doctor", "--lang", "nb").out)
    assert "nn" in [row[2] for row in rows_of(fou("doctor", "--lang", "nn").out)]
