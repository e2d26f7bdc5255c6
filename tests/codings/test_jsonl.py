"""Codings as JSON lines: what is accepted, what is refused and where, and that nothing is lost on the way."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_corpus, make_source
from coded import coded, everything
from fou_toolkit.codings import jsonl
from fou_toolkit.errors import ReadError, UnknownIdError, WriteError
from fou_toolkit.model import Coder, Coding, CodingSet, Span
from strategies import any_text, talk

HEAD = {"format": "fou-codings", "version": 1, "coder": "a"}
LINE = {"source": "s1", "start": 0, "end": 4, "code": "M1", "quote": "Makt"}
TEXT = "Makt og ansvar. 😀 Åse tok makta."


def lines(*rows):
    """Make a file of rows; a text is a line as it stands."""
    return "".join((row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)) + "\n" for row in rows)


def read(*rows, corpus=None):
    return jsonl.parse(lines(*rows).encode(), name="a.jsonl", corpus=corpus)


def refused(content, corpus=None):
    with pytest.raises(ReadError) as raised:
        jsonl.parse(content.encode() if isinstance(content, str) else content, name="a.jsonl", corpus=corpus)
    return raised.value


@pytest.fixture(scope="module")
def corpus():
    return make_corpus(TEXT, "Nei.")


class TestReading:
    def test_a_file_becomes_codings_of_its_coder(self):
        made = read({**HEAD, "kind": "language model", "codebook_version": "1.0", "note": "slowly"}, LINE)
        assert list(made) == [Coding("s1", Span(0, 4), "M1", "a")]
        assert made.coders == (Coder("a", "language model", "1.0"),)
        assert made.coders[0].note == "slowly"
        assert made.pairs_read() == [("a", "s1")]

    def test_a_coder_is_a_person_unless_the_head_says_otherwise(self):
        assert read(HEAD).coders == (Coder("a", "person"),)

    def test_what_was_read_whole_counts_also_where_nothing_was_found(self):
        made = read({**HEAD, "read": ["s1", "s2"]}, LINE)
        assert set(made.pairs_read()) == {("a", "s1"), ("a", "s2")}

    def test_the_round_of_a_line_goes_before_that_of_the_head(self):
        made = read({**HEAD, "round": 2}, {**LINE, "round": 3}, {**LINE, "start": 1})
        assert [(one.span.start, one.round) for one in made] == [(0, 3), (1, 2)]

    def test_fields_that_nobody_knows_are_left_alone(self):
        assert len(read({**HEAD, "codebook": "x", "colour": 3}, {**LINE, "memo": ["..."]})) == 1

    def test_a_head_alone_is_a_file(self):
        assert len(read(HEAD)) == 0

    def test_lines_may_stand_in_any_order_and_twice(self):
        later = {**LINE, "start": 8, "end": 14}
        assert [one.span.start for one in read(HEAD, later, LINE, later)] == [0, 8]

    @pytest.mark.parametrize(
        "change",
        [
            lambda text: text.encode("utf-8-sig"),
            lambda text: text.replace("\n", "\r\n").encode(),
            lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
            lambda text: text.replace("\n", "\n \n\n").encode(),
            lambda text: ("\n\n" + text).encode(),
            lambda text: text.rstrip("\n").encode(),
            lambda text: text.replace("\n", "  \n").replace("{", "\t{ ").encode(),
            lambda text: json.dumps(json.loads(text.split("\n")[0])).encode() + b"\n" + text.split("\n")[1].encode(),
        ],
        ids=["mark", "crlf", "mark and crlf", "blank lines", "blank begin", "no last break", "blanks", "escapes"],
    )
    def test_the_same_codings_whatever_the_bytes(self, corpus, change):
        text = lines({**HEAD, "note": "på øya"}, {**LINE, "start": 18, "end": 31, "quote": TEXT[18:31]})
        made = jsonl.parse(change(text), name="a.jsonl", corpus=corpus)
        assert list(made) == [Coding("s1", Span(18, 31), "M1", "a")]
        assert made.coders[0].note == "på øya"


class TestPlaces:
    @pytest.mark.parametrize(
        ("text", "start", "end", "quote"),
        [
            (TEXT, 16, 21, "😀 Åse"),
            ("👩\u200d👩\u200d👧 og 👍🏽 makt", 6, 8, "og"),
            ("Ma\u030al og ma\u030akt", 0, 4, "Ma\u030al"),
            ("Ma\u030al og ma\u030akt", 8, 13, "ma\u030akt"),
            ("en\u2028to\u2029tre\x85fire", 0, 5, "en\u2028to"),
            ("en\u2028to\u2029tre\x85fire", 3, 14, "to\u2029tre\x85fire"),
            ("en\nto\ttre\x0bfire", 0, 14, "en\nto\ttre\x0bfire"),
            ('sa «"» og \\n', 3, 11, '«"» og \\'),
        ],
        ids=["emoji", "joined emoji", "combining", "behind combining", "line", "paragraph", "controls", "quotes"],
    )
    def test_places_are_code_points_and_quotations_stand_as_they_are(self, text, start, end, quote):
        row = {**LINE, "start": start, "end": end, "quote": quote}
        found = [Coding("s1", Span(start, end), "M1", "a")]
        corpus = make_corpus(text)
        assert list(read(HEAD, row, corpus=corpus)) == found
        assert list(jsonl.parse(jsonl.render(CodingSet.of(found), corpus), name="x", corpus=corpus)) == found

    @pytest.mark.parametrize("break_", ["\u2028", "\u2029", "\x85", "\x1c"])
    def test_a_separator_inside_a_quotation_ends_no_line(self, break_):
        """`str.splitlines` would end it; JSON escapes the last of them, and need not escape the others."""
        text = f"en{break_}to"
        corpus = make_corpus(text)
        content = jsonl.render(CodingSet.of([Coding("s1", Span(0, 5), "M1", "a")]), corpus)
        assert content.count(b"\n") == 2
        assert len(jsonl.parse(content, name="x", corpus=corpus)) == 1

    def test_without_texts_nothing_is_compared(self):
        assert len(read(HEAD, {**LINE, "source": "borte", "quote": "noe annet"})) == 1

    def test_without_a_quotation_only_the_place_is_compared(self, corpus):
        row = {name: value for name, value in LINE.items() if name != "quote"}
        assert len(read(HEAD, row, {**row, "end": len(TEXT), "quote": ""}, corpus=corpus)) == 2
        assert refused(lines(HEAD, {**row, "end": len(TEXT) + 1}), corpus).where == "a.jsonl, line 2"


class TestNoCodings:
    @pytest.mark.parametrize(
        "content",
        [
            "",
            "\n\n  \n",
            lines(LINE),
            lines({}),
            lines({**HEAD, "format": "refi"}, LINE),
            lines({"version": 1, "coder": "a"}),
            lines({**HEAD, "format": None}),
        ],
        ids=["empty", "blank", "no head", "nothing", "another", "no format", "null"],
    )
    def test_a_file_of_something_else_is_refused_with_the_head_that_it_needs(self, content):
        error = refused(content)
        assert error.message == "This is no file of codings."
        assert error.where == "a.jsonl"
        assert '{"format": "fou-codings", "version": 1, "coder": "..."}' in error.hint

    @pytest.mark.parametrize("content", [lines(HEAD).encode() + b'{"source": "\xe6"}\n', lines(HEAD).encode("utf-16")])
    def test_bytes_of_another_encoding_are_refused(self, content):
        error = refused(content)
        assert (error.message, error.where) == ("The file is not text in UTF-8.", "a.jsonl")
        assert "UTF-8" in error.hint


NUMBER = "is missing, or is no whole number."
FROM = "must be a whole number from"
WORDS = "is missing, or is no text."


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ({"version": 2}, "The file has version 2; this library reads version 1."),
        ({"version": 0}, "The file has version 0; this library reads version 1."),
        ({"version": None}, f"«version» {NUMBER}"),
        ({"version": "1"}, f'«version» {FROM} 0, and is «"1"».'),
        ({"version": True}, f"«version» {FROM} 0, and is «true»."),
        ({"version": 1.0}, f"«version» {FROM} 0, and is «1.0»."),
        ({"coder": None}, f"«coder» {WORDS}"),
        ({"coder": ""}, f"«coder» {WORDS}"),
        ({"coder": 3}, f"«coder» {WORDS}"),
        ({"kind": 3}, f"«kind» {WORDS}"),
        ({"codebook_version": 1.0}, f"«codebook_version» {WORDS}"),
        ({"note": ["a"]}, f"«note» {WORDS}"),
        ({"round": "2"}, f'«round» {FROM} 1, and is «"2"».'),
        ({"read": "s1"}, "«read» is no list of texts."),
        ({"read": {"s1": 1}}, "«read» is no list of texts."),
        ({"read": ["s1", 2]}, "«read» is no list of texts."),
        ({"read": None}, "«read» is no list of texts."),
    ],
    ids=str,
)
def test_what_is_wrong_in_the_head_is_said_with_its_line(head, message):
    """Two blank lines stand in front: lines are those of the file."""
    error = refused("\n\n" + lines({**HEAD, **head}, LINE))
    assert (error.message, error.where) == (message, "a.jsonl, line 3")


@pytest.mark.parametrize("field", ["version", "coder"])
def test_what_is_missing_in_the_head_is_said(field):
    error = refused(lines({name: value for name, value in HEAD.items() if name != field}))
    assert error.where == "a.jsonl, line 1"
    assert error.message.startswith(f"«{field}» is missing")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"start": None}, f"«start» {NUMBER}"),
        ({"start": -1}, f"«start» {FROM} 0, and is «-1»."),
        ({"start": 0.0}, f"«start» {FROM} 0, and is «0.0»."),
        ({"start": False}, f"«start» {FROM} 0, and is «false»."),
        ({"start": "0"}, f'«start» {FROM} 0, and is «"0"».'),
        ({"end": None}, f"«end» {NUMBER}"),
        ({"end": -4}, f"«end» {FROM} 0, and is «-4»."),
        ({"start": 4}, "The passage ends where it begins, or before."),
        ({"start": 5}, "The passage ends where it begins, or before."),
        ({"source": None}, f"«source» {WORDS}"),
        ({"source": ""}, f"«source» {WORDS}"),
        ({"source": 1}, f"«source» {WORDS}"),
        ({"code": None}, f"«code» {WORDS}"),
        ({"code": ""}, f"«code» {WORDS}"),
        ({"code": ["M1"]}, f"«code» {WORDS}"),
        ({"round": -1}, f"«round» {FROM} 1, and is «-1»."),
        ({"round": 1.5}, f"«round» {FROM} 1, and is «1.5»."),
    ],
    ids=str,
)
def test_what_is_wrong_in_a_line_is_said_with_its_number(change, message):
    error = refused(lines(HEAD, LINE, "", {**LINE, **change}, LINE))
    assert (error.message, error.where) == (message, "a.jsonl, line 4")


@pytest.mark.parametrize("field", ["source", "start", "end", "code"])
def test_what_is_missing_in_a_line_is_said(field):
    error = refused(lines(HEAD, {name: value for name, value in LINE.items() if name != field}))
    assert error.where == "a.jsonl, line 2"
    assert error.message.startswith(f"«{field}» is missing")


@pytest.mark.parametrize("line", ["M1", "[1, 2]", "3", "null", '"a"', lines(LINE)[:-3], lines(LINE)[:-1] * 2, "// nei"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_line_that_is_no_object_is_named(line, place):
    rows = [HEAD, LINE, LINE]
    rows[place] = line
    error = refused(lines(*rows))
    assert (error.message, error.where) == ("The line is no JSON object.", f"a.jsonl, line {place + 1}")
    assert error.hint == "Each line is one coding."


MOVED = "The coded words do not stand at this place of s1."


class TestChangedTexts:
    @pytest.mark.parametrize(
        "change",
        [
            {"quote": "makt"},
            {"quote": "Mak"},
            {"quote": "Makt "},
            {"end": 5},
            {"start": 1, "end": 5},
            {"end": 10_000},
            {"start": 9_000, "end": 10_000},
        ],
        ids=str,
    )
    def test_words_that_do_not_stand_there_are_refused_with_their_line(self, corpus, change):
        error = refused(lines(HEAD, LINE, {**LINE, **change}), corpus)
        assert (error.message, error.where) == (MOVED, "a.jsonl, line 3")
        assert "Has the text been changed" in error.hint

    def test_a_place_behind_the_end_is_said_with_the_length_of_the_text(self, corpus):
        error = refused(lines(HEAD, {**LINE, "start": 0, "end": 99, "quote": ""}), corpus)
        assert (error.message, error.where) == (
            f"The text has {len(TEXT)} signs; the coding ends at 99.",
            "a.jsonl, line 2",
        )
        assert "Has the text been changed" in error.hint

    def test_a_text_is_found_by_the_name_of_its_file(self, corpus):
        assert read(HEAD, {**LINE, "source": "s1.txt"}, corpus=corpus).sources == ("s1",)
        assert refused(lines(HEAD, {**LINE, "source": "S1"}), corpus).hint == "Is it «s1»? The corpus has: s1, s2"

    def test_a_quotation_that_is_no_text_is_refused(self, corpus):
        error = refused(lines(HEAD, {**LINE, "quote": 4}), corpus)
        assert (error.message, error.where) == (f"«quote» {WORDS}", "a.jsonl, line 2")

    def test_a_text_that_is_not_there_is_named_with_the_known_ones(self, corpus):
        error = refused(lines(HEAD, LINE, {**LINE, "source": "s3"}), corpus)
        assert (error.message, error.where) == ("There is no source «s3».", "a.jsonl, line 3")
        assert "s1, s2" in error.hint

    @given(talk.filter(bool), st.data())
    def test_every_change_of_coded_words_is_noticed(self, text, data):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        at = data.draw(st.integers(0, end - 1))
        content = jsonl.render(CodingSet.of([Coding("s1", Span(start, end), "M1", "a")]), make_corpus(text))
        for changed in (text[:at] + "§" + text[at:], text[:at] + "§" + text[at + 1 :], text[:at] + text[at + 1 :]):
            corpus = make_corpus(changed)
            if changed[start:end] == text[start:end] and len(changed) >= end:
                assert len(jsonl.parse(content, name="a.jsonl", corpus=corpus)) == 1
            else:
                assert refused(content, corpus).message == MOVED


class TestNumbers:
    """Numbers that no text has; a file may hold them all the same."""

    def test_places_beyond_every_text_are_refused(self):
        assert refused(lines(HEAD, {**LINE, "end": 10**30})).where == "a.jsonl, line 2"

    def test_a_round_is_kept_or_refused_and_never_another_one(self):
        try:
            [found] = read(HEAD, {**LINE, "round": 2**31 + 1})
        except ReadError:
            return
        assert found.round == 2**31 + 1

    def test_brackets_without_end_are_no_object(self):
        assert refused(lines(HEAD, "[" * 200_000)).where == "a.jsonl, line 2"


class TestWriting:
    def test_a_file_has_a_head_and_one_line_a_coding(self):
        found = [Coding("s1", Span(19, 22), "F4", "åse", 2), Coding("s1", Span(0, 4), "M1", "åse")]
        coder = Coder("åse", "language model", "1.0", "sakte")
        content = jsonl.render(CodingSet.of(found, [coder]), make_corpus(TEXT), codebook="partnerskap")
        assert content.decode() == (
            '{"format": "fou-codings", "version": 1, "coder": "åse", "kind": "language model", '
            '"codebook": "partnerskap", "codebook_version": "1.0", "note": "sakte", "read": ["s1"]}\n'
            '{"source": "s1", "start": 0, "end": 4, "code": "M1", "quote": "Makt"}\n'
            '{"source": "s1", "start": 19, "end": 22, "code": "F4", "round": 2, "quote": "se "}\n'
        )

    def test_what_nobody_said_is_left_out_of_the_head(self):
        content = jsonl.render(CodingSet.of([], [Coder("a")]), make_corpus())
        assert json.loads(content) == {**HEAD, "kind": "person", "read": []}

    def test_codings_of_nobody_or_of_several_are_no_file(self, corpus):
        several = CodingSet.of([Coding("s1", Span(0, 4), "M1", "a"), Coding("s1", Span(0, 4), "M1", "b")])
        for codings in (several, CodingSet.of([])):
            with pytest.raises(ValueError, match="one coder"):
                jsonl.render(codings, corpus)
        assert jsonl.render(several.by("b"), corpus).startswith(b'{"format": "fou-codings", "version": 1, "coder": "b"')

    def test_codings_of_a_text_that_is_not_there_cannot_be_quoted(self, corpus):
        with pytest.raises(UnknownIdError, match="borte"):
            jsonl.render(CodingSet.of([Coding("borte", Span(0, 4), "M1", "a")]), corpus)

    def test_who_has_read_nothing_whole_has_not_afterwards(self, corpus):
        both = CodingSet.of([Coding("s1", Span(0, 4), "M1", "a")], [Coder("b")], read=[("b", "s1")])
        own = both.by("a")
        assert own.pairs_read() == []
        assert jsonl.parse(jsonl.render(own, corpus), name="x", corpus=corpus).pairs_read() == []


@given(coded(most=1), any_text)
def test_what_is_written_is_read_again(drawn, codebook):
    corpus, codings = drawn
    content = jsonl.render(codings, corpus, codebook=codebook)
    for texts in (corpus, None):
        again = jsonl.parse(content, name="x", corpus=texts)
        assert everything(again) == everything(codings)
        assert set(again.sources) == set(codings.sources)
    assert jsonl.render(jsonl.parse(content, name="x"), corpus, codebook=codebook) == content


class TestPolarityAndId:
    def test_a_line_may_have_both(self):
        made = read(HEAD, {**LINE, "polarity": "hinders", "coding_id": "k3x9"}, {**LINE, "start": 1, "polarity": ""})
        assert [(one.polarity, one.id) for one in made] == [("hinders", "k3x9"), ("", "")]

    def test_a_file_without_them_stays_as_it_was(self):
        """Byte for byte what an older version wrote, and reads."""
        old = lines({**HEAD, "kind": "person", "read": ["s1"]}, LINE).encode()
        assert jsonl.render(jsonl.parse(old, name="x"), make_corpus(TEXT)) == old

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"polarity": "støtter"}, "«støtter» is not possible for polarity."),
            ({"polarity": "Supports"}, "«Supports» is not possible for polarity."),
            ({"polarity": 1}, f"«polarity» {WORDS}"),
            ({"polarity": None}, f"«polarity» {WORDS}"),
            ({"coding_id": "a" * 21}, f"«{'a' * 21}» is no id of a coding."),
            ({"coding_id": "å"}, "«å» is no id of a coding."),
            ({"coding_id": 3}, f"«coding_id» {WORDS}"),
        ],
        ids=str,
    )
    def test_what_is_wrong_is_said_with_its_line(self, change, message):
        error = refused(lines(HEAD, LINE, {**LINE, **change}))
        assert (error.message, error.where) == (message, "a.jsonl, line 3")

    @pytest.mark.parametrize("field", ["source", "code", "quote"])
    def test_half_a_sign_is_no_text(self, field, corpus):
        row = json.dumps({**LINE, field: "\ud83d"})
        assert refused(lines(HEAD, row), corpus).message == f"«{field}» {WORDS}"

    @pytest.mark.parametrize("name", ["", "\ud83d"])
    def test_an_id_that_would_not_come_back_is_not_written(self, name, corpus):
        with pytest.raises(WriteError, match="No file can keep the id"):
            jsonl.render(CodingSet.of([Coding("s1", Span(0, 4), name, "a")]), corpus)


def test_turns_and_marks_do_not_move_places():
    """Places are those of the whole text, labels and remarks included."""
    source = make_source("Anne: Vi [latter] tok makt.", "I: Hva?")
    start = source.text.index("tok")
    corpus = make_corpus(source)
    made = read(HEAD, {**LINE, "start": start, "end": start + 8, "quote": "tok makt"}, corpus=corpus)
    assert [one.span.of(source.text) for one in made] == ["tok makt"]
