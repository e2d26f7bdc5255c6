"""A large project on disk, ours: one function a process (`python project_ours.py NAME FOLDER ...`).

Seconds are CPU seconds (user and system) of the process, unless it says «clock»: what is synced waits for the disk.
"""

import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np

import project_data as data
from measuring import Clock, peak

Figures = dict[str, Any]

_PROJECT: Final = "prosjekt"
_LATER: Final = 1_000
"""Codings that the other copy has and this one has not."""


def build(folder: Path) -> Figures:
    """Make the project: take in the codebook and the texts, put all codes on, one act a text."""
    from fou_toolkit.model import Span
    from fou_toolkit.workspace import new_project, open_workspace

    home = new_project(folder / _PROJECT)
    with open_workspace(home, coder="kari") as ws:
        ws.take_in_codebook().apply()
        clock = Clock()
        plan = ws.take_in(folder / "texts")
        read = clock.lap()
        plan.apply()
        stored = clock.lap()
        codes = [code.id for code in ws.codebook]
        text, start, end, code = data.load(folder)
        borders = np.flatnonzero(np.diff(text, prepend=-1)).tolist()
        clock.lap()
        for first, last in zip(borders, [*borders[1:], text.size], strict=True):
            name = data.name_of(int(text[first]))
            columns = (column[first:last].tolist() for column in (start, end, code))
            ws.code_many([(name, Span(a, b), codes[c % len(codes)]) for a, b, c in zip(*columns, strict=True)])
        coded = clock.lap()
    size = (home / "project.fou").stat().st_size
    return {"read": read, "stored": stored, "coded": coded, "size": size, "peak": peak()}


def snapshot(folder: Path, cache: str) -> Figures:
    """Open the project and take a snapshot, with the cache file or without; then again, and after one more coding."""
    ws, opened = _open(folder)
    if cache == "cold":
        shutil.rmtree(folder / _PROJECT / "cache", ignore_errors=True)
    clock = Clock()
    taken = ws.snapshot()
    first, most = clock.lap(), peak()
    count, mark = len(taken.codings), _mark(taken)
    del taken
    clock.lap()
    ws.snapshot()
    again = clock.lap()
    ws.code(data.name_of(0), _span(1_000), ws.codebook.codes[0].id)
    clock.lap()
    ws.snapshot()
    after = clock.lap()
    ws.undo()
    ws.close()
    found = {"opened": opened, "first": first, "peak": most, "again": again, "after": after}
    return {**found, "codings": count, "mark": mark}


def one(folder: Path, count: str, coder: str = "kari", start_at: str = "") -> Figures:
    """Put codes on passages one by one; clock and CPU seconds of each."""
    ws, _ = _open(folder, coder)
    code = ws.codebook.codes[0].id
    ws.code(data.name_of(0), _span(0), code)
    while start_at and not Path(start_at).exists():
        time.sleep(0.01)
    clocks, clock = [], Clock()
    for number in range(int(count)):
        begin = time.perf_counter()
        ws.code(data.name_of(number % 10), _span(number), code)
        clocks.append(time.perf_counter() - begin)
    cpu = clock.lap() / int(count)
    ws.close()
    return {**_spread(clocks), "cpu": cpu, "clocks": clocks}


def together(folder: Path, count: str, processes: str) -> Figures:
    """Let several processes put codes on at once; none may fail, and none of the codings be lost."""
    ready = folder / "ready"
    ready.unlink(missing_ok=True)
    before = _count(folder)
    command = [sys.executable, __file__, "one", str(folder), count]
    started = [
        subprocess.Popen([*command, f"koder{number}", str(ready)], stdout=subprocess.PIPE, text=True)
        for number in range(int(processes))
    ]
    # They open the project first; who is still at it begins a little later.
    time.sleep(1)
    ready.touch()
    said = [process.communicate()[0] for process in started]
    if any(process.returncode for process in started):
        raise SystemExit("A process failed; the message is above.")
    clocks = [clock for one_said in said for clock in json.loads(one_said)["clocks"]]
    lost = before + int(processes) * (int(count) + 1) - _count(folder)
    return {**_spread(clocks), "lost": lost}


def verify(folder: Path) -> Figures:
    """Replay everything and compare."""
    ws, _ = _open(folder)
    clock = Clock()
    found = ws.verify()
    seconds = clock.lap()
    if not found.ok:
        raise SystemExit(str(found))
    return {"seconds": seconds, "events": found.events, "peak": peak()}


def merge(folder: Path) -> Figures:
    """Merge a copy in which codings were made since, one by one."""
    from fou_toolkit.workspace import open_workspace

    other = folder / "kopi"
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(folder / _PROJECT, other)
    with open_workspace(other, coder="ola") as copy:
        code = copy.codebook.codes[1].id
        for number in range(_LATER):
            copy.code(data.name_of(number % 10), _span(number), code)
    ws, _ = _open(folder)
    clock = Clock()
    plan = ws.merge(other)
    shown = clock.lap()
    merged = plan.apply()
    stored = clock.lap()
    ws.close()
    shutil.rmtree(other)
    return {"shown": shown, "stored": stored, "acts": merged.acts, "peak": peak()}


def export(folder: Path) -> Figures:
    """Write all codings with their words to a parquet file."""
    ws, _ = _open(folder)
    ws.snapshot()
    path = folder / "kodinger.parquet"
    path.unlink(missing_ok=True)
    clock = Clock()
    ws.export(path)
    seconds = clock.lap()
    ws.close()
    return {"seconds": seconds, "size": path.stat().st_size, "peak": peak()}


def _open(folder: Path, coder: str = "kari") -> tuple[Any, float]:
    from fou_toolkit.workspace import open_workspace

    clock = Clock()
    ws = open_workspace(folder / _PROJECT, coder=coder)
    return ws, clock.lap()


def _span(number: int) -> Any:  # noqa: ANN401 - of a package that is imported here
    from fou_toolkit.model import Span

    return Span(number, number + 40)


def _count(folder: Path) -> int:
    from fou_toolkit.workspace import open_workspace

    with open_workspace(folder / _PROJECT, coder="kari") as ws:
        return ws.coding_columns().ids.size


def _mark(taken: Any) -> int:  # noqa: ANN401 - as above
    """Give a number that is the same if the codings are."""
    codings = taken.codings
    return int((codings.start * 3 + codings.end * 5 + codings.code * 7 + codings.source * 11).sum())


def _spread(clocks: list[float]) -> Figures:
    return {"median": statistics.median(clocks), "p99": float(np.quantile(clocks, 0.99)), "most": max(clocks)}


MEASURED: Final[dict[str, Callable[..., Figures]]] = {
    function.__name__: function for function in (build, snapshot, one, together, verify, merge, export)
}


if __name__ == "__main__":
    print(json.dumps(MEASURED[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])))
