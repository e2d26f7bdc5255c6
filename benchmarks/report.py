"""Write what was measured as Markdown, and show the ratios in the terminal."""

import datetime as dt
import platform
import statistics
from importlib.metadata import version
from pathlib import Path
from typing import Final

import writing
from writing import Figures, Medians, Ratio, load, machine, summary, table

__all__ = ["show", "write"]

_MILLION: Final = 1e6
_MILLI: Final = 1e3
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
"""What explains a difference; the keys are those of `same_hits.py`."""


def _ratios(figures: Figures) -> list[Ratio]:
    medians = Medians(figures["runs"])
    size = medians.of("memory", "words")
    per_word = [point["seconds"] / point["words"] for point in figures["scaling"]]
    least_per_word = [point["least"] / point["words"] for point in figures["scaling"]]
    build = medians.of("ours", "cold") - medians.of("ours", "code")
    code = medians.of("ours", "code")
    forms, lemmas, stems, compounds, again = (
        medians.of("words", lambda run, name=name: run[name]["seconds"])
        for name in ("forms", "lemmas", "stems as forms", "compounds", "compounds again")
    )
    more = medians.of("words", lambda run: run["compounds again"]["hits"] / run["stems as forms"]["hits"])
    ends = " to ".join(f"{figures['scaling'][end]['words'] / _MILLION:.1f}" for end in (0, -1))
    return [
        Ratio(
            what="Index and code from raw text: spaCy over ours",
            value=medians.of("spacy", "cold") / medians.of("ours", "cold"),
            least=10,
            note='blank Bokmål tokeniser and `PhraseMatcher(attr="LOWER")`; quickest run against quickest run: '
            f"{medians.best('spacy', 'cold') / medians.best('ours', 'cold'):.1f} ×",
        ),
        Ratio(
            what="Code again on the ready index: ahocorasick_rs over ours",
            value=medians.of("ahocorasick", "warm") / medians.of("ours", "warm"),
            least=8,
            note="other cues, with a word-boundary test; quickest run against quickest run: "
            f"{medians.best('ahocorasick', 'warm') / medians.best('ours', 'warm'):.1f} ×",
        ),
        Ratio(
            what=f"Time a word, {ends} million words: most over least",
            value=max(per_word) / min(per_word),
            most=1.5,
            digits=2,
            note=f"by the quickest runs: {max(least_per_word) / min(least_per_word):.2f} ×; a word of the longest text "
            f"costs {least_per_word[-1] / least_per_word[0]:.2f} of one of the shortest, where more words are new",
        ),
        Ratio(
            what="Memory of the index, after coding",
            value=medians.of("memory", "resident coded") / size,
            most=48,
            unit="bytes a word",
        ),
        Ratio(
            what="Most memory while building and coding",
            value=medians.of("memory", "peak coded") / size,
            most=120,
            unit="bytes a word",
            note="above the text",
        ),
        Ratio(
            what="Lemma cues over form cues, from raw text",
            value=(build + code - forms + lemmas) / (build + code),
            most=2,
            digits=2,
            note="without loading the lexicon",
        ),
        Ratio(what="Lemma cues over form cues, ready index", value=lemmas / forms, most=2, digits=2),
        Ratio(
            what="Compound cues over form cues, from raw text",
            value=(build + code + compounds) / (build + code + stems),
            most=2,
            digits=2,
            note="900 form cues, and 300 that are compound or form cues",
        ),
        Ratio(
            what="Compound cues over form cues, ready index, first time",
            value=compounds / stems,
            most=2,
            note="each stem is looked for in all types, and what has it is taken apart; the answers are kept",
        ),
        Ratio(
            what="Compound cues over form cues, ready index, after that",
            value=again / stems,
            most=2,
            digits=2,
            note=f"they hit {more:.1f} times as often; a hit costs {again / stems / more:.1f} ×",
        ),
        Ratio(
            what="import fou_toolkit",
            value=_MILLI * medians.of("importing", "package"),
            most=150,
            unit="ms",
            digits=0,
            note="CPU time, without the start of Python",
        ),
        Ratio(what="Different words in the text", value=figures["text"]["types"], least=60_000, unit="types", digits=0),
    ]


# Sections


def _seconds(figures: Figures) -> str:
    medians = Medians(figures["runs"])

    def row(what: str, engine: str, get: str, hits: object) -> tuple[object, ...]:
        return what, medians.spread(engine, get), hits

    ours, aho = figures["runs"]["ours"][0], figures["runs"]["ahocorasick"][0]
    first_hits = f"{ours['hits']:,}"
    return table(
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
            row(
                "ahocorasick_rs, the same without a test (below)",
                "ahocorasick",
                "warm padded",
                _mean(aho["padded hits"]),
            ),
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
    return table(("words", "types", "index and code, s", "µs a word", "code again, s"), rows)


def _words(figures: Figures) -> str:
    medians = Medians(figures["runs"])
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
    return table(("on the ready index, CPU seconds", "s", "hits"), rows)


def _memory(figures: Figures) -> str:
    medians = Medians(figures["runs"])
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
    return table(
        ("above the text", "MB", "bytes a word"),
        [
            (what, f"{medians.of('memory', name) / _MILLION:.0f}", f"{medians.of('memory', name) / words:.1f}")
            for what, name in rows
        ],
    )


_SAME_HITS: Final = """\
On the whole text ({words:,} words) the engine gives {hits:,} hits, a slow walk over the same words {walked:,}:
{verdict}.

With the peers, on {documents} documents ({sample_words:,} words, {sample_hits:,} hits of ours):

{table}
{residue}"""


def _same_hits(figures: Figures) -> str:
    found = figures["same hits"]
    peers = {"spacy": "spaCy", "ahocorasick": "ahocorasick_rs"}
    rows: list[tuple[object, ...]] = [
        ("hits", *(f"{found[peer]['hits']:,}" for peer in peers)),
        ("found by both", *(f"{found[peer]['both']:,}" for peer in peers)),
    ]
    for side in ("only ours", "only theirs"):
        rows.append((f"**{side}**", *(f"{sum(found[peer][side].values()):,}" for peer in peers)))
        for reason, meaning in _REASONS.items():
            counts = [found[peer][side].get(reason, 0) for peer in peers]
            if any(counts) or reason == "residue":
                rows.append((f"· {meaning}", *counts))
    return _SAME_HITS.format(
        words=found["words"],
        hits=found["hits"],
        walked=found["walked"],
        verdict="exactly the same" if found["equal"] else "**not the same**",
        documents=found["sample"]["documents"],
        sample_words=found["sample"]["words"],
        sample_hits=found["sample"]["hits"],
        table=table(("", *peers.values()), rows),
        residue="".join(f"\nNot explained: `{line}`\n" for peer in peers for line in found[peer]["residue"]),
    ).rstrip()


_HEAD: Final = """\
# Results

Written by `make bench` (`benchmarks/run.py`); `README.md` says how it is measured. Nothing is asserted.

- Date: {date}
- Machine: {machine}
- Versions: Python {python}, {packages}, fou-toolkit {own}
- Text: {words:,} words, {types:,} different ones, {documents:,} documents, {characters:,} characters; seed {seed};
  drawn from these sentences: {sentences}
- Cues: 60 codes with 10 single words and 5 two-word phrases each, drawn from the text
- Rounds: {rounds}, in turns, each run in a fresh process; CPU seconds, medians of {runs} runs of ours, {peer_runs}
  of spaCy, {aho_runs} of ahocorasick_rs; load of the machine over 15 minutes: {load}"""


def _head(figures: Figures) -> str:
    import fou_toolkit

    text = dict(figures["text"])
    sentences = ", ".join(f"{name} {count:,}" for name, count in text.pop("sentences").items())
    return _HEAD.format(
        date=dt.datetime.now(dt.UTC).date().isoformat(),
        machine=machine(),
        python=platform.python_version(),
        packages=", ".join(f"{name} {version(name)}" for name in _PACKAGES),
        own=fou_toolkit.__version__,
        sentences=sentences,
        rounds=figures["rounds"],
        runs=len(figures["runs"]["ours"]),
        peer_runs=len(figures["runs"]["spacy"]),
        aho_runs=len(figures["runs"]["ahocorasick"]),
        load=load(),
        **text,
    )


_PADDED: Final = """\
The last way of using ahocorasick_rs has no target: all signs of the text are made blanks beforehand and the patterns
have a blank on either side, so that no boundary has to be tested. Such a text is an index of a kind, too. Ours needs
{share:.0%} of its time."""

_IMPORT: Final = """\
`import fou_toolkit`: {package} CPU s. With the names that coding needs (`autocode`, `index_of`, `read_corpus`,
`read_codebook`): {names} CPU s."""


def _markdown(figures: Figures) -> str:
    medians = Medians(figures["runs"])
    parts = [
        _head(figures),
        "## Ratios and targets",
        summary(_ratios(figures)),
        "## CPU seconds",
        _seconds(figures),
        _PADDED.format(share=medians.of("ours", "warm") / medians.of("ahocorasick", "warm padded")),
        "## Length of the text",
        _scaling(figures),
        "## Lemmas and compounds",
        _words(figures),
        "## Memory",
        _memory(figures),
        "## Import",
        _IMPORT.format(package=medians.spread("importing", "package"), names=medians.spread("importing", "names")),
        "## Do they find the same?",
        _same_hits(figures),
    ]
    return "\n\n".join(parts) + "\n"


def show(figures: Figures) -> None:
    """Print the figures that have a target."""
    if figures["quick"]:
        print("The targets are for the full text; a short one pays more for every start.")
    writing.show(_ratios(figures))


def write(figures: Figures, path: Path) -> None:
    """Write the report; what `coders.py` has written there stays."""
    writing.store(path, text=_markdown(figures))
