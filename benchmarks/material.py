"""The text and the cues that the engines are measured on: made from what is there, always the same for one seed.

Sentences of public treebanks (`../shared/data`, where present) and of the shipped `corpus/` are drawn again and again
until the text is as long as wanted. So that the vocabulary grows as it does in real text, 3 % of the longer words
(8 % where the treebanks are absent) become the last part of a compound made up on the spot. One document is one source
with one turn, of about 5,000 words, in bokmål or in nynorsk.

Nothing here uses `fou_toolkit`: the text stays the same when the library changes.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Final

__all__ = ["BOOKS", "Facts", "Phrases", "load_cues", "load_facts", "load_texts", "make"]

ROOT: Final = Path(__file__).resolve().parents[1]
DATA: Final = ROOT.parent / "shared" / "data"
CODES: Final = 60
BOOKS: Final = 6
"""Codebooks that share no cue: one to begin with, five to code again with."""

_CUES: Final = {1: 10, 2: 5}
"""Cues a code: so many single words, and so many phrases of two."""
_FEWEST_BOOKS: Final = 2
_WORDS_A_DOCUMENT: Final = 5000
_SENTENCES: Final = (3, 8)
_NYNORSK_SHARE: Final = 0.4
_SHARES: Final = {"treebank": 0.8, "corpus": 0.1, "speech": 0.1}
_LINKED_SHARE: Final = 0.3
_MANY_NOUNS: Final = 1000
_COMPOUND_SHARES: Final = {True: (0.03, 0.15), False: (0.08, 0.8)}
"""How many longer words become compounds, and how many of these have three parts: where there are many nouns to make
them of, and where the corpus has to do alone."""
_HITS_A_WORD: Final = {1: 0.05, 2: 0.01}
_FEWEST: Final = 5
_SHORTEST_CUE: Final = 3
_NOUN_LENGTHS: Final = range(3, 13)
_LONG_WORD: Final = re.compile(r"\b[a-zæøå]{6,}\b")
_RUN: Final = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_WORD: Final = re.compile(r"\w+(?:[-'’]\w+)*")
_NYNORSK: Final = frozenset(["eg", "ein", "eit", "ikkje", "kva", "korleis", "kvar", "frå", "berre", "noko", "dei"])
_MODIFIERS: Final = (
    "barnehage praksis kunnskap utdanning partnerskap makt rom dialog ansvar tid plan veileder student barn avdeling "
    "forsker kvalitet samarbeid møte oppgave lek lærer fag mål prosess leder kommune penge språk natur kultur vinter "
    "sommer bord stol bok bil båt by fjell fjord hav skog vei arbeid frihet helse krise sak tvil vilje verdi verk"
)
_ENDINGS: Final = re.compile(r" ([,.:;?!)\]»”]|\.\.\.)")
_OPENINGS: Final = re.compile(r"([(\[«„]) ")
_QUOTED: Final = re.compile(r'" ([^"]*) "')
_LABEL: Final = re.compile(r"^(?:\[[\d:.]+\]\s*)?(?:<v [^>]*>)?(?:[A-ZÆØÅ][\w.-]{0,20}: )?")
_NO_SPEECH: Final = re.compile(r"^(?:WEBVTT|NOTE\b.*|\d+|[\d:.,]+ --> .*|---|[\w]+: .*)$")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«(])")

Pool = dict[str, list[str]]
Phrases = list[list[list[str]]]
"""For each code its cues, each a list of one or two words."""


@dataclass(frozen=True)
class Facts:
    """What the text is like.

    Args:
        words: Runs of letters and digits, hyphens and apostrophes inside included.
        types: Different words, in small letters.
        documents: How many texts.
        characters: Code points.
        sentences: Different sentences that were drawn from, by where they come from.
        seed: Of the random numbers.
    """

    words: int
    types: int
    documents: int
    characters: int
    sentences: dict[str, int]
    seed: int


# Reading


@dataclass
class _Stock:
    """Sentences by language and kind, and nouns that compounds are made with."""

    pools: dict[str, Pool] = field(default_factory=lambda: {"nb": {}, "nn": {}})
    nouns: Counter[str] = field(default_factory=Counter)

    def add(self, language: str, kind: str, sentence: str) -> None:
        if _WORD.search(sentence):
            self.pools[language].setdefault(kind, []).append(sentence)


def _written(tokens: list[str]) -> str:
    """Put the tokens of a treebank together as people write them."""
    text = _QUOTED.sub(r'"\1"', " ".join(token for token in tokens if token.strip("|#")))
    return _OPENINGS.sub(r"\1", _ENDINGS.sub(r"\1", text)).replace(" / ", "/")


def _blocks(path: Path) -> Iterator[list[list[str]]]:
    """Give the sentences of a file in a CoNLL format: lists of lines, cut at tabs."""
    block: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            block.append(line.split("\t"))
        elif block and not line.strip():
            yield block
            block = []
    if block:
        yield block


def _read_treebanks(stock: _Stock) -> None:
    """Read the treebanks: NDT (news, blogs, parliament, reports) and LIA (dialect, in nynorsk)."""
    files = [(path, {"nob": "nb", "nno": "nn"}[path.parent.name]) for path in DATA.glob("norne_ndt/n*/*.conll")]
    files += [(path, "nb" if "bokmaal" in path.name else "nn") for path in DATA.glob("norne_deid/*.conllu")]
    for path, language in sorted(files):
        for block in _blocks(path):
            stock.add(language, "treebank", _written([row[1] for row in block]))
            stock.nouns.update(
                row[1].lower()
                for row in block
                if row[3] in ("subst", "NOUN") and row[1].isalpha() and ("ub|eint" in row[5] or "Ind" in row[5])
            )
    for path in sorted(DATA.glob("lia_nynorsk/*.conllu")):
        for block in _blocks(path):
            sentence = _written([row[1] for row in block])
            stock.add("nn", "speech", sentence[:1].upper() + sentence[1:])


def _paragraphs(path: Path) -> list[str]:
    if path.suffix == ".docx":
        from docx import Document

        return [paragraph.text for paragraph in Document(str(path)).paragraphs]
    return path.read_text(encoding="utf-8").splitlines()


def _read_corpus(stock: _Stock) -> None:
    """Read the shipped texts roughly: speech without labels and time stamps."""
    for path in sorted((ROOT / "corpus").iterdir()):
        if path.suffix not in (".txt", ".md", ".vtt", ".srt", ".docx") or path.name in ("README.md", "LICENSE.md"):
            continue
        lines = (line.strip() for line in _paragraphs(path))
        said = (_LABEL.sub("", line).lstrip("#>*- ").removesuffix("</v>") for line in lines if not _is_frame(line))
        for line in said:
            language = "nn" if _NYNORSK.intersection(line.lower().split()) else "nb"
            for sentence in _SENTENCE_END.split(line):
                stock.add(language, "corpus", sentence)


def _is_frame(line: str) -> bool:
    """Tell whether a line is no speech; what looks like `key: value` is, unless a capital begins it."""
    return (bool(_NO_SPEECH.match(line)) and not line[:1].isupper()) or line.startswith(("WEBVTT", "NOTE"))


# Writing


class _Writer:
    """Draws documents."""

    def __init__(self, stock: _Stock, seed: int) -> None:
        self._random = random.Random(seed)
        self._pools = stock.pools
        nouns = Counter({noun: count for noun, count in stock.nouns.items() if len(noun) in _NOUN_LENGTHS})
        nouns.update(_MODIFIERS.split())
        self._compound_share, self._triple_share = _COMPOUND_SHARES[len(nouns) >= _MANY_NOUNS]
        ordered = sorted(nouns.items(), key=lambda item: (-item[1], item[0]))
        self._nouns = [noun for noun, _ in ordered]
        # Flatter than the text itself, else a few modifiers would take all.
        self._weights = list(accumulate(count**0.5 for _, count in ordered))

    def document(self) -> str:
        """Write one document: paragraphs of some sentences."""
        language = "nn" if self._random.random() < _NYNORSK_SHARE else "nb"
        pools = self._pools[language]
        kinds = [kind for kind in _SHARES if pools.get(kind)]
        weights = [_SHARES[kind] for kind in kinds]
        paragraphs: list[str] = []
        words = 0
        while words < _WORDS_A_DOCUMENT:
            pool = pools[self._random.choices(kinds, weights)[0]]
            chosen = self._random.choices(pool, k=self._random.randint(*_SENTENCES))
            paragraph = _LONG_WORD.sub(self._compound, " ".join(chosen))
            paragraphs.append(paragraph)
            words += paragraph.count(" ") + 1
        return "\n\n".join(paragraphs)

    def _compound(self, found: re.Match[str]) -> str:
        if self._random.random() >= self._compound_share:
            return found[0]
        parts = self._random.choices(self._nouns, cum_weights=self._weights, k=2)
        first = "" if self._random.random() >= self._triple_share else parts[1]
        linking = "s" if self._random.random() < _LINKED_SHARE else ""
        return first + parts[0] + linking + found[0]


def _documents(writer: _Writer, words: int) -> Iterator[tuple[str, list[str]]]:
    """Write documents until there are enough words; give each with its words in small letters."""
    left = words
    while left > 0:
        text = writer.document()
        found = _WORD.findall(text.lower())
        left -= len(found)
        yield text, found


def make(folder: Path, words: int, seed: int) -> Facts:
    """Write texts and cues into a folder.

    Args:
        folder: Where to.
        words: How many, at least.
        seed: Of the random numbers.

    Returns:
        What the text is like.
    """
    stock = _Stock()
    _read_treebanks(stock)
    _read_corpus(stock)
    total, types, lengths, characters = 0, set(), [], 0
    counts: dict[int, Counter[tuple[str, ...]]] = {1: Counter(), 2: Counter()}
    with (folder / "texts.bin").open("wb") as file:
        for text, found in _documents(_Writer(stock, seed), words):
            lengths.append(file.write(text.encode()))
            total += len(found)
            characters += len(text)
            types.update(found)
            for run in _RUN.findall(text.lower()):
                row = run.split(" ")
                counts[1].update((word,) for word in row)
                counts[2].update(pairwise(row))
    sentences = {
        f"{kind}, {language}": len(pool) for language, pools in stock.pools.items() for kind, pool in pools.items()
    }
    facts = Facts(total, len(types), len(lengths), characters, sentences, seed)
    for name, content in (("lengths", lengths), ("facts", vars(facts)), ("cues", _codebooks(counts, total, seed))):
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    return facts


# Cues


def _codebooks(counts: dict[int, Counter[tuple[str, ...]]], words: int, seed: int) -> list[Phrases]:
    """Draw codebooks that share no cue, of words of every frequency; fewer where the text is poor in words."""
    ranked = {size: _ranked(counts[size]) for size in counts}
    number = min(BOOKS, *(len(ranked[size]) // (CODES * cues) for size, cues in _CUES.items()))
    if number < _FEWEST_BOOKS:
        raise SystemExit(f"{words:,} words are too few to draw {_FEWEST_BOOKS} codebooks from; try --tokens 300000.")
    chosen = {
        size: _spread(ranked[size], number * CODES * cues, number * _HITS_A_WORD[size] * words)
        for size, cues in _CUES.items()
    }
    books = []
    for place in range(number):
        drawn = {size: cues[place::number] for size, cues in chosen.items()}
        for size, cues in drawn.items():
            random.Random(f"{seed} {place} {size}").shuffle(cues)
        books.append([[list(cue) for cue in drawn[1][code::CODES] + drawn[2][code::CODES]] for code in range(CODES)])
    return books


def _ranked(counts: Counter[tuple[str, ...]]) -> list[tuple[tuple[str, ...], int]]:
    usable = (item for item in counts.items() if item[1] >= _FEWEST and max(map(len, item[0])) >= _SHORTEST_CUE)
    return sorted(usable, key=lambda item: (-item[1], item[0]))


def _spread(ranked: list[tuple[tuple[str, ...], int]], number: int, hits: float) -> list[tuple[str, ...]]:
    """Choose cues at ranks in geometric steps, from so frequent ones that the hits are about what is wanted."""
    first = 1
    while True:
        ranks = _geometric(first, len(ranked), number)
        if sum(ranked[rank - 1][1] for rank in ranks) <= hits or first + number > len(ranked):
            return [ranked[rank - 1][0] for rank in ranks]
        first += 1 + first // 20


def _geometric(first: int, last: int, number: int) -> list[int]:
    """Give so many different ranks in geometric steps; where steps are smaller than one, the next rank."""
    ranks, before = [], first - 1
    for step in range(number):
        before = max(before + 1, round(first * (last / first) ** (step / (number - 1))))
        before = min(before, last - (number - 1 - step))
        ranks.append(before)
    return ranks


# Loading


def load_texts(folder: Path, share: float = 1.0) -> list[str]:
    """Load the texts one by one, so that nothing but they stays in memory.

    Args:
        folder: Where they are.
        share: How much of them, from the first.
    """
    lengths = json.loads((folder / "lengths.json").read_text(encoding="utf-8"))
    with (folder / "texts.bin").open("rb") as file:
        return [file.read(length).decode() for length in lengths[: max(round(share * len(lengths)), 1)]]


def load_cues(folder: Path) -> list[Phrases]:
    """Load the codebooks."""
    books: list[Phrases] = json.loads((folder / "cues.json").read_text(encoding="utf-8"))
    return books


def load_facts(folder: Path) -> Facts:
    """Load what the text is like."""
    return Facts(**json.loads((folder / "facts.json").read_text(encoding="utf-8")))
