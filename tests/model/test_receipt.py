"""Receipts: what was read, skipped and guessed."""

import pytest

from fou_toolkit._i18n import Message, set_language, t
from fou_toolkit.model import FileReceipt, Receipt

FILES = (
    FileReceipt(
        "intervju.txt",
        "intervju",
        encoding="utf-8",
        languages=("nb", "nn"),
        turns=3,
        speakers=(("I", 1), ("Anne", 2)),
        interviewers=("I",),
        changes=(Message.of("Tabs were changed in {n} places.", n=4),),
        warnings=(Message.of("Look at this."),),
    ),
    FileReceipt("bilde.png", skipped=Message.of("«{ending}» files cannot be read.", ending=".png")),
)


@pytest.fixture(autouse=True)
def english():
    set_language("en")
    yield
    set_language(None)


def test_a_file_was_read_unless_it_was_skipped():
    assert [file.read for file in FILES] == [True, False]


def test_the_caption_counts_what_was_read_and_what_was_skipped():
    assert Receipt(FILES).caption == "1 text read, 1 file skipped"
    assert Receipt(FILES[:1]).caption == "1 text read"
    assert Receipt().caption == "0 texts read"


def test_the_report_says_everything_about_every_file():
    assert str(Receipt(FILES, (Message.of("There is no metadata.csv."),))).splitlines() == [
        "1 text read, 1 file skipped",
        "✓ intervju.txt → intervju · utf-8 · nb/nn · 3 turns",
        "    Speakers: I (1, interviewer), Anne (2)",
        "    · Tabs were changed in 4 places.",
        "    ! Look at this.",
        "✗ bilde.png: skipped: «.png» files cannot be read.",
        "! There is no metadata.csv.",
    ]


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_report_is_written_when_it_is_shown(language):
    receipt = Receipt(FILES)
    set_language(language)
    assert t("«{ending}» files cannot be read.", ending=".png") in str(receipt)
    assert t("Speakers: {names}", names="I") in str(receipt)


def test_the_table_has_one_row_a_file():
    frame = Receipt(FILES).to_frame()
    assert list(frame["file"]) == ["intervju.txt", "bilde.png"]
    assert list(frame["turns"]) == [3, 0]
    assert list(frame["speakers"]) == ["I (1), Anne (2)", ""]
    assert list(frame["skipped"]) == ["", "«.png» files cannot be read."]
    assert list(frame["warnings"]) == ["Tabs were changed in 4 places. Look at this.", ""]


def test_an_empty_receipt_has_a_table():
    assert list(Receipt().to_frame().columns) == list(Receipt().columns)


def test_a_notebook_shows_every_file_and_the_warnings_of_the_folder():
    many = tuple(FileReceipt(f"file{number}.txt", f"file{number}") for number in range(50))
    shown = Receipt(many, (Message.of("There is no metadata.csv."),))._repr_html_()
    assert "<td>file49.txt</td>" in shown
    assert "There is no metadata.csv." in shown


def test_the_repr_names_no_file():
    assert repr(Receipt(FILES)) == "<Receipt: 1 text read, 1 file skipped>"
