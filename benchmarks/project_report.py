"""Write the section of `results.md` on a large project on disk, and show its figures with targets in the terminal."""

import datetime as dt
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path
from typing import Final

import writing
from writing import Figures, Medians, Ratio, load, machine, summary, table

__all__ = ["show", "write"]

_MEGA: Final = 1e6
_MILLI: Final = 1e3


def _ratios(figures: Figures) -> list[Ratio]:
    medians = Medians(figures["runs"])
    sources, codings = figures["sizes"]["texts"], figures["sizes"]["texts"] * figures["sizes"]["codings"]
    warm = "snapshot warm"
    synced = medians.of("synced", "fsync") * _MILLI
    return [
        Ratio(
            what=f"Snapshot, {sources:,} texts, {codings:,} codings, warm cache",
            value=medians.of(warm, "first"),
            most=1,
            unit="s",
            digits=2,
            note=f"quickest run: {medians.best(warm, 'first'):.2f} s",
        ),
        Ratio(
            what="The same: most memory of the process, opening included",
            value=max(medians.all(warm, "peak")) / _MEGA,
            most=400,
            unit="MB",
            digits=0,
        ),
        Ratio(
            what="One coding, stored and synced, by the clock",
            value=medians.of("one", "median") * _MILLI,
            most=20,
            unit="ms",
            note=f"one of a hundred takes longer than {medians.of('one', 'p99') * _MILLI:.1f} ms; "
            f"a plain fsync takes {synced:.1f} ms here",
        ),
    ]


def _seconds(figures: Figures) -> str:
    medians = Medians(figures["runs"])
    count = figures["sizes"]["texts"] * figures["sizes"]["codings"]
    build = figures["runs"]["build"][0]
    letters = figures["letters"] / _MEGA
    rows = [
        (
            f"read and look through {figures['sizes']['texts']:,} text files ({letters:.0f} M letters)",
            f"{build['read']:.2f}",
            "",
        ),
        ("store them, each an act", f"{build['stored']:.2f}", ""),
        (f"store {count:,} codings, one act a text", f"{build['coded']:.2f}", _floor(medians, "rows", "stored")),
        ("open, with every page, text and act checked", medians.spread("snapshot warm", "opened", 2), ""),
        ("first snapshot, no cache file", medians.spread("snapshot cold", "first", 2), _floor(medians, "rows", "read")),
        (
            "first snapshot, cache file",
            medians.spread("snapshot warm", "first", 2),
            _floor(medians, "texts", "seconds"),
        ),
        ("again in the same process", medians.spread("snapshot warm", "again", 2), ""),
        ("after one more coding", medians.spread("snapshot warm", "after", 2), ""),
        ("verify: replay everything", medians.spread("verify", "seconds", 2), ""),
        ("merge a copy with 1,000 new acts: show it", medians.spread("merge", "shown", 2), ""),
        ("the same: take it in", medians.spread("merge", "stored", 2), ""),
        ("export to parquet, with words", medians.spread("export", "seconds", 2), ""),
    ]
    return table(("what", "CPU s", "floor, CPU s"), rows)


def _floor(medians: Medians, name: str, figure: str) -> str:
    return f"{medians.of(name, figure):.2f}"


def _clock(figures: Figures) -> str:
    medians = Medians(figures["runs"])
    at_once = f"{figures['processes']} processes at once"
    rows = [
        (name, *(f"{medians.of(key, figure) * _MILLI:.1f}" for figure in ("median", "p99", "most")))
        for name, key in (("one process", "one"), (at_once, "together"))
    ]
    rows += [
        (name, f"{medians.of('synced', figure) * _MILLI:.1f}", "", "")
        for name, figure in (("floor: a plain fsync", "fsync"), ("floor: one row in SQLite, synced", "row"))
    ]
    return table(("one coding, by the clock", "median, ms", "99 of 100 take at most, ms", "longest, ms"), rows)


def _sizes(figures: Figures) -> str:
    medians = Medians(figures["runs"])
    runs = (
        ("build", "building"),
        ("snapshot cold", "first snapshot, no cache file"),
        ("verify", "verify"),
        ("merge", "merge"),
        ("export", "export"),
    )
    rows = [(f"most memory: {name}", f"{max(medians.all(key, 'peak')) / _MEGA:,.0f}") for key, name in runs]
    rows.append(("the database after building", f"{medians.of('build', 'size') / _MEGA:,.0f}"))
    rows.append(
        ("floor: plain rows of the codings, without texts and log", f"{medians.of('rows', 'size') / _MEGA:,.0f}")
    )
    rows.append(("the parquet file", f"{medians.of('export', 'size') / _MEGA:,.0f}"))
    return table(("what", "MB"), rows)


_HEAD: Final = """\
Written by `benchmarks/project.py`.

- Date: {date}
- Machine: {machine}
- Versions: Python {python}, SQLite {sqlite}, numpy {numpy}, fou-toolkit {own}
- {texts:,} texts with 60 turns each, {codings:,} codings in each; seed {seed}
- Rounds: {rounds}, each run in a fresh process; CPU seconds, medians (least–most), imports left out; built once; load
  of the machine over 15 minutes: {load}
- Snapshots with and without the cache hold the same codings; what {processes} processes coded at once is all there.
  The run stops if not."""


def _markdown(figures: Figures) -> str:
    import fou_toolkit

    head = _HEAD.format(
        date=dt.datetime.now(dt.UTC).date().isoformat(),
        machine=machine(),
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        numpy=version("numpy"),
        own=fou_toolkit.__version__,
        texts=figures["sizes"]["texts"],
        codings=figures["sizes"]["codings"],
        seed=figures["seed"],
        rounds=figures["rounds"],
        load=load(),
        processes=figures["processes"],
    )
    parts = [head, "### Figures and targets of a project on disk", summary(_ratios(figures))]
    parts += [
        "### Seconds",
        _seconds(figures),
        "### One coding",
        _clock(figures),
        "### Memory and size",
        _sizes(figures),
    ]
    return "\n\n".join(parts)


def show(figures: Figures) -> None:
    """Print the figures that have a target."""
    if figures["quick"]:
        print("The targets are for the full size.")
    writing.show(_ratios(figures))


def write(figures: Figures, path: Path) -> None:
    """Write the section; what other scripts have written stays."""
    writing.store(path, project=_markdown(figures))
