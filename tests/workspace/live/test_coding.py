"""Codes on passages: put there, changed, taken away, brought in; everything whole or not at all."""

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_source
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Coder, Coding, CodingSet, Corpus, Participant, Span
from fou_toolkit.workspace.live.passages import passage_in
from projects import SMALL_CORPUS, make_project, open_project

pytestmark = pytest.mark.usefixtures("english")
TEXTS = {source.id: source.text for source in SMALL_CORPUS}


def quotes(ws, **which):
    return [line.quote for line in ws.codings(**which).lines]


def test_words_that_stand_once_are_coded_where_they_stand(ws):
    coding = ws.code("samtale", "De hadde makt", "M1", polarity="supports", round=2)
    [found] = ws.snapshot().codings
    start = TEXTS["samtale"].index("De hadde makt")
    assert (found, found.id) == (Coding("samtale", Span(start, start + 13), "M1", "kari", 2, "supports"), coding)


@pytest.mark.parametrize("words", ["Vi tok ansvar for dette.", "finnes ikke", "", "nsvar"])
def test_words_that_do_not_stand_there_once_are_refused(ws, words):
    with pytest.raises(DataError, match=r"stand \d times") as error:
        ws.code("samtale", words, "M2")
    assert error.value.where == "samtale"
    assert not ws.codings()


@given(st.text("ab", max_size=12), st.text("ab", min_size=1, max_size=4))
def test_places_that_overlap_are_counted_too(text, words):
    starts = [at for at in range(len(text)) if text[at : at + len(words)] == words]
    if len(starts) == 1:
        assert passage_in(text, words, "s") == Span(starts[0], starts[0] + len(words))
    else:
        with pytest.raises(DataError, match=f"stand {len(starts)} times"):
            passage_in(text, words, "s")


def test_a_turn_is_coded_by_its_number(ws):
    ws.code("samtale", 3, "T1")
    assert quotes(ws) == ["Vi tok ansvar for dette. Og så måtte vi ha tillit til dem."]


@pytest.mark.parametrize("passage", [0, 5, -1, True, Span(3, 3), Span(0, 100_000)])
def test_a_passage_that_is_none_is_refused(ws, passage):
    with pytest.raises(DataError):
        ws.code("samtale", passage, "T1")
    assert ws.store.coding_columns().ids.size == 0


@pytest.mark.parametrize("words", ["👩🏽‍🏫 sa", "pa\u030a torsdag", "🇳🇴", "Ne\u0301i", "e\u0308n gang"])
def test_signs_of_several_code_points_are_found_and_given_back_whole(ws, words):
    ws.code("tegn", words, "T1")
    assert quotes(ws) == [words]
    assert quotes(ws) == [one.span.of(ws.source("tegn").text) for one in ws.snapshot().codings]


def test_words_typed_with_a_decomposed_letter_are_found_in_a_composed_text(ws):
    ws.code("samtale", unicodedata.normalize("NFD", "Og så måtte"), "T1")
    assert quotes(ws) == ["Og så måtte"]


def test_words_that_end_within_a_sign_are_not_found():
    with pytest.raises(DataError, match="stand 0 times"):
        passage_in("pa\u030a torsdag", "pa", "s")


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"source": "samtal"}, UnknownIdError),
        ({"code": "M11"}, UnknownIdError),
        ({"polarity": "for"}, DataError),
        ({"round": 0}, DataError),
        ({"round": True}, DataError),
        ({"round": 1.5}, DataError),
    ],
)
def test_bad_input_is_refused_with_a_hint_and_nothing_is_noted(ws, given, error):
    before = ws.mark_of()
    with pytest.raises(error) as found:
        ws.code(**{"source": "logg", "passage": "tillit", "code": "T1", **given})
    assert found.value.hint
    assert ws.mark_of() == before


def test_many_codings_are_one_act_and_keep_their_order(ws):
    before = ws.store.count_events()
    ids = ws.code_many([("samtale", 2, "M2"), ("logg", "makt", "M1"), ("samtale", 3, "M2")], polarity="hinders")
    assert ws.store.count_events() == before + 1
    found = {one.id: (one.source, one.code, one.polarity) for one in ws.snapshot().codings}
    assert [found[one] for one in ids] == [
        ("samtale", "M2", "hinders"),
        ("logg", "M1", "hinders"),
        ("samtale", "M2", "hinders"),
    ]
    assert ws.code_many([]) == ()
    assert ws.store.count_events() == before + 1


def test_of_many_codings_everything_that_is_wrong_is_named_and_none_is_stored(ws):
    with pytest.raises(DataError) as error:
        ws.code_many([("samtale", 9, "M2"), ("borte", 1, "M1"), ("logg", 1, "M11"), ("logg", 1, "M1")])
    for part in ("no turn 9", "«borte»", "«M11»", "3 rows are wrong"):
        assert part in str(error.value)
    assert not ws.codings()


def test_only_unknown_names_are_an_error_about_names(ws):
    with pytest.raises(UnknownIdError):
        ws.code_many([("borte", 1, "M1"), ("logg", 1, "M11")])


def test_a_coding_that_is_changed_keeps_its_id(ws):
    coding = ws.code("samtale", "De hadde makt", "M1", round=3)
    ws.change(coding, code="M2", polarity="hinders", passage="tillit var det lite av")
    [found] = ws.snapshot().codings
    assert (found.id, found.code, found.polarity, found.round) == (coding, "M2", "hinders", 3)
    assert quotes(ws) == ["tillit var det lite av"]
    ws.change(coding, polarity="")
    assert [one.polarity for one in ws.snapshot().codings] == [""]


def test_a_change_that_changes_nothing_is_no_act(ws):
    coding = ws.code("samtale", "De hadde makt", "M1", polarity="supports")
    before = ws.mark_of()
    ws.change(coding, code="M1", polarity="supports", passage="De hadde makt")
    ws.change(coding)
    assert ws.mark_of() == before


def test_codings_are_taken_away_together_or_not_at_all(ws):
    first, second = ws.code_many([("samtale", 2, "M2"), ("samtale", 3, "M2")])
    with pytest.raises(UnknownIdError, match="«borte»"):
        ws.remove(first, "borte")
    assert len(ws.codings()) == 2
    before = ws.store.count_events()
    ws.remove(first, second, first)
    assert (len(ws.codings()), ws.store.count_events()) == (0, before + 1)
    with pytest.raises(UnknownIdError):
        ws.remove(first)
    with pytest.raises(UnknownIdError):
        ws.change(second, code="M1")


def test_codings_of_others_are_touched_only_by_who_says_so(ws, other):
    coding = ws.code("samtale", 2, "M2")
    for attempt in (lambda: other.remove(coding), lambda: other.change(coding, code="M1")):
        with pytest.raises(DataError, match="made by «kari»"):
            attempt()
    other.change(coding, code="M1", anyone=True)
    assert [(one.code, one.coder) for one in ws.codings()] == [("M1", "kari")]
    other.remove(coding, anyone=True)
    assert not ws.codings()


def test_two_handles_see_each_others_work_at_once(ws, other):
    first = ws.code("samtale", 2, "M2")
    assert other.codings(everyone=True).ids == (first,)
    second = other.code("logg", 1, "M1")
    assert set(ws.codings(everyone=True).ids) == {first, second}
    ws.remove(first)
    assert other.codings(everyone=True).ids == (second,)
    assert ws.snapshot().codings.coder_ids == other.snapshot().codings.coder_ids


def test_everybody_sees_their_own_codings_unless_they_ask(ws, other):
    own, theirs = ws.code("samtale", 2, "M2"), other.code("samtale", 2, "M1")
    assert ws.codings().ids == (own,)
    assert ws.codings(coder="ola").ids == (theirs,)
    assert set(ws.codings(everyone=True).ids) == {own, theirs}
    assert ws.codings(everyone=True, code="M1").ids == (theirs,)
    assert not ws.codings(source="logg")
    with pytest.raises(UnknownIdError):
        ws.codings(coder="nils")


def test_a_text_is_read_whole_when_its_coder_says_so(ws):
    ws.read_whole("logg")
    assert ws.snapshot().codings.pairs_read() == [("kari", "logg")]
    before = ws.mark_of()
    ws.read_whole("logg")
    assert ws.mark_of() == before
    ws.code("samtale", 2, "M2")
    ws.read_whole("samtale", whole=False)
    assert ws.snapshot().codings.pairs_read() == [("kari", "logg")]
    ws.read_whole("logg", round=2, whole=False)
    assert ws.snapshot().codings.pairs_read() == []


# --- brought in


def several():
    return CodingSet.of(
        [
            Coding("samtale", Span(3, 10), "M1", "berit", 2, "supports", id="ab" * 10),
            Coding("samtale", Span(3, 10), "M2", "regler", id="foreign"),
            Coding("tegn", Span(0, 4), "T1", "berit"),
        ],
        [Coder("berit", "person", "1", "note"), Coder("regler", "rules", "1"), Coder("modell", "language model")],
        read=[("berit", "samtale"), ("modell", "logg")],
    )


def test_codings_brought_in_are_all_there_with_their_coders_and_readings(ws):
    assert ws.add_codings(several()) == 3
    found = ws.snapshot().codings
    assert list(found) == list(several())
    assert sorted((one.id, one.kind, one.note) for one in found.coders) == sorted(
        (one.id, one.kind, one.note) for one in several().coders
    )
    assert set(found.pairs_read()) == set(several().pairs_read())
    assert next(one.id for one in found if one.code == "M1") == "ab" * 10
    assert "foreign" not in {one.id for one in found}


def test_codings_are_brought_in_in_one_act_and_only_once(ws):
    ws.add_codings(several())
    kinds = [event.kind for event in ws.store.events()]
    assert kinds.count("codings.brought_in") == 1
    before = ws.mark_of()
    assert (ws.add_codings(several()), ws.add_codings(ws.snapshot().codings)) == (0, 0)
    assert ws.mark_of() == before
    ws.undo()
    assert (len(ws.snapshot().codings), ws.snapshot().codings.pairs_read()) == (0, [])
    ws.redo()
    assert set(ws.snapshot().codings.pairs_read()) == set(several().pairs_read())


def test_a_coding_that_was_removed_does_not_come_back_by_its_id(ws):
    ws.add_codings(several())
    ws.remove("ab" * 10, anyone=True)
    assert ws.add_codings(several()) == 0
    assert len(ws.snapshot().codings) == 2


def test_a_part_that_comes_in_later_takes_no_reading_back(ws):
    ws.code("samtale", 2, "M2")
    part = CodingSet.of([Coding("samtale", Span(3, 10), "M1", "kari")], read=[])
    assert ws.add_codings(part) == 1
    assert ws.snapshot().codings.pairs_read() == [("kari", "samtale")]


def test_codings_of_unknown_texts_or_codes_are_refused_as_a_whole(ws):
    wrong = [
        *several(),
        *(Coding("logg", Span(n, n + 1), "M9", "berit") for n in range(3)),
        Coding("borte", Span(0, 1), "M1", "berit"),
        Coding("logg", Span(0, 9_999), "M1", "berit"),
    ]
    before = ws.mark_of()
    with pytest.raises(DataError) as error:
        ws.add_codings(CodingSet.of(wrong, read=[]))
    for part in ("«M9». (× 3)", "«borte»", "0–9999"):
        assert part in str(error.value)
    assert ws.mark_of() == before


@st.composite
def any_codings(draw):
    found = []
    for source in draw(st.lists(st.sampled_from(sorted(TEXTS)), max_size=6)):
        start = draw(st.integers(0, len(TEXTS[source]) - 1))
        span = Span(start, draw(st.integers(start + 1, len(TEXTS[source]))))
        coder = draw(st.sampled_from(["kari", "ola"]))
        code, polarity = draw(st.sampled_from(["M1", "T1"])), draw(st.sampled_from(["", "hinders"]))
        found.append(Coding(source, span, code, coder, draw(st.integers(1, 2)), polarity))
    return found


@settings(max_examples=15)
@given(any_codings(), any_codings())
def test_what_was_brought_in_is_the_union_of_all_that_came(tmp_path_factory, first, second):
    folder = make_project(tmp_path_factory.mktemp("p"))
    with open_project(folder) as ws:
        new = [ws.add_codings(CodingSet.of(part)) for part in (first, second, first)]
        assert set(ws.snapshot().codings) == set(first) | set(second)
        assert new == [len(set(first)), len(set(second) - set(first)), 0]
        assert ws.verify().ok


def test_codings_stay_in_a_text_whose_people_have_not_agreed_but_not_in_the_snapshot(tmp_path):
    corpus = Corpus((make_source("Anne: Vi har makt.", id="a"),), (Participant("Anne"),))
    with open_project(make_project(tmp_path / "p", corpus=corpus, consents={})) as ws:
        ws.code("a", "makt", "M1")
        assert (quotes(ws), len(ws.snapshot().codings)) == ([""], 0)
        ws.consent("Anne", basis="skjema")
        assert (quotes(ws), len(ws.snapshot().codings)) == (["makt"], 1)


_OTHER_PROCESS = """
import sys
from fou_toolkit.workspace.live.handle import open_workspace
with open_workspace(sys.argv[1], coder="ola") as ws:
    for number in range(10):
        ws.code("tegn", number % 2 + 1, "M1") if number % 2 == 0 else ws.read_whole("tegn", round=number)
"""


def test_another_process_codes_at_the_same_time_and_nothing_is_lost(ws, folder):
    other = subprocess.Popen([sys.executable, "-c", _OTHER_PROCESS, str(folder)])
    mine = [ws.code("samtale", 2, "M2") for _ in range(10)]
    assert other.wait(120) == 0
    found = ws.codings(everyone=True)
    assert {one.id for one in found if one.coder == "kari"} == set(mine)
    assert sum(one.coder == "ola" for one in found) == 5
    assert ws.verify().ok
