"""What reports are written with: figures with targets, medians, tables, and the sections of `results.md`."""

import os
import platform
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

__all__ = ["Figures", "Medians", "Ratio", "Rows", "finish", "load", "machine", "show", "store", "summary", "table"]

Figures = dict[str, Any]
Rows = Iterable[Sequence[object]]

_HEADINGS: Final = {
    "coders": "Agreement between coders",
    "concordance": "Search and concordance",
    "together": "Codes that stand together",
    "project": "A project on disk",
}
"""Headings of the sections that other scripts than `run.py` write."""


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """One figure that has a target.

    Args:
        what: What was measured.
        value: The figure; `None` if it could not be measured.
        least: The least it should be.
        most: The most it should be; one of the two is given.
        unit: Unit of all three.
        digits: Digits behind the point.
        note: What has to be known beside it.
    """

    what: str
    value: float | None
    least: float | None = None
    most: float | None = None
    unit: str = "×"
    digits: int = 1
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target was met; `None` if nobody knows."""
        if self.value is None:
            return None
        return (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """What was measured, the figure, the target, whether it was met."""
        target = f"≥ {self.least:,g}" if self.least is not None else f"≤ {self.most:,g}"
        verdict = {True: "met", False: "missed", None: ""}[self.met]
        measured = "not measured" if self.value is None else f"{self.value:,.{self.digits}f} {self.unit}".strip()
        return self.what, measured, f"{target} {self.unit}".strip(), verdict


class Medians:
    """Gives medians over the rounds.

    Args:
        runs: What each engine measured in each round.
    """

    def __init__(self, runs: dict[str, list[Figures]]) -> None:
        self._runs = runs

    def of(self, engine: str, get: str | Callable[[Figures], float]) -> float:
        """Give the median of one figure of an engine."""
        return statistics.median(self.all(engine, get))

    def all(self, engine: str, get: str | Callable[[Figures], float]) -> list[float]:
        """Give one figure of an engine for all rounds."""
        asked = (lambda run: run[get]) if isinstance(get, str) else get
        return [asked(run) for run in self._runs[engine]]

    def best(self, engine: str, get: str) -> float:
        """Give the least: what the engine takes when nothing else disturbs it."""
        return min(self.all(engine, get))

    def spread(self, engine: str, get: str | Callable[[Figures], float], digits: int = 3) -> str:
        """Write median, least and most."""
        values = self.all(engine, get)
        return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def table(head: Sequence[str], rows: Rows) -> str:
    """Write a table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def summary(ratios: Sequence[Ratio]) -> str:
    """Write the figures that have a target, and how many miss it."""
    rows = [
        (what, f"**{value}**", target, f"**{verdict}**" if ratio.met is False else verdict, ratio.note)
        for ratio in ratios
        for what, value, target, verdict in [ratio.cells]
    ]
    missed = sum(ratio.met is False for ratio in ratios)
    unknown = sum(ratio.met is None for ratio in ratios)
    verdicts = [f"{missed} of {len(ratios)} targets missed." if missed else "All targets met."]
    if unknown:
        verdicts = [f"{missed} of {len(ratios)} targets missed, {unknown} not measured."]
    return "\n\n".join([table(("what", "measured", "target", "", "note"), rows), *verdicts])


def show(ratios: Sequence[Ratio]) -> None:
    """Print the figures that have a target."""
    for ratio in ratios:
        what, value, target, verdict = ratio.cells
        print(f"{verdict:6}  {what:60} {value:>20}   {target}")


def finish(write: Callable[[Figures, Path], None], figures: Figures, output: Path | None, *, quick: bool) -> None:
    """Write a report where it belongs: what was asked for; else `results.md`, for the full size only.

    Args:
        write: Writes the report.
        figures: What was measured.
        output: Where to write; `None` for `results.md`.
        quick: Whether this was less than the full size.
    """
    target = output or (None if quick else Path(__file__).with_name("results.md"))
    if target is None:
        print("Not the full size: nothing was written. --output says where to write all the same.")
    else:
        write(figures, target)
        print(f"Written: {target}")


def machine() -> str:
    """Say what machine this is."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text(encoding="utf-8").splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"


def load() -> str:
    """Say how many processes wanted to run in the last fifteen minutes, where the system tells."""
    return f"{os.getloadavg()[2]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else "unknown"


def store(
    path: Path,
    *,
    text: str | None = None,
    coders: str | None = None,
    concordance: str | None = None,
    together: str | None = None,
    project: str | None = None,
) -> None:
    """Write some sections of a report; the others stay as they are. Whole or not at all.

    Args:
        path: The report.
        text: What comes first.
        coders: The section on agreement between coders, without its heading; so are the others.
        concordance: On search and concordance.
        together: On codes that stand together.
        project: On a large project on disk.
    """
    from fou_toolkit._files import write_text

    parts = _sections(path.read_text(encoding="utf-8") if path.exists() else "")
    given = {"": text, "coders": coders, "concordance": concordance, "together": together, "project": project}
    parts |= {name: body for name, body in given.items() if body is not None}
    written = [
        f"## {_HEADINGS[name]}\n\n{parts[name].strip()}" if name else parts[name].strip()
        for name in ("", *_HEADINGS)
        if parts.get(name)
    ]
    write_text(path, "\n\n".join(written) + "\n")


def _sections(stored: str) -> dict[str, str]:
    """Cut a report at the headings of its sections; what stands before the first one has no name."""
    names = {f"## {heading}": name for name, heading in _HEADINGS.items()}
    parts: dict[str, list[str]] = {"": []}
    here = ""
    for line in stored.splitlines():
        here = names.get(line, here)
        if line in names:
            parts[here] = []
        else:
            parts[here].append(line)
    return {name: "\n".join(lines) for name, lines in parts.items()}
