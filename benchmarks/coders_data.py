"""What coders said, made up: tables of values and of codes, and stretches of a text. Uses nothing of `fou_toolkit`.

All of it is drawn in an order that one seed fixes; every process reads the same arrays. What `request.json` in a folder
asks for is made by `python coders_data.py make FOLDER`.
"""

import json
import sys
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

__all__ = ["CATEGORIES", "CODERS", "VALUES", "Arrays", "documents", "load", "marked", "name_of", "rows"]

Arrays = dict[str, npt.NDArray[Any]]

CODERS: Final = 3
VALUES: Final = 60
CATEGORIES: Final = 12
_GUESSED: Final = 0.25
"""Share of values that a coder draws by lot."""
_MISSING: Final = 0.05
_MISSED: Final = 0.2
"""Share of present codes that a coder does not see."""
_STEP: Final = 100
"""Places of the text that one marked stretch and the gap before it take."""
_JITTER: Final = 12
"""How far a coder's edge is from the true one at most; less than half the shortest gap, so that nothing overlaps."""
_OTHER: Final = 0.2
"""Share of stretches to which a coder gives a category drawn by lot."""


def make(folder: Path) -> None:
    """Make and store tables of `units`, and `continua`: how many coders, and how many units of all of them."""
    request = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    seed, units = request["seed"], request["units"]
    np.save(folder / "values.npy", _values(np.random.default_rng((seed, 0)), units))
    np.save(folder / "codes.npy", _codes(np.random.default_rng((seed, 1)), units))
    for coders, wanted in request["continua"]:
        np.savez(folder / f"{name_of(coders, wanted)}.npz", **marked(coders, wanted // coders, seed))


def name_of(coders: int, units: int) -> str:
    """Give the name that a continuum is stored under."""
    return f"{coders}-{units}"


def load(folder: Path, name: str) -> Arrays:
    """Give the arrays of a continuum: coder, start, stop, category, and the length of the text."""
    with np.load(folder / f"{name}.npz") as stored:
        return dict(stored)


def rows(arrays: Arrays) -> list[tuple[str, float, float, str]]:
    """Give the units of a continuum: coder, start, stop, category."""
    columns = (arrays[name].tolist() for name in ("coder", "start", "stop", "category"))
    return [(f"coder {one}", start, stop, f"c{kind}") for one, start, stop, kind in zip(*columns, strict=True)]


def documents(units: int) -> npt.NDArray[np.int64]:
    """Give the document of each unit of the tables; a hundred units each."""
    return np.arange(units) // 100


def _values(rng: np.random.Generator, units: int) -> npt.NDArray[np.float64]:
    """Give one value a coder and unit, NaN where a coder has not looked; shape `(coders, units)`.

    All values are equally frequent, so that few units are alike: that is the hard case for the bootstrap.
    """
    shape = CODERS, units
    guessed = rng.random(shape) < _GUESSED
    table = np.where(guessed, rng.integers(0, VALUES, shape), rng.integers(0, VALUES, units)).astype(np.float64)
    table[rng.random(shape) < _MISSING] = np.nan
    return table


def _codes(rng: np.random.Generator, units: int) -> npt.NDArray[np.bool_]:
    """Say whether a coder saw a code in a unit, shape `(coders, units, codes)`; a code stands in 0.5 to 10 %."""
    shares = np.geomspace(0.005, 0.1, VALUES)
    there = rng.random((units, VALUES)) < shares
    shape = CODERS, units, VALUES
    return (there & (rng.random(shape) > _MISSED)) | (rng.random(shape) < shares * _MISSED)


def marked(coders: int, each: int, seed: int) -> Arrays:
    """Give the stretches that coders marked; those of one coder do not overlap.

    Each stretch has a true place and category; a coder's edges are near the true ones, some of the categories are
    others, and one stretch in twenty is marked somewhere else in its place.

    Args:
        coders: How many.
        each: How many stretches each of them marks.
        seed: Of the random numbers.
    """
    rng = np.random.default_rng((seed, coders, each))
    shape = coders, each
    start = np.arange(each) * _STEP + rng.integers(30, 50, each)
    stop = start + rng.integers(15, 30, each)
    kind = rng.integers(0, CATEGORIES, each)
    starts, stops = (edge + rng.integers(-_JITTER // 2, _JITTER // 2 + 1, shape) for edge in (start, stop))
    strays = (rng.random(shape) < 1 / 20) * rng.integers(-20, 15, shape)
    kinds = np.where(rng.random(shape) < _OTHER, rng.integers(0, CATEGORIES, shape), kind)
    return {
        "coder": np.repeat(np.arange(coders), each),
        "start": (starts + strays).ravel(),
        "stop": (stops + strays).ravel(),
        "category": kinds.ravel(),
        "length": np.array(each * _STEP),
    }


if __name__ == "__main__":
    make(Path(sys.argv[2]))
    print("{}")
