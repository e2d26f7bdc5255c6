"""`fou codings`, `orphans`, `place`, `recode`, `memos`, and the doors to the stored codebook."""

import pytest

from fou_toolkit.workspace import open_workspace


@pytest.fixture
def orphan(fou, stored, coding):
    """Id of a coding whose words were changed in its text."""
    path = stored / "corpus" / "eksempel.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("tilliten har vokst", "tilliten har vakse"), encoding="utf-8")
    assert "1 coding would lose its passage" in fou("take-in", "--yes").out
    return coding


@pytest.fixture
def retired(fou, coding):
    """Id of a coding whose code was retired."""
    assert fou("codebook", "retire", "T1", "--yes").code == 0
    return coding


def test_an_orphan_is_listed_and_placed(fou, as_json, orphan):
    assert [row["coding"] for row in as_json("orphans")["rows"]] == [orphan]
    assert orphan in fou("orphans").out
    done = fou("place", orphan, "--words", "tilliten har vakse")
    assert "Placed. 0 codings without a place are left." in done.out
    assert as_json("codings")["rows"][0]["quote"] == "tilliten har vakse"


def test_an_orphan_is_placed_by_numbers(as_json, orphan):
    assert as_json("place", orphan, "--start", "0", "--end", "5")["left"] == 0


@pytest.mark.parametrize(
    ("arguments", "code"), [((), 2), (("--start", "5", "--end", "5"), 2), (("--words", "finnes ikke"), 1)]
)
def test_a_place_that_is_none_is_refused(fou, as_json, orphan, arguments, code):
    done = fou("place", orphan, *arguments)
    assert (done.code, done.out) == (code, "")
    assert len(as_json("orphans")["rows"]) == 1


def test_a_coding_of_a_retired_code_is_recoded(fou, as_json, retired):
    assert [row["coding"] for row in as_json("recode")["rows"]] == [retired]
    assert fou("recode", "T2", "--coding", retired).code == 0
    assert as_json("recode")["rows"] == []
    assert as_json("codings")["rows"][0]["code"] == "T2"


def test_codings_of_others_are_recoded_only_if_that_is_said(fou, retired):
    assert fou("recode", "T2", "--coding", retired, "--coder", "liv").code == 1
    assert fou("recode", "T2", "--coding", retired, "--coder", "liv", "--anyone").code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("recode", "T2"), 2),
        (("recode", "--keep"), 2),
        (("recode", "T2", "--keep", "--coding", "x"), 2),
        (("recode", "T2", "--coding", "finnes-ikke"), 1),
        (("codings", "--coder", "ingen"), 1),
        (("codings", "--code", "ingen"), 1),
        (("memos", "--on", "ingen"), 1),
        (("codebook", "retire", "ingen"), 1),
        (("codebook", "merge", "T1", "T1"), 1),
        (("codebook", "rename", "T1"), 2),
    ],
)
@pytest.mark.usefixtures("stored", "coding")
def test_bad_input_is_refused(fou, arguments, code):
    done = fou(*arguments)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith("Error: ")


@pytest.mark.usefixtures("stored")
def test_one_sees_ones_own_codings_unless_one_asks_for_all(as_json, coding, monkeypatch):
    assert [row["id"] for row in as_json("codings", "--text", "eksempel", "--code", "T1")["rows"]] == [coding]
    monkeypatch.setenv("FOU_CODER", "liv")
    assert as_json("codings")["rows"] == []
    assert len(as_json("codings", "--everyone")["rows"]) == len(as_json("codings", "--coder", "kari")["rows"]) == 1


@pytest.mark.parametrize(
    "arguments",
    [("retire", "T1"), ("merge", "T1", "T2"), ("move", "T2", "T1"), ("rename", "T1", "Tillit og tro")],
)
@pytest.mark.usefixtures("coding")
def test_changes_of_the_codebook_are_shown_first_and_can_be_undone(fou, as_json, stored, arguments):
    def book():
        with open_workspace(stored, coder="kari") as opened:
            return opened.codebook.codes

    before = book()
    assert fou("codebook", *arguments).code == 1
    assert as_json("codebook", *arguments)["done"] is False
    assert book() == before
    assert "fou undo" in fou("codebook", *arguments, "--yes").out
    assert book() != before
    assert len(as_json("codebook", "history")["rows"]) == 2
    assert fou("undo").code == 0
    assert book() == before


@pytest.mark.usefixtures("stored", "coding")
def test_a_code_gets_another_id(as_json):
    done = as_json("codebook", "rename", "T1", "--id", "T9", "--yes")
    assert (done["done"], done["result"]) == (True, {"codebook": "liten", "version": "1+1"})
    assert as_json("codings")["rows"][0]["code"] == "T9"
