"""Do the engines find the same? Ours against a slow walk over its own words, the peers against ours.

The walk goes through the whole text and has to give exactly our hits. spaCy and ahocorasick_rs cut the text in other
ways, so their hits are compared on every twentieth document, and every difference is put down to what explains it.
What nothing explains is the residue.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import engines
import material
from fou_toolkit.text import Index, fold, index_of

__all__ = ["compare"]

_EVERY: Final = 20
_ENGLISH: Final = 2
_SHOWN: Final = 5

Place = tuple[int, int, int, int]
"""Document, cue, start, end."""


@dataclass(frozen=True)
class _Document:
    """One text with our words in it; positions count from its beginning."""

    text: str
    start: list[int]
    end: list[int]
    sentence: list[int]
    english: list[bool]
    form: list[str]
    masked_start: list[int]
    masked_end: list[int]
    peer_start: set[int] = field(default_factory=set)
    peer_end: set[int] = field(default_factory=set)

    def masked(self, start: int, end: int) -> bool:
        """Tell whether a word that is no speech touches a stretch."""
        at = bisect_right(self.masked_end, start)
        return at < len(self.masked_start) and self.masked_start[at] < end

    def words(self, start: int, end: int) -> range:
        """Give our words that touch a stretch."""
        return range(bisect_right(self.end, start), bisect_left(self.start, end))


def compare(folder: Path, share: float) -> dict[str, Any]:
    """Compare all engines; see the module."""
    texts = material.load_texts(folder, share)
    phrases = material.load_cues(folder)[0]
    cues = [words for cues in phrases for words in cues]
    figures = _against_walk(texts, phrases, cues)
    sample = texts[::_EVERY]
    corpus = engines.corpus_of(sample)
    index = index_of(corpus)
    documents = [_document(index, number) for number in range(len(sample))]
    found = _our_places(corpus, index, phrases)
    figures["sample"] = {"documents": len(sample), "words": len(index), "hits": len(found)}
    figures["ahocorasick"] = _differences(found, _aho_places(sample, cues), documents, cues)
    figures["spacy"] = _differences(found, _spacy_places(sample, cues, documents), documents, cues)
    return figures


# The slow walk


def _against_walk(texts: list[str], phrases: material.Phrases, cues: list[list[str]]) -> dict[str, Any]:
    """Compare our hits with those of a walk over our words, on the whole text."""
    corpus = engines.corpus_of(texts)
    result = engines.coded(corpus, engines.codebook("b0", phrases))
    ours = sorted(zip(result.hit_cue.tolist(), result.hit_first.tolist(), result.hit_last.tolist(), strict=True))
    walked = sorted(_walk(result.index, cues))
    return {"words": len(result.index), "hits": len(ours), "walked": len(walked), "equal": ours == walked}


def _walk(index: Index, cues: list[list[str]]) -> list[tuple[int, int, int]]:
    """Go through all sentences word by word; give cue, first word, last word."""
    wanted: dict[str, list[tuple[int, list[str]]]] = {}
    for number, words in enumerate(cues):
        wanted.setdefault(words[0], []).append((number, words))
    forms, languages = index.vocabulary.forms, index.vocabulary.language.tolist()
    types, borders = index.type.tolist(), index.sentence_word.tolist()
    found = []
    for begin, end in pairwise(borders):
        sentence = [forms[number] if languages[number] != _ENGLISH else "" for number in types[begin:end]]
        for place, form in enumerate(sentence):
            for number, words in wanted.get(form, ()):
                if sentence[place : place + len(words)] == words:
                    found.append((number, begin + place, begin + place + len(words) - 1))
    return found


# Hits as places in documents


def _document(index: Index, number: int) -> _Document:
    base, behind = int(index.bases[number]), int(index.bases[number + 1])
    words = slice(*index.start.searchsorted((base, behind)).tolist())
    masked = slice(*index.masked_start.searchsorted((base, behind)).tolist())
    types = index.type[words]
    return _Document(
        index.texts[number],
        (index.start[words] - base).tolist(),
        (index.end[words] - base).tolist(),
        index.sentence[words].tolist(),
        (index.vocabulary.language[types] == _ENGLISH).tolist(),
        [index.vocabulary.forms[kind] for kind in types.tolist()],
        (index.masked_start[masked] - base).tolist(),
        (index.masked_end[masked] - base).tolist(),
    )


def _our_places(corpus: Any, index: Index, phrases: material.Phrases) -> set[Place]:  # noqa: ANN401 - imported late
    result = engines.coded(corpus, engines.codebook("b0", phrases))
    start, end = index.start[result.hit_first], index.end[result.hit_last]
    document = index.source_of(start)
    base = index.bases[document]
    return set(
        zip(document.tolist(), result.hit_cue.tolist(), (start - base).tolist(), (end - base).tolist(), strict=True)
    )


def _aho_places(texts: list[str], cues: list[list[str]]) -> set[Place]:
    small = [text.lower() for text in texts]
    letters = engines.letters_of(small)
    machine = engines.automaton([" ".join(words) for words in cues])
    return {
        (number, *match) for number, text in enumerate(small) for match in engines.boundary_hits(machine, text, letters)
    }


def _spacy_places(texts: list[str], cues: list[list[str]], documents: list[_Document]) -> set[Place]:
    """Give spaCy's hits, and note in the documents where its tokens begin and end."""
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("nb")
    nlp.max_length = max(map(len, texts)) + 1
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for number, words in enumerate(cues):
        matcher.add(str(number), [nlp.make_doc(" ".join(words))])
    found = set()
    for number, doc in enumerate(nlp.tokenizer.pipe(texts)):
        documents[number].peer_start.update(token.idx for token in doc)
        documents[number].peer_end.update(token.idx + len(token) for token in doc)
        for name, first, behind in matcher(doc):
            span = doc[first:behind]
            found.add((number, int(nlp.vocab.strings[name]), span.start_char, span.end_char))
    return found


# Why they differ


def _differences(
    ours: set[Place], theirs: set[Place], documents: list[_Document], cues: list[list[str]]
) -> dict[str, Any]:
    only_ours, only_theirs = Counter[str](), Counter[str]()
    shown = []
    for place in sorted(ours ^ theirs):
        document = documents[place[0]]
        mine = place in ours
        reason = (_why_ours if mine else _why_theirs)(document, place[2], place[3], cues[place[1]])
        (only_ours if mine else only_theirs)[reason] += 1
        if reason == "residue" and len(shown) < _SHOWN:
            who = "ours" if mine else "theirs"
            shown.append(
                f"{who}: {' '.join(cues[place[1]])} in {document.text[max(place[2] - 20, 0) : place[3] + 20]!r}"
            )
    return {
        "hits": len(theirs),
        "both": len(ours & theirs),
        "only ours": dict(only_ours),
        "only theirs": dict(only_theirs),
        "residue": shown,
    }


def _why_ours(document: _Document, start: int, end: int, words: list[str]) -> str:
    """Say why a peer misses a hit of ours."""
    mine = document.words(start, end)
    if document.masked(start, end):
        return "filler"
    for left, right in pairwise(mine):
        between = document.text[document.end[left] : document.start[right]]
        if between.strip():
            return "slash" if between == "/" else "sign"
        if between != " ":
            return "blank"
    if document.peer_start:
        at_edge = _edge_of_peer(document, start, end)
        if at_edge:
            return _kind(at_edge)
    return "residue" if [document.form[word] for word in mine] == words else "token"


def _edge_of_peer(document: _Document, start: int, end: int) -> str:
    """Give what the peer's token has beyond a hit of ours, before or behind."""
    before, behind = start, end
    while before not in document.peer_start:
        before -= 1
    while behind not in document.peer_end:
        behind += 1
    return document.text[before:start] + document.text[end:behind]


def _why_theirs(document: _Document, start: int, end: int, words: list[str]) -> str:
    """Say why we do not have a hit of a peer."""
    if document.masked(start, end):
        return "filler"
    mine = document.words(start, end)
    if [document.form[word] for word in mine] == [fold(word) for word in words]:
        if any(document.english[word] for word in mine):
            return "language"
        return "sentence" if len({document.sentence[word] for word in mine}) > 1 else "residue"
    if not mine:
        return "token"
    first, last = document.start[mine[0]], document.end[mine[-1]]
    return _kind(document.text[min(first, start) : start] + document.text[end : max(last, end)])


def _kind(beyond: str) -> str:
    """Say what kind of text makes a word longer for one side than for the other."""
    for kind, signs in (("hyphen", "-‐‑–"), ("apostrophe", "'’ʼ"), ("slash", "/"), ("full stop", ".…")):
        if any(sign in beyond for sign in signs):
            return kind
    return "number" if any(map(str.isdigit, beyond)) else "token"
