"""Write the section of `results.md` on search and concordance, and show its ratios in the terminal."""

import datetime as dt
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Final

import writing
from writing import Figures, Medians, Ratio, load, machine, summary, table

__all__ = ["show", "write"]

_MEGA: Final = 1e6
_MILLI: Final = 1e3
_NAMES: Final = {
    "frequent": "a frequent word",
    "mid": "a word of middling frequency",
    "rare": "a rare word",
    "phrase": "a phrase",
}


def _of(medians: Medians, engine: str, query: str, what: str) -> float:
    return medians.of(engine, lambda run: float(run["times"][query][what]))


def _ratios(figures: Figures) -> list[Ratio]:
    medians = Medians(figures["runs"])
    ratios = []
    for query, name in _NAMES.items():
        ours, theirs = _of(medians, "ours", query, "page"), _of(medians, "nltk", query, "page")
        every = theirs / _of(medians, "ours", query, "lines")
        ratios.append(
            Ratio(
                what=f"{name.capitalize()}: the first page, NLTK over ours",
                value=theirs / ours,
                least=10,
                note=f"all lines of both: {every:.1f} ×",
            )
        )
    slowest = max(_of(medians, "ours", query, "page of places") for query in _NAMES)
    ratios.append(
        Ratio(what="The first page of places that are found", value=_MILLI * slowest, most=1, unit="ms", digits=2)
    )
    return ratios


def _queries(figures: Figures) -> str:
    medians = Medians(figures["runs"])
    rows = []
    for query, name in _NAMES.items():
        hits = figures["runs"]["ours"][0]["found"][query][0]
        cells = [
            f"{_MILLI * _of(medians, 'ours', query, what):,.2f}"
            for what in ("places", "page of places", "page", "sorted page", "lines")
        ]
        rows.append(
            (
                f"{name} (`{figures['queries'][query]}`)",
                f"{hits:,}",
                *cells,
                f"{_MILLI * _of(medians, 'nltk', query, 'page'):,.2f}",
            )
        )
    regex = _MILLI * _of(medians, "ours", "regex", "page")
    rows.append(("a regular expression", "", "", "", f"{regex:,.0f}", "", "", ""))
    head = (
        "ms, medians",
        "places",
        "ours: places",
        "a page of them",
        "query and first page",
        "the same, sorted to the right",
        "all lines",
        "NLTK: `find_concordance`",
    )
    return table(head, rows)


def _made_once(figures: Figures) -> str:
    medians = Medians(figures["runs"])
    rows = [
        (
            "ours: index of words, sentences, languages",
            medians.spread("ours", "index", 2),
            f"{medians.of('ours', 'held') / _MEGA:,.0f}",
        ),
        ("ours: the first query, with postings", medians.spread("ours", "first query", 2), ""),
        (
            "NLTK: `ConcordanceIndex` of ready words",
            medians.spread("nltk", "index", 2),
            f"{medians.of('nltk', 'held') / _MEGA:,.0f}",
        ),
    ]
    return table(("made once", "s", "MB above the text or the words"), rows)


_HEAD: Final = """\
Written by `benchmarks/concordance.py`.

- Date: {date}
- Machine: {machine}
- Versions: Python {python}, numpy {numpy}, nltk {nltk}, fou-toolkit {own}
- Text: {words:,} words, {types:,} different ones, {documents:,} documents; seed {seed}
- Rounds: {rounds}, in turns, each run in a fresh process; CPU seconds, medians; load of the machine over 15 minutes:
  {load}
- Single words have the same places in both, word by word. NLTK cuts every line, also where one looks at the first 50
  only; a phrase of NLTK's may cross the end of a sentence."""


def _markdown(figures: Figures) -> str:
    import fou_toolkit

    head = _HEAD.format(
        date=dt.datetime.now(dt.UTC).date().isoformat(),
        machine=machine(),
        python=platform.python_version(),
        numpy=version("numpy"),
        nltk=version("nltk"),
        own=fou_toolkit.__version__,
        words=figures["runs"]["ours"][0]["words"],
        types=figures["text"]["types"],
        documents=figures["text"]["documents"],
        seed=figures["seed"],
        rounds=figures["rounds"],
        load=load(),
    )
    parts = [
        head,
        "### Ratios and targets of search",
        summary(_ratios(figures)),
        _queries(figures),
        _made_once(figures),
    ]
    return "\n\n".join(parts)


def show(figures: Figures) -> None:
    """Print the figures that have a target."""
    if figures["quick"]:
        print("The targets are for the full text.")
    writing.show(_ratios(figures))


def write(figures: Figures, path: Path) -> None:
    """Write the section, whole or not at all; what other scripts have written stays."""
    writing.store(path, concordance=_markdown(figures))
