"""`fou.appendix` and `fou.check_appendix`, from the folder to the files and back."""

import re
import shutil
from importlib import import_module
from pathlib import Path

import pytest

import fou_toolkit as fou
from fou_toolkit.appendix.config import Author, CodingChoice, Config, Study
from fou_toolkit.appendix.digests import digests_of
from fou_toolkit.errors import DataError, MaterialError, ReadError, WriteError
from fou_toolkit.model import Coder, Coding, CodingSet, Span
from fou_toolkit.workspace import new_project

pytestmark = pytest.mark.usefixtures("english")
WORDS = ("html", "docx")
FAST = Config(codings=CodingChoice(resamples=50))


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A small project on which two have worked."""
    folder = new_project(tmp_path_factory.mktemp("a") / "prøsjekt", title="Likeverd")
    (folder / "appendix.toml").write_text("[codings]\nresamples = 50\n", encoding="utf-8")
    with fou.open_workspace(folder, coder="kari") as ws:
        ws.take_in_codebook().apply()
        ws.take_in().apply()
        text = ws.source("eksempel").text
        start = text.index("Men vi har tatt")
        for code in ("M1", "F6"):
            ws.code("eksempel", Span(start, start + 20), code)
        other = CodingSet.of([Coding("eksempel", Span(start, start + 10), "M3", "ola")], [Coder("ola", "person")])
        ws.add_codings(other)
    return folder


@pytest.fixture
def project(template, tmp_path):
    folder = tmp_path / "prøsjekt 🙂"
    shutil.copytree(template, folder)
    return folder


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_project_gives_the_same_bytes_also_in_a_copy_and_another_language_of_the_machine(
    project, tmp_path, monkeypatch
):
    first = fou.appendix(project, tmp_path / "one", formats=WORDS, language="nb")
    assert next(first.rows())[0] == "appendix.docx"
    shutil.copytree(project, tmp_path / "copy")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("LC_ALL", "nn_NO")
    fou.appendix(tmp_path / "copy", tmp_path / "two", formats=WORDS, language="nb")
    one, two = files_in(tmp_path / "one"), files_in(tmp_path / "two")
    assert set(one) == {name for name, _ in first.files}
    assert one == two
    found = fou.check_appendix(tmp_path / "copy", tmp_path / "one")
    assert (found.identical, found.same_content, found.ok) == (True, True, True)
    assert "identical" in found.caption
    assert list(found.text_rows()) == []


def test_a_new_coding_is_found_and_named(project):
    out = project / "out" / "appendix"
    fou.appendix(project, out, formats=("html",))
    with fou.open_workspace(project, coder="kari") as ws:
        ws.code("eksempel", "tilliten har vokst", "F6")
    found = fou.check_appendix(project, out)
    assert not found.ok
    assert {"codings", "log"} <= set(found.inputs)
    assert {"corpus", "codebook", "settings"}.isdisjoint(found.inputs)
    assert "frequencies" in found.parts or "audit" in found.parts
    assert "codings" in str(found)


def test_other_settings_are_found_and_named(project):
    out = project / "out" / "appendix"
    fou.appendix(project, out, formats=("html",))
    (project / "appendix.toml").write_text('[study]\ntitle = "Noe annet"\n', encoding="utf-8")
    found = fou.check_appendix(project, out)
    assert "settings" in found.inputs
    assert "document" in found.parts
    assert "codings" not in found.inputs


def test_what_people_changed_by_hand_is_kept_unless_they_say_otherwise(project):
    out = project / "out" / "appendix"
    fou.appendix(project, out, formats=("docx",), config=FAST)
    (out / "appendix.docx").write_bytes(b"mine")
    with pytest.raises(WriteError, match=r"appendix\.docx"):
        fou.appendix(project, out, formats=("docx",), config=FAST)
    assert (out / "appendix.docx").read_bytes() == b"mine"
    found = fou.check_appendix(project, out)
    assert [one.name for one in found.files if "by hand" in one.found] == ["appendix.docx"]
    assert not found.ok
    fou.appendix(project, out, formats=("docx",), config=FAST, force=True)
    assert (out / "appendix.docx").read_bytes() != b"mine"


def test_files_of_others_are_not_written_over_and_nothing_is_half_done(project, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "appendix.html").write_text("something else", encoding="utf-8")
    with pytest.raises(WriteError, match=r"appendix\.html"):
        fou.appendix(project, out, formats=("html",), config=FAST)
    assert files_in(out) == {"appendix.html": b"something else"}


def test_what_is_no_longer_made_goes_away_and_other_files_stay(project):
    out = project / "out" / "appendix"
    fou.appendix(project, out, formats=WORDS, config=FAST)
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    fou.appendix(project, out, formats=("html",), config=FAST)
    there = set(files_in(out))
    assert "appendix.docx" not in there
    assert {"appendix.html", "notes.txt", "appendix.json"} <= there


def test_a_file_that_is_gone_and_an_appendix_that_is_not_there_are_said(project, tmp_path):
    out = tmp_path / "out"
    with pytest.raises(MaterialError):
        fou.check_appendix(project, out)
    fou.appendix(project, out, formats=("html",), config=FAST)
    (out / "result-sheet-nn.html").unlink()
    found = fou.check_appendix(project, out)
    assert not found.ok
    assert [one.name for one in found.files if one.found == "not there"] == ["result-sheet-nn.html"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 2}', '{"format": 1}', '{"format": 1, "asked": 3}'])
def test_a_damaged_manifest_is_said(project, tmp_path, content):
    (tmp_path / "appendix.json").write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=r"appendix\.json"):
        fou.check_appendix(project, tmp_path)


def test_a_blind_edition_names_nobody_and_says_what_was_looked_for(project, tmp_path):
    config = Config(study=Study(authors=(Author("Guro Fjellheim", "Storvik"),)), codings=FAST.codings)
    written = fou.appendix(project, tmp_path / "blind", formats=WORDS, blind=True, config=config)
    proof = written.built.proof
    assert proof is not None
    assert proof.clean
    assert {"Guro Fjellheim", "kari", "Ronja"} <= {name for _, name in proof.looked_for}
    page = re.sub(r"base64,[\w+/=]+", "", (tmp_path / "blind" / "appendix.html").read_text(encoding="utf-8"))
    for name in ("Guro", "Fjellheim", "Ronja", "Eksempelhaugen", "kari", "2024-04-17"):
        assert name not in page
    open_ = fou.appendix(project, tmp_path / "open", formats=("html",), config=config)
    assert open_.built.proof is None
    assert "Guro Fjellheim" in (tmp_path / "open" / "appendix.html").read_text(encoding="utf-8")


def test_a_blind_edition_that_would_not_be_blind_is_not_written(project, tmp_path, monkeypatch):
    for module in ("fou_toolkit.workspace.publishing.building", "fou_toolkit.appendix.assemble"):
        monkeypatch.setattr(import_module(module), "masked", lambda document, _: document)
    relabelling = import_module("fou_toolkit.appendix.blind.relabelling")
    monkeypatch.setattr(relabelling, "without_names", lambda value, _: value)
    with fou.open_workspace(project, coder="kari") as ws:
        ws.define_code("M1", brief={"nb": "Det som Ronja sier"}).apply()
    with pytest.raises(DataError, match="not blind"):
        fou.appendix(project, tmp_path / "blind", formats=("html",), blind=True, config=FAST)
    assert not (tmp_path / "blind").exists()


def test_files_in_the_project_are_taken_away_when_somebody_leaves(project):
    out = project / "out" / "appendix"
    fou.appendix(project, out, formats=("html",), config=FAST)
    assert (out / "appendix.html").is_file()
    with fou.open_workspace(project, coder="kari") as ws:
        ws.withdraw("Ronja").apply()
    assert not (out / "appendix.html").exists()


def test_outside_of_the_project_one_is_told_that_nobody_will_delete_it(project, tmp_path):
    inside = fou.appendix(project, project / "out" / "a", formats=("html",), config=FAST)
    outside = fou.appendix(project, tmp_path / "a", formats=("html",), config=FAST)
    assert not any("by hand" in note for note in inside.notes)
    assert any("by hand" in note for note in outside.notes)


def test_wrong_wishes_are_refused_before_anything_is_done(project, tmp_path):
    with pytest.raises(DataError, match="formats"):
        fou.appendix(project, tmp_path / "x", formats=("odt",))
    with pytest.raises(DataError, match="formats"):
        fou.appendix(project, tmp_path / "x", formats=())
    with pytest.raises(DataError, match="on disk"):
        fou.appendix(None, tmp_path / "x", formats=("html",), notebooks=True, config=FAST)
    with pytest.raises(DataError, match="cannot be blinded"):
        fou.appendix(project, tmp_path / "x", formats=("html",), notebooks=True, blind=True, config=FAST)
    assert not (tmp_path / "x").exists()


def test_an_open_workspace_and_a_frozen_project_give_the_same_numbers(project, tmp_path):
    with fou.open_workspace(project, coder="ola") as ws:
        one = fou.appendix(ws, tmp_path / "one", formats=("html",), language="en")
        frozen = ws.snapshot()
    two = fou.appendix(frozen, tmp_path / "two", formats=("html",), language="en", config=FAST)
    assert one.built.digests.keys() == two.built.digests.keys()
    before, after = (digests_of(found.built.document) for found in (one, two))
    assert before["quotations"] == after["quotations"]
    assert before["audit"] != after["audit"]


def test_a_package_without_words_holds_no_quotation(project, tmp_path):
    written = fou.appendix(project, tmp_path / "x", formats=("html",), metadata_only=True, config=FAST)
    names = {name for name, _ in written.files}
    assert "package/00_ReadMe.txt" in names
    assert not any(name.startswith(("package/data/", "package/appendix/")) for name in names)
