"""A folder of texts and its receipt."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from fou_toolkit.errors import MaterialError
from fou_toolkit.model import FileReceipt
from fou_toolkit.sources import read_corpus

Folder = Callable[..., Path]

TALK = "I: Hva er det viktigste for deg?\nStyrer: Det er at vi har tid.\nI: Tid?\nStyrer: Ja.\n"
NYNORSK = "I: Kva er det viktigaste for deg?\nStyrar: Det er at me ikkje har det så travelt.\nI: Kvifor?\nStyrar: Eg veit ikkje.\n"
METADATA = "file;id;genre;date;phase;site\n"


def receipts(top: Path) -> dict[str, FileReceipt]:
    return {file.name: file for file in read_corpus(top).receipt.files}


def test_texts_are_read_in_the_order_of_their_paths(folder: Folder, word):
    corpus = read_corpus(
        folder(
            {
                "b.txt": TALK,
                "a/z.md": "Logg.",
                "a/y.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Kari>Ja.\n",
                "C.TXT": "Notat.",
                "d.docx": word("Hei."),
                "e.srt": "1\n00:00:01,000 --> 00:00:02,000\nKari: Ja.\n",
            }
        )
    )

    assert [source.id for source in corpus] == ["C", "y", "z", "b", "d", "e"]
    assert [source.name for source in corpus] == ["C.TXT", "a/y.vtt", "a/z.md", "b.txt", "d.docx", "e.srt"]


def test_some_files_are_left_out_silently(folder: Folder):
    top = folder(
        {
            "a.txt": TALK,
            ".skjult.txt": "x",
            ".git/b.txt": "x",
            "~$a.docx": "x",
            "README.md": "x",
            "license.txt": "x",
            "codings/koder.txt": "x",
            "annet.csv": "x,y\n",
        }
    )

    assert list(receipts(top)) == ["a.txt"]


def test_the_receipt_says_what_was_found(folder: Folder):
    found = receipts(folder({"a.txt": TALK, "b.txt": NYNORSK.encode("cp1252")}))

    assert (found["a.txt"].encoding, found["a.txt"].languages, found["a.txt"].turns) == ("utf-8", ("nb",), 4)
    assert (found["a.txt"].speakers, found["a.txt"].interviewers) == ((("I", 2), ("Styrer", 2)), ("I",))
    assert (found["b.txt"].encoding, found["b.txt"].languages) == ("cp1252", ("nn",))
    assert found["b.txt"].warnings


def test_bad_files_are_skipped_with_a_reason_and_the_others_read(folder: Folder, word):
    bad = {
        "tom.txt": b"",
        "blank.txt": b" \n \n",
        "bilde.txt": b"\x89PNG\r\n\x1a\n\0\0",
        "ikke_word.docx": b"hei",
        "avkuttet.docx": word("Hei.")[:300],
        "uten_tider.vtt": b"hei",
        "lyd.m4a": b"\0\0",
        "uten_ending": b"hei",
        "gammel.doc": b"\xd0\xcf\x11\xe0",
    }
    found = receipts(folder({**bad, "god.txt": TALK}))

    assert {name for name, file in found.items() if not file.read} == set(bad)
    assert all(str(found[name].skipped) for name in bad)
    assert found["god.txt"].read


def test_links_that_lead_nowhere_or_round_are_skipped(folder: Folder):
    top = folder({"a.txt": TALK})
    (top / "borte.txt").symlink_to(top / "finnes_ikke.txt")
    (top / "rundt").symlink_to(top)
    os.mkfifo(top / "roer.txt")

    assert [name for name, file in receipts(top).items() if file.read] == ["a.txt"]


def test_of_two_texts_with_one_id_the_second_is_skipped(folder: Folder):
    found = receipts(folder({"a/logg.txt": TALK, "b/logg.txt": TALK}))

    assert found["a/logg.txt"].read
    assert str(found["b/logg.txt"].skipped) == (
        "It has the id «logg», as a/logg.txt has. Rename it, or give it another id in metadata.csv."
    )


def test_metadata_can_tell_two_texts_of_one_name_apart(folder: Folder):
    table = f"{METADATA}a/logg.txt;l1;;;;\nb/logg.txt;l2;;;;\n"

    assert [
        source.id for source in read_corpus(folder({"a/logg.txt": TALK, "b/logg.txt": TALK, "metadata.csv": table}))
    ] == [
        "l1",
        "l2",
    ]


def test_attributes_and_people_reach_the_turns(folder: Folder):
    corpus = read_corpus(
        folder(
            {
                "a.txt": TALK,
                "metadata.csv": f"{METADATA}a.txt;i1;intervju;2024-04-17;2;Åsen\n",
                "participants.csv": "source,label,pseudonym,role\na.txt,Styrer,Ragna,styrer\n,I,Eivind,forsker\n",
            }
        )
    )
    source = corpus["i1"]

    assert corpus.attributes(source, source.turns[1])["role"] == "styrer"
    assert corpus.attributes(source, source.turns[1])["phase"] == "2"
    assert (corpus.receipt.warnings, corpus.receipt.files[0].warnings) == ((), ())


def test_a_log_belongs_to_its_author(folder: Folder):
    corpus = read_corpus(
        folder({"a.md": "---\nauthor: Mona\n---\nRegn.", "participants.csv": "pseudonym,role\nMona,assistent\n"})
    )

    assert [(turn.speaker, turn.participant) for turn in corpus["a"].turns] == [("Mona", "Mona")]


def test_a_language_in_the_table_holds_for_a_text_of_one_voice(folder: Folder):
    table = "file,language\nlogg.txt,nn\nintervju.txt,nn\n"
    corpus = read_corpus(folder({"logg.txt": "Sludd.", "intervju.txt": TALK, "metadata.csv": table}))

    assert corpus["logg"].language == "nn"
    assert corpus["intervju"].language == "nb"


def test_broken_tables_are_said_and_the_texts_read(folder: Folder):
    corpus = read_corpus(
        folder({"a.txt": TALK, "metadata.csv": b"\x89PNG\r\n\x1a\n\0", "participants.csv": "source,label\na,b,c,d\n"})
    )

    assert len(corpus) == 1
    assert any("metadata.csv" in str(warning) for warning in corpus.receipt.warnings)
    assert any("participants.csv" in str(warning) for warning in corpus.receipt.warnings)


def test_without_metadata_one_warning_is_enough(folder: Folder):
    receipt = read_corpus(folder({"a.txt": TALK, "b.txt": TALK})).receipt

    assert [dict(warning.values).get("n") for warning in receipt.warnings] == [2]
    assert all(file.warnings == () for file in receipt.files)


def test_speakers_without_a_row_and_talks_without_interviewer_are_said(folder: Folder):
    text = "Kari: Hei?\nOla: Hei.\nKari: Ja.\nOla: Nei.\n"
    (file,) = receipts(folder({"a.txt": text, "participants.csv": "label,pseudonym\nKari,Kari\n"})).values()
    said = " ".join(str(warning) for warning in file.warnings)

    assert "Ola" in said
    assert "interviewer" in said


def test_a_table_that_answers_is_not_asked_again(folder: Folder):
    text = "Kari: Hei?\nOla: Hei.\nKari: Ja.\nOla: Nei.\n"
    table = "label,pseudonym,interviewer\nKari,Kari,nei\nOla,Ola,nei\n"

    assert receipts(folder({"a.txt": text, "participants.csv": table}))["a.txt"].warnings == ()


def test_progress_wraps_the_files(folder: Folder):
    seen: list[str] = []

    def progress(paths: list[Path]) -> list[Path]:
        seen.extend(path.name for path in paths)
        return paths

    read_corpus(folder({"b.txt": TALK, "a.txt": TALK}), progress=progress)

    assert seen == ["a.txt", "b.txt"]


def test_reading_twice_gives_the_same(folder: Folder):
    top = folder({"a.txt": TALK, "b.md": "Logg.", "metadata.csv": f"{METADATA}a.txt;;;;;\n"})

    assert read_corpus(top).fingerprint == read_corpus(top).fingerprint


def test_names_from_a_mac_match_the_table(folder: Folder):
    corpus = read_corpus(folder({"bla\u030abær.txt": TALK, "metadata.csv": "file,phase\nblåbær.txt,1\n"}))

    assert corpus["blåbær"].attributes["phase"] == "1"


def test_a_missing_folder_is_said_with_advice(tmp_path: Path):
    with pytest.raises(MaterialError) as caught:
        read_corpus(tmp_path / "borte")

    assert caught.value.hint


def test_a_file_is_no_folder(folder: Folder):
    with pytest.raises(MaterialError) as caught:
        read_corpus(folder({"a.txt": TALK}) / "a.txt")

    assert "read_source" in caught.value.hint


def test_a_folder_without_texts_lists_what_was_found(folder: Folder):
    with pytest.raises(MaterialError) as caught:
        read_corpus(folder({"lyd.m4a": "x", "tom.txt": ""}))

    assert "lyd.m4a" in caught.value.hint
    assert "tom.txt" in caught.value.hint


def test_an_empty_folder_says_what_to_put_there(tmp_path: Path):
    with pytest.raises(MaterialError) as caught:
        read_corpus(tmp_path)

    assert ".docx" in caught.value.hint


def test_the_receipt_prints(folder: Folder):
    printed = str(read_corpus(folder({"a.txt": TALK, "b.pdf": "x"})).receipt)

    assert "a.txt" in printed
    assert "b.pdf" in printed
