"""Codings whose code is gone, or means something else by now, wait for a person."""

import pytest

from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Span
from fou_toolkit.workspace.books.queue import CHANGED, RETIRED, SPLIT, UNDONE
from projects import open_project


@pytest.fixture
def coded(ws):
    """Three codings of kari and one of ola; gives the project and the ids."""
    ids = [ws.code("logg", "makt", "M1"), ws.code("logg", Span(0, 5), "M2"), ws.code("tegn", "torsdag", "M1")]
    with open_project(ws.folder, "ola") as other:
        ids.append(other.code("samtale", Span(3, 9), "M1"))
    return ws, ids


def codes(ws):
    return {one.id: one.code for one in ws.snapshot().codings}


def test_what_waits_is_shown_with_its_words_and_where_it_could_go(coded, new_code):
    ws, (first, _, third, last) = coded
    assert not len(ws.recode_queue())
    ws.split_code("M1", [new_code("A"), new_code("B")]).apply()

    queue = {one.coding: one for one in ws.recode_queue()}
    assert set(queue) == {first, third, last}
    one = queue[first]
    assert (one.source, one.coder, one.code, one.quote, one.why) == ("logg", "kari", "M1", "makt", SPLIT)
    assert one.possible == ("A", "B")
    assert [one.coding for one in ws.recode_queue("ola")] == [last]
    assert not len(ws.recode_queue("nobody"))


def test_neighbours_are_offered_for_a_retired_code(coded):
    ws, _ = coded
    ws.retire_code("M1").apply()

    assert {(one.why, one.possible) for one in ws.recode_queue()} == {(RETIRED, ("M2", "M3"))}


def test_a_new_code_of_the_same_id_is_offered_first_and_never_taken_by_itself(coded, new_code):
    ws, _ = coded
    ws.retire_code("M1").apply()
    ws.add_code(new_code("M1", "T")).apply()

    assert {(one.code, one.possible[0]) for one in ws.recode_queue()} == {("M1~2", "M1")}
    assert len(codes(ws)) == 1


def test_many_are_recoded_in_one_act_and_undone_in_one(coded, new_code):
    ws, (first, second, third, last) = coded
    ws.split_code("M1", [new_code("A"), new_code("B")]).apply()
    acts = ws.store.count_events()

    assert ws.recode([first, third, first], "A") == 2
    assert ws.store.count_events() == acts + 1
    assert codes(ws) == {first: "A", second: "M2", third: "A"}
    assert [one.coding for one in ws.recode_queue()] == [last]
    ws.undo()
    assert len(ws.recode_queue()) == 3
    assert ws.verify().ok


def test_codings_of_others_are_recoded_only_if_it_is_said_and_keep_their_coder(coded, new_code):
    ws, ids = coded
    ws.split_code("M1", [new_code("A"), new_code("B")]).apply()

    with pytest.raises(DataError):
        ws.recode([ids[0], ids[3]], "B")
    assert len(ws.recode_queue()) == 3
    ws.recode([ids[0], ids[3]], "B", anyone=True)
    assert {one.coder for one in ws.snapshot().codings if one.code == "B"} == {"kari", "ola"}


def test_what_is_no_coding_or_no_code_is_refused_and_nothing_is_done(coded):
    ws, ids = coded
    ws.retire_code("M1").apply()
    acts = ws.store.count_events()

    for codings, code, error in (
        ([ids[0], "0" * 20], "M2", UnknownIdError),
        ([ids[0]], "M1", UnknownIdError),
        ([ids[0]], "M9", UnknownIdError),
        ([], "M2", DataError),
    ):
        with pytest.raises(error):
            ws.recode(codings, code)
    assert ws.store.count_events() == acts


def test_a_retired_code_cannot_be_kept(coded):
    ws, ids = coded
    ws.retire_code("M1").apply()

    with pytest.raises(DataError):
        ws.keep(ids[0])
    assert len(ws.recode_queue()) == 3


def test_a_coding_that_was_removed_does_not_wait(coded):
    ws, ids = coded
    ws.retire_code("M1").apply()
    ws.remove(ids[0])

    assert ids[0] not in [one.coding for one in ws.recode_queue()]


def test_a_code_that_was_taken_back_leaves_its_codings_in_the_queue(ws, new_code):
    with open_project(ws.folder, "ola") as other:
        other.add_code(new_code("N", "M")).apply()
        coding = ws.code("logg", "makt", "N")
        other.undo()

    assert [(one.coding, one.code, one.why) for one in ws.recode_queue()] == [(coding, "N", UNDONE)]
    assert not codes(ws)
    ws.recode(coding, "M2")
    assert codes(ws) == {coding: "M2"}


def test_a_code_that_was_split_again_offers_what_it_was_split_into(coded, new_code):
    ws, _ = coded
    ws.split_code("M1", [new_code("A"), new_code("B")]).apply()
    ws.split_code("A", [new_code("C"), new_code("D")]).apply()
    ws.merge_codes("B", "M2").apply()

    assert {one.possible for one in ws.recode_queue()} == {("C", "D", "M2")}


# --- another definition


def changed(ws):
    return {one.coding for one in ws.recode_queue(changed_since=True)}


def test_codings_made_with_another_definition_are_listed_and_count(coded):
    ws, (first, second, third, last) = coded
    ws.define_code("M1", use_when={"nb": "Noe annet."}).apply()
    later = ws.code("logg", Span(20, 25), "M1")

    assert changed(ws) == {first, third, last}
    assert {one.why for one in ws.recode_queue(changed_since=True)} == {CHANGED}
    assert set(codes(ws)) == {first, second, third, last, later}
    assert not len(ws.recode_queue())


NO_CUES = {"cues": (), "no_cues": {"nb": "x", "nn": "x"}}


@pytest.mark.parametrize("change", [{"seed_lines": "1"}, NO_CUES, {"examples": ()}])
def test_other_parts_are_no_reason(coded, change):
    ws, _ = coded
    ws.define_code("M1", **change).apply()
    ws.rename_code("M1", "Makten").apply()

    assert not changed(ws)


def test_kept_codings_are_off_the_list_until_it_changes_again(coded):
    ws, (first, _, third, last) = coded
    ws.define_code("M1", use_when={"nb": "Noe annet."}).apply()
    ws.keep([first])
    assert changed(ws) == {third, last}
    ws.define_code("M1", use_when={"nb": "Noe tredje."}).apply()
    assert changed(ws) == {first, third, last}


def test_kept_and_undone_is_on_the_list_again(coded):
    ws, (first, _, third, last) = coded
    ws.define_code("M1", use_when={"nb": "Noe annet."}).apply()
    ws.keep([first, third])
    ws.undo()

    assert changed(ws) == {first, third, last}


def test_a_definition_that_comes_back_ends_it(coded, book):
    ws, _ = coded
    ws.define_code("M1", use_when={"nb": "Noe annet."}).apply()
    ws.define_code("M1", use_when=book["M1"].use_when).apply()

    assert not changed(ws)


def test_a_merge_is_no_other_definition_but_one_after_it_is(coded):
    ws, (first, second, third, last) = coded
    ws.define_code("M2", use_when={"nb": "Noe annet."}).apply()
    ws.merge_codes("M1", "M2").apply()
    assert changed(ws) == {second}
    ws.define_code("M2", use_when={"nb": "Noe tredje."}).apply()
    assert changed(ws) == {first, second, third, last}


def test_another_passage_is_no_new_thought_about_the_code(coded):
    ws, (first, *_) = coded
    ws.define_code("M1", use_when={"nb": "Noe annet."}).apply()
    ws.change(first, passage=Span(0, 3))
    assert first in changed(ws)
    ws.recode(first, "M1")
    assert first not in changed(ws)


@pytest.mark.usefixtures("english")
def test_the_queue_says_what_to_do(coded):
    ws, _ = coded
    ws.retire_code("M1").apply()
    queue = ws.recode_queue()

    assert queue.caption == "3 codings wait to be recoded"
    assert "makt" not in repr(queue)
    assert list(queue.to_frame().columns) == list(queue.columns)
    assert "recode" in queue.notes[0]
