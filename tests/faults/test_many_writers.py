"""Many programs write into one project at once: nothing is lost, nobody gets an error, the chain does not fork."""

import json
from collections import Counter

import pytest

from faults.worker import start
from projects import open_project

WRITERS = 8


def write_at_once(folder, tmp_path, times, *, off="", coder=""):
    """Let several processes code at once; gives what each was told is stored, and how each ended."""
    names = [f"leser{number}" for number in range(WRITERS)]
    processes = [start("code", folder, tmp_path / name, off=off, times=times, coder=coder or name) for name in names]
    for process in processes:
        process.join()
    told = {name: [json.loads(line) for line in (tmp_path / name).read_bytes().splitlines()] for name in names}
    return told, [process.exitcode for process in processes]


def check(folder, told, ends, times):
    assert ends == [0] * WRITERS
    assert [len(ids) for ids in told.values()] == [times] * WRITERS
    with open_project(folder) as ws:
        assert {coding for coding, _ in ws.store.codings()} == {coding for ids in told.values() for coding in ids}
        found = ws.verify()
        assert found.ok, str(found)
        places = Counter((event.replica, event.seq) for event in ws.store.events())
        assert set(places.values()) == {1}
        assert found.chains == 1
        coders = ws.snapshot().codings.coders
        assert len({coder.id for coder in coders}) == len(coders)
        return coders


def test_eight_programs_write_at_once_and_nothing_is_lost(folder, tmp_path):
    told, ends = write_at_once(folder, tmp_path, 50)
    assert len(check(folder, told, ends, 50)) == WRITERS


@pytest.mark.full
def test_eight_programs_write_five_hundred_codings_each(folder, tmp_path):
    told, ends = write_at_once(folder, tmp_path, 500)
    assert len(check(folder, told, ends, 500)) == WRITERS


def test_a_coder_who_begins_in_several_programs_at_once_is_one_coder(folder, tmp_path):
    told, ends = write_at_once(folder, tmp_path, 3, coder="ny")
    assert [coder.id for coder in check(folder, told, ends, 3)] == ["ny"]


def test_transactions_that_take_their_lock_late_fail(folder, tmp_path):
    told, ends = write_at_once(folder, tmp_path, 50, off="immediate")
    with pytest.raises(AssertionError):
        check(folder, told, ends, 50)
