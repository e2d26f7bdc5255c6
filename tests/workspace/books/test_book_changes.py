"""Changes of the codebook in a project: what they would do to codings is shown, done in one act, and undone."""

from dataclasses import replace

import pytest

from fou_toolkit.codebooks import changes, read_codebook
from fou_toolkit.errors import CodebookError, DataError, MaterialError, UnknownIdError, WriteError
from fou_toolkit.model import Cue, Localised, Span
from fou_toolkit.store import Content
from fou_toolkit.workspace.books import file as file_module
from fou_toolkit.workspace.books.affected import CUE, DOUBTFUL, MEMO, MENTION, MOVED, QUEUED, STAYING
from fou_toolkit.workspace.live.records import code_record
from projects import make_project, open_project


@pytest.fixture
def coded(ws):
    """Codings of two coders: M1 twice in one text and once in another, M2 once."""
    for span, code in ((Span(0, 5), "M1"), (Span(6, 9), "M1"), (Span(10, 14), "M2")):
        ws.code("logg", span, code)
    with open_project(ws.folder, "ola") as other:
        other.code("samtale", Span(3, 9), "M1")
    return ws


def rows(plan, what):
    return [(one.code, one.coder, one.source, one.count) for one in plan.effects if one.what == what]


def counts(ws):
    found = {}
    for coding in ws.snapshot().codings:
        found[coding.code] = found.get(coding.code, 0) + 1
    return found


def done(plan, pure):
    """Apply a plan whose result has to be that of the pure function, with the version counted."""
    after = plan.apply()
    assert after == plan.after == replace(pure, version=plan.after.version)
    return after


def test_renaming_keeps_codings_and_counts_the_version(coded, book):
    plan = coded.rename_code("M1", {"nb": "Makten"})

    assert rows(plan, STAYING) == [("M1", "kari", "logg", 2), ("M1", "ola", "samtale", 1)]
    assert done(plan, changes.renamed(book, "M1", {"nb": "Makten"})).version == "1.2+1"
    assert counts(coded) == {"M1": 3, "M2": 1}


def test_every_change_counts_and_undoing_it_counts_back(ws):
    assert ws.rename_code("M1", "A").apply().version == "1.2+1"
    assert ws.move_code("M2", "T").apply().version == "1.2+2"
    ws.undo()
    assert ws.codebook.version == "1.2+1"
    assert ws.rename_code("M1", "B").apply().version == "1.2+2"


def test_another_id_is_given_to_a_code_and_its_codings(coded):
    plan = coded.rename_code("M", id="MAKT")

    assert plan.apply()["M1"].parent == "MAKT"
    assert [code.id for code in coded.codebook] == ["MAKT", "M1", "M2", "M3", "T", "T1"]
    assert coded.rename_code("M1", id="MA").count(MENTION) == 1
    with pytest.raises(CodebookError):
        coded.rename_code("M1", id="M2")
    with pytest.raises(CodebookError):
        coded.rename_code("M1", id="nei nei")


def test_a_definition_is_written_anew(coded, book):
    plan = coded.define_code("M1", use_when={"nb": "Når  makt\nnevnes."}, cues=(Cue("makta"),))

    assert plan.count(DOUBTFUL) == 3
    after = plan.apply()
    assert after["M1"].use_when == replace(book["M1"].use_when, nb="Når makt nevnes.")
    assert after["M1"].cues == (Cue("makta"),)
    assert after["M1"].name == book["M1"].name
    assert not coded.define_code("M1", seed_lines="3").count(DOUBTFUL)


@pytest.mark.parametrize("parts", [{"name": Localised("x")}, {"cues": "makt"}, {"brief": "x"}, {"brief": {"sv": "x"}}])
def test_what_is_no_part_of_a_code_is_refused(ws, parts):
    with pytest.raises(DataError):
        ws.define_code("M1", **parts)


def test_a_part_that_the_format_asks_for_cannot_be_emptied(ws):
    with pytest.raises(CodebookError):
        ws.define_code("M1", brief=Localised())
    with pytest.raises(CodebookError):
        ws.define_code("M1", cues=(Cue("(("),))


def test_a_new_code_is_the_last_one_of_its_parent(ws, book, new_code):
    first = done(ws.add_code(new_code("M8", "M")), changes.with_new_code(book, new_code("M8", "M")))
    second = done(ws.add_code(new_code("M9", "M")), changes.with_new_code(first, new_code("M9", "M")))
    done(ws.add_code(new_code("X")), changes.with_new_code(second, new_code("X")))


def test_a_moved_code_takes_its_codings_and_all_below_it_along(coded, book):
    done(coded.move_code("M2", "T"), changes.moved(book, "M2", "T"))
    now = coded.codebook
    done(coded.move_code("T", "M"), changes.moved(now, "T", "M"))
    done(coded.move_code("T1"), changes.moved(coded.codebook, "T1", ""))

    assert counts(coded) == {"M1": 3, "M2": 1}


def test_moving_to_where_it_stands_is_nothing(ws):
    plan = ws.move_code("M2", "M")
    events = ws.store.count_events()

    assert plan.is_empty
    plan.apply()
    assert ws.store.count_events() == events


def test_a_retired_code_leaves_its_codings_in_the_queue(coded, book):
    plan = coded.retire_code("M1")

    assert rows(plan, QUEUED) == [("M1", "kari", "logg", 2), ("M1", "ola", "samtale", 1)]
    assert [(one.code, one.to) for one in plan.effects if one.what == MENTION] == [("M2", "M1")]
    done(plan, changes.without_code(book, "M1"))
    assert counts(coded) == {"M2": 1}
    assert len(coded.recode_queue()) == 3


def test_merging_brings_all_codings_along_and_undoing_it_brings_them_back(coded, book):
    plan = coded.merge_codes("M1", "M2")

    assert rows(plan, MOVED) == [("M1", "kari", "logg", 2), ("M1", "ola", "samtale", 1)]
    assert rows(plan, STAYING) == [("M2", "kari", "logg", 1)]
    assert plan.count(CUE) == 1
    done(plan, changes.merged(book, "M1", "M2"))
    assert counts(coded) == {"M2": 4}
    coded.undo()
    assert coded.codebook == book
    assert counts(coded) == {"M1": 3, "M2": 1}
    coded.redo()
    assert counts(coded) == {"M2": 4}
    assert coded.verify().ok


def test_merges_one_after_the_other_are_followed(coded):
    coded.merge_codes("M1", "M2").apply()
    plan = coded.merge_codes("M2", "M3")

    assert plan.count(MOVED) == 4
    plan.apply()
    assert counts(coded) == {"M3": 4}


def test_a_split_code_leaves_its_codings_in_the_queue_and_the_new_ones_stand_in_its_place(coded, book, new_code):
    new = [new_code("Z9"), new_code("A1"), new_code("Q5")]
    first = done(coded.split_code("M1", new), changes.split(book, "M1", new))
    again = [new_code("A1a"), new_code("A1b")]
    done(coded.split_code("A1", again), changes.split(first, "A1", again))

    assert [code.id for code in coded.codebook] == ["M", "Z9", "A1a", "A1b", "Q5", "M2", "M3", "T", "T1"]
    assert counts(coded) == {"M2": 1}
    assert {waiting.possible for waiting in coded.recode_queue()} == {("Z9", "A1a", "A1b", "Q5")}
    coded.undo(2)
    assert coded.codebook == book
    assert counts(coded) == {"M1": 3, "M2": 1}


def test_codes_split_over_and_over_stand_in_order(ws, new_code):
    pure = ws.codebook
    for depth in range(25):
        old = "M1" if not depth else f"S{depth - 1}b"
        new = [new_code(f"S{depth}{one}") for one in "abc"]
        pure = changes.split(pure, old, new)
        ws.split_code(old, new).apply()
    assert [code.id for code in ws.codebook] == [code.id for code in pure]
    assert ws.verify().ok


def test_memos_on_a_code_that_goes_are_counted_and_stay(coded):
    memo = coded.memo("Er dette makt?", on="code:M1")
    plan = coded.merge_codes("M1", "M2")

    assert [(one.code, one.coder, one.to) for one in plan.effects if one.what == MEMO] == [("M1", "kari", "analytic")]
    plan.apply()
    assert memo in [one.id for one in coded.snapshot().memos]


@pytest.mark.parametrize(
    ("verb", "given"),
    [
        ("retire_code", ("M",)),
        ("merge_codes", ("M", "T")),
        ("merge_codes", ("M1", "M1")),
        ("move_code", ("M", "M1")),
        ("split_code", ("M1", ())),
        ("rename_code", ("M1", "M2 på bokmål")),
    ],
)
def test_what_a_codebook_cannot_be_is_refused_and_nothing_is_stored(ws, book, verb, given):
    events = ws.store.count_events()
    with pytest.raises(CodebookError):
        getattr(ws, verb)(*given)

    assert ws.codebook == book
    assert ws.store.count_events() == events


@pytest.mark.parametrize("verb", ["retire_code", "define_code", "move_code", "rename_code"])
def test_a_code_that_is_not_there_is_refused(ws, verb):
    with pytest.raises(UnknownIdError):
        getattr(ws, verb)("M7")


def test_without_a_codebook_there_is_nothing_to_change(bare, new_code):
    with pytest.raises(MaterialError):
        bare.retire_code("M1")
    with pytest.raises(MaterialError):
        bare.add_code(new_code("M1"))


# --- the file


def test_the_file_follows_while_it_says_what_is_stored(ws, file, new_code):
    ws.rename_code("M1", "Makten").apply()
    ws.split_code("M2", [new_code("A"), new_code("B")]).apply()

    assert read_codebook(file) == ws.codebook
    assert ws.take_in_codebook().is_empty


@pytest.mark.usefixtures("english")
def test_a_file_that_people_changed_stays_and_it_is_said(ws, file):
    file.write_text(file.read_text(encoding="utf-8").replace("M2 på bokmål", "Plikt"), encoding="utf-8")
    text = file.read_text(encoding="utf-8")
    plan = ws.rename_code("M1", "Makten")

    assert "full.yaml does not say what is stored" in plan.warnings[0]
    plan.apply()
    assert file.read_text(encoding="utf-8") == text


def test_without_a_file_nothing_is_said_and_nothing_written(ws, file):
    file.unlink()
    plan = ws.rename_code("M1", "Makten")

    assert not plan.warnings
    plan.apply()
    assert not file.exists()
    assert read_codebook(ws.write_codebook()) == ws.codebook


def test_a_file_that_cannot_be_written_is_said_and_the_change_is_stored(ws, monkeypatch):
    def full(_book, path):
        raise WriteError("full", where=str(path))

    monkeypatch.setattr(file_module, "write_codebook", full)
    with pytest.raises(WriteError):
        ws.rename_code("M1", "Makten").apply()
    assert str(ws.codebook["M1"].name) == "Makten"


# --- two codes of one id


@pytest.fixture
def doubled(tmp_path, new_code, book):
    """A project as it is after merging two copies that both made a code M1."""
    with open_project(make_project(tmp_path / "to", book=book)) as ws:
        uid, content = ws.ledger.new_id(), Content.of(code_record(replace(new_code("M1"), name=Localised("To"))))
        parent = ws.code_uid("M")
        ws.act("code.defined", {"code": uid, "parent": parent, "place": 9000, **content.ref}, [content])
        ws.code("logg", Span(0, 5), "M1")
        ws.code("logg", Span(6, 9), "M1~2")
        yield ws


def test_the_second_of_two_codes_with_one_id_is_merged_into_the_first(doubled):
    doubled.merge_codes("M1~2", "M1").apply()

    assert counts(doubled) == {"M1": 2}
    assert "M1~2" not in doubled.codebook
    assert doubled.verify().ok


def test_it_gets_an_id_of_its_own_and_codings_stay(doubled):
    for wrong in ("nei nei", "M2", "M1"):
        with pytest.raises(CodebookError):
            doubled.rename_code("M1~2", id=wrong)
    doubled.rename_code("M1~2", id="M7").apply()

    assert counts(doubled) == {"M1": 1, "M7": 1}


def test_it_is_renamed_moved_and_defined_and_takes_the_id_when_the_first_one_goes(doubled):
    doubled.rename_code("M1~2", "Andre").apply()
    doubled.define_code("M1~2", brief={"nb": "Kort."}).apply()
    doubled.move_code("M1~2", "T").apply()
    assert str(doubled.codebook["M1~2"].brief) == "Kort."
    doubled.retire_code("M1").apply()

    assert str(doubled.codebook["M1"].name) == "Andre"
    assert counts(doubled) == {"M1": 1}
    assert [waiting.code for waiting in doubled.recode_queue()] == ["M1~2"]


def test_it_is_split_and_retired(doubled, new_code):
    doubled.split_code("M1~2", [new_code("A"), new_code("B")]).apply()
    assert counts(doubled) == {"M1": 1}
    doubled.undo()
    doubled.retire_code("M1~2").apply()
    assert counts(doubled) == {"M1": 1}
