"""Passages as quotations, with the codes and coders that were named."""

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.quotations import Quotation, quotation_of
from fou_toolkit.analysis.retrieve.ground import Ground
from fou_toolkit.analysis.retrieve.stretches import Stretches

__all__ = ["quoted"]


def quoted(
    ground: Ground, stretches: Stretches, rows: npt.NDArray[np.bool_], *, context: int = 1
) -> tuple[Quotation, ...]:
    """Quote passages.

    Args:
        ground: Where they stand.
        stretches: The passages.
        rows: Codings whose codes and coders are named where they share a code point with a passage, shape `(codings,)`.
        context: Sentences before and behind, within the turn.
    """
    codings, corpus = ground.codings, ground.selection.corpus
    codes: list[set[int]] = [set() for _ in range(len(stretches))]
    coders: list[set[int]] = [set() for _ in range(len(stretches))]
    for at, row in zip(*(column.tolist() for column in ground.codings_in(stretches, rows)), strict=True):
        codes[at].add(int(codings.code[row]))
        coders[at].add(int(codings.coder[row]))
    made = []
    for at, (start, end) in enumerate(zip(stretches.start.tolist(), stretches.end.tolist(), strict=True)):
        source, span = ground.index.locate(start, end)
        names = tuple(codings.codes[number] for number in sorted(codes[at]))
        who = tuple(codings.coder_ids[number] for number in sorted(coders[at]))
        made.append(quotation_of(corpus, source, span, codes=names, coders=who, context=context))
    return tuple(made)
