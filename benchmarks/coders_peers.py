"""Agreement between coders, other packages: one function a process (`python coders_peers.py NAME FOLDER ...`).

Two of them need an older numpy, so this runs in an environment of its own for them (`peers.txt`) and uses nothing of
`fou_toolkit`. Making the data into what a package takes is not counted, nor is a first call on next to nothing.
"""

import json
import logging
import os
import sys
import warnings
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import numpy as np

import coders_data as data
from measuring import Clock, give_back, peak, resident

Figures = dict[str, Any]

_SAMPLES: Final = 30
_FEW: Final = 100
_PACKAGES: Final = ("numpy", "pygamma-agreement", "cvxpy", "krippendorff-unitized-alpha")


def krippendorff(folder: Path, units: str) -> Figures:
    """Measure `krippendorff.alpha` on the first units of the table of values."""
    from krippendorff import alpha

    table = np.load(folder / "values.npy")[:, : int(units)]
    alpha(table[:, :_FEW], level_of_measurement="nominal")
    give_back()
    before = resident()
    clock = Clock()
    value = float(alpha(table, level_of_measurement="nominal"))
    return {"seconds": clock.lap(), "value": value, "peak": peak() - before, "units": table.shape[1]}


def nltk(folder: Path) -> Figures:
    """Measure `AnnotationTask.alpha`; the triples are there, and handing them over is not counted either."""
    from nltk.metrics.agreement import AnnotationTask

    table = np.load(folder / "values.npy")
    coders, units = np.nonzero(~np.isnan(table))
    said = table[coders, units].astype(np.int64)
    triples = list(zip(coders.tolist(), units.tolist(), said.tolist(), strict=True))
    AnnotationTask([triple for triple in triples if triple[1] < _FEW]).alpha()
    clock = Clock()
    task = AnnotationTask(triples)
    handing = clock.lap()
    value = task.alpha()
    return {"seconds": clock.lap(), "handing over": handing, "value": value}


def unitized(folder: Path, name: str) -> Figures:
    """Measure krippendorff-unitized-alpha; gaps are segments, too, for it."""
    from krippendorff_unitized_alpha.krippendorffs_unitized_alpha import KrippendorffUnitizedAlpha

    arrays = data.load(folder, name)
    segments = _segments(arrays)
    KrippendorffUnitizedAlpha({coder: parts[:5] for coder, parts in segments.items()})
    clock = Clock()
    value = float(KrippendorffUnitizedAlpha(segments).result)
    return {"seconds": clock.lap(), "u": value}


def _segments(arrays: data.Arrays) -> dict[str, list[Any]]:
    """Give the segments of each coder, marked ones and gaps."""
    from krippendorff_unitized_alpha.krippendorffs_unitized_alpha import EMPTY_TAG, Segment

    found: dict[str, list[Any]] = {}
    for coder, start, stop, category in data.rows(arrays):
        parts = found.setdefault(coder, [])
        behind = parts[-1].end if parts else 0
        gap = [Segment(EMPTY_TAG, behind, start)] if start > behind else []
        parts += [*gap, Segment(category, start, stop)]
    length = int(arrays["length"])
    return {coder: [*parts, Segment(EMPTY_TAG, parts[-1].end, length)] for coder, parts in found.items()}


def pygamma(folder: Path, name: str, seed: str) -> Figures:
    """Measure pygamma-agreement as it is set up by default; of its solvers it takes the one that it prefers."""
    import pygamma_agreement as peer

    def marked(arrays: data.Arrays) -> Any:  # noqa: ANN401 - of a package that not everybody has
        from pyannote.core import Segment

        continuum = peer.Continuum()
        for coder, start, stop, category in data.rows(arrays):
            continuum.add(coder, Segment(start, stop), category)
        return continuum

    seen = _Warnings()
    logging.getLogger().addHandler(seen)
    arrays = data.load(folder, name)
    marked(data.marked(len(set(arrays["coder"].tolist())), 5, 1)).compute_gamma(n_samples=2)
    continuum = marked(arrays)
    np.random.seed(int(seed))  # noqa: NPY002 - what the package draws with
    give_back()
    before = resident()
    clock = Clock()
    found = continuum.compute_gamma(n_samples=_SAMPLES)
    return {
        "seconds": clock.lap(),
        "peak": peak() - before,
        "gamma": float(found.gamma),
        "observed": float(found.observed_disorder),
        "samples": [float(sample.disorder) for sample in found.chance_alignments],
        "solver": "GLPK" if any("GLPK" in message for message in seen.messages) else "CBC",
    }


class _Warnings(logging.Handler):
    """Keeps what is logged, and shows nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def versions(_folder: Path) -> Figures:
    """Say which versions are there of what needs an environment of its own; fail if something is not there."""
    python = ".".join(map(str, sys.version_info[:3]))
    return {"Python": python, **{name: version(name) for name in _PACKAGES}}


MEASURED: Final[dict[str, Callable[..., Figures]]] = {
    function.__name__: function for function in (krippendorff, nltk, unitized, pygamma, versions)
}


def main() -> None:
    """Measure; whatever a solver prints goes nowhere, and figures go where it would have gone."""
    warnings.simplefilter("ignore")
    sys.stdout.flush()
    printed = os.dup(1)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    figures = MEASURED[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
    with os.fdopen(printed, "w", encoding="utf-8") as output:
        output.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
