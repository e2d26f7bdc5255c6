"""Memos on a coding, a passage, a code, a text, or the project."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_source
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Corpus, Participant, Span
from projects import make_project, open_project, revise

pytestmark = pytest.mark.usefixtures("english")


def test_a_memo_knows_what_it_is_about(ws):
    coding = ws.code("samtale", "De hadde makt", "M1")
    ids = [
        ws.memo("a", on=coding),
        ws.memo("b", on=("tegn", "🇳🇴 sa tillit"), kind="reflexive"),
        ws.memo("c", on="M2", kind="codebook"),
        ws.memo("d", on="logg", kind="ethical"),
        ws.memo("e"),
    ]
    found = {memo.id: memo for memo in ws.snapshot().memos}
    span = ws.snapshot().codings.start.tolist()[0]
    about = [(m.kind, m.source, m.span, m.code, m.coding, m.text, m.coder) for m in map(found.get, ids)]
    place = found[ids[1]].span
    assert place.of(ws.source("tegn").text) == "🇳🇴 sa tillit"
    assert about == [
        ("analytic", "samtale", Span(span, span + 13), "M1", coding, "a", "kari"),
        ("reflexive", "tegn", place, "", "", "b", "kari"),
        ("codebook", "", None, "M2", "", "c", "kari"),
        ("ethical", "logg", None, "", "", "d", "kari"),
        ("analytic", "", None, "", "", "e", "kari"),
    ]
    assert tuple(ws.memos()) == ws.snapshot().memos
    quotes = dict(zip(ws.memos().memos, ws.memos().quotes, strict=True))
    assert quotes[found[ids[0]]] == "De hadde makt"


def test_memos_can_be_narrowed(ws, other):
    coding = ws.code("samtale", "De hadde makt", "M1")
    on_coding, on_text = ws.memo("a", on=coding), ws.memo("b", on="samtale", kind="ethical")
    theirs = other.memo("c", on=("samtale", 1))
    assert [memo.id for memo in ws.memos(on="samtale")] == [on_coding, on_text, theirs]
    assert [memo.id for memo in ws.memos(on=coding)] == [on_coding]
    assert [memo.id for memo in ws.memos(kind="ethical")] == [on_text]
    assert [memo.id for memo in ws.memos(coder="ola")] == [theirs]
    assert len(ws.memos(on="logg")) == 0
    for wrong in ({"coder": "nils"}, {"on": "borte"}):
        with pytest.raises(UnknownIdError):
            ws.memos(**wrong)


def test_a_memo_is_changed_and_stays_where_it_is(ws):
    memo = ws.memo("Først.", on=("logg", "makt"))
    ws.edit_memo(memo, "Så.", kind="ethical")
    [found] = ws.memos()
    assert (found.text, found.kind, found.span.of(ws.source("logg").text)) == ("Så.", "ethical", "makt")
    before = ws.mark_of()
    ws.edit_memo(memo, "Så.")
    ws.edit_memo(memo)
    assert ws.mark_of() == before
    ws.undo()
    assert [one.text for one in ws.memos()] == ["Først."]


def test_memos_of_others_are_touched_only_by_who_says_so(ws, other):
    memo = ws.memo("Min.")
    for attempt in (lambda: other.edit_memo(memo, "Din."), lambda: other.remove_memo(memo)):
        with pytest.raises(DataError, match="written by «kari»"):
            attempt()
    other.edit_memo(memo, "Vår.", anyone=True)
    assert [(one.text, one.coder) for one in ws.memos()] == [("Vår.", "kari")]
    other.remove_memo(memo, anyone=True)
    assert len(ws.memos()) == 0
    with pytest.raises(UnknownIdError):
        ws.remove_memo(memo)


@pytest.mark.parametrize(
    "given",
    [
        {"text": " \n"},
        {"kind": "poetic"},
        {"on": "borte"},
        {"on": "Anne"},
        {"on": ("logg", "finnes ikke")},
        {"on": ("borte", 1)},
    ],
)
def test_a_memo_that_cannot_be_written_is_refused_and_nothing_is_noted(other, given):
    before = other.mark_of()
    with pytest.raises((DataError, UnknownIdError)):
        other.memo(**{"text": "Hm.", **given})
    assert other.mark_of() == before


def test_a_name_of_two_things_is_refused_until_one_says_which(tmp_path):
    corpus = Corpus((make_source("Anne: Vi har makt.", id="M1"),), (Participant("Anne"),))
    with open_project(make_project(tmp_path / "p", corpus=corpus)) as ws:
        with pytest.raises(DataError, match="several things") as error:
            ws.memo("Hm.", on="M1")
        assert "source:M1" in error.value.hint
        ws.memo("Hm.", on="code:M1")
        assert [(memo.code, memo.source) for memo in ws.memos()] == [("M1", "")]


def test_a_memo_on_what_is_gone_is_kept_with_its_text(ws):
    coding = ws.code("logg", "makt", "M1")
    memo = ws.memo("Hm.", on=coding)
    ws.remove(coding)
    [found] = ws.memos()
    assert (found.id, found.source, found.span, found.coding) == (memo, "logg", None, coding)


def test_a_memo_moves_with_its_passage_to_a_new_version(ws):
    ws.memo("Hm.", on=("logg", "tillit likevel"))
    old = ws.source("logg").text
    revise(ws, make_source("Anne: Først noko nytt. " + old.removeprefix("Anne: "), id="logg", language="nn"))
    assert ws.memos().quotes == ("tillit likevel",)
    revise(ws, make_source("Anne: Alt er nytt.", id="logg", language="nn"))
    [found] = ws.memos()
    assert (found.source, found.span) == ("logg", None)


@settings(max_examples=10)
@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=4))
def test_any_words_come_back_as_they_were_written(tmp_path_factory, texts):
    with open_project(make_project(tmp_path_factory.mktemp("p"), corpus=Corpus(()))) as ws:
        for text in texts:
            ws.memo(text)
        assert sorted(memo.text for memo in ws.memos()) == sorted(texts)
        assert ws.verify().ok
