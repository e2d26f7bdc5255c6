"""The index of a corpus, built once, and the languages that come out of it."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from typing import Final, TypeVar

from fou_toolkit.model import TEXT_LANGUAGES, Corpus, Source
from fou_toolkit.text.index import Index, build_index
from fou_toolkit.text.marks import DEFAULT_MARKS

__all__ = ["detect_languages", "index_of", "remembered"]

_KEPT: Final = 4
"""How many corpora keep what was built of them: a notebook compares two or three."""
_Built = TypeVar("_Built")


def remembered(build: Callable[[Corpus], _Built]) -> Callable[[Corpus], _Built]:
    """Let a function of a corpus remember its last results; equal content gives the same result."""
    kept: OrderedDict[str, _Built] = OrderedDict()

    @wraps(build)
    def remembering(corpus: Corpus) -> _Built:
        key = corpus.fingerprint
        if key not in kept:
            kept[key] = build(corpus)
        kept.move_to_end(key)
        if len(kept) > _KEPT:
            kept.popitem(last=False)
        return kept[key]

    return remembering


def detect_languages(sources: Sequence[Source]) -> tuple[Source, ...]:
    """Give the sources with a language for every turn; languages that are set stay."""
    index = build_index(sources)
    languages = iter(index.turn_language.tolist())
    return tuple(
        replace(source, turns=tuple(replace(turn, language=TEXT_LANGUAGES[next(languages)]) for turn in source.turns))
        for source in sources
    )


@remembered
def index_of(corpus: Corpus) -> Index:
    """Give the index of a corpus; the second time it is there already."""
    fillers = DEFAULT_MARKS.fillers if corpus.fillers is None else corpus.fillers
    return build_index(corpus.sources, fillers=fillers)
