"""What is different in two codebooks: exactly what was changed, for machines and for people."""

import re
from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fou_toolkit._i18n import set_language
from fou_toolkit.codebooks import read_codebook
from fou_toolkit.codebooks.changes import merged, moved, renamed, split, with_new_code, without_code
from fou_toolkit.codebooks.differences import _out_of_order, compare_codebooks
from fou_toolkit.codebooks.word_changes import clipped, word_changes
from fou_toolkit.errors import CodebookError, DataError
from fou_toolkit.model import Code, Codebook, Cue, Example, Localised, Utterance
from fou_toolkit.workspace import example_material

TEACHER = "👩🏽‍🏫"


def code(code_id, parent="", **parts):
    text = Localised(f"{code_id} bm", f"{code_id} nn", f"{code_id} en")
    return Code(code_id, text, parent, **{"brief": text, "use_when": text, "do_not_use_when": text, **parts})


@pytest.fixture
def book():
    return Codebook(
        "b",
        (
            code("M"),
            code("M1", "M", cues=(Cue("makt~"), Cue("power", "en")), examples=(Example("s1", "a"),)),
            code("M2", "M"),
            code("M3", "M"),
            code("T"),
            code("T1", "T"),
        ),
        version="1.2",
        title=Localised("Bok", "Bok", "Book"),
        attributes={"licence": "CC BY 4.0"},
    )


def rows(old, new):
    return list(compare_codebooks(old, new).rows())


def with_part(book, code_id, **parts):
    return book.with_code(replace(book[code_id], **parts))


def order(book, ids):
    return replace(book, codes=tuple(book[one] for one in ids.split()))


# One change shows as exactly that


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (lambda b: renamed(b, "M1", {"nn": "Rom"}), [("M1", "renamed", "name", "nn", "M1 nn", "Rom")]),
        (lambda b: moved(b, "M1", "T"), [("M1", "moved", "parent", "", "M", "T")]),
        (lambda b: moved(b, "M", "T"), [("M", "moved", "parent", "", "", "T")]),
        (lambda b: moved(b, "M2", ""), [("M2", "moved", "parent", "", "M", "")]),
        (lambda b: with_new_code(b, code("M0", "M")), [("M0", "added", "", "", "", "M0 bm")]),
        (lambda b: without_code(b, "M2"), [("M2", "gone", "", "", "M2 bm", "")]),
        (
            lambda b: merged(b, "M1", "T1"),
            [
                ("T1", "changed", "examples", "", "", "s1: a"),
                ("T1", "changed", "cues", "nb", "", "makt~"),
                ("T1", "changed", "cues", "en", "", "power"),
                ("M1", "gone", "", "", "M1 bm", ""),
            ],
        ),
        (
            lambda b: split(b, "M2", [code("X"), code("Y")]),
            [
                ("X", "added", "", "", "", "X bm"),
                ("Y", "added", "", "", "", "Y bm"),
                ("M2", "gone", "", "", "M2 bm", ""),
            ],
        ),
        (lambda b: order(b, "M M2 M1 M3 T T1"), None),
        (lambda b: order(b, "M M2 M3 M1 T T1"), [("M1", "order", "place", "", "", "M3")]),
        (lambda b: order(b, "T T1 M M1 M2 M3"), None),
        (lambda b: replace(b, version="1.2+1"), [("", "head", "version", "", "1.2", "1.2+1")]),
        (lambda b: replace(b, unit="turn"), [("", "head", "unit", "", "sentence", "turn")]),
        (lambda b: replace(b, name="c"), [("", "head", "codebook", "", "b", "c")]),
        (lambda b: replace(b, note=Localised(en="Hi")), [("", "head", "note", "en", "", "Hi")]),
        (lambda b: replace(b, title=Localised("Bok", "Bøk", "Book")), [("", "head", "title", "nn", "Bok", "Bøk")]),
        (
            lambda b: replace(b, attributes={"by": "Kari"}),
            [("", "head", "licence", "", "CC BY 4.0", ""), ("", "head", "by", "", "", "Kari")],
        ),
        (lambda b: with_part(b, "M2", seed_lines="3"), [("M2", "changed", "seed_lines", "", "", "3")]),
        (
            lambda b: with_part(b, "M2", exceptions=(Cue('[{"LOWER": "a"}]', "en", spacy=True, anchor="a"),)),
            [("M2", "changed", "exceptions", "en", "", 'spacy: [{"LOWER": "a"}], anchor: a')],
        ),
        (
            lambda b: with_part(b, "M1", cues=(Cue("power", "en"), Cue("makt~"))),
            [("M1", "order", "cues", "", "makt~ | power", "power | makt~")],
        ),
        (
            lambda b: with_part(b, "M1", cues=(Cue("makt~"), Cue("makt~", "nn"))),
            [("M1", "changed", "cues", "en", "power", ""), ("M1", "changed", "cues", "nn", "", "makt~")],
        ),
    ],
)
def test_a_change_shows_as_exactly_that(book, act, expected):
    found = rows(book, act(book))
    if expected is None:
        assert [(row[1], row[2]) for row in found] == [("order", "place")]
    else:
        assert found == expected


@pytest.mark.parametrize("part", ["brief", "definition", "use_when", "do_not_use_when", "no_cues"])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_text_is_compared_in_every_language(book, part, language):
    before = getattr(book["M2"], part)
    new = with_part(book, "M2", **{part: replace(before, **{language: "Ny 🇳🇴"})})
    assert rows(book, new) == [("M2", "changed", part, language, getattr(before, language), "Ny 🇳🇴")]
    assert rows(new, book) == [("M2", "changed", part, language, "Ny 🇳🇴", getattr(before, language))]
    assert compare_codebooks(book, new).other_meaning == (() if part == "no_cues" else ("M2",))


def test_items_that_change_places_are_told_apart_from_new_ones(book):
    spoken = tuple(Utterance(text) for text in "abc")
    old = with_part(book, "M1", utterances=spoken)
    assert rows(old, with_part(old, "M1", utterances=spoken[::-1])) == [
        ("M1", "order", "utterances", "nb", "a | b | c", "c | b | a")
    ]
    assert rows(old, with_part(old, "M1", utterances=(*spoken, Utterance("a")))) == [
        ("M1", "changed", "utterances", "nb", "", "a")
    ]
    assert rows(old, with_part(old, "M1", utterances=spoken[1:])) == [("M1", "changed", "utterances", "nb", "a", "")]


def test_where_a_cue_stands_in_its_file_makes_no_difference(book):
    assert not compare_codebooks(book, with_part(book, "M1", cues=(Cue("makt~", line=3), Cue("power", "en", line=9))))


def test_codes_that_do_not_stand_right_behind_their_theme_have_a_place_too(book):
    new = order(book, "M T M1 M2 M3 T1")
    assert [row[:3] for row in rows(book, new)] == [("T", "order", "place")]


def test_a_theme_that_changes_places_is_one_change_however_many_codes_it_has(book):
    assert compare_codebooks(book, order(book, "T T1 M M1 M2 M3")).summary == "1 code in another order."


# Perhaps another id


@pytest.mark.parametrize(
    ("parts", "same"),
    [
        ({"name": Localised("M2  BM", "x", "y")}, True),
        ({"name": Localised("x", "y", "z"), "definition": Localised(nn="Lik")}, True),
        ({"name": Localised("x", "y", "z")}, False),
        ({"name": Localised("M2 nn", "M2 bm", "z")}, False),
        ({"name": Localised("x", "", "")}, False),
    ],
)
def test_a_new_code_that_looks_like_one_that_is_gone_is_pointed_out(book, parts, same):
    old = with_part(book, "M2", definition=Localised("Ulik", "Lik", ""))
    new = replace(old, codes=tuple(replace(code("Z2", "M"), **parts) if one.id == "M2" else one for one in old))
    found = compare_codebooks(old, new)
    assert found.codes("added") == ("Z2",)
    assert found.codes("gone") == ("M2",)
    hint = ("M2", "id changed?", "id", "", "M2", "Z2")
    assert (hint in list(found.rows())) is same
    assert any("may be the same" in note for note in found.notes) is same


def test_a_code_that_stays_is_never_taken_for_a_new_one(book):
    new = with_new_code(renamed(book, "M1", "x"), replace(code("Z"), name=book["M1"].name))
    assert compare_codebooks(book, new).codes("id changed?") == ()


# All codebooks

TEXTS = st.sampled_from(["", "a", "b", "a b", f"{TEACHER} b"])
LOCALISED = st.builds(Localised, TEXTS, TEXTS, TEXTS)
CUES = st.lists(st.builds(Cue, TEXTS, st.sampled_from(["nb", "nn", "en"]), st.booleans()), max_size=3).map(tuple)
PARTS = {
    "brief": LOCALISED,
    "definition": LOCALISED,
    "no_cues": LOCALISED,
    "seed_lines": TEXTS,
    "cues": CUES,
    "exceptions": CUES,
    "examples": st.lists(st.builds(Example, TEXTS, TEXTS), max_size=2).map(tuple),
    "utterances": st.lists(st.builds(Utterance, TEXTS), max_size=3).map(tuple),
}


@st.composite
def codebooks(draw):
    ids = draw(st.permutations("ABCDE"))[: draw(st.integers(0, 5))]
    codes = []
    for number, one in enumerate(ids):
        parent = draw(st.sampled_from(["", *ids[:number]]))
        codes.append(draw(st.builds(Code, st.just(one), LOCALISED, st.just(parent), **PARTS)))
    attributes = draw(st.dictionaries(st.sampled_from(["by", "name", "place"]), TEXTS))
    return Codebook(
        draw(TEXTS), tuple(codes), draw(TEXTS), draw(LOCALISED), note=draw(LOCALISED), attributes=attributes
    )


@given(codebooks())
def test_a_codebook_is_not_different_from_itself(book):
    found = compare_codebooks(book, replace(book))
    assert not found
    assert found.changes == ()
    assert found.summary == "Nothing is different."


@given(codebooks(), codebooks())
def test_nothing_is_said_exactly_where_two_codebooks_are_equal(old, new):
    found = compare_codebooks(old, new)
    assert bool(found) == (old != new)
    assert set(found.codes("added")) == {one.id for one in new} - {one.id for one in old}
    assert set(found.codes("gone")) == {one.id for one in old} - {one.id for one in new}
    assert all(len(row) == 3 and all(isinstance(cell, str) for cell in row) for row in found.text_rows())
    assert found.caption
    assert str(found)
    assert found._repr_html_()


@given(codebooks(), codebooks())
def test_the_other_way_round_old_and_new_are_swapped(old, new):
    def kinds(found):
        return Counter(row for row in found.rows() if row[1] not in {"order", "added", "gone", "id changed?"})

    there, back = compare_codebooks(old, new), compare_codebooks(new, old)
    assert kinds(back) == Counter({(*row[:4], row[5], row[4]): count for row, count in kinds(there).items()})


@given(st.permutations(range(6)))
def test_as_few_as_possible_are_out_of_order(numbers):
    ids = [str(number) for number in numbers]
    out = _out_of_order(ids, {str(number): number for number in range(6)})
    rest = [int(one) for one in ids if one not in out]
    assert rest == sorted(rest)
    longest = max(
        len(some) for size in range(1, 7) for some in combinations(numbers, size) if list(some) == sorted(some)
    )
    assert len(rest) == longest


# Bad input


@pytest.mark.parametrize("wrong", [None, "bok.yaml", (), {"codes": []}])
def test_what_is_no_codebook_is_refused(book, wrong):
    with pytest.raises(DataError, match="no codebook"):
        compare_codebooks(wrong, book)
    with pytest.raises(DataError, match="no codebook"):
        compare_codebooks(book, wrong)


def test_an_id_that_stands_twice_is_refused(book):
    twice = replace(book, codes=(*book.codes, code("M1")))
    with pytest.raises(CodebookError, match="«M1» stands there twice") as raised:
        compare_codebooks(book, twice)
    assert raised.value.hint


# For people


def test_the_summary_says_how_much_is_different(book):
    new = with_new_code(renamed(book, "M1", "Rom"), code("Z"))
    new = replace(with_new_code(moved(new, "M2", "T"), code("Y")), version="1.2+1", unit="turn")
    new = with_part(new, "M1", cues=())
    found = compare_codebooks(book, new)
    assert found.summary == (
        "2 codes added, 1 code renamed, 1 code moved, 1 code with other content, 1 change for the whole codebook."
    )
    assert found.caption == f"Version 1.2 → 1.2+1: {found.summary}"
    assert repr(found) == f"<CodebookDifferences: {found.caption}>"


def test_another_version_alone_is_said_so(book):
    assert compare_codebooks(book, replace(book, version="2")).summary == "Only the version is different."


def test_people_see_names_and_words(book):
    old = with_part(book, "M1", definition=Localised("Noen viser til rang i et møte."))
    new = with_part(old, "M1", definition=Localised("Noen viser til plass i et møte."))
    new = renamed(moved(replace(new, unit="turn"), "M2", "T"), "M3", {"en": "Voice"})
    new = with_new_code(without_code(new, "T1"), code("Z"))
    assert list(compare_codebooks(old, new).text_rows()) == [
        ("", "unit of coding", "sentence → turn"),
        ("M1 M1 en", "definition (nb)", "Noen viser til [-rang-] {+plass+} i et møte."),
        ("M3 Voice", "name (en)", "M3 en → Voice"),
        ("M2 M2 en", "stands under", "M M en → T T en"),
        ("Z Z en", "new code", "{+Z en+}"),
        ("T1 T1 en", "gone", "[-T1 en-]"),
    ]


def test_places_and_ids_are_said_in_words(book):
    first = compare_codebooks(book, order(book, "M M3 M1 M2 T T1"))
    assert list(first.text_rows()) == [("M3 M3 en", "order", "now first")]
    behind = compare_codebooks(book, order(book, "M M2 M3 M1 T T1"))
    assert list(behind.text_rows()) == [("M1 M1 en", "order", "now behind M3 M3 en")]
    other = replace(book, codes=(*book.codes[:5], replace(book["T1"], id="T9")))
    assert list(compare_codebooks(book, other).text_rows())[-1] == ("T1 T1 en", "another id?", "perhaps T9 T1 en now")
    assert next(compare_codebooks(book, moved(book, "M2", "")).text_rows())[2] == "M M en → theme"


def test_people_see_the_first_items_of_a_list_and_how_many_more(book):
    cues = tuple(Cue(f"{{ord{number}}} .. {{to}}") for number in range(5))
    found = compare_codebooks(
        book, with_part(book, "M1", cues=(*cues, Cue("power", "en")), utterances=(Utterance("Å!"),))
    )
    assert list(found.text_rows()) == [
        ("M1 M1 en", "It can sound like (nb)", "+ Å!"),
        ("M1 M1 en", "Cues (nb)", "− makt~"),
        ("M1 M1 en", "Cues (nb)", "+ {ord0} .. {to}\n+ {ord1} .. {to}\n+ {ord2} .. {to}\n… and 2 more"),
    ]
    assert len(list(found.rows())) == 7
    assert str(found).count("\n") == 6


def test_items_of_two_codes_are_not_put_together(book):
    new = with_part(with_part(book, "M1", cues=()), "M2", cues=(Cue("makt~"),), exceptions=(Cue("av"),))
    assert [(row[0], row[1], row[2]) for row in compare_codebooks(book, new).text_rows()] == [
        ("M1 M1 en", "Cues (nb)", "− makt~"),
        ("M1 M1 en", "Cues (en)", "− power"),
        ("M2 M2 en", "Cues (nb)", "+ makt~"),
        ("M2 M2 en", "Never counts (nb)", "+ av"),
    ]


def test_where_only_blanks_are_different_it_says_so(book):
    new = with_part(book, "M1", brief=replace(book["M1"].brief, nb="M1  bm\n"))
    assert next(compare_codebooks(book, new).text_rows())[2] == "only blanks or line breaks"


def test_a_field_of_the_head_keeps_the_name_that_people_gave_it(book):
    new = replace(book, attributes={"licence": "CC BY 4.0", "cues": "x"})
    assert list(compare_codebooks(book, new).text_rows()) == [("", "cues", "{+x+}")]


def test_markup_is_escaped(book):
    new = with_part(renamed(book, "M1", {"en": "<b>x</b>"}), "M1", brief=Localised("<script>alert(1)</script>"))
    html = compare_codebooks(book, new)._repr_html_()
    assert "<script>" not in html
    assert "<b>x" not in html
    assert "&lt;script&gt;" in html


def test_the_frame_has_texts_in_full_whatever_the_language(book):
    long = "ord " * 5000 + TEACHER
    new = with_part(book, "M1", definition=Localised(long))
    found = compare_codebooks(book, new)
    frames = []
    for language in ("nb", "en"):
        set_language(language)
        frames.append(found.to_frame())
    assert frames[0].equals(frames[1])
    assert list(frames[0].columns) == ["code", "change", "part", "language", "old", "new"]
    assert frames[0].new[0] == long


def test_a_merge_in_the_example_codebook_shows_two_codes():
    example = read_codebook(example_material().codebook)
    assert not compare_codebooks(example, read_codebook(example_material().codebook))
    parts = example.codes[1].id, example.codes[2].id
    found = compare_codebooks(example, merged(example, *parts))
    assert found.codes("gone") == parts[:1]
    assert found.codes() == parts[::-1]
    assert found.summary == "1 code gone, 1 code with other content."


# Words


def test_long_texts_are_shown_around_their_changes():
    words = [f"ord{number}" for number in range(3000)]
    old, new = " ".join(words), " ".join([*words[:1500], "nytt", *words[1501:]])
    assert word_changes(old, new) == ("… ord1497 ord1498 ord1499 [-ord1500-] {+nytt+} ord1501 ord1502 ord1503 …")


def test_long_stretches_are_shown_by_their_ends_and_many_changes_not_all():
    assert word_changes("", " ".join(map(str, range(100)))) == (
        "{+0 1 2 3 4 5 6 7 8 9 10 11 … 88 89 90 91 92 93 94 95 96 97 98 99+}"
    )
    old = " ".join(f"a{number} likt" for number in range(50))
    shown = word_changes(old, old.replace("a", "b"))
    assert shown.count("[-") == 12
    assert shown.endswith("…")


def test_texts_too_long_to_compare_are_shown_as_gone_and_new():
    shown = word_changes("a " * 30_000, "b " * 30_000)
    assert shown.startswith("[-a a")
    assert shown.endswith("b b+}")
    assert len(shown) < 200


WORDS = st.lists(st.sampled_from(["a", "b", "Å", TEACHER]), max_size=3)


@given(WORDS, WORDS)
def test_from_what_is_shown_both_short_texts_can_be_read(old, new):
    # Three words that stayed are never left out.
    assume(old != new)
    shown = word_changes(" ".join(old), " ".join(new))
    assert re.sub(r"\{\+.*?\+\}|\[-|-\]", "", shown).split() == old
    assert re.sub(r"\[-.*?-\]|\{\+|\+\}", "", shown).split() == new


@pytest.mark.parametrize("sign", [TEACHER, "e\u0301", "🇳🇴", "👍🏽", "❤️"])
@pytest.mark.parametrize("before", range(4))
def test_no_character_is_cut_in_two(sign, before):
    kept = clipped("x" * before + sign * 200).removesuffix("…")
    assert set(kept.lstrip("x").split(sign)) == {""}
    assert len(kept) < 240


def test_languages_of_people_are_the_words_around_not_the_texts(book):
    new = renamed(book, "M1", {"nn": "Rom"})
    set_language("nn")
    assert next(compare_codebooks(book, new).text_rows())[2] == "M1 nn → Rom"
    assert next(compare_codebooks(book, new).text_rows())[0] == "M1 Rom"
