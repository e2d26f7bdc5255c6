"""New versions of a text: codings keep their words or wait for a person; nothing is guessed and nothing is lost."""

import random
import shutil
from dataclasses import replace
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edit_scripts import edited
from fou_toolkit._i18n import set_language
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Corpus, Source, Span, Turn
from fou_toolkit.store import Content, Ledger, MemoryStore
from fou_toolkit.text.spanmap import span_map
from fou_toolkit.workspace.live.memos import memos_now
from fou_toolkit.workspace.live.moving import way
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.orphans import orphans_now, place
from fou_toolkit.workspace.live.records import text_record
from fou_toolkit.workspace.live.snapshot import codings_now, snapshot_of
from fou_toolkit.workspace.live.taking_in import plan_texts
from fou_toolkit.workspace.settings import Settings
from projects import ALL_SCOPES, SMALL_BOOK, open_project, take_in_codebook

OLD = "Anne: Vi tok ansvar.\nBo: De hadde makt.\nAnne: Og tillit.\n"


@pytest.fixture(autouse=True)
def english():
    set_language("en")
    yield
    set_language(None)


def source_of(text, name="tekst"):
    """A text in which one person speaks; its consent is given for the text."""
    return Source(name, text, (Turn(Span(0, len(text)), "Anne", "", "nb"),))


def in_memory(folder):
    ledger = Ledger(MemoryStore())
    ledger.begin()
    opened = Opened(folder, ledger, Settings(), None, "kari")
    take_in_codebook(opened, SMALL_BOOK)
    return opened


def take(opened, text):
    plan_texts(opened, Corpus((source_of(text),)), consents=[("tekst", ALL_SCOPES)]).apply()


def put(opened, start, end, code="M1"):
    stored = opened.present.sources[opened.source_uid("tekst")]
    coding = opened.ledger.new_id()
    place_ = {"version": stored.version, "start": start, "end": end}
    item = {"coding": coding, "code": opened.code_uid(code), **place_, "round": 1, "polarity": ""}
    opened.act("coding.added", {"coder": opened.actor, "items": [item]})
    return coding


def words(opened):
    """Give the words of each coding that has a place, by its id."""
    project = snapshot_of(opened)
    return {one.id: one.span.of(project.corpus[one.source].text) for one in project.codings}


@settings(max_examples=25)
@given(st.lists(st.integers(0, 10_000), min_size=3, max_size=5), st.integers(0, 10_000))
def test_every_coding_keeps_its_words_through_many_versions_or_waits(tmp_path_factory, seeds, chosen):
    opened, chance = in_memory(tmp_path_factory.mktemp("p")), random.Random(chosen)
    made, texts, versions = {}, [], []
    for seed in seeds:
        case = edited(seed, most=6)
        # Each version is what an interview became, with the interview before it in front: much stays equal.
        text = case.new if not texts else edited_again(texts[-1], chance)
        if not text.strip() or text in texts:
            continue
        take(opened, text)
        texts.append(text)
        versions.append(opened.present.sources[opened.source_uid("tekst")].version)
        for _ in range(8):
            start = chance.randrange(len(text))
            end = min(len(text), start + chance.randint(1, 30))
            made[put(opened, start, end)] = (len(texts) - 1, start, end)
    now, lost = words(opened), {one.coding: one for one in orphans_now(opened)}
    placed = {one.id: one.span for one in snapshot_of(opened).codings}
    known = opened.present.sources[opened.source_uid("tekst")].versions
    seen = set()
    for coding, (number, start, end) in made.items():
        quote = texts[number][start:end]
        step_by_step = reduce(step, zip(texts[number:], texts[number + 1 :], strict=False), Span(start, end))
        if step_by_step is None:
            assert lost[coding].quote == quote
            assert lost[coding].before == texts[number][max(0, start - 60) : start]
            assert lost[coding].after == texts[number][end : end + 60]
        else:
            key = (step_by_step.start, step_by_step.end)
            # What stands twice counts once in a snapshot.
            assert coding in now or key in seen or key in {(one.start, one.end) for one in placed.values()}
            seen.add(key)
            if coding in now:
                assert now[coding] == quote
                assert placed[coding] == step_by_step
    assert len(known) == len(texts)


def step(span, texts):
    """Move a passage from one version to the next, slowly."""
    return None if span is None else span_map(*texts).move(span.start, span.end)


def edited_again(text, chance):
    lines = text.splitlines(keepends=True)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines) + 1)
        kind = chance.choice(["out", "in", "word"])
        if kind == "in" or not lines:
            lines.insert(at, chance.choice(["Ja.\n", "Nei.\n", "Vi lo 😀 a\u030a.\n"]))
        elif kind == "out":
            del lines[min(at, len(lines) - 1)]
        else:
            at = min(at, len(lines) - 1)
            cut = chance.randrange(len(lines[at]))
            lines[at] = lines[at][:cut] + "xx " + lines[at][cut:]
    return "".join(lines)


def revise(ws, name, change):
    """Take in a new version of a text."""
    source = ws.source(name)
    text = change(source.text)
    turn = Turn(Span(0, len(text)), "Anne", "Anne", "nb")
    plan_texts(ws, Corpus((replace(source, text=text, turns=(turn,), marks=(), digest=""),))).apply()


def test_taking_back_a_revision_brings_everything_back(ws):
    coding = ws.code("logg", "hadde dei makt", "M1")
    before = ws.snapshot()
    revise(ws, "logg", lambda text: text.replace("hadde dei makt", "hadde dei ikkje makt"))
    assert len(ws.snapshot().codings) == 0
    assert [one.coding for one in ws.orphans()] == [coding]
    assert ws.orphans().caption == "1 coding without a place"
    ws.undo()
    after = ws.snapshot()
    assert list(after.codings) == list(before.codings)
    assert after.corpus.fingerprint == before.corpus.fingerprint
    assert not len(ws.orphans())
    ws.redo()
    assert len(ws.orphans()) == 1
    assert ws.verify().ok


def test_a_coding_on_an_old_version_that_comes_later_moves_along(ws):
    stored = ws.present.sources[ws.source_uid("logg")]
    text = ws.source("logg").text
    revise(ws, "logg", lambda old: "Først dette.\n" + old)
    start = text.index("makt")
    late = {"coding": ws.ledger.new_id(), "code": ws.code_uid("M1"), "round": 1, "polarity": ""}
    late |= {"version": stored.version, "start": start, "end": start + 4}
    ws.act("coding.added", {"coder": ws.actor, "items": [late]})
    [one] = ws.snapshot().codings
    assert one.span.of(ws.source("logg").text) == "makt"
    assert one.span.start == start + len("Først dette.\n")


def test_an_orphan_is_placed_or_let_go_by_a_person_only(ws):
    first, second = ws.code("logg", "hadde dei makt", "M1"), ws.code("logg", "dei makt over", "M1")
    revise(ws, "logg", lambda text: text.replace("dei makt", "dei ikkje makt"))
    assert {one.coding for one in ws.orphans()} == {first, second}
    with pytest.raises(UnknownIdError):
        ws.place("0" * 20, "makt")
    with pytest.raises(DataError):
        ws.place(first, "dette står ikkje her")
    ws.place(first, "hadde dei ikkje makt")
    [one] = ws.snapshot().codings
    assert (one.id, one.span.of(ws.source("logg").text)) == (first, "hadde dei ikkje makt")
    ws.remove(second)
    assert not len(ws.orphans())
    assert ws.orphans().notes == ()
    ws.undo()
    assert [one.coding for one in ws.orphans()] == [second]


def test_an_orphan_tells_how_often_its_words_stand_now_and_places_none(ws):
    ws.code("samtale", Span(ws.source("samtale").text.index("Anne: Vi tok"), 60), "M2")
    quote = ws.source("samtale").text[ws.source("samtale").text.index("Anne: Vi tok") : 60]
    revise(ws, "samtale", lambda text: text.replace(quote, "x") + f"\n{quote}\n{quote}")
    [orphan] = ws.orphans()
    assert (orphan.quote, orphan.times) == (quote, 2)
    assert len(ws.snapshot().codings) == 0


def test_a_memo_on_a_passage_moves_likewise(ws):
    note = ws.memo("Sjå her", on=("logg", "hadde dei makt"))
    other = ws.memo("Og her", on=("logg", "tillit likevel"))
    revise(ws, "logg", lambda text: "Ny.\n" + text.replace("dei makt", "dei ikkje makt"))
    found = {one.id: one for one in memos_now(ws, codings_now(ws))}
    assert (found[note].source, found[note].span) == ("logg", None)
    assert found[other].span.of(ws.source("logg").text) == "tillit likevel"


def test_two_revisions_of_two_copies_go_through_what_they_share(ws):
    """Kari's version and Ola's version both come from the first; codings go up and down again."""
    text = ws.source("logg").text
    stored = ws.present.sources[ws.source_uid("logg")]
    revise(ws, "logg", lambda old: "Kari var her.\n" + old)
    on_kari = ws.code("logg", "makt", "M1")
    only_kari = ws.code("logg", "Kari var her", "M1")
    mine = ws.present.sources[stored.uid].version
    new = text.replace("Eg kjende", "Og eg kjende") + "\nSlutt."
    moves = span_map(text, new)
    content = Content.of(text_record(replace(source_of(new), marks=()), {}))
    body = {"source": stored.uid, "version": ws.ledger.new_id(), "from": stored.version, **content.ref}
    ws.act("source.revised", {**body, "ops": moves.to_ops(), "doubts": moves.doubts()}, [content])
    now = ws.present.sources[stored.uid]
    assert [one["from"] for one in now.versions] == ["", stored.version, stored.version]
    assert ws.source("logg").text == new
    standing = codings_now(ws)
    spans = {
        one.decode(): (int(start), int(end), bool(ok))
        for one, start, end, ok in zip(standing.ids, standing.start, standing.end, standing.placed, strict=True)
    }
    assert new[spans[on_kari][0] : spans[on_kari][1]] == "makt"
    assert not spans[only_kari][2]
    ws.consent("logg", basis="avtale")
    assert [one.quote for one in ws.orphans()] == ["Kari var her"]
    assert len(way(now.versions, mine, now.version)) == 2


def test_a_coding_on_a_version_that_another_copy_took_back_is_not_lost(ws, folder, tmp_path):
    """Ola codes the new version in his copy; Kari, not knowing, takes it back in hers."""
    revise(ws, "logg", lambda old: "Kari var her.\n" + old)
    ws.close()
    theirs = tmp_path / "ola"
    shutil.copytree(folder, theirs)
    with open_project(theirs, "ola") as ola:
        kept, lost = ola.code("logg", "tillit", "T1"), ola.code("logg", "Kari var her", "M1")
    with open_project(folder) as kari:
        kari.undo()
        kari.merge(theirs).apply()
        [one] = [one for one in kari.snapshot().codings if one.id == kept]
        assert one.span.of(kari.source("logg").text) == "tillit"
        [orphan] = kari.orphans()
        assert (orphan.coding, orphan.quote) == (lost, "Kari var her")
        kari.place(lost, "hadde dei makt")
        assert not len(kari.orphans())
        assert kari.verify().ok


def test_places_that_never_were_give_no_way():
    versions = [{"id": "a", "from": ""}, {"id": "c", "from": "b", "ops": [[0, 2, 0]], "doubts": []}]
    assert [one.move(0, 1) for one in way(versions, "a", "c")] == [None]


def test_placing_needs_an_orphan(ws):
    coding = ws.code("logg", "makt", "M1")
    with pytest.raises(UnknownIdError, match=coding):
        place(ws, coding, "tillit")
