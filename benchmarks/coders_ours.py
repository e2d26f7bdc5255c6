"""Agreement between coders, ours: one function a process (`python coders_ours.py NAME FOLDER ...`).

All times are CPU seconds (user and system) of the process. What is imported late and whatever is made once is there
before: every function is first called on next to nothing.
"""

import json
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np

import coders_data as data
from fou_toolkit.analysis.agreement import Bootstrap, Continuum, PresenceCounts, alpha_of, interval
from fou_toolkit.analysis.agreement import alpha as our_alpha
from fou_toolkit.analysis.agreement.gamma import gamma as our_gamma
from fou_toolkit.analysis.agreement.unitizing import cu_alpha, u_alpha
from measuring import Clock, give_back, peak, resident

Figures = dict[str, Any]

_SAMPLES: Final = 30
_TIMES: Final = 5


def alpha(folder: Path) -> Figures:
    """Measure nominal α of the table of values, and the most memory it takes above the table."""
    table = np.load(folder / "values.npy")
    our_alpha(table[:, :100])
    give_back()
    before = resident()
    clock = Clock()
    value = our_alpha(table)
    return {"seconds": clock.lap(), "value": value, "peak": peak() - before, "units": table.shape[1]}


def bootstrap(folder: Path, over: str, replicates: str) -> Figures:
    """Measure α with its interval, drawing units or documents."""
    table = np.load(folder / "values.npy")
    documents = data.documents(table.shape[1]).tolist()
    chosen = Bootstrap(over=over, replicates=int(replicates))
    interval(table[:, :100], documents=documents[:100], bootstrap=Bootstrap(over=over, replicates=2))
    give_back()
    before = resident()
    clock = Clock()
    found = interval(table, documents=documents, bootstrap=chosen)
    seconds = clock.lap()
    return {"seconds": seconds, "peak": peak() - before, "value": found.value, "low": found.low, "high": found.high}


def presence(folder: Path) -> Figures:
    """Measure α of each code, present or not; compare with α of each code's own table."""
    codes = np.load(folder / "codes.npy")
    group = data.documents(codes.shape[1])
    looked = np.ones((len(codes), int(group[-1]) + 1), np.bool_)
    _alphas(codes[:, :100], looked[:, :1], group[:100])
    clock = Clock()
    found = _alphas(codes, looked, group)
    seconds = clock.lap()
    each = np.array([our_alpha(codes[:, :, number].astype(np.int64)) for number in range(codes.shape[2])])
    return {"seconds": seconds, "apart": float(np.abs(found - each).max()), "codes": codes.shape[2]}


def _alphas(codes: Any, looked: Any, group: Any) -> Any:  # noqa: ANN401 - arrays
    return alpha_of(PresenceCounts.of(codes, looked, group).tallies().coincidences.sum(axis=0))


def unitizing(folder: Path, name: str) -> Figures:
    """Measure uα and cuα: each the first time, and the median of several times."""
    arrays = data.load(folder, name)
    rows, bounds = data.rows(arrays), (0, float(arrays["length"]))
    _ = [figure(_small()) for figure in (u_alpha, cu_alpha)]
    clock = Clock()
    continuum = Continuum.of(rows, bounds=bounds)
    figures: Figures = {"reading": clock.lap(), "units": len(continuum)}
    for key, figure in (("u", u_alpha), ("cu", cu_alpha)):
        times = []
        for _ in range(_TIMES):
            clock = Clock()
            figures[key] = figure(continuum)
            times.append(clock.lap())
        figures |= {f"{key} first": times[0], f"{key} seconds": statistics.median(times)}
    return figures


def gamma(folder: Path, name: str, seed: str) -> Figures:
    """Measure γ, with γ-cat and γ-k, which ours gives along with it."""
    arrays = data.load(folder, name)
    continuum = Continuum.of(data.rows(arrays), bounds=(0, float(arrays["length"])))
    our_gamma(_small(), samples=2)
    give_back()
    before = resident()
    clock = Clock()
    found = our_gamma(continuum, samples=_SAMPLES, seed=int(seed))
    return {
        "seconds": clock.lap(),
        "peak": peak() - before,
        "units": len(continuum),
        "gamma": found.gamma,
        "observed": found.observed,
        "samples": found.samples.tolist(),
    }


def _small() -> Continuum:
    return Continuum.of(data.rows(data.marked(2, 5, 1)), bounds=(0, 500))


MEASURED: Final[dict[str, Callable[..., Figures]]] = {
    function.__name__: function for function in (alpha, bootstrap, presence, unitizing, gamma)
}


if __name__ == "__main__":
    print(json.dumps(MEASURED[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])))
