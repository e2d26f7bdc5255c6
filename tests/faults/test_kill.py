"""A program that is killed at any moment has lost nothing that it was told is stored, and leaves nothing half done."""

import itertools
import json
import random
import shutil
import sys
import time

import pytest

from faults.worker import SIZE, canary, leaving_corpus, start
from fou_toolkit.model import Span
from projects import SMALL_BOOK, make_project, open_project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing can be killed so hard there")

KILLS = 25
"""Of each act: 100 together."""
KILLS_FULL = 1000
PEOPLE = ("Kari", "Berit", "Tor")


def killed(act, folder, said, delay, **given):
    """Let a process work and kill it; gives what it said was stored."""
    process = start(act, folder, said, **given)
    before = said.stat().st_size if said.exists() else 0
    # Only from the first thing it says does it do what is to be interrupted.
    while process.is_alive() and (not said.exists() or said.stat().st_size == before):
        time.sleep(0.001)
    time.sleep(delay)
    process.kill()
    process.join()
    assert process.exitcode in (0, -9), "it had an error of its own"
    return heard(said)


def heard(said):
    # The last line may be cut off: nobody was told then.
    lines = said.read_bytes().split(b"\n")[:-1] if said.exists() else []
    return [json.loads(line) for line in lines]


def sound(ws):
    return map(str, ws.verify().faults)


def kill_codings(tmp_path, kills, seed, **given):
    folder, said, chance = make_project(tmp_path / "p"), tmp_path / "said", random.Random(seed)
    for _ in range(kills):
        told = killed("code", folder, said, chance.uniform(0, 0.06), **given)
        with open_project(folder) as ws:
            there = {coding for coding, _ in ws.store.codings()}
            yield from (f"lost: {coding}" for coding in told if coding not in there)
            yield from sound(ws)
        said.unlink(missing_ok=True)


def test_codings_outlive_a_kill(tmp_path):
    assert list(kill_codings(tmp_path, KILLS, seed=1)) == []


@pytest.mark.full
def test_codings_outlive_a_thousand_kills(tmp_path):
    assert list(kill_codings(tmp_path, KILLS_FULL, seed=2)) == []


def test_codings_that_are_called_stored_too_early_are_missed(tmp_path):
    assert next(kill_codings(tmp_path, KILLS, seed=3, together=40)).startswith("lost")


def kill_taking_in(tmp_path, kills, seed, **given):
    folder, said, chance = make_project(tmp_path / "p"), tmp_path / "said", random.Random(seed)
    begin = 0
    for _ in range(kills):
        told = killed("take in", folder, said, chance.uniform(0, 0.06), begin=begin, **given)
        with open_project(folder) as ws:
            there = {name for name in ws.present.source_uids if name.startswith("ny-")}
            yield from (f"lost: {name}" for name in itertools.chain(*told) if name not in there)
            parts = [name.rpartition("-")[0] for name in there]
            yield from (f"half: {one}" for one in set(parts) if parts.count(one) != SIZE)
            yield from sound(ws)
            begin = 1 + max((int(one.split("-")[1]) for one in parts), default=begin)
        said.unlink(missing_ok=True)


def test_taking_in_is_done_whole_or_not_at_all(tmp_path):
    assert list(kill_taking_in(tmp_path, KILLS, seed=4)) == []


@pytest.mark.full
def test_taking_in_outlives_a_thousand_kills(tmp_path):
    assert list(kill_taking_in(tmp_path, KILLS_FULL, seed=5)) == []


def test_taking_in_without_a_transaction_is_noticed_to_be_half(tmp_path):
    assert next(kill_taking_in(tmp_path, 4 * KILLS, seed=6, off="together")).startswith("half")


@pytest.fixture(scope="module")
def two_copies(tmp_path_factory):
    """A project, and files of another copy of it, each with some codings more than the one before."""
    home = tmp_path_factory.mktemp("two")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(home / "data"))
        one = make_project(home / "one")
        two = shutil.copytree(one, home / "two")
        others, codings = [], []
        with open_project(two, "ola") as ws:
            for number in range(20):
                codings += [
                    ws.code("samtale", Span(number + 9 * part, number + 9 * part + 5), "M2") for part in range(SIZE)
                ]
                others.append({"file": str(ws.backup(home / f"other-{number}.fou")), "codings": list(codings)})
    return one, others


def kill_merges(tmp_path, two_copies, kills, seed, **given):
    (one, others), chance = two_copies, random.Random(seed)
    theirs = set(others[-1]["codings"])
    for number in range(kills):
        folder, said = shutil.copytree(one, tmp_path / f"p{number}"), tmp_path / f"said{number}"
        told = killed("merge", folder, said, chance.uniform(0, 0.12), others=others, **given)
        with open_project(folder) as ws:
            there = {coding for coding, _ in ws.store.codings()} & theirs
            yield from (f"lost: {coding}" for coding in itertools.chain(*told) if coding not in there)
            # Each file has as many more than the one before it: all of them come in, or none.
            yield from [f"half: {len(there)}"] if len(there) % SIZE else []
            yield from sound(ws)
        shutil.rmtree(folder)


def test_a_merge_is_done_whole_or_not_at_all(tmp_path, two_copies):
    assert list(kill_merges(tmp_path, two_copies, KILLS, seed=7)) == []


@pytest.mark.full
def test_merges_outlive_a_thousand_kills(tmp_path, two_copies):
    assert list(kill_merges(tmp_path, two_copies, KILLS_FULL, seed=8)) == []


def test_a_merge_without_a_transaction_is_noticed_to_be_half(tmp_path, two_copies):
    assert next(kill_merges(tmp_path, two_copies, 4 * KILLS, seed=11, off="merge")).startswith("half")


@pytest.fixture(scope="module")
def leaving(tmp_path_factory):
    """A project in which people speak together and alone, with an older snapshot."""
    home = tmp_path_factory.mktemp("leaving")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(home / "data"))
        folder = make_project(home / "p", corpus=leaving_corpus(PEOPLE), book=SMALL_BOOK)
        with open_project(folder) as ws:
            for name in PEOPLE:
                ws.code(f"alene-{name}", Span(0, 12), "M1")
    return folder


def kill_withdrawals(tmp_path, leaving, kills, seed, **given):
    chance = random.Random(seed)
    for number in range(kills):
        folder, said = shutil.copytree(leaving, tmp_path / f"p{number}"), tmp_path / f"said{number}"
        told = killed("withdraw", folder, said, chance.uniform(0, 0.5), people=PEOPLE, **given)
        yield from after_withdrawals(folder, {name for what, name in told if what == "done"})
        shutil.rmtree(folder)


def after_withdrawals(folder, done):
    """Open the project again, and look for those who have left in all bytes, and for the others in the texts."""
    problems = []
    with open_project(folder) as ws:
        there = set(ws.present.person_uids)
        problems += [f"not gone: {name}" for name in done & there]
        problems += sound(ws)
        problems += [f"open: {step}" for step in ws.database.todo()]
        together = ws.source("alle").text if "alle" in ws.present.sources or "alle" in ws.present.source_uids else ""
        for name in PEOPLE:
            texts = (f"alene-{name}" in ws.present.source_uids, canary(name) in together)
            if texts != (name in there,) * 2:
                problems.append(f"half: {name} {texts}")
    written = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    problems += [f"found: {name}" for name in PEOPLE if name not in there and canary(name).encode() in written]
    return problems


def test_a_withdrawal_is_finished_when_the_project_is_opened_again(tmp_path, leaving):
    assert list(kill_withdrawals(tmp_path, leaving, KILLS, seed=9)) == []


@pytest.mark.full
def test_withdrawals_outlive_a_thousand_kills(tmp_path, leaving):
    assert list(kill_withdrawals(tmp_path, leaving, KILLS_FULL, seed=10)) == []


@pytest.mark.parametrize("finishes", [True, False])
def test_a_withdrawal_that_nobody_finishes_is_noticed(tmp_path, leaving, monkeypatch, finishes):
    folder, said = shutil.copytree(leaving, tmp_path / "p"), tmp_path / "said"
    process = start("withdraw", folder, said, off="steps", people=PEOPLE[:1])
    process.join()
    assert process.exitcode == -9
    if not finishes:
        switch_off_finishing(monkeypatch)
    problems = after_withdrawals(folder, set())
    assert any(one.startswith("found") for one in problems) is not finishes


def switch_off_finishing(monkeypatch):
    for name, module in list(sys.modules.items()):
        if name.startswith("fou_toolkit.workspace") and hasattr(module, "finish_steps"):
            monkeypatch.setattr(module, "finish_steps", lambda _opened: ())
