"""Files that the library wrote."""

import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest

from fou_toolkit.errors import DataError, ReadError, WriteError
from fou_toolkit.workspace.people.outputs import (
    Output,
    Outputs,
    clean_notebook,
    delete_inside,
    inside_folder,
    notebooks_in,
    output_of,
)

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


def notebook(**more):
    cell = {
        "cell_type": "code",
        "source": ["x = 'Åse'"],
        "metadata": {"tags": ["a"]},
        "outputs": [{"text": "secret"}],
        "execution_count": 3,
    }
    note = {"cell_type": "markdown", "source": "Notat", "attachments": {"a.png": {"image/png": "secret"}}}
    return {
        "cells": [cell, note],
        "metadata": {"widgets": {"state": "secret"}, "language_info": {}},
        "nbformat": 4,
        "nbformat_minor": 5,
        **more,
    }


def test_a_record_says_where_what_and_when(tmp_path):
    (tmp_path / "out").mkdir()
    file = tmp_path / "out" / "tabell.csv"
    file.write_bytes(b"a,b")
    record = output_of(tmp_path, file, time=NOON)
    assert record == Output("out/tabell.csv", hashlib.sha256(b"a,b").hexdigest(), NOON)
    assert output_of(tmp_path, "out/tabell.csv", time=NOON) == record


def test_the_last_record_of_a_path_counts():
    old, new, other = Output("a", "1", NOON), Output("a", "2", NOON + timedelta(1)), Output("b", "3", NOON)
    assert Outputs.of([new, other, old]).records == (new, other)
    assert Outputs().with_output(other).with_output(old).with_output(new).records == (new, other)
    assert Outputs.of([new, other]).without(["a"]).records == (other,)


def test_files_that_are_gone_or_changed_are_told(tmp_path):
    (tmp_path / "a").write_text("1")
    (tmp_path / "b").write_text("2")
    register = Outputs.of([output_of(tmp_path, "a"), output_of(tmp_path, "b")])
    (tmp_path / "a").write_text("changed")
    assert [record.path for record in register.changed(tmp_path)] == ["a"]
    (tmp_path / "a").unlink()
    assert [record.path for record in register.present(tmp_path)] == ["b"]


def test_outputs_widgets_and_attachments_go_and_the_cells_stay(tmp_path):
    file = tmp_path / "a.ipynb"
    file.write_text(json.dumps(notebook()), "utf-8")
    assert clean_notebook(file)
    assert b"secret" not in file.read_bytes()
    cleaned = json.loads(file.read_text("utf-8"))
    assert [cell["source"] for cell in cleaned["cells"]] == [["x = 'Åse'"], "Notat"]
    assert cleaned["cells"][0]["metadata"] == {"tags": ["a"]}
    assert cleaned["nbformat_minor"] == 5
    before = file.read_bytes()
    assert not clean_notebook(file)
    assert file.read_bytes() == before


def test_old_notebooks_with_worksheets_are_cleaned_too(tmp_path):
    file = tmp_path / "a.ipynb"
    file.write_text(json.dumps({"worksheets": [{"cells": notebook()["cells"]}], "nbformat": 3}), "utf-8")
    assert clean_notebook(file)
    assert b"secret" not in file.read_bytes()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 1}', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_notebook_is_refused_and_unchanged(tmp_path, content):
    file = tmp_path / "a.ipynb"
    file.write_bytes(content)
    with pytest.raises(ReadError):
        clean_notebook(file)
    assert file.read_bytes() == content


def test_a_notebook_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(ReadError):
        clean_notebook(tmp_path / "a.ipynb")


def test_notebooks_in_hidden_folders_are_found_and_links_are_not_followed(tmp_path):
    inside, outside = tmp_path / "p", tmp_path / "q"
    (inside / ".ipynb_checkpoints").mkdir(parents=True)
    outside.mkdir()
    for file in (inside / "b.ipynb", inside / ".ipynb_checkpoints" / "b-checkpoint.ipynb", outside / "c.ipynb"):
        file.write_text("{}")
    (inside / "link").symlink_to(outside)
    (inside / "c.ipynb").symlink_to(outside / "c.ipynb")
    assert [file.name for file in notebooks_in(inside)] == ["b-checkpoint.ipynb", "b.ipynb"]


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/etc/passwd", "..", ".", "", "link/x", "a/.."])
def test_paths_that_lead_out_are_refused(tmp_path, path):
    root = tmp_path / "p"
    root.mkdir()
    (root / "a").mkdir()
    (tmp_path / "x").write_text("stays")
    (root / "link").symlink_to(tmp_path)
    with pytest.raises(DataError):
        inside_folder(root, path)
    with pytest.raises(DataError):
        delete_inside(root, path)
    assert (tmp_path / "x").read_text() == "stays"


def test_deleting_a_link_leaves_what_it_points_to(tmp_path):
    root = tmp_path / "p"
    root.mkdir()
    (tmp_path / "x").write_text("stays")
    (root / "link").symlink_to(tmp_path / "x")
    assert delete_inside(root, "link")
    assert not (root / "link").is_symlink()
    assert (tmp_path / "x").read_text() == "stays"
    assert not delete_inside(root, "link")


def test_a_folder_is_not_deleted(tmp_path):
    (tmp_path / "a").mkdir()
    with pytest.raises(WriteError):
        delete_inside(tmp_path, "a")
    assert (tmp_path / "a").is_dir()
