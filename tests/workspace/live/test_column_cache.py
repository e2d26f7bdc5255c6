"""The columns of codings are a cache: always what the database says, whatever the file says."""

import subprocess
import sys
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fou_toolkit.model import Span
from fou_toolkit.store import CodingColumns
from fou_toolkit.workspace.live import column_cache
from fou_toolkit.workspace.live.column_cache import ColumnCache
from fou_toolkit.workspace.live.opened import cache_folder
from projects import make_project, open_project


@pytest.fixture(autouse=True)
def eager(monkeypatch):
    """Write the file after every coding."""
    monkeypatch.setattr(column_cache, "_WORTH_WRITING", 1)


def file_of(ws):
    return cache_folder(ws.placement) / "codings.npz"


def same(one: CodingColumns, two: CodingColumns):
    """Tell whether two columns say the same of every coding."""
    return one.names == two.names and all(
        np.array_equal(getattr(one, field.name), getattr(two, field.name))
        for field in fields(CodingColumns)
        if field.name != "names"
    )


def fresh(ws):
    return ws.store.coding_columns()


def cached(ws):
    """Give what somebody gets who begins with the file."""
    return ColumnCache(ws.store, cache_folder(ws.placement)).columns()


ACTS = st.lists(
    st.tuples(st.sampled_from(["code", "remove", "change", "undo", "redo", "rebuild", "look"]), st.integers(0, 99)),
    max_size=14,
)


@settings(max_examples=25)
@given(ACTS)
def test_patched_columns_are_what_the_database_says(tmp_path_factory, acts):
    place = tmp_path_factory.mktemp("p")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(place / "data"))
        with open_project(make_project(place / "prosjekt")) as ws:
            made = []
            for act, number in acts:
                do(ws, act, number, made)
                assert same(ws.coding_columns(), fresh(ws))
                assert same(cached(ws), fresh(ws))


def do(ws, act, number, made):
    if act == "code":
        made.append(ws.code("logg", Span(number % 40, number % 40 + 5), ["M1", "M2", "T1"][number % 3]))
    elif act == "rebuild":
        ws.ledger.rebuild()
    elif act in ("undo", "redo"):
        steps = ws.ledger.undoable(ws.actor) if act == "undo" else ws.ledger.redoable(ws.actor)
        if steps is not None and steps.kind.startswith("coding"):
            getattr(ws, act)()
    elif made and act in ("remove", "change"):
        coding = made[number % len(made)]
        row = ws.store.coding(coding)
        if row is not None and row.state == 1:
            ws.remove(coding) if act == "remove" else ws.change(coding, code="T1")


def test_the_file_is_used_where_it_fits(ws, monkeypatch):
    ws.code("logg", "makt", "M1")
    ws.coding_columns()
    asked = []
    true = type(ws.store).coding_columns

    def asking(store, *, changed_after=0):
        asked.append(changed_after)
        return true(store, changed_after=changed_after)

    monkeypatch.setattr(type(ws.store), "coding_columns", asking)
    assert same(cached(ws), true(ws.store))
    assert asked == []
    ws.code("logg", "tillit", "T1")
    cached(ws)
    assert 0 not in asked
    assert len(asked) == 1


@pytest.mark.parametrize(
    "content", [b"", b"no zip", b"PK\x03\x04" + b"\x00" * 50, b"PK\x05\x06" + b"\x00" * 18], ids=range(4)
)
def test_a_file_that_is_none_is_left_alone(ws, content):
    ws.code("logg", "makt", "M1")
    ws.coding_columns()
    file_of(ws).write_bytes(content)
    assert same(cached(ws), fresh(ws))


def test_a_file_with_any_byte_turned_round_or_cut_off_changes_nothing(ws):
    ws.code("logg", "makt", "M1")
    ws.code("samtale", "Ingen tok ansvar", "M2")
    ws.coding_columns()
    good = file_of(ws).read_bytes()
    for at in range(0, len(good), 29):
        file_of(ws).write_bytes(good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :])
        assert same(cached(ws), fresh(ws)), at
    for end in range(0, len(good), 211):
        file_of(ws).write_bytes(good[:end])
        assert same(cached(ws), fresh(ws)), end


def changed(ws, **arrays):
    with np.load(file_of(ws)) as file:
        old = {name: file[name] for name in file.files}
    np.savez(file_of(ws), **{**old, **arrays})


def test_a_foreign_a_newer_and_an_uneven_file_are_left_alone(ws):
    ws.code("logg", "makt", "M1")
    ws.coding_columns()
    wrong = np.array([7, 7], np.int64)
    with np.load(file_of(ws)) as file:
        key = bytes(file["key"]).decode()
    epoch, at = key.split()
    for said in (f"{'0' * len(epoch)} {at}", f"{epoch} {int(at) + 1}", "", epoch, f"{epoch} x"):
        changed(ws, key=np.frombuffer(said.encode(), np.uint8), start=np.array([999]))
        assert same(cached(ws), fresh(ws)), said
        file_of(ws).unlink()
        ColumnCache(ws.store, cache_folder(ws.placement)).columns()
    changed(ws, start=wrong)
    assert same(cached(ws), fresh(ws))


def test_the_guard_against_a_foreign_file_is_needed(ws):
    """Negative control: with the right key, a wrong file is believed, so it is the key that refuses it."""
    ws.code("logg", "makt", "M1")
    ws.coding_columns()
    changed(ws, start=np.array([999]))
    assert cached(ws).start.tolist() == [999]
    assert not same(cached(ws), fresh(ws))


def test_after_a_rebuild_the_old_file_is_not_used(ws, other):
    ws.code("logg", "makt", "M1")
    ws.coding_columns()
    changed(ws, start=np.array([999]))
    ws.ledger.rebuild()
    assert same(cached(ws), fresh(ws))
    assert same(other.coding_columns(), fresh(ws))
    assert same(ws.coding_columns(), fresh(ws))


def test_it_is_no_text(ws):
    ws.code("samtale", "Ingen tok ansvar", "M2")
    ws.coding_columns()
    content = file_of(ws).read_bytes()
    for word in ("ansvar", "Ingen", "kari", "samtale", "M2"):
        assert word.encode() not in content


def test_a_place_that_cannot_be_written_to_stops_nothing(ws):
    cache_folder(ws.placement).write_text("a file where the folder should be")
    ws.code("logg", "makt", "M1")
    assert same(ws.coding_columns(), fresh(ws))


def test_two_processes_see_what_the_other_does(ws, folder):
    ws.code("logg", "makt", "M1")
    ws.coding_columns()
    script = (
        "import sys\n"
        "from fou_toolkit.workspace.live import column_cache\n"
        "column_cache._WORTH_WRITING = 1\n"
        "from fou_toolkit.workspace.live.handle import open_workspace\n"
        "with open_workspace(sys.argv[1], coder='ola') as ws:\n"
        "    ws.code('logg', 'tillit', 'T1')\n"
        "    print(ws.coding_columns().ids.size, len(ws.snapshot().codings))\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2", "2"]
    assert ws.coding_columns().ids.size == 2
    assert same(ws.coding_columns(), fresh(ws))
    assert same(cached(ws), fresh(ws))
