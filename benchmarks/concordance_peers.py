"""Search and concordance, NLTK: one function a process (`python concordance_peers.py NAME FOLDER`).

NLTK is given the words as ours has cut them, in small letters; making that list is not counted.
"""

import json
import statistics
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from concordance_timing import timed
from measuring import Clock, give_back, resident

Figures = dict[str, Any]

_TIMES: Final = 3
_PAGE: Final = 50
_WIDTH: Final = 120


def measure(folder: Path) -> Figures:
    """Measure `ConcordanceIndex`: making it, the first lines of every query, and its places alone."""
    from nltk.text import ConcordanceIndex

    queries: dict[str, list[str]] = json.loads((folder / "queries.json").read_text(encoding="utf-8"))
    words = (folder / "words.txt").read_text(encoding="utf-8").split("\n")
    give_back()
    before = resident()
    clock = Clock()
    index = ConcordanceIndex(words)
    figures: Figures = {"index": clock.lap(), "held": resident() - before, "times": {}, "found": {}}
    for name, phrase in queries.items():
        asked = phrase if len(phrase) > 1 else phrase[0]
        seconds = [
            timed(lambda asked=asked: index.find_concordance(asked, width=_WIDTH)[:_PAGE]) for _ in range(_TIMES)
        ]
        # It cuts all lines, also where one asks for the first ones only.
        figures["times"][name] = {"page": statistics.median(seconds)}
        if len(phrase) == 1:
            places = index.offsets(phrase[0])
            figures["found"][name] = [len(places), sha256(",".join(map(str, places)).encode()).hexdigest()]
    return figures


if __name__ == "__main__":
    print(json.dumps({"measure": measure}[sys.argv[1]](Path(sys.argv[2]))))
