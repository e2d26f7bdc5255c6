"""Changes of a codebook: what they do, what they refuse, and that the result can always be written and read."""

import unicodedata
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.codebooks import check_codebook, read_codebook, write_codebook
from fou_toolkit.codebooks.changes import (
    mentions,
    merged,
    moved,
    renamed,
    split,
    version_after,
    with_new_code,
    without_code,
)
from fou_toolkit.codebooks.check import check_text
from fou_toolkit.codebooks.differences import compare_codebooks
from fou_toolkit.codebooks.writing import format_codebook
from fou_toolkit.errors import CodebookError, DataError, UnknownIdError
from fou_toolkit.model import Code, Codebook, Cue, Example, Localised, Utterance

HANDS = "👩🏽‍🏫 hjelper 🇳🇴"


def code(code_id, parent="", **parts):
    """A code with all parts that the format asks for."""
    text = Localised(f"{code_id} på bokmål", f"{code_id} på nynorsk", f"{code_id} in English")
    return Code(code_id, text, parent, **{"brief": text, "use_when": text, "do_not_use_when": text, **parts})


def cue(text, language="nb"):
    return Cue(text, language)


@pytest.fixture
def book():
    return Codebook(
        "b",
        (
            code("M"),
            code("M1", "M", cues=(cue("makt~"), cue("power", "en")), examples=(Example("s1", "a"),)),
            code("M1a", "M1"),
            code("M2", "M", utterances=(Utterance("Hør!"),), exceptions=(cue("i praksis"),)),
            code("T"),
            code("T1", "T", cues=(cue("makt~"), cue("tid", "nn")), examples=(Example("s1", "a"), Example("s2", HANDS))),
        ),
        version="1.2",
        attributes={"licence": "CC BY 4.0"},
    )


def ids(book):
    return [one.id for one in book]


def in_order(book):
    """Every parent stands before its codes."""
    seen = set()
    for one in book:
        if one.parent and one.parent not in seen:
            return False
        seen.add(one.id)
    return True


# Renaming


def test_one_text_is_the_name_in_all_languages(book):
    assert renamed(book, "M1", "Makt")["M1"].name == Localised("Makt", "Makt", "Makt")
    assert str(book["M1"].name) == "M1 in English"


def test_a_name_in_one_language_leaves_the_others(book):
    name = renamed(book, "M1", {"nn": "Røyst"})["M1"].name
    assert name == Localised("M1 på bokmål", "Røyst", "M1 in English")


def test_all_names_can_be_given_at_once(book):
    assert renamed(book, "T", Localised("a", "b", "c"))["T"].name == Localised("a", "b", "c")


def test_a_name_stands_on_one_line_in_composed_form(book):
    name = unicodedata.normalize("NFD", "  Å  være\nmed ")
    assert renamed(book, "M1", name)["M1"].name.nb == "Å være med"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "«name» is missing"),
        ("  ", "«name» is missing"),
        ({"nn": ""}, "name.nn"),
        (Localised("bare bokmål"), "name.nn"),
        ("m2  PÅ bokmål", "has the name"),
    ],
)
def test_a_name_that_is_missing_or_taken_is_refused_with_advice(book, name, said):
    with pytest.raises(CodebookError, match=said) as raised:
        renamed(book, "M1", name)
    assert raised.value.hint


@pytest.mark.parametrize("name", [None, 3, {}, {"da": "Magt"}, {"nb": 3}, ["Makt"]])
def test_what_is_no_name_is_refused(book, name):
    with pytest.raises(DataError, match="no name") as raised:
        renamed(book, "M1", name)
    assert raised.value.hint


# Moving


def test_a_moved_code_comes_last_under_its_new_parent_and_takes_along_what_is_below(book):
    new = moved(book, "M1", "T")
    assert ids(new) == ["M", "M2", "T", "T1", "M1", "M1a"]
    assert (new["M1"].parent, new["M1a"].parent) == ("T", "M1")


def test_a_code_becomes_a_theme_and_a_theme_a_code(book):
    new = moved(book, "M2", "")
    assert ids(new) == ["M", "M1", "M1a", "T", "T1", "M2"]
    assert [one.id for one in new.themes] == ["M", "T", "M2"]
    assert ids(moved(new, "M", "T1")) == ["T", "T1", "M", "M1", "M1a", "M2"]


def test_a_theme_without_what_a_code_needs_does_not_become_one(book):
    bare = book.with_code(replace(book["T"], use_when=Localised()))
    with pytest.raises(CodebookError, match="«use_when» is missing"):
        moved(bare, "T", "M")


def test_a_code_that_stands_there_already_stays_in_its_place(book):
    assert moved(book, "M1", "M") is book


@pytest.mark.parametrize("parent", ["M1", "M1a", "M"])
def test_nothing_stands_below_itself(book, parent):
    with pytest.raises(CodebookError, match="below itself") as raised:
        moved(book, "M", parent)
    assert raised.value.hint


# Adding and retiring


def test_a_new_code_comes_last_under_its_parent_and_a_theme_last_of_all(book):
    assert ids(with_new_code(book, code("M3", "M"))) == ["M", "M1", "M1a", "M2", "M3", "T", "T1"]
    assert ids(with_new_code(book, code("X"))) == [*ids(book), "X"]


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (code("m1", "M"), "second time"),
        (code("M3", "M", brief=Localised()), "«brief» is missing"),
        (code("M3", "M", use_when=Localised("a")), "use_when.nn"),
        (code("M3", "M", cues=(cue("(makt"),)), "In the cue"),
        (code("M3", "M", cues=(cue("makt"),), no_cues=Localised("a", "b")), "no cues"),
        (code("M3", "M3"), "circle"),
        (code("M 3", "M"), "id"),
        (replace(code("M3", "M"), name=Localised("T PÅ BOKMÅL", "b", "c")), "has the name"),
    ],
)
def test_a_new_code_follows_the_rules_of_the_file(book, new, said):
    with pytest.raises(CodebookError, match=said):
        with_new_code(book, new)


def test_errors_that_were_there_before_do_not_stand_in_the_way(book):
    broken = book.with_code(replace(book["T"], brief=Localised()))
    assert not check_codebook(broken).ok
    assert ids(with_new_code(broken, code("M3", "M")))[4] == "M3"
    with pytest.raises(CodebookError, match="1 error"):
        with_new_code(broken, code("M3", "M", brief=Localised()))


@pytest.mark.parametrize("act", [without_code, lambda b, c: merged(b, c, "T"), lambda b, c: split(b, c, [])])
@pytest.mark.parametrize("gone", ["M", "M1"])
def test_a_code_with_codes_below_it_does_not_go(book, act, gone):
    with pytest.raises(CodebookError, match="stand below") as raised:
        act(book, gone)
    assert "M1" in raised.value.hint


def test_a_retired_code_is_gone_and_the_rest_stays(book):
    assert ids(without_code(book, "M1a")) == ["M", "M1", "M2", "T", "T1"]


def test_the_last_code_stays():
    with pytest.raises(CodebookError, match="«codes» is empty"):
        without_code(Codebook("b", (code("M"),)), "M")


# Merging


def test_what_shows_and_finds_a_code_goes_over_each_once(book):
    book = without_code(book, "M1a")
    new = merged(book, "T1", "M1")["M1"]
    assert [(one.text, one.language) for one in new.cues] == [("makt~", "nb"), ("power", "en"), ("tid", "nn")]
    assert new.examples == (Example("s1", "a"), Example("s2", HANDS))
    assert (new.name, new.definition, new.use_when) == tuple(
        getattr(book["M1"], part) for part in ("name", "definition", "use_when")
    )
    assert ids(merged(book, "T1", "M1")) == ["M", "M1", "M2", "T"]


def test_after_a_merge_the_languages_stand_one_after_the_other_as_in_a_file(book):
    book = book.with_code(replace(book["T1"], cues=(cue("rang"), cue("tid", "nn"))))
    book = without_code(book, "M1a")
    new = merged(book, "T1", "M1")
    assert [(one.text, one.language) for one in new["M1"].cues] == [
        ("makt~", "nb"),
        ("rang", "nb"),
        ("power", "en"),
        ("tid", "nn"),
    ]
    assert check_text(format_codebook(new), "x.yaml")[0] == new


def test_utterances_and_exceptions_go_over_too(book):
    new = merged(book, "M2", "T1")["T1"]
    assert new.utterances == (Utterance("Hør!"),)
    assert new.exceptions == (cue("i praksis"),)


def test_a_code_that_gets_cues_no_longer_says_why_it_has_none(book):
    silent = book.with_code(replace(book["M2"], no_cues=Localised("a", "b")))
    assert merged(silent, "T1", "M2")["M2"].no_cues == Localised()
    assert merged(silent, "M1a", "M2")["M2"].no_cues == Localised("a", "b")


def test_a_code_does_not_go_into_itself(book):
    with pytest.raises(CodebookError, match="into itself"):
        merged(book, "T1", "T1")


def test_a_code_can_go_into_its_own_theme(book):
    assert ids(merged(book, "M2", "M")) == ["M", "M1", "M1a", "T", "T1"]


# Splitting


def test_new_codes_stand_in_the_place_of_the_old_one_under_its_parent(book):
    new = split(book, "M2", [code("M2x", "T"), code("M2y")])
    assert ids(new) == ["M", "M1", "M1a", "M2x", "M2y", "T", "T1"]
    assert new["M2x"].parent == new["M2y"].parent == "M"


def test_a_new_code_may_have_the_name_of_the_old_one(book):
    heir = replace(code("M2x"), name=book["M2"].name)
    assert split(book, "M2", [heir, code("M2y")])["M2x"].name == book["M2"].name


@pytest.mark.parametrize(
    ("into", "said"),
    [
        ([], "two or more"),
        ([code("X")], "two or more"),
        ([code("m2"), code("X")], "id of the old one"),
        ([code("X"), code("x")], "second time"),
        ([code("X"), code("T1")], "second time"),
        ([code("X"), code("Y", brief=Localised())], "«brief» is missing"),
        ([code("X"), code("Y", cues=(cue("("),))], "In the cue"),
    ],
)
def test_a_split_that_makes_no_sense_is_refused(book, into, said):
    with pytest.raises(CodebookError, match=said):
        split(book, "M2", into)


# All


@pytest.mark.parametrize(
    "act",
    [
        lambda b: renamed(b, "X", "a"),
        lambda b: moved(b, "X", "M"),
        lambda b: moved(b, "M1", "X"),
        lambda b: with_new_code(b, code("Y", "X")),
        lambda b: without_code(b, "X"),
        lambda b: merged(b, "X", "M1"),
        lambda b: merged(b, "T1", "X"),
        lambda b: split(b, "X", [code("Y"), code("Z")]),
        lambda b: mentions(b, "X"),
    ],
)
def test_an_unknown_code_is_told_with_those_that_are_there(book, act):
    with pytest.raises(UnknownIdError, match="«X»") as raised:
        act(book)
    assert "M1a" in raised.value.hint


def test_codes_that_name_a_code_are_found_by_its_whole_id(book):
    texts = ["Se M2.", "(M2)", "M2a", "XM2", "M2.1", "M2-b", "m2"]
    for one, text in zip(ids(book), texts, strict=False):
        book = book.with_code(replace(book[one], do_not_use_when=Localised("a", text)))
    assert mentions(book, "M2") == ("M", "M1")


@pytest.mark.parametrize(
    ("before", "after"),
    [("1.2", "1.2+1"), ("1.2+1", "1.2+2"), ("1.2+9", "1.2+10"), ("1+a", "1+a+1"), ("+3", "+4"), ("1+²", "1+²+1")],
)
def test_a_project_counts_its_changes_behind_a_plus_sign(before, after):
    assert version_after(before) == after


@given(st.text(max_size=8))
def test_versions_never_come_back(version):
    found = [version]
    for _ in range(12):
        found.append(version_after(found[-1]))
    assert len(set(found)) == 13


ACTS = ("rename", "move", "theme", "new", "retire", "merge", "split")
TEXTS = st.sampled_from(["Makt", "Å være", "e\u0301n", HANDS, "langt " * 400, "a: #b", "«»", "1.0"])
CUES = st.lists(
    st.builds(Cue, st.sampled_from(["makt~", "tid", "power"]), st.sampled_from(["nb", "nn", "en"])), max_size=3
)
SPOKEN = st.lists(st.builds(Utterance, TEXTS, st.sampled_from(["nb", "nn", "en"])), max_size=3)


def act_on(book, act, one, other, made):
    """One change, whatever the codes are."""
    acts = {
        "rename": lambda: renamed(book, one, {"nn": f"{made.id} nytt"}),
        "move": lambda: moved(book, one, other),
        "theme": lambda: moved(book, one, ""),
        "new": lambda: with_new_code(book, replace(made, parent=one)),
        "retire": lambda: without_code(book, one),
        "merge": lambda: merged(book, one, other),
        "split": lambda: split(book, one, [made, code(f"{made.id}z")]),
    }
    return acts[act]()


@given(st.data())
def test_after_any_changes_the_codebook_is_right_in_order_and_is_read_as_it_was_written(data):
    book = Codebook("b", (code("M"), code("M1", "M"), code("T"), code("T1", "T")), version="1")
    refused = set()
    for number in range(data.draw(st.integers(1, 8))):
        act = data.draw(st.sampled_from(ACTS))
        one, other = (data.draw(st.sampled_from(ids(book))) for _ in range(2))
        text = data.draw(TEXTS)
        made = code(
            f"N{number}",
            definition=Localised(text, "", text),
            cues=tuple(data.draw(CUES)),
            utterances=tuple(data.draw(SPOKEN)),
            examples=(Example("s", text),),
        )
        before = book.fingerprint
        try:
            new = act_on(book, act, one, other, made)
        except CodebookError:
            refused.add(act)
            continue
        assert book.fingerprint == before
        assert in_order(new)
        assert bool(compare_codebooks(book, new)) == (new != book)
        again, result = check_text(format_codebook(new), "x.yaml")
        assert result.errors == ()
        assert again == new
        book = new
    assert refused <= {"move", "retire", "merge", "split"}


def test_changed_books_are_written_to_files_and_read_again(book, tmp_path):
    changed = [
        renamed(book, "M1", {"en": HANDS}),
        moved(book, "M1", "T"),
        with_new_code(book, code("M3", "M", definition=Localised("langt " * 3000, "e\u0301n", HANDS))),
        without_code(book, "M2"),
        merged(book, "T1", "M1"),
        split(book, "T1", [code("T2"), code("T3")]),
    ]
    for number, new in enumerate(chain(changed, [replace(one, version=version_after(one.version)) for one in changed])):
        assert read_codebook(write_codebook(new, tmp_path / f"{number}.yaml")) == new
