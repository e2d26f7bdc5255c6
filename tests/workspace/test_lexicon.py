"""A researcher copies the actor lexicon, changes it, and reads it again."""

import pytest

from fou_toolkit.analysis.actors import shipped_lexicon
from fou_toolkit.errors import MaterialError, ReadError, WriteError
from fou_toolkit.workspace.lexicon import read_lexicon, write_lexicon


@pytest.fixture(autouse=True)
def _english(english):
    """Compare words in English."""


def test_without_a_path_it_is_the_shipped_one():
    assert read_lexicon() == shipped_lexicon()


def test_the_copy_is_the_shipped_one_and_can_be_changed(tmp_path):
    path = write_lexicon(tmp_path / "actors.toml")
    assert read_lexicon(path) == shipped_lexicon()
    added = '\n[[actor]]\nid = "kokk"\nlevel = "barnehage"\nnorwegian = ["kokk", "kjøkken~"]\n'
    path.write_text(path.read_text("utf-8") + added, "utf-8")
    changed = read_lexicon(str(path))
    assert changed["kokk"].level == "barnehage"
    assert len(changed) == len(shipped_lexicon()) + 1
    assert changed.fingerprint != shipped_lexicon().fingerprint


def test_a_file_with_a_mark_of_byte_order_is_read(tmp_path):
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbf" + b'[[actor]]\r\nid = "kokk"\r\n')
    assert [actor.id for actor in read_lexicon(path)] == ["kokk"]


def test_what_was_changed_is_not_written_over(tmp_path):
    path = tmp_path / "actors.toml"
    path.write_text("mine", "utf-8")
    with pytest.raises(WriteError, match="already"):
        write_lexicon(path)
    assert path.read_text("utf-8") == "mine"


def test_what_is_no_lexicon_is_said_with_its_place(tmp_path):
    with pytest.raises(MaterialError, match="no such file"):
        read_lexicon(tmp_path / "none.toml")
    with pytest.raises(ReadError):
        read_lexicon(tmp_path)
    latin = tmp_path / "latin.toml"
    latin.write_bytes('[[actor]]\nid = "lærling"'.encode("latin-1"))
    with pytest.raises(ReadError, match="UTF-8"):
        read_lexicon(latin)
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('[[actor]]\nid = "kokk"\nnorwegian = ["~"]', "utf-8")
    with pytest.raises(ReadError, match=r"wrong\.toml, kokk"):
        read_lexicon(wrong)
