"""The passages in which two codes stand together."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from fou_toolkit._i18n import t
from fou_toolkit.analysis.cooccurrence.chosen import Chosen
from fou_toolkit.analysis.cooccurrence.shown import Shown
from fou_toolkit.analysis.cooccurrence.together import Place
from fou_toolkit.analysis.counted import Selection
from fou_toolkit.analysis.quotations import Quotations, quotations_of
from fou_toolkit.model import Coding, CodingSet, Span

__all__ = ["passages"]


def passages(chosen: Chosen, together: Shown, codes: tuple[int, int], *, most: int | None, context: int) -> Quotations:
    """Quote where two codes stand together.

    Args:
        chosen: The codings, with their texts.
        together: Where codes stand together.
        codes: Numbers of the codes.
        most: How many passages; by default all.
        context: Sentences before and behind, within the turn.
    """
    selection = chosen.selection
    assert selection is not None  # noqa: S101 - the caller has seen to it
    pair = [chosen.ids[number] for number in codes]
    places = together.places(selection, *codes)
    about = t("{a} and {b}", a=pair[0], b=pair[1])
    if together.whole_texts:
        # A whole text is no passage: what was coded in it with either code is quoted.
        codings = selection.codings
        texts = {source for source, *_ in places}
        kept = np.array([name in texts for name in codings.sources] or [False], np.bool_)[codings.source]
        made = replace(selection, codings=codings.where(kept))
    else:
        made = replace(selection, codings=_as_codings(selection, places, codes))
    found = quotations_of(made, pair, most=most, context=context, about=about)
    touched = int(np.isin(selection.codings.code, codes).sum())
    return replace(found, counted=selection.counted.with_codings(touched))


def _as_codings(selection: Selection, places: Sequence[Place], codes: tuple[int, int]) -> CodingSet:
    """Give each place as a coding of every code and coder that stands there."""
    codings = selection.codings
    number = {name: place for place, name in enumerate(codings.sources)}
    made: list[Coding] = []
    for source, start, end, whose in places:
        there = (codings.source == number[source]) & (codings.start < end) & (codings.end > start)
        if whose >= 0:
            there &= codings.coder == whose
        for code in codes:
            made.extend(
                Coding(source, Span(start, end), codings.codes[code], codings.coder_ids[coder])
                for coder in np.unique(codings.coder[there & (codings.code == code)]).tolist()
            )
    return CodingSet.of(made, codings.coders, read=codings.pairs_read())
