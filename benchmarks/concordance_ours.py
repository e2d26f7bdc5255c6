"""Search and concordance, ours: one function a process (`python concordance_ours.py NAME FOLDER`).

All times are CPU seconds (user and system) of the process.
"""

import json
import statistics
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numpy as np

import material
from concordance_timing import timed
from engines import corpus_of
from fou_toolkit.analysis.words import Concordance, concordance
from fou_toolkit.text import Index, index_of
from measuring import Clock, give_back, resident

Figures = dict[str, Any]

_TIMES: Final = 7
_TARGETS: Final = {"mid": 5_000, "rare": 100}
"""Hits that a query should have, for each million words times five."""
_PHRASES: Final = 1_000
_PAGE: Final = 50
_SHORT: Final = 3


def choose(folder: Path) -> Figures:
    """Choose the queries, and write the words for the other engine: the folded ones, one a line."""
    index = index_of(corpus_of(material.load_texts(folder)))
    forms = np.array(index.vocabulary.forms, object)
    (folder / "words.txt").write_text("\n".join(forms[index.type].tolist()), encoding="utf-8")
    count: dict[str, int] = {}
    for form, number in zip(index.vocabulary.forms, index.vocabulary.counts.tolist(), strict=True):
        if form.isalpha() and len(form) >= _SHORT:
            count[form] = count.get(form, 0) + number
    share = len(index) / 5_000_000
    queries = {"frequent": [max(sorted(count), key=count.__getitem__)]}
    for name, target in _TARGETS.items():
        queries[name] = [min(sorted(count), key=lambda form: abs(count[form] - target * share))]
    queries["phrase"] = _phrase(index, round(_PHRASES * share))
    (folder / "queries.json").write_text(json.dumps(queries), encoding="utf-8")
    return {"queries": {name: " ".join(words) for name, words in queries.items()}}


def _phrase(index: Index, target: int) -> list[str]:
    """Choose two words that stand side by side about so often, within sentences."""
    inside = index.sentence[1:] == index.sentence[:-1]
    pairs = index.type[:-1][inside].astype(np.int64) << 32 | index.type[1:][inside]
    found, often = np.unique(pairs, return_counts=True)
    for place in np.argsort(np.abs(often - target), kind="stable").tolist():
        words = [
            index.vocabulary.forms[int(found[place]) >> 32],
            index.vocabulary.forms[int(found[place]) & 0xFFFFFFFF],
        ]
        if all(word.isalpha() and len(word) >= _SHORT for word in words):
            return words
    raise SystemExit("The text has no phrase that is frequent enough.")


def measure(folder: Path) -> Figures:
    """Measure every query: places alone, the first page, sorted, all lines; and how long what stays takes to make."""
    queries: dict[str, list[str]] = json.loads((folder / "queries.json").read_text(encoding="utf-8"))
    corpus = corpus_of(material.load_texts(folder))
    give_back()
    before = resident()
    clock = Clock()
    index = index_of(corpus)
    figures: Figures = {"index": clock.lap(), "times": {}, "found": {}}
    concordance(corpus, "=" + queries["rare"][0])
    figures["first query"] = clock.lap()
    figures["held"] = resident() - before
    for name, words in queries.items():
        query = " ".join(f"={word}" for word in words)
        ask = _asking(corpus, query)
        figures["times"][name] = {what: _median(doing) for what, doing in ask.items()}
        found = concordance(corpus, query, sort="text").found
        figures["found"][name] = [len(found), _digest(found.before + 1)]
    figures["times"]["regex"] = {
        "page": _median(lambda: list(concordance(corpus, _regex(queries), sort="text").page(1)), 1)
    }
    figures["words"] = len(index)
    return figures


def _regex(queries: dict[str, list[str]]) -> str:
    return rf"/\b{queries['mid'][0]}\w*/"


def _asking(corpus: Any, query: str) -> dict[str, Callable[[], object]]:  # noqa: ANN401 - a corpus
    """Give what is measured; each begins with the query."""

    def ask(sort: str = "text") -> Concordance:
        return concordance(corpus, query, sort=sort)

    ready = ask()
    return {
        "places": ask,
        "page": lambda: list(ask().page(1, size=_PAGE)),
        "page of places": lambda: list(ready.page(1, size=_PAGE)),
        "sorted page": lambda: list(ask("right").page(1, size=_PAGE)),
        "lines": lambda: list(ask()),
    }


def _median(doing: Callable[[], object], times: int = _TIMES) -> float:
    return statistics.median(timed(doing) for _ in range(times))


def _digest(words: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> str:
    return sha256(",".join(map(str, words.tolist())).encode()).hexdigest()


if __name__ == "__main__":
    print(json.dumps({"choose": choose, "measure": measure}[sys.argv[1]](Path(sys.argv[2]))))
