"""fou.toml: read, and explained where it is wrong."""

import pytest

from fou_toolkit._i18n import t
from fou_toolkit.errors import SettingsError
from fou_toolkit.text import DEFAULT_MARKS
from fou_toolkit.workspace import SETTINGS_FILE, Settings, read_settings
from fou_toolkit.workspace.settings import ORIENTATIONS

WHOLE = """\
title = "Likeverdig partnerskap på Øya"
orientation = "reflexive"
language = "nn"
codebook = "codebooks/bok.yaml"
"""


@pytest.fixture
def settings_of(tmp_path):
    def read(content):
        (tmp_path / SETTINGS_FILE).write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_settings(tmp_path)

    return read


def test_without_a_file_everything_is_as_usual(tmp_path):
    assert read_settings(tmp_path) == Settings()
    assert read_settings(str(tmp_path / "no such folder")) == Settings()
    assert Settings() == Settings("", "codebook", "", "", DEFAULT_MARKS)


def test_a_whole_file_is_read(settings_of):
    assert settings_of(WHOLE) == Settings("Likeverdig partnerskap på Øya", "reflexive", "nn", "codebooks/bok.yaml")


def test_an_empty_file_is_as_usual(settings_of):
    assert settings_of("") == Settings()


def test_a_mark_in_front_as_notepad_writes_it_does_no_harm(settings_of):
    assert settings_of(b"\xef\xbb\xbf" + WHOLE.encode()).language == "nn"


def test_windows_line_ends_do_no_harm(settings_of):
    assert settings_of(WHOLE.replace("\n", "\r\n")).language == "nn"


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_every_orientation_is_possible(settings_of, orientation):
    assert settings_of(f'orientation = "{orientation}"').orientation == orientation


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('language = "sv"', ["«sv»", "language", "nb, nn, en"]),
        ("language = 3", ["«3»", "language"]),
        ('orientation = "positivist"', ["«positivist»", "orientation", "reflexive, codebook, reliability"]),
        ("title = 3", ["«3»", "title"]),
        ("codebook = ['a', 'b']", ["codebook"]),
        (
            "titel = 'x'",
            ["titel", "codebook, language, marks, orientation, project, retention, smallest_group, snapshots, title"],
        ),
        ("b = 1\na = 2", ["a, b"]),
        ("title = \nlanguage = 'nb'", ["line 1"]),
        ("title = 'a'\ntitle = 'b'\n", ["TOML"]),
        (b"title = '\xe6'", ["utf-8"]),
    ],
)
def test_what_is_wrong_is_said_with_the_file_and_what_is_possible(settings_of, tmp_path, content, said):
    with pytest.raises(SettingsError) as raised:
        settings_of(content)
    assert str(raised.value).startswith(str(tmp_path / SETTINGS_FILE))
    for part in said:
        assert part in str(raised.value)


@pytest.mark.parametrize("value", ["0", "-1", "2.5", "true", "'5'"])
def test_a_smallest_group_that_is_no_number_from_1_is_refused(settings_of, value):
    with pytest.raises(SettingsError, match="smallest_group") as raised:
        settings_of(f"smallest_group = {value}")
    assert raised.value.where.endswith(SETTINGS_FILE)
    assert raised.value.hint


def test_the_smallest_group_is_five_unless_the_project_says_otherwise(settings_of):
    assert Settings().smallest_group == 5
    assert settings_of("smallest_group = 8").smallest_group == 8


def test_a_file_that_cannot_be_opened_is_said(settings_of, monkeypatch, tmp_path):
    settings_of("")

    def denied(*_arguments, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_text", denied)
    with pytest.raises(SettingsError, match=t("you have no right to it")) as raised:
        read_settings(tmp_path)
    assert raised.value.where.endswith(SETTINGS_FILE)


def test_a_folder_of_that_name_is_no_file(tmp_path):
    (tmp_path / SETTINGS_FILE).mkdir()
    assert read_settings(tmp_path) == Settings()


def test_marks_reach_the_reader(settings_of):
    marks = settings_of('[marks]\nfillers = {add = ["liksom"], remove = ["mm"]}').marks
    assert marks.fillers == DEFAULT_MARKS.fillers - {"mm"} | {"liksom"}


def test_a_wrong_table_of_marks_is_a_settings_error_with_the_file(settings_of):
    with pytest.raises(SettingsError, match="no_such_key") as raised:
        settings_of("[marks]\nno_such_key = 3")
    assert SETTINGS_FILE in raised.value.where
    assert raised.value.hint


def test_marks_that_are_no_table_are_a_settings_error(settings_of):
    with pytest.raises(SettingsError, match=SETTINGS_FILE):
        settings_of("marks = 3")
