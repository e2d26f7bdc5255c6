"""Write the section of `results.md` on codes that stand together, and show its ratios in the terminal."""

import datetime as dt
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Final

import writing
from together_data import CODES, LENGTH
from writing import Figures, Medians, Ratio, load, machine, summary, table

__all__ = ["show", "write"]

_MEGA: Final = 1e6
_PACKAGES: Final = ("numpy", "ncls", "duckdb")
_ENGINES: Final = ("ours", "ncls", "duckdb")


def _ratios(figures: Figures) -> list[Ratio]:
    medians = Medians(figures["runs"])
    count, texts = figures["sizes"][-1]
    name = f"{count}-{texts}"
    pairs = figures["runs"][f"ours {name}"][0]["pairs"]
    ours = medians.of(f"ours {name}", "seconds")
    what = f"{count:,} codings, {pairs:,} pairs of different codes"
    return [
        Ratio(what=what, value=ours, most=0.5, unit="s", digits=3),
        Ratio(
            what="The same: most memory above the data",
            value=max(medians.all(f"ours {name}", "peak")) / _MEGA,
            most=200,
            unit="MB",
            digits=0,
        ),
        *(
            Ratio(
                what=f"The same: {peer} over ours",
                value=medians.of(f"{peer} {name}", "seconds") / ours,
                least=least,
                note=f"quickest run against quickest run: "
                f"{medians.best(f'{peer} {name}', 'seconds') / medians.best(f'ours {name}', 'seconds'):.1f} ×",
            )
            for peer, least in (("ncls", 5), ("duckdb", 10))
        ),
    ]


def _table(figures: Figures) -> str:
    medians, runs = Medians(figures["runs"]), figures["runs"]
    rows = []
    for count, texts in (*figures["sizes"], figures["dense"]):
        keys = {engine: f"{engine} {count}-{texts}" for engine in _ENGINES}
        seconds = [medians.spread(key, "seconds") if key in runs else "" for key in keys.values()]
        memory = [f"{medians.of(key, 'peak') / _MEGA:,.0f}" if key in runs else "" for key in keys.values()]
        rows.append((f"{count:,}", f"{texts:,}", f"{runs[keys['ours']][0]['pairs']:,}", *seconds, *memory))
    head = (
        "codings",
        "texts",
        "pairs",
        *(f"{engine}, s" for engine in _ENGINES),
        *(f"{engine}, most MB above the data" for engine in _ENGINES),
    )
    return table(head, rows)


_HEAD: Final = """\
Written by `benchmarks/together.py`.

- Date: {date}
- Machine: {machine}
- Versions: Python {python}, {packages}, fou-toolkit {own}
- Codings of one coder, {codes} codes, texts of {length:,} code points, codings of 60 on average; seed {seed}
- Rounds: {rounds}, in turns, each run in a fresh process; CPU seconds of all threads, medians (least–most); load of the
  machine over 15 minutes: {load}
- All engines have counted the same for each pair of codes; the run stops if not."""


def _markdown(figures: Figures) -> str:
    import fou_toolkit

    head = _HEAD.format(
        date=dt.datetime.now(dt.UTC).date().isoformat(),
        machine=machine(),
        python=platform.python_version(),
        packages=", ".join(f"{name} {version(name)}" for name in _PACKAGES),
        own=fou_toolkit.__version__,
        codes=CODES,
        length=LENGTH,
        seed=figures["seed"],
        rounds=figures["rounds"],
        load=load(),
    )
    last = "The last row has so many pairs that ranks are counted in their place."
    parts = [head, "### Ratios and targets of overlaps", summary(_ratios(figures)), "### Sizes", _table(figures), last]
    return "\n\n".join(parts)


def show(figures: Figures) -> None:
    """Print the figures that have a target."""
    if figures["quick"]:
        print("The targets are for the full size.")
    writing.show(_ratios(figures))


def write(figures: Figures, path: Path) -> None:
    """Write the section; what other scripts have written stays."""
    writing.store(path, together=_markdown(figures))
