"""A database in which a bit has changed, or which is cut off: that is seen on opening, or nothing is different."""

import contextlib
import random
import shutil
import sqlite3

import pytest

from fou_toolkit.errors import DamageError, FouError, NewerVersionError
from fou_toolkit.model import Span
from fou_toolkit.store import Ledger, mending, opening
from fou_toolkit.workspace.keeping.restore import restore
from projects import make_project, open_project

LIVE = "project.fou"
VERSION_BYTES = range(60, 64)
"""Where the head of a database says its version."""


@pytest.fixture(scope="module")
def pristine(tmp_path_factory):
    """A project with all kinds of state, and what is true in it."""
    home = tmp_path_factory.mktemp("pristine")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(home / "data"))
        folder = make_project(home / "p")
        with open_project(folder) as ws:
            codings = [ws.code("samtale", Span(place, place + 8), "M1") for place in range(40)]
            ws.remove(*codings[:3])
            ws.undo()
            ws.remove(*codings[5:7])
            ws.memo("Et notat om makt.", on="M1")
            ws.withdraw("Emil").apply()
            ws.keep_snapshot("opened")
            truth = truth_of(ws)
    # It lies at another place from now on: the copies that are damaged are no copies to the program.
    return folder, truth


def truth_of(ws):
    store = ws.store
    events = {event.id: event for event in store.events() if event.kind != "replica.begun"}
    undone = store.undone(events)
    contents = {one.id: one for one in store.contents()}
    entities, codings = dict(store.entities()), dict(store.codings())
    return events, contents, entities, codings, undone, store.erased(), store.get("project"), ws.database.todo()


def damaged(pristine, tmp_path, change):
    """Give a copy of the project in which something is changed."""
    # A journal of the one before would be played back into this one.
    shutil.rmtree(tmp_path / "p", ignore_errors=True)
    folder = shutil.copytree(pristine, tmp_path / "p")
    live = folder / LIVE
    data = bytearray(live.read_bytes())
    live.write_bytes(change(data))
    return folder


def outcome(folder, truth):
    """Open the project: `seen` if the damage is said, `same` if nothing is different, `wrong` if it is not noticed."""
    try:
        with open_project(folder) as ws:
            found = truth_of(ws)
            new = found[0].keys() - truth[0].keys()
            if new or found != truth:
                return "wrong"
            return "same" if ws.verify().ok else "wrong"
    except DamageError as error:
        offered = "last good snapshot is of" in error.hint and "fou restore" in error.hint
        return "seen" if offered else f"not offered: {error}"
    except NewerVersionError:
        return "newer"


def flip(data, chance):
    """Change one bit; mostly where something stands."""
    while True:
        place = chance.randrange(len(data))
        if data[place] or chance.random() < 0.05:
            data[place] ^= 1 << chance.randrange(8)
            return place


def flip_many(pristine, tmp_path, times, seed):
    folder, truth = pristine
    chance, counts = random.Random(seed), {"seen": 0, "same": 0, "newer": 0}
    for _ in range(times):
        places = []

        def change(data, places=places):
            places.append(flip(data, chance))
            return data

        result = outcome(damaged(folder, tmp_path, change), truth)
        assert result in ("seen", "same") or (result == "newer" and places[0] in VERSION_BYTES), (result, places)
        counts[result] += 1
    return counts


def test_a_changed_bit_is_seen_or_changes_nothing(pristine, tmp_path):
    counts = flip_many(pristine, tmp_path, 60, seed=1)
    assert counts["seen"] >= 10


@pytest.mark.full
def test_a_thousand_changed_bits_are_seen_or_change_nothing(pristine, tmp_path):
    counts = flip_many(pristine, tmp_path, 1000, seed=2)
    assert counts["seen"] >= 300


@pytest.mark.parametrize("share", [0, 0.001, 0.02, 0.3, 0.5, 0.77, 0.95, 0.999])
def test_a_database_that_is_cut_off_is_seen(pristine, tmp_path, share):
    folder, truth = pristine
    cut = damaged(folder, tmp_path, lambda data: data[: int(len(data) * share)])
    assert outcome(cut, truth) == "seen"
    assert restore(cut).apply().aside.is_file()
    assert outcome(cut, truth) == "same"


def test_pages_of_zeros_are_seen(pristine, tmp_path):
    folder, truth = pristine
    size = (folder / LIVE).stat().st_size // 4096
    for page in range(size):
        wiped = damaged(folder, tmp_path, lambda data, page=page: zeroed(data, page))
        assert outcome(wiped, truth) in ("seen", "same")


def zeroed(data, page):
    data[page * 4096 : (page + 1) * 4096] = bytes(4096)
    return data


def changed_row(table, column):
    """Give a change of one letter in a row of what is derived; all of it hangs together as before."""

    def change(folder):
        with sqlite3.connect(folder / LIVE) as connection:
            connection.execute(
                f"UPDATE {table} SET {column} = {column} + 1 WHERE rowid = (SELECT max(rowid) FROM {table})"
                if column != "row"
                else "UPDATE entity SET row = replace(row, '\"retired\":false', '\"retired\":true') WHERE type = 'code'"
            )
        connection.close()

    return change


DERIVED = [("coding", "start"), ("coding", "round"), ("coding", "state"), ("event", "undone"), ("entity", "row")]


@pytest.mark.parametrize(("table", "column"), DERIVED)
def test_what_is_derived_is_derived_anew_if_it_does_not_agree_with_the_log(pristine, tmp_path, table, column):
    folder, truth = pristine
    copy = damaged(folder, tmp_path, lambda data: data)
    changed_row(table, column)(copy)
    assert outcome(copy, truth) == "same"
    changed_row(table, column)(copy)
    with open_project(copy) as ws:
        assert any("derived anew" in str(notice) for notice in ws.notices)
    with open_project(copy) as ws:
        assert not any("derived anew" in str(notice) for notice in ws.notices)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("clock", "9999999999999 0"),
        ("clock", "x"),
        ("project", "0" * 20),
        ("replica", "?"),
        ("state", "x"),
        ("unknown", "x"),
    ],
)
def test_facts_about_the_store_are_put_right(pristine, tmp_path, key, value):
    folder, truth = pristine
    copy = damaged(folder, tmp_path, lambda data: data)
    with sqlite3.connect(copy / LIVE) as connection:
        connection.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (key, value))
    connection.close()
    assert outcome(copy, truth) == "same"
    with open_project(copy) as ws:
        ws.code("samtale", Span(3, 9), "M1")
        assert ws.verify().ok
        assert ws.ledger.latest()[0] < 9999999999999


@pytest.mark.parametrize("guard", ["state", "log"])
def test_without_the_guard_a_change_goes_unnoticed(pristine, tmp_path, monkeypatch, guard):
    folder, truth = pristine
    copy = damaged(folder, tmp_path, lambda data: data)
    if guard == "state":
        changed_row("coding", "start")(copy)
        monkeypatch.setattr(opening, "needs_mending", lambda _store: False)
    else:
        with sqlite3.connect(copy / LIVE) as connection:
            connection.execute("UPDATE content SET data = CAST(replace(data, 'ansvar', 'answar') AS BLOB)")
        connection.close()
        monkeypatch.setattr(opening, "_check", lambda *_: 0)
    assert outcome(copy, truth) == "wrong"


def test_beyond_some_size_the_state_is_proved_by_verify_only(pristine, tmp_path, monkeypatch):
    folder, truth = pristine
    copy = damaged(folder, tmp_path, lambda data: data)
    changed_row("coding", "start")(copy)
    monkeypatch.setattr(opening, "needs_mending", lambda store: mending.needs_mending(store, most=10))
    assert outcome(copy, truth) == "wrong"
    with open_project(copy) as ws:
        assert not ws.verify().ok
        Ledger(ws.store).rebuild()
        assert ws.verify().ok


def test_every_readable_act_of_a_damaged_database_comes_back(pristine, tmp_path):
    folder, truth = pristine
    chance, tried = random.Random(3), 0
    for _ in range(15):
        copy = damaged(folder, tmp_path, lambda data: zeroed(data, chance.randrange(1, len(data) // 4096)))
        shutil.rmtree(copy / "snapshots")
        shutil.copytree(folder / "snapshots", copy / "snapshots")
        if outcome(copy, truth) != "seen":
            continue
        tried += 1
        done = restore(copy).apply()
        assert done.aside.is_file()
        with open_project(copy) as ws:
            assert ws.verify().ok
            # The last snapshot was taken after the last act.
            assert truth[0].keys() <= {event.id for event in ws.store.events()}
    assert tried >= 5


def test_errors_are_ours_whatever_is_damaged(pristine, tmp_path):
    folder, _ = pristine
    chance = random.Random(4)
    for _ in range(20):

        def change(data):
            for _ in range(50):
                flip(data, chance)
            return data

        copy = damaged(folder, tmp_path, change)
        with contextlib.suppress(FouError):
            open_project(copy).close()
