"""Queries saved by name: what people write into the file stays, and what is broken is said."""

import tomllib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.analysis.retrieve import retrieve, written
from fou_toolkit.analysis.retrieve.tree import Coded
from fou_toolkit.errors import DataError, FouError, SettingsError, UnknownIdError, WriteError
from fou_toolkit.workspace import read_project
from fou_toolkit.workspace.queries import QUERIES_FILE, save_query, saved_queries
from strategies import any_text


@pytest.fixture(autouse=True)
def _english(english):
    """Compare messages in English."""


def held(folder):
    return (folder / QUERIES_FILE).read_bytes()


class TestSaving:
    def test_a_query_is_saved_by_name_and_asked_again(self, tmp_path):
        path = save_query(tmp_path, "makt hos assistenter", "M2 og rolle:assistent")
        assert path == tmp_path / QUERIES_FILE
        saved = saved_queries(tmp_path)
        assert dict(saved) == {"makt hos assistenter": "M2 og rolle:assistent"}
        found = retrieve(read_project(rules=False), saved["makt hos assistenter"])
        assert found.text == "M2 and role:assistent"

    def test_queries_keep_their_order_and_are_a_table(self, tmp_path):
        save_query(tmp_path, "b", '"ta ansvar"')
        save_query(tmp_path, "a", "M2")
        saved = saved_queries(tmp_path)
        assert list(saved) == ["b", "a"]
        assert list(saved.rows()) == [("b", '"ta ansvar"', ""), ("a", "M2", "")]
        assert saved.caption == "2 saved queries"
        assert len(saved.to_frame()) == 2

    def test_a_name_is_taken_once(self, tmp_path):
        save_query(tmp_path, "a", "M2")
        with pytest.raises(DataError, match="There is a query called «a» already"):
            save_query(tmp_path, " a ", "F6")
        assert saved_queries(tmp_path)["a"] == "M2"
        save_query(tmp_path, "a", "F6", replace=True)
        assert dict(saved_queries(tmp_path)) == {"a": "F6"}

    def test_one_name_in_two_ways_of_writing_is_one_name(self, tmp_path):
        save_query(tmp_path, unicodedata.normalize("NFD", "på øya"), "M2")
        assert saved_queries(tmp_path)[unicodedata.normalize("NFC", "på øya")] == "M2"
        assert saved_queries(tmp_path)[unicodedata.normalize("NFD", "på øya")] == "M2"

    @pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\x00", "x" * 81, "\ud800", 5, None])
    def test_a_name_has_one_line(self, tmp_path, name):
        with pytest.raises(DataError, match="is not possible for name"):
            save_query(tmp_path, name, "M2")
        assert not (tmp_path / QUERIES_FILE).exists()

    def test_what_is_no_query_is_not_saved(self, tmp_path):
        with pytest.raises(DataError, match="is missing here"):
            save_query(tmp_path, "a", "M2 F6")
        assert not (tmp_path / QUERIES_FILE).exists()

    def test_without_a_folder_nothing_is_saved(self, tmp_path):
        with pytest.raises(WriteError, match="There is no such folder"):
            save_query(tmp_path / "x", "a", "M2")

    @given(st.dictionaries(any_text, any_text, max_size=4))
    def test_any_names_and_words_come_back(self, tmp_path_factory, wanted):
        folder = tmp_path_factory.mktemp("queries")
        kept = {}
        for name, words in wanted.items():
            query = written(Coded(words))
            try:
                save_query(folder, name, query)
            except FouError:
                continue
            kept[unicodedata.normalize("NFC", name).strip()] = unicodedata.normalize("NFC", query)
        assert dict(saved_queries(folder)) == kept


class TestWhatPeopleWrite:
    TEXT = "# Mine søk\r\n\r\n'a' = 'M2'   # viktig # to\r\nb=\"F6\" #b\r\n\"c\\u0041\" = 'K1'"

    def test_remarks_and_line_ends_stay(self, tmp_path):
        (tmp_path / QUERIES_FILE).write_bytes(self.TEXT.encode())
        save_query(tmp_path, "ny", '"ta ansvar"')
        assert held(tmp_path).decode() == self.TEXT + '\r\n"ny" = \'"ta ansvar"\'\r\n'

    def test_only_the_line_of_the_name_changes(self, tmp_path):
        (tmp_path / QUERIES_FILE).write_bytes(self.TEXT.encode())
        save_query(tmp_path, "a", "M3", replace=True)
        save_query(tmp_path, "b", 'code:"it\'s"', replace=True)
        save_query(tmp_path, "cA", "K2", replace=True)
        assert held(tmp_path).decode().split("\r\n") == [
            "# Mine søk",
            "",
            "\"a\" = 'M3'   # viktig # to",
            '"b" = "code:\\"it\'s\\"" #b',
            "\"cA\" = 'K2'",
        ]

    def test_a_byte_order_mark_stays(self, tmp_path):
        (tmp_path / QUERIES_FILE).write_bytes(b"\xef\xbb\xbfa = 'M2'\n")
        save_query(tmp_path, "a", "M3", replace=True)
        save_query(tmp_path, "b", "F6")
        assert held(tmp_path) == b"\xef\xbb\xbf\"a\" = 'M3'\n\"b\" = 'F6'\n"

    @pytest.mark.parametrize("text", ["a = '''\nM2'''\n", "x = '''\na = 'b'\n'''\na = \"\"\"\nM2\"\"\"\n"])
    def test_a_query_over_several_lines_is_left_to_its_owner(self, tmp_path, text):
        (tmp_path / QUERIES_FILE).write_text(text, encoding="utf-8")
        with pytest.raises(SettingsError, match="without touching other lines") as raised:
            save_query(tmp_path, "a", "M3", replace=True)
        assert raised.value.hint == "Write it yourself: \"a\" = 'M3'"
        assert held(tmp_path) == text.encode()
        save_query(tmp_path, "ny", "M3")
        assert held(tmp_path) == text.encode() + b"\"ny\" = 'M3'\n"

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"a = ", "This is no TOML"),
            (b"a = 'M2'\na = 'M3'", "This is no TOML"),
            (b"\xff\xfe", "This is no TOML"),
            (b"a = 5", "«a» is no query"),
            (b"[queries]\na = 'M2'", "«queries» is no query"),
            (b"a.b = 'M2'", "«a» is no query"),
            (b"a = " + b"[" * 5000, "This is no TOML"),
        ],
    )
    def test_a_broken_file_is_said_and_left_alone(self, tmp_path, content, message):
        (tmp_path / QUERIES_FILE).write_bytes(content)
        for act in (lambda: saved_queries(tmp_path), lambda: save_query(tmp_path, "ny", "M2")):
            with pytest.raises(SettingsError, match=message) as raised:
                act()
            assert str(tmp_path / QUERIES_FILE) in raised.value.where
            assert raised.value.hint
        assert held(tmp_path) == content

    def test_a_file_that_cannot_be_opened_is_said(self, tmp_path):
        (tmp_path / QUERIES_FILE).mkdir()
        with pytest.raises(SettingsError, match="cannot be opened: it is a folder"):
            saved_queries(tmp_path)

    def test_a_query_that_cannot_be_read_is_named_in_the_table(self, tmp_path):
        (tmp_path / QUERIES_FILE).write_text("a = 'M2 F6'\nb = 'M2'\n", encoding="utf-8")
        rows = list(saved_queries(tmp_path).rows())
        assert rows[0][2].startswith("query, character 4")
        assert rows[1][2] == ""

    def test_comments_alone_are_an_empty_file_of_queries(self, tmp_path):
        (tmp_path / QUERIES_FILE).write_text("# nothing yet", encoding="utf-8")
        assert dict(saved_queries(tmp_path)) == {}
        save_query(tmp_path, "a", "M2")
        assert held(tmp_path) == b"# nothing yet\n\"a\" = 'M2'\n"


def test_without_a_file_there_are_none(tmp_path):
    saved = saved_queries(tmp_path)
    assert len(saved) == 0
    with pytest.raises(UnknownIdError, match="There is no query called «a»"):
        saved["a"]


def test_a_name_that_is_not_there_is_answered_with_those_that_are(tmp_path):
    save_query(tmp_path, "makt hos assistenter", "M2")
    with pytest.raises(UnknownIdError) as raised:
        saved_queries(tmp_path)["Makt hos asistenter"]
    assert "Did you mean «makt hos assistenter»?" in raised.value.hint


def test_the_file_is_toml_for_others(tmp_path):
    save_query(tmp_path, 'med "tegn" og \\', '"ta ansvar" and /\\d+\'/')
    assert tomllib.loads(held(tmp_path).decode()) == {'med "tegn" og \\': '"ta ansvar" and /\\d+\'/'}
