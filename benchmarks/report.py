"""Write what was measured as Markdown, and show the ratios in the terminal."""

import datetime
import os
import platform
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

__all__ = ["show", "write"]

Figures = dict[str, Any]
Rows = Iterable[Sequence[object]]

_MILLION: Final = 1e6
_PACKAGES: Final = ("numpy", "spacy", "ahocorasick-rs", "simplemma")
_REASONS: Final = {
    "sign": "a comma, quote or other sign between the words of a phrase: we look past it",
    "blank": "a line break or several blanks between the words of a phrase: we look past them",
    "filler": "a filler (`eh`) between the words of a phrase, or as one of them: no word for us",
    "sentence": "the phrase goes from one sentence into the next: never for us",
    "language": "the passage is English: our cue looks at Norwegian only",
    "hyphen": "tokens: the word is a part of one with a hyphen, or a hyphen stands at its edge",
    "apostrophe": "tokens: the same with an apostrophe",
    "number": "tokens: the same with a number",
    "full stop": "tokens: a full stop that the peer keeps on the word (abbreviation, initial, `...`)",
    "slash": "tokens: words with a slash between them are two for us",
    "token": "tokens: other differences in where they begin or end",
    "residue": "not explained by any of this",
}
"""What explains a difference; the keys are those of `agreement.py`."""


@dataclass(frozen=True)
class _Ratio:
    """One figure that has a target.

    Args:
        what: What was measured.
        value: The figure.
        target: What it should be.
        least: Whether the target is the least (else the most).
        unit: Unit of both.
        digits: Digits behind the point.
        note: What has to be known beside it.
    """

    what: str
    value: float
    target: float
    least: bool
    unit: str = "×"
    digits: int = 1
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the target was met."""
        return self.value >= self.target if self.least else self.value <= self.target

    def cells(self) -> tuple[str, str, str, str]:
        """Give the cells of a table row."""
        sign = "≥" if self.least else "≤"
        verdict = "met" if self.met else "**missed**"
        return (
            self.what,
            f"**{self.value:.{self.digits}f} {self.unit}**",
            f"{sign} {self.target:g} {self.unit}",
            f"{verdict}{': ' if self.note else ''}{self.note}",
        )


class _Medians:
    """Gives medians over the rounds."""

    def __init__(self, figures: Figures) -> None:
        self._runs: dict[str, list[Figures]] = figures["runs"]

    def of(self, engine: str, get: str | Callable[[Figures], float]) -> float:
        """Give the median of one figure of an engine."""
        return statistics.median(self.all(engine, get))

    def all(self, engine: str, get: str | Callable[[Figures], float]) -> list[float]:
        """Give one figure of an engine for all rounds."""
        asked = (lambda run: run[get]) if isinstance(get, str) else get
        return [asked(run) for run in self._runs[engine]]

    def ratio(self, one: tuple[str, str], other: tuple[str, str]) -> float:
        """Give the median of one figure over the median of another."""
        return self.of(*one) / self.of(*other)

    def spread(self, engine: str, get: str | Callable[[Figures], float]) -> str:
        """Write median, least and most."""
        values = self.all(engine, get)
        return f"{statistics.median(values):.3f} ({min(values):.3f}–{max(values):.3f})"


def _ratios(figures: Figures) -> list[_Ratio]:
    medians = _Medians(figures)
    words = medians.of("memory", "words")
    per_word = [point["seconds"] / point["words"] for point in figures["scaling"]]
    build = medians.of("ours", "cold") - medians.of("ours", "code")
    code = medians.of("ours", "code")
    forms, lemmas, stems, compounds, again = (
        medians.of("words", lambda run, name=name: run[name]["seconds"])
        for name in ("forms", "lemmas", "stems as forms", "compounds", "compounds again")
    )
    return [
        _Ratio(
            'Index and code from raw text: CPU time of spaCy\'s blank tokeniser and `PhraseMatcher(attr="LOWER")` over ours',
            medians.ratio(("spacy", "cold"), ("ours", "cold")),
            10,
            least=True,
        ),
        _Ratio(
            "Code again with other cues on the ready index: CPU time of ahocorasick_rs with a word-boundary test over ours",
            medians.ratio(("ahocorasick", "warm"), ("ours", "warm")),
            8,
            least=True,
        ),
        _Ratio(
            f"Time a word, {_million(figures['scaling'][0])} to {_million(figures['scaling'][-1])} million words: "
            "largest over smallest",
            max(per_word) / min(per_word),
            1.5,
            least=False,
            digits=2,
        ),
        _Ratio(
            "Memory of the index after coding",
            medians.of("memory", "resident coded") / words,
            48,
            False,
            "bytes a word",
        ),
        _Ratio(
            "Most memory while building and coding, above the text",
            medians.of("memory", "peak coded") / words,
            120,
            least=False,
            unit="bytes a word",
            digits=0,
        ),
        _Ratio("Lemma cues on the ready index, over the same cues as forms", lemmas / forms, 2, least=False),
        _Ratio(
            "Compound cues (`~form~`), index and code from raw text, over the same cues as forms",
            (build + code + compounds) / (build + code + stems),
            2,
            least=False,
            note="one codebook of 900 form cues and 300 of these",
        ),
        _Ratio(
            "Compound cues on the ready index, for the first time",
            compounds / stems,
            2,
            least=False,
            note="each stem is looked for in all types and each find taken apart; the answers are kept",
        ),
        _Ratio("Compound cues on the ready index, from the second time on", again / stems, 2, least=False),
        _Ratio("`import fou_toolkit`, CPU time", 1000 * medians.of("importing", "package"), 150, False, "ms", digits=0),
        _Ratio(
            "Words of different spelling in the text",
            figures["text"]["types"],
            60_000,
            least=True,
            unit="types",
            digits=0,
        ),
    ]


def _million(point: Figures) -> str:
    return f"{point['words'] / _MILLION:.1f}"


# Sections


def _table(head: Sequence[str], rows: Rows) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _seconds(figures: Figures) -> str:
    medians = _Medians(figures)

    def row(what: str, engine: str, get: str, hits: object) -> tuple[object, ...]:
        return what, medians.spread(engine, get), hits

    ours, aho = figures["runs"]["ours"][0], figures["runs"]["ahocorasick"][0]
    first_hits = f"{ours['hits']:,}"
    return _table(
        ("CPU seconds: median (least–most)", "s", "hits"),
        [
            row("ours, from raw text to suggestions", "ours", "cold", first_hits),
            row("· of this: start (tables, imports)", "ours", "start", ""),
            row("· sources, corpus, fingerprint", "ours", "objects", ""),
            row("· index", "ours", "index", ""),
            row("· postings and the first 900 cues", "ours", "code", ""),
            row("spaCy, from raw text to hits", "spacy", "cold", f"{figures['runs']['spacy'][0]['hits']:,}"),
            row("ahocorasick_rs, from raw text to hits", "ahocorasick", "cold", f"{aho['hits']:,}"),
            row("ours, 900 other cues on the ready index", "ours", "warm", _mean(ours["warm hits"])),
            row("ahocorasick_rs, 900 other cues, boundary test", "ahocorasick", "warm", _mean(aho["warm hits"])),
            row("ahocorasick_rs, the same without a test (below)", "ahocorasick", "warm padded", "the same"),
            row("· making the text ready for that", "ahocorasick", "pad", ""),
        ],
    )


def _mean(hits: list[int]) -> str:
    return f"{statistics.mean(hits):,.0f} on average"


def _scaling(figures: Figures) -> str:
    rows = [
        (
            f"{point['words']:,}",
            f"{point['types']:,}",
            f"{point['seconds']:.3f}",
            f"{_MILLION * point['seconds'] / point['words']:.3f}",
            f"{point['warm']:.3f}",
        )
        for point in figures["scaling"]
    ]
    return _table(("words", "types", "index and code, s", "µs a word", "code again, s"), rows)


def _words(figures: Figures) -> str:
    medians = _Medians(figures)
    rows = []
    for name, what in (
        ("forms", "900 cues as forms (`=a`, `=a =b`)"),
        ("lemmas", "the same as lemmas (`a`, `a b`)"),
        ("stems as forms", "300 single words as forms"),
        ("compounds", "the same as compounds (`~a~`), first time"),
        ("compounds again", "from the second time on"),
    ):
        run = figures["runs"]["words"][0][name]
        rows.append((what, medians.spread("words", lambda run, name=name: run[name]["seconds"]), f"{run['hits']:,.0f}"))
    rows += [
        ("lexicon, cold: dictionaries of three languages", medians.spread("words", "dictionaries"), ""),
        ("lexicon, cold: lemmas of all types", medians.spread("words", "lemma table"), ""),
    ]
    return _table(("on the ready index, CPU seconds", "s", "hits"), rows)


def _memory(figures: Figures) -> str:
    medians = _Medians(figures)
    words = medians.of("memory", "words")
    rows = [
        ("columns and postings, counted", "columns"),
        ("resident after building", "resident"),
        ("resident after building and coding", "resident coded"),
        ("the same before the allocator gives free memory back", "kept"),
        ("most while building", "peak"),
        ("most while building and coding", "peak coded"),
        ("for comparison: the text itself", "text"),
    ]
    return _table(
        ("above the text", "MB", "bytes a word"),
        [
            (what, f"{medians.of('memory', name) / _MILLION:.0f}", f"{medians.of('memory', name) / words:.1f}")
            for what, name in rows
        ],
    )


def _agreement(figures: Figures) -> str:
    found = figures["agreement"]
    equal = "exactly the same" if found["equal"] else "**not the same**"
    lines = [
        f"On the whole text ({found['words']:,} words) the engine gives {found['hits']:,} hits, the slow walk over the "
        f"same words {found['walked']:,}: {equal}.",
        "",
        f"With the peers, on {found['sample']['documents']} documents ({found['sample']['words']:,} words, "
        f"{found['sample']['hits']:,} hits of ours):",
        "",
    ]
    names = {"spacy": "spaCy", "ahocorasick": "ahocorasick_rs"}
    rows: list[Sequence[object]] = [
        ("hits", *(f"{found[peer]['hits']:,}" for peer in names)),
        ("found by both", *(f"{found[peer]['both']:,}" for peer in names)),
    ]
    for side in ("only ours", "only theirs"):
        rows.append((f"**{side}**", *(f"{sum(found[peer][side].values()):,}" for peer in names)))
        for category, meaning in _REASONS.items():
            counts = [found[peer][side].get(category, 0) for peer in names]
            if any(counts) or category == "residue":
                rows.append((f"· {meaning}", *counts))
    lines.append(_table(("", *names.values()), rows))
    lines += [f"\nNot explained: `{line}`" for peer in names for line in found[peer]["residue"]]
    return "\n".join(lines)


def _machine() -> str:
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text(encoding="utf-8").splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"


def _head(figures: Figures) -> str:
    text = figures["text"]
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    sources = ", ".join(f"{name}: {count:,}" for name, count in text["sentences"].items())
    return "\n".join(
        [
            "# Results",
            "",
            "Written by `make bench` (`benchmarks/run.py`); `README.md` says how it is measured. Nothing is asserted.",
            "",
            f"- Date: {today}",
            f"- Machine: {_machine()}",
            f"- Versions: fou-toolkit {version('fou-toolkit')}, Python {platform.python_version()}, {packages}",
            f"- Text: {text['words']:,} words, {text['types']:,} types, {text['documents']:,} documents, "
            f"{text['characters']:,} characters; seed {text['seed']}; drawn from sentences of {sources}",
            "- Cues: 60 codes with 10 single words and 5 two-word phrases each, drawn from the text",
            f"- Rounds: {figures['rounds']}, in turns, each engine in a fresh process; medians of CPU seconds",
        ]
    )


_PADDED: Final = (
    "The last way of using ahocorasick_rs is quicker and has no target: all signs of the text are made blanks beforehand "
    "and the patterns have a blank on either side, so that no boundary has to be tested. It is an index of a kind, too, "
    "and finds the same. {ratio}"
)


def markdown(figures: Figures) -> str:
    """Give the whole report."""
    medians = _Medians(figures)
    ratios = _ratios(figures)
    missed = [ratio.what for ratio in ratios if not ratio.met]
    verdict = f"{len(missed)} of {len(ratios)} targets missed." if missed else "All targets met."
    padded = medians.ratio(("ahocorasick", "warm padded"), ("ours", "warm"))
    parts = [
        _head(figures),
        "## Ratios and targets\n\n" + _table(("what", "measured", "target", ""), [ratio.cells() for ratio in ratios]),
        verdict,
        "## CPU seconds\n\n" + _seconds(figures),
        _PADDED.format(ratio=f"Ours, coding again, takes 1/{padded:.1f} of its time."),
        "## From half a million words to five\n\n" + _scaling(figures),
        "## Lemmas and compounds\n\n" + _words(figures),
        "## Memory\n\n" + _memory(figures),
        "## Import\n\n"
        f"`import fou_toolkit`: {medians.spread('importing', 'package')} CPU s. With the names that coding needs "
        f"(`autocode`, `index_of`, `read_corpus`, `read_codebook`): {medians.spread('importing', 'names')} CPU s.",
        "## Do they find the same?\n\n" + _agreement(figures),
    ]
    return "\n\n".join(parts) + "\n"


def show(figures: Figures) -> None:
    """Print the ratios."""
    from rich.console import Console
    from rich.table import Table

    table = Table("what", "measured", "target", "")
    for ratio in _ratios(figures):
        table.add_row(*(cell.replace("**", "").replace("`", "") for cell in ratio.cells()))
    Console().print(table)


def write(figures: Figures, path: Path) -> None:
    """Write the report, whole or not at all."""
    from fou_toolkit._files import write_text

    write_text(path, markdown(figures))
