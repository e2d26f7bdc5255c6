"""Files are written whole or not at all."""

import os
import stat

import pytest

from fou_toolkit._files import write_bytes, write_text, write_with
from fou_toolkit._i18n import t
from fou_toolkit.errors import WriteError


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def half(file):
    file.write(b"half of it")


def test_a_file_is_made_and_its_path_given(tmp_path):
    target = tmp_path / "ny fil æøå.txt"
    assert write_text(target, "På ei øy\n") == target
    assert target.read_bytes() == "På ei øy\n".encode()
    assert names_in(tmp_path) == ["ny fil æøå.txt"]


def test_text_is_written_with_its_own_line_breaks(tmp_path):
    assert write_text(tmp_path / "a", "ein\nto\r\ntre").read_bytes() == b"ein\nto\r\ntre"


def test_a_path_may_be_a_string(tmp_path):
    assert write_bytes(str(tmp_path / "a"), b"x").read_bytes() == b"x"


def test_an_existing_file_is_replaced_whole(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("something much longer than what comes")
    write_text(target, "kort")
    assert target.read_text() == "kort"
    assert names_in(tmp_path) == ["a.txt"]


def test_nobody_sees_a_half_written_file(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("old")

    def fill(file):
        half(file)
        file.flush()
        assert target.read_text() == "old"

    write_with(target, fill)
    assert target.read_text() == "half of it"


@pytest.mark.parametrize("problem", [ValueError("no"), KeyboardInterrupt(), RuntimeError("no")])
@pytest.mark.parametrize("exists", [True, False])
def test_a_fill_function_that_fails_leaves_everything_as_it_was(tmp_path, problem, exists):
    target = tmp_path / "a.txt"
    if exists:
        target.write_text("old")

    def fill(file):
        half(file)
        raise problem

    with pytest.raises(type(problem)):
        write_with(target, fill)
    assert names_in(tmp_path) == (["a.txt"] if exists else [])
    assert not exists or target.read_text() == "old"


def test_a_disk_that_is_full_is_reported_as_such(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("old")

    def fill(file):
        half(file)
        raise OSError(28, "No space left on device")

    with pytest.raises(WriteError) as raised:
        write_with(target, fill)
    assert t("the disk is full") in raised.value.message
    assert raised.value.where == str(target)
    assert raised.value.hint
    assert target.read_text() == "old"
    assert names_in(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_whatever_step_fails_the_old_file_stays(tmp_path, monkeypatch, step):
    target = tmp_path / "a.txt"
    target.write_text("old")

    def fails(*_arguments):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(step, fails)
        with pytest.raises(WriteError, match="Input/output error"):
            write_text(target, "new")
    assert target.read_text() == "old"
    assert names_in(tmp_path) == ["a.txt"]


def test_the_content_is_on_the_disk_before_it_takes_the_old_ones_place(tmp_path, monkeypatch):
    steps = []
    fsync, replace = os.fsync, type(tmp_path).replace
    monkeypatch.setattr("os.fsync", lambda handle: steps.append("sync") or fsync(handle))
    monkeypatch.setattr("pathlib.Path.replace", lambda path, to: steps.append("replace") or replace(path, to))
    write_text(tmp_path / "a", "x")
    assert steps == ["sync", "replace"]


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(WriteError) as raised:
        write_text(tmp_path / "no" / "a.txt", "x")
    assert raised.value.where == str(tmp_path / "no" / "a.txt")


def test_a_folder_of_that_name_is_not_overwritten(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_text("here")
    with pytest.raises(WriteError):
        write_text(tmp_path / "a", "x")
    assert names_in(tmp_path) == ["a"]
    assert (tmp_path / "a" / "b").read_text() == "here"


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_said(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(WriteError):
            write_text(tmp_path / "a", "x")
        assert names_in(tmp_path) == []
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX")
def test_a_replaced_file_keeps_its_rights(tmp_path):
    target = tmp_path / "a"
    target.write_text("old")
    target.chmod(0o640)
    write_text(target, "new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX")
def test_a_new_file_gets_the_rights_that_new_files_get(tmp_path):
    before = os.umask(0o027)
    try:
        write_text(tmp_path / "a", "x")
        assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
