"""Write the section of `results.md` on agreement between coders, and show its ratios in the terminal."""

import datetime as dt
import math
import platform
import statistics
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import writing
from writing import Figures, Medians, Ratio, load, machine, summary, table

__all__ = ["show", "write"]

_MEGA: Final = 1e6
_MICRO: Final = 1e6
_PACKAGES: Final = ("numpy", "scipy", "krippendorff", "nltk")
_EXACT: Final = 1e-5
"""Figures of pygamma-agreement are floats of 32 bits."""


def _name(size: list[int] | tuple[int, ...]) -> str:
    return "{}-{}".format(*size)


def _size(size: list[int] | tuple[int, ...]) -> str:
    coders, units = size
    return f"{coders} × {units // coders:,}"


@dataclass(frozen=True)
class _Expected:
    """Disorders of the samples of all rounds: their mean and its standard error."""

    mean: float
    error: float

    @classmethod
    def of(cls, runs: list[Figures]) -> "_Expected":
        samples = [one for run in runs for one in run["samples"]]
        return cls(statistics.mean(samples), statistics.stdev(samples) / math.sqrt(len(samples)))

    def __str__(self) -> str:
        return f"{self.mean:.4f} ± {self.error:.4f}"

    def apart(self, other: "_Expected") -> float:
        """Give the difference in its standard errors."""
        return abs(self.mean - other.mean) / math.hypot(self.error, other.error)


def _ratios(figures: Figures) -> list[Ratio]:
    medians, sizes = Medians(figures["runs"]), figures["sizes"]
    return [
        *_alpha_ratios(medians, sizes),
        *_unitizing_ratios(medians, sizes),
        *_gamma_ratios(figures, medians),
    ]


def _alpha_ratios(medians: Medians, sizes: Figures) -> list[Ratio]:
    ours = medians.of("alpha", "seconds")
    part = medians.of("krippendorff", "units")
    whole = part == sizes["units"]
    krippendorff = medians.of("krippendorff", "seconds") * sizes["units"] / part
    held = medians.of("krippendorff", "peak") / _MEGA
    handing = medians.of("nltk", "handing over")
    nltk = medians.of("nltk", "seconds")
    replicates = f"{sizes['replicates']:,} bootstrap replicates of it"
    return [
        Ratio(
            what=f"α, 3 coders × {sizes['units']:,} units: krippendorff over ours",
            value=krippendorff / ours,
            least=100,
            digits=0,
            note=f"it takes {held:,.0f} MB above the data"
            + ("" if whole else f" for {part:,.0f} units, more than is free for all; its time is scaled up"),
        ),
        Ratio(
            what="The same: NLTK over ours",
            value=nltk / ours,
            least=20,
            digits=0,
            note=f"only `AnnotationTask.alpha`; with handing over the triples: {(nltk + handing) / ours:,.0f} ×",
        ),
        Ratio(
            what="The same: most memory above the data",
            value=max(medians.all("alpha", "peak")) / _MEGA,
            most=100,
            unit="MB",
            digits=0,
        ),
        *(
            Ratio(
                what=f"{replicates}, over {over}",
                value=medians.of(f"bootstrap {over}", "seconds"),
                most=15,
                unit="s",
                digits=2,
                note=f"{note}; {medians.of(f'bootstrap {over}', 'peak') / _MEGA:,.0f} MB above the data",
            )
            for over, note in (
                ("units", "60 values equally frequent: few units are alike"),
                ("documents", f"{sizes['units'] // 100:,} of them"),
            )
        ),
    ]


def _unitizing_ratios(medians: Medians, sizes: Figures) -> list[Ratio]:
    longest = sizes["unitizing"][-1]
    base = (2, 5_000)
    seconds, most = (medians.of(f"unitizing {_name(size)}", "u seconds") for size in (base, longest))
    return [
        Ratio(
            what="uα, 5,000 units, the first time",
            value=medians.of(f"unitizing {_name(base)}", "u first"),
            most=0.1,
            unit="s",
            digits=4,
            note="of a ready continuum; reading it from rows takes "
            f"{medians.of(f'unitizing {_name(base)}', 'reading'):.3f} s",
        ),
        Ratio(
            what=f"uα, time a unit: {longest[1]:,} over 5,000 units",
            value=most / longest[1] / (seconds / base[1]),
            most=2,
            digits=2,
            note="«near-linear» is taken for at most twice as much",
        ),
    ]


def _gamma_ratios(figures: Figures, medians: Medians) -> list[Ratio]:
    runs, sizes = figures["runs"], figures["sizes"]
    compared, large = sizes["gamma_peer"][0], sizes["gamma"][1]
    ours, peer = f"gamma {_name(compared)}", f"pygamma {_name(compared)}"
    there = peer in runs
    ratio = medians.of(peer, "seconds") / medians.of(ours, "seconds") if there else None
    apart = _Expected.of(runs[ours]).apart(_Expected.of(runs[peer])) if there else None
    observed = abs(runs[ours][0]["observed"] - runs[peer][0]["observed"]) if there else None
    return [
        Ratio(
            what=f"γ, {_size(compared)} units, 30 samples: pygamma-agreement over ours",
            value=ratio,
            least=10,
            note="ours with γ-cat and γ-k, pygamma without",
        ),
        Ratio(
            what=f"γ, {_size(large)} units, 30 samples",
            value=medians.of(f"gamma {_name(large)}", "seconds"),
            most=60,
            unit="s",
            digits=2,
        ),
        Ratio(
            what="γ: difference from pygamma in expected disorder",
            value=apart,
            most=2,
            unit="standard errors",
            note="of the samples of all rounds",
        ),
        Ratio(
            what="γ: difference from pygamma in observed disorder",
            value=observed,
            most=_EXACT,
            unit="",
            digits=7,
            note="pygamma counts with 32 bits",
        ),
    ]


# Sections


def _tables(figures: Figures) -> str:
    medians, runs = Medians(figures["runs"]), figures["runs"]
    part = f"{runs['krippendorff'][0]['units']:,} units"

    def row(what: str, engine: str, get: str, found: str, digits: int = 3) -> tuple[str, ...]:
        return what, medians.spread(engine, get, digits), found

    def value(engine: str) -> str:
        return f"α {runs[engine][0]['value']:.10f}"

    codes = runs["presence"][0]
    rows = [
        row("α, ours", "alpha", "seconds", value("alpha"), 4),
        row(f"α, krippendorff, {part}", "krippendorff", "seconds", value("krippendorff")),
        row("α, NLTK", "nltk", "seconds", value("nltk")),
        row("· handing over the triples", "nltk", "handing over", ""),
    ]
    for over in ("units", "documents"):
        run = runs[f"bootstrap {over}"][0]
        interval = f"{run['value']:.4f} [{run['low']:.4f}, {run['high']:.4f}]"
        rows.append(row(f"bootstrap over {over}", f"bootstrap {over}", "seconds", interval))
    apart = f"differs by {codes['apart']:.0e} from" if codes["apart"] else "is exactly"
    apart += " α of each code's own table"
    rows.append(row(f"α of {codes['codes']} codes, each present or not", "presence", "seconds", apart))
    return table(("CPU seconds: median (least–most)", "s", "figure"), rows)


def _unitizing(figures: Figures) -> str:
    medians, runs = Medians(figures["runs"]), figures["runs"]
    rows = []
    for size in figures["sizes"]["unitizing"]:
        ours, peer = f"unitizing {_name(size)}", f"unitized {_name(size)}"
        seconds = medians.of(ours, "u seconds")
        theirs, apart = "", ""
        if peer in runs:
            taken = medians.of(peer, "seconds")
            theirs = f"{taken:.3f} ({taken / seconds:,.0f} ×)"
            apart = f"{abs(runs[ours][0]['u'] - runs[peer][0]['u']):.0e}"
        elif size in figures["sizes"]["unitizing_peer"]:
            theirs = "not measured"
        cells = (f"{medians.of(ours, get):.4f}" for get in ("u seconds", "cu seconds", "reading"))
        rows.append((_size(size), *cells, f"{_MICRO * seconds / size[1]:.2f}", theirs, apart))
    head = ("units", "uα, s", "cuα, s", "reading, s", "uα, µs a unit", "krippendorff-unitized-alpha, s", "difference")
    return table(head, rows)


def _gamma(figures: Figures) -> str:
    medians, runs = Medians(figures["runs"]), figures["runs"]
    rows = []
    for size in figures["sizes"]["gamma"]:
        ours, peer = f"gamma {_name(size)}", f"pygamma {_name(size)}"
        theirs, times = ("not measured" if size in figures["sizes"]["gamma_peer"] else ""), ""
        if peer in runs:
            theirs = medians.spread(peer, "seconds", 2)
            times = f"{medians.of(peer, 'seconds') / medians.of(ours, 'seconds'):.1f} ×"
        megabytes = f"{medians.of(ours, 'peak') / _MEGA:,.0f}"
        rows.append((_size(size), medians.spread(ours, "seconds"), megabytes, theirs, times))
    return table(("units", "ours, s", "ours, most MB above the data", "pygamma-agreement, s", "theirs over ours"), rows)


def _gamma_figures(figures: Figures) -> str:
    runs = figures["runs"]
    rows: list[tuple[Any, ...]] = []
    for size in figures["sizes"]["gamma"]:
        found = {who: runs.get(f"{key} {_name(size)}") for who, key in (("ours", "gamma"), ("pygamma", "pygamma"))}
        known = {who: (run, _Expected.of(run)) for who, run in found.items() if run}
        for who, (run, expected) in known.items():
            observed, samples = run[0]["observed"], sum(len(one["samples"]) for one in run)
            apart = f"{expected.apart(known['ours'][1]):.1f}" if who != "ours" else ""
            figure = f"{1 - observed / expected.mean:.4f}"
            rows.append((_size(size), who, figure, f"{observed:.6f}", f"{expected}", samples, apart))
    head = (
        "units",
        "",
        "γ",
        "observed disorder",
        "expected disorder ± standard error",
        "samples",
        "standard errors apart",
    )
    return table(head, rows)


_HEAD: Final = """\
Written by `benchmarks/coders.py`.

- Date: {date}
- Machine: {machine}
- Versions: Python {python}, {packages}, fou-toolkit {own}
- In an environment of their own: {peers}
- Tables: 3 coders × {units:,} units, 60 values equally frequent, 25 % guessed, 5 % missing; and 60 codes, each present
  or not. Stretches: 12 categories, edges and categories not quite the same, none of a coder's overlap. Seed {seed}
- Rounds: {rounds}, in turns, each run in a fresh process; CPU seconds, medians; load of the machine over 15 minutes:
  {load}"""


def _head(figures: Figures) -> str:
    import fou_toolkit

    peers = ", ".join(f"{name} {number}" for name, number in figures["peers"].items())
    solvers = {run["solver"] for key, runs in figures["runs"].items() if key.startswith("pygamma") for run in runs}
    return _HEAD.format(
        date=dt.datetime.now(dt.UTC).date().isoformat(),
        machine=machine(),
        python=platform.python_version(),
        packages=", ".join(f"{name} {version(name)}" for name in _PACKAGES),
        own=fou_toolkit.__version__,
        peers=f"{peers}, solver {' and '.join(sorted(solvers))}" if peers else "not there, **not measured**",
        units=figures["sizes"]["units"],
        seed=figures["seed"],
        rounds=figures["rounds"],
        load=load(),
    )


def _markdown(figures: Figures) -> str:
    parts = [
        _head(figures),
        "### Ratios and targets of agreement",
        summary(_ratios(figures)),
        "### Tables of values and codes",
        _tables(figures),
        "### Stretches: α for unitizing",
        _unitizing(figures),
        "### Stretches: γ",
        _gamma(figures),
        "### Does γ come out the same?",
        _gamma_figures(figures),
    ]
    return "\n\n".join(parts)


def show(figures: Figures) -> None:
    """Print the figures that have a target."""
    if figures["quick"]:
        print("The targets are for the full size.")
    writing.show(_ratios(figures))


def write(figures: Figures, path: Path) -> None:
    """Write the section; what `run.py` has written stays."""
    writing.store(path, coders=_markdown(figures))
