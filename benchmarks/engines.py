"""What is measured, one function each; every one runs in a fresh process of its own (`python engines.py NAME FOLDER`).

All times are CPU seconds (user and system) of the process.
"""

import json
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import material
from measuring import Clock, give_back, peak, resident

if TYPE_CHECKING:
    from fou_toolkit.autocode import AutocodeResult
    from fou_toolkit.model import Codebook, Corpus

__all__ = ["ENGINES"]

Figures = dict[str, Any]

_COMPOUND_CUES: Final = 5
_SHORTEST_STEM: Final = 4


# Ours


def codebook(name: str, phrases: material.Phrases, pattern: str = "={}") -> "Codebook":
    """Make a codebook of cues; the pattern says how each word is written in the cue language."""
    from fou_toolkit.model import Code, Codebook, Cue, Localised

    codes = (
        Code(
            f"C{number}",
            Localised(f"C{number}"),
            cues=tuple(Cue(" ".join(pattern.format(word) for word in words)) for words in cues),
        )
        for number, cues in enumerate(phrases)
    )
    return Codebook(f"{name} {pattern}", tuple(codes))


def corpus_of(texts: list[str]) -> "Corpus":
    """Make a corpus: one source a text, one turn a source; the languages are left to be found out."""
    from fou_toolkit.model import Corpus, Source, Span, Turn

    return Corpus(tuple(Source(f"d{number}", text, (Turn(Span(0, len(text))),)) for number, text in enumerate(texts)))


def coded(corpus: "Corpus", book: "Codebook") -> "AutocodeResult":
    """Code, down to the pairs of unit and code that the suggestions are made of."""
    from fou_toolkit.autocode import autocode

    result = autocode(corpus, book)
    _ = result.pairs
    return result


def ours(folder: Path, share: float) -> Figures:
    """Measure our engine: from raw text to suggestions, then other codebooks on the ready index."""
    from fou_toolkit.text import index_of

    texts = material.load_texts(folder, share)
    first, *others = (codebook(f"b{number}", cues) for number, cues in enumerate(material.load_cues(folder)))
    clock = Clock()
    coded(corpus_of(["Vi tok ansvar."]), codebook("start", [[["ansvar"]]]))
    start = clock.lap()
    corpus = corpus_of(texts)
    _ = corpus.fingerprint
    objects = clock.lap()
    index = index_of(corpus)
    build = clock.lap()
    result = coded(corpus, first)
    code = clock.lap()
    again, hits = [], []
    for other in others:
        clock = Clock()
        hits.append(int(coded(corpus, other).hit_code.size))
        again.append(clock.lap())
    return {
        "cold": start + objects + build + code,
        "start": start,
        "objects": objects,
        "index": build,
        "code": code,
        "warm": statistics.median(again),
        "words": len(index),
        "types": len(index.vocabulary),
        "hits": int(result.hit_code.size),
        "suggestions": len(result),
        "warm hits": hits,
    }


# Peers


def spacy(folder: Path, share: float) -> Figures:
    """Measure spaCy: blank Bokmål tokeniser, PhraseMatcher on small letters, patterns cut by the same tokeniser."""
    import spacy as package
    from spacy.matcher import PhraseMatcher

    texts = material.load_texts(folder, share)
    book = material.load_cues(folder)[0]
    nlp = package.blank("nb")
    nlp.max_length = max(map(len, texts)) + 1
    clock = Clock()
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for number, cues in enumerate(book):
        matcher.add(f"C{number}", [nlp.make_doc(" ".join(words)) for words in cues])
    patterns = clock.lap()
    hits = tokens = 0
    for doc in nlp.tokenizer.pipe(texts):
        hits += len(matcher(doc))
        tokens += len(doc)
    return {"cold": patterns + clock.lap(), "hits": hits, "tokens": tokens}


def boundary_hits(machine: Any, text: str, letters: frozenset[str]) -> list[tuple[int, int, int]]:  # noqa: ANN401
    """Give the matches of whole words: pattern, start, end.

    Args:
        machine: The automaton.
        text: In small letters.
        letters: Letters and digits.
    """
    # The character before the first one is the blank at the end, so the beginning of the text is no special case.
    text += " "
    found = machine.find_matches_as_indexes(text, overlapping=True)
    return [match for match in found if text[match[2]] not in letters and text[match[1] - 1] not in letters]


def automaton(patterns: list[str]) -> Any:  # noqa: ANN401 - compiled class
    """Build the kind of automaton that was fastest here."""
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    return AhoCorasick(patterns, matchkind=MatchKind.Standard, implementation=Implementation.DFA)


def letters_of(texts: list[str]) -> frozenset[str]:
    """Give the letters and digits that occur."""
    return frozenset(filter(str.isalnum, set().union(*map(set, texts))))


def ahocorasick(folder: Path, share: float) -> Figures:
    """Measure ahocorasick_rs on text made ready beforehand, in two ways.

    With a word-boundary test in Python: the text is in small letters, the set of letters is ready, and the test is two
    look-ups a match. And without a test: all signs are blanks beforehand, and patterns have a blank on either side.
    """
    import re

    texts = material.load_texts(folder, share)
    books = [[" ".join(words) for cues in book for words in cues] for book in material.load_cues(folder)]
    clock = Clock()
    small = [text.lower() for text in texts]
    lower = clock.lap()
    letters = letters_of(small)
    sign = re.compile(r"[\W_]")
    clock = Clock()
    padded = [" " + sign.sub(" ", text) + " " for text in small]
    pad = clock.lap()
    tested: list[float] = []
    plain: list[float] = []
    hits: list[int] = []
    plain_hits: list[int] = []
    for book in books:
        clock = Clock()
        machine = automaton(book)
        found = [boundary_hits(machine, text, letters) for text in small]
        tested.append(clock.lap())
        hits.append(sum(map(len, found)))
        del found
        clock = Clock()
        machine = automaton([f" {cue} " for cue in book])
        found = [machine.find_matches_as_indexes(text, overlapping=True) for text in padded]
        plain.append(clock.lap())
        plain_hits.append(sum(map(len, found)))
        del found
    return {
        "cold": lower + tested[0],
        "lower": lower,
        "pad": pad,
        "warm": statistics.median(tested[1:]),
        "warm padded": statistics.median(plain[1:]),
        "hits": hits[0],
        "warm hits": hits[1:],
        "padded hits": plain_hits[1:],
    }


# What words cost that are more than forms


def words(folder: Path, share: float) -> Figures:
    """Measure lemma and compound cues against the same words as forms, on a ready index."""
    from fou_toolkit.text import index_of, lemma_of

    texts = material.load_texts(folder, share)
    books = material.load_cues(folder)
    corpus = corpus_of(texts)
    index = index_of(corpus)
    coded(corpus, codebook("start", books[0]))
    stems = [[words for words in cues if len(words) == 1 and len(words[0]) >= _SHORTEST_STEM] for cues in _all(books)]
    stems = [cues[:_COMPOUND_CUES] for cues in stems]
    clock = Clock()
    for language in ("nb", "nn", "en"):
        lemma_of("barna", language)
    figures: Figures = {"dictionaries": clock.lap()}
    coded(corpus, codebook("one", [[["barna"]]], "{}"))
    figures["lemma table"] = clock.lap()
    for name, pattern, wanted in (
        ("forms", "={}", books[1:]),
        ("lemmas", "{}", books[1:]),
        ("stems as forms", "={}", _cut(stems, len(books))[1:]),
        ("compounds", "~{}~", _cut(stems, len(books))[1:]),
        # With a blank in front the cue is read anew, as the others are, but the compounds are known.
        ("compounds again", " ~{}~", _cut(stems, len(books))[1:]),
    ):
        times, hits, cues = [], [], 0
        for number, book in enumerate(wanted):
            made = codebook(f"{name} {number}", book, pattern)
            clock = Clock()
            result = coded(corpus, made)
            times.append(clock.lap())
            hits.append(int(result.hit_code.size))
            cues = len(result.cues)
        figures[name] = {"seconds": statistics.median(times), "hits": statistics.median(hits), "cues": cues}
    figures["types"] = len(index.vocabulary)
    return figures


def _all(books: list[material.Phrases]) -> material.Phrases:
    return [cues for book in books for cues in book]


def _cut(cues: material.Phrases, books: int) -> list[material.Phrases]:
    size = len(cues) // books
    return [cues[number * size : (number + 1) * size] for number in range(books)]


# Memory and start


def memory(folder: Path, share: float) -> Figures:
    """Measure what the index holds, and the most the process held while building it, above the loaded text."""
    from fou_toolkit.text import index_of

    texts = material.load_texts(folder, share)
    book = codebook("b0", material.load_cues(folder)[0])
    coded(corpus_of(["Vi tok ansvar."]), book)
    give_back()
    before = resident()
    corpus = corpus_of(texts)
    index = index_of(corpus)
    building = peak() - before
    give_back()
    built = resident() - before
    coded(corpus, book)
    peak_coded = peak() - before
    kept = resident() - before
    give_back()
    return {
        "words": len(index),
        "columns": index.nbytes,
        "resident": built,
        "resident coded": resident() - before,
        "kept": kept,
        "peak": building,
        "peak coded": peak_coded,
        "text": sum(map(sys.getsizeof, texts)),
    }


def importing(_folder: Path, _share: float) -> Figures:
    """Measure `import fou_toolkit`, and the names that are needed to code."""
    clock = Clock()
    import fou_toolkit

    package = clock.lap()
    _ = (fou_toolkit.autocode, fou_toolkit.index_of, fou_toolkit.read_corpus, fou_toolkit.read_codebook)
    return {"package": package, "names": package + clock.lap()}


def make(folder: Path, _share: float) -> Figures:
    """Make the material; a process of its own, so that the one that starts the others stays small."""
    request = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    return vars(material.make(folder, request["words"], request["seed"]))


def same_hits(folder: Path, share: float) -> Figures:
    """Compare the hits; see `same_hits.py`."""
    import same_hits as comparing

    return comparing.compare(folder, share)


ENGINES: Final[dict[str, Callable[[Path, float], Figures]]] = {
    function.__name__: function for function in (make, ours, spacy, ahocorasick, words, memory, importing, same_hits)
}


if __name__ == "__main__":
    # `spacy` names a function here; the package of that name is found all the same, since it is imported by name.
    print(json.dumps(ENGINES[sys.argv[1]](Path(sys.argv[2]), float(sys.argv[3]))))
