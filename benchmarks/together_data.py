"""Make up codings that overlap; nothing of `fou_toolkit` is used, so that the data stay the same when it changes."""

import json
import sys
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

__all__ = ["CODES", "Ints", "load"]

Ints = npt.NDArray[np.int64]

CODES: Final = 60
LENGTH: Final = 11_200
"""Code points of a text."""
_MEAN: Final = 60
"""Mean length of a coding."""


def make(folder: Path) -> dict[str, Any]:
    """Make and store codings of one coder, in order of text and place, for each size that is asked for."""
    request = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    for count, texts in request["sizes"]:
        rng = np.random.default_rng([request["seed"], count, texts])
        text = np.sort(rng.integers(0, texts, count))
        start = rng.integers(0, LENGTH, count)
        end = start + rng.geometric(1 / _MEAN, count)
        order = np.lexsort((end, start, text))
        code = rng.integers(0, CODES, count)
        np.savez(folder / f"{count}-{texts}.npz", text=text[order], start=start[order], end=end[order], code=code)
    return {}


def load(folder: Path, name: str) -> tuple[Ints, Ints, Ints, Ints]:
    """Give text, start, end and code of all codings."""
    with np.load(folder / f"{name}.npz") as stored:
        return stored["text"], stored["start"], stored["end"], stored["code"]


if __name__ == "__main__":
    print(json.dumps(make(Path(sys.argv[2]))))
