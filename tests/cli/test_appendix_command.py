"""`fou appendix` and `fou notebooks run`."""

import json
from pathlib import Path

import pytest

from fou_toolkit.workspace.notebooks import NotebookOutcome, NotebookRun


@pytest.mark.usefixtures("stored")
def test_an_appendix_is_written_and_checked(fou, as_json):
    done = fou("--lang", "en", "appendix", "-f", "html", "--language", "nn")
    assert done.code == 0, done.said
    assert "appendix.html" in done.out
    assert "left for you to fill in" in done.said
    page = (Path("out") / "appendix" / "appendix.html").read_text(encoding="utf-8")
    assert '<html lang="nn">' in page
    checked = fou("appendix", "--check")
    assert (checked.code, "identical" in checked.out) == (0, True)
    told = as_json("appendix", "--check")
    assert (told["identical"], told["ok"]) == (True, True)


@pytest.mark.usefixtures("stored")
def test_a_check_that_fails_ends_with_one(fou):
    fou("appendix", "somewhere", "-f", "html")
    (Path("somewhere") / "result-sheet-nb.html").write_text("x", encoding="utf-8")
    done = fou("appendix", "somewhere", "--check")
    assert done.code == 1
    assert "result-sheet-nb.html" in done.out


@pytest.mark.usefixtures("stored")
def test_settings_are_begun_once(fou):
    assert fou("appendix", "--start").code == 0
    text = Path("appendix.toml").read_text(encoding="utf-8")
    assert "# per_code" in text
    again = fou("appendix", "--start")
    assert (again.code, "nothing was changed" in again.said) == (1, True)
    # As it was begun it is read without complaint, and all of it is a remark.
    assert fou("appendix", "-f", "html").code == 0


@pytest.mark.usefixtures("stored")
def test_the_key_tells_which_text_is_which_and_that_it_stays_inside(fou, as_json):
    rows = as_json("appendix", "--key")["rows"]
    assert [row["blind"] for row in rows] == [f"T{place:02d}" for place in range(1, len(rows) + 1)]
    assert "not for publication" in fou("appendix", "--key").said


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "odt"), "html, docx, pdf, latex"),
        (("--language", "fr"), "nb, nn, en"),
        (("nowhere", "--check"), "no such file"),
    ],
)
def test_wrong_wishes_are_refused_with_what_is_possible(fou, arguments, said):
    done = fou("appendix", *arguments)
    assert done.code == 1
    assert said in done.said


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("differs", [(), (2,)])
def test_notebooks_are_run_with_parameters(fou, monkeypatch, differs):
    asked = {}

    def run(folder, out, **given):
        asked.update(given, folder=folder, out=out)
        return NotebookRun((NotebookOutcome("a.ipynb", 3, 1.0, differs),))

    monkeypatch.setattr("fou_toolkit.cli.notebooks.run_notebooks", run)
    done = fou("notebooks", "run", "a", "-P", "seed=2", "--parameter", "by=role", "-o", "ut")
    assert done.code == (1 if differs else 0)
    assert asked["parameters"] == {"seed": 2, "by": "role"}
    assert (asked["names"], asked["out"]) == (("a",), Path("ut"))
    wrong = fou("notebooks", "run", "-P", "seed")
    assert (wrong.code, "seed=2" in wrong.said) == (1, True)


def test_json_of_an_appendix_is_one_object(fou, stored):
    done = fou("appendix", "-f", "html", "--json", "-p", stored)
    assert {row["file"] for row in json.loads(done.out)["rows"]} >= {"appendix.html", "appendix.json"}
