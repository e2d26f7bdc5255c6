"""One file, one source."""

import hashlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.errors import MaterialError, ReadError
from fou_toolkit.sources import READERS, read_source
from fou_toolkit.sources.build import Draft, make_draft, make_source
from fou_toolkit.text.marks import DEFAULT_MARKS

Folder = Callable[..., Path]


def test_a_transcript(folder: Folder):
    data = b"I: Hva?\nStyrer: Ja [latter].\nI: Mm.\n"
    source = read_source(folder({"intervju_1.txt": data}) / "intervju_1.txt")

    assert (source.id, source.name, source.digest) == ("intervju_1", "intervju_1.txt", hashlib.sha256(data).hexdigest())
    assert [(turn.speaker, turn.interviewer) for turn in source.turns] == [("I", True), ("Styrer", False), ("I", True)]
    assert [mark.kind for mark in source.marks] == ["label", "label", "laughter", "label"]


def test_a_text_without_speakers_is_one_turn_of_its_author(folder: Folder):
    text = "---\nauthor: Terje\nid: t1\nlanguage: nn\n---\n\n# Logg\n\nPorten er smurd.\n\n"
    source = read_source(folder({"logg.md": text}) / "logg.md")

    assert source.id == "t1"
    assert dict(source.attributes) == {"author": "Terje", "language": "nn"}
    assert [(turn.speaker, turn.language, turn.span.of(source.text)) for turn in source.turns] == [
        ("Terje", "nn", "# Logg\n\nPorten er smurd.")
    ]


def test_the_author_of_a_transcript_is_no_speaker(folder: Folder):
    source = read_source(
        folder({"a.md": "---\nauthor: Mona\nlanguage: nb\n---\nI: Hva?\nR: Ja.\nI: Mm.\nR: Å.\n"}) / "a.md"
    )

    assert source.speakers == ("I", "R")


def test_a_given_language_is_not_forced_on_many_voices():
    draft = make_draft("a.txt", b"I: Kva?\nR: Ja.\nI: Mm.\n")
    source = make_source(draft, "", {"language": "nn"}, marks=DEFAULT_MARKS)

    assert {turn.language for turn in source.turns} == {""}


def test_subtitles_without_speakers_keep_their_times():
    draft = make_draft("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nJa.\n")
    (turn,) = make_source(draft, "", {"author": "Mona"}, marks=DEFAULT_MARKS).turns

    assert (turn.speaker, turn.start_ms, turn.end_ms) == ("Mona", 1_000, 2_000)


def test_marks_are_in_order_and_each_stretch_is_marked_once():
    text = "[00:12] I: (ler) Hva? [latter]\n[00:15] R: [00:16] Ja (...) [00:17]\n[00:18] I: Mm.\n"
    source = make_source(make_draft("a.txt", text.encode()), "", {}, marks=DEFAULT_MARKS)
    spans = [mark.span for mark in source.marks]

    assert spans == sorted(spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert [mark.span.of(source.text) for mark in source.marks if mark.kind == "time"] == [
        "[00:12]", "[00:15]", "[00:16]", "[00:17]", "[00:18]",
    ]  # fmt: skip


def test_names_from_a_mac_are_composed():
    assert make_draft("bla\u030abær.txt", b"Hei.").name == "blåbær.txt"


def test_a_missing_file_is_said_with_advice(tmp_path: Path):
    with pytest.raises(MaterialError) as caught:
        read_source(tmp_path / "borte.txt")

    assert caught.value.where.endswith("borte.txt")
    assert caught.value.hint


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.txt", b""), ("a.txt", b" \n\n"), ("a.docx", b"hei"), ("a.vtt", b"hei"), ("a.pdf", b"%PDF"), ("a", b"hei")],
)
def test_errors_say_which_file_and_what_to_do(folder: Folder, name: str, data: bytes):
    with pytest.raises(ReadError) as caught:
        read_source(folder({name: data}) / name)

    assert caught.value.where.endswith(name)
    assert caught.value.hint


def test_a_folder_is_no_file(tmp_path: Path):
    with pytest.raises(ReadError, match="cannot be opened"):
        read_source(tmp_path)


PIECES = st.sampled_from(
    ["I: ", "Kari: ", "\n", "\r\n", "\n\n", "Ja.", "hva?", "[00:12] ", "00:01.000 --> 00:02.000\n", "-->", "WEBVTT\n\n",
     "<v Kari>", "</v>", "&amp;", "---\n", "a: b\n", "😀", "a\u030a", "\0", "\ufeff", "\u2028", "\t", " | ", "**", "#"]
)  # fmt: skip


def tried(name: str, data: bytes) -> Draft | ReadError:
    """Read bytes that may be anything."""
    try:
        return make_draft(name, data)
    except ReadError as error:
        return error


@given(st.lists(PIECES | st.text(max_size=5), max_size=40), st.sampled_from([".txt", ".md", ".vtt", ".srt"]))
def test_any_text_gives_a_source_or_a_message(pieces: list[str], ending: str):
    draft = tried(f"a{ending}", "".join(pieces).encode("utf-8", "surrogatepass"))
    if isinstance(draft, ReadError):
        assert draft.hint
        return
    source = make_source(draft, "", {}, marks=DEFAULT_MARKS)

    assert source.turns
    assert all(turn.span.of(source.text).strip() == turn.span.of(source.text) != "" for turn in source.turns)


@given(st.binary(max_size=300), st.sampled_from(sorted(READERS)))
def test_any_bytes_give_a_draft_or_a_message(data: bytes, ending: str):
    draft = tried(f"a{ending}", data)

    assert draft.hint if isinstance(draft, ReadError) else draft.parsed.text.strip()
