"""Two codes that stand together, and what has to be known to read their figures."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from fou_toolkit._i18n import number, t, tn
from fou_toolkit.analysis.cooccurrence.measures import IN_UNITS, MEASURES, UNEQUAL, measured, out_of_range, unequal
from fou_toolkit.analysis.cooccurrence.shown import Shown
from fou_toolkit.analysis.cooccurrence.windows import Window

__all__ = ["RANGE", "SKEWED", "Pair", "about_c", "pairs_of", "warnings_of"]

RANGE: Final = "‡"
"""Sign of a c that is out of its range."""
SKEWED: Final = "†"
"""Sign of a pair in which one code is much more frequent than the other."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two codes that stand together.

    Args:
        a: Id of one code.
        b: Id of the other.
        names: Names of both.
        count: How often they stand together; `None` where that is hidden.
        counts: How often each stands anywhere; the same.
        texts: In how many texts they stand together; the same.
        strengths: c, Jaccard, PMI, lift; NaN where it cannot be given.
        out_of_range: c is not between 0 and 1: codings of one code overlap each other.
        unequal: One code is more than five times as frequent as the other.
        banded: The count is hidden, and stands as a band.
    """

    a: str
    b: str
    names: tuple[str, str]
    count: int | None
    counts: tuple[int | None, int | None]
    texts: int | None
    strengths: tuple[float, float, float, float]
    out_of_range: bool = False
    unequal: bool = False
    banded: bool = False

    def __getitem__(self, measure: str) -> float:
        """Give one of `MEASURES`; NaN where it is hidden."""
        count = math.nan if self.count is None else float(self.count)
        return {"count": count, **dict(zip(MEASURES[1:], self.strengths, strict=True))}[measure]

    @property
    def signs(self) -> str:
        """Signs of the warnings."""
        return (RANGE if self.out_of_range else "") + (SKEWED if self.unequal else "")

    def seen_from(self, code: str) -> "Pair":
        """Give the same pair with this code first."""
        if code != self.b:
            return self
        turned = {"a": self.b, "b": self.a, "names": self.names[::-1], "counts": self.counts[::-1]}
        return replace(self, **turned)  # type: ignore[arg-type]


def pairs_of(together: Shown, ids: Sequence[str], names: Sequence[str]) -> tuple[Pair, ...]:
    """Give all pairs that stand together at all, the most frequent first; those that are hidden come last.

    Args:
        together: The counts.
        ids: Ids of the codes.
        names: Names of the codes.
    """
    counts, single = together.pairs, together.single
    one, other = np.nonzero(np.triu((counts > 0) | together.hidden, 1))
    order = np.argsort(-counts[one, other], kind="stable")
    one, other = one[order], other[order]
    nothing = np.full(one.size, math.nan)
    strengths = [
        nothing
        if together.units is None and name in IN_UNITS
        else measured(name, counts, single, together.units)[one, other]
        for name in MEASURES[1:]
    ]
    table = (counts, together.texts, out_of_range(counts, single), unequal(single), together.banded)
    columns = [column[one, other].tolist() for column in table]
    return tuple(
        Pair(
            a=ids[a],
            b=ids[b],
            names=(names[a], names[b]),
            count=_whole(count),
            counts=(_whole(single[a]), _whole(single[b])),
            texts=_whole(texts),
            strengths=(values[0], values[1], values[2], values[3]),
            out_of_range=wrong,
            unequal=skewed,
            banded=banded,
        )
        for a, b, values, count, texts, wrong, skewed, banded in zip(
            one.tolist(), other.tolist(), np.stack(strengths, axis=1).tolist(), *columns, strict=True
        )
    )


def _whole(value: float) -> int | None:
    return None if math.isnan(value) else int(value)


def warnings_of(pairs: Sequence[Pair], together: Shown, window: Window | None) -> tuple[str, ...]:
    """Say what has to be known to read the figures.

    Args:
        pairs: The pairs that are shown.
        together: The counts.
        window: How large windows are, if there are any.
    """
    if together.units is None:
        said = [t("Counted are pairs of codings of one coder; where there are several, counts are added.")]
    else:
        said = [t("Counted are {n} units: each at most once for a pair.", n=number(together.units, 0))]
    if window is not None:
        said.append(t("Windows slide by one: what stands close together is in several of them."))
    said += about_c(pairs, together.redundant)
    if together.units is not None and pairs:
        said.append(t("PMI (base 2) and lift are high where codes are rare: read them with the counts."))
    return tuple(said)


def about_c(pairs: Sequence[Pair], redundant: int) -> list[str]:
    """Say where c is out of range, or low for another reason than that codes keep apart (as ATLAS.ti does)."""
    said = []
    wrong, skewed = sum(pair.out_of_range for pair in pairs), sum(pair.unequal for pair in pairs)
    if wrong:
        what = tn("{n} pair", "{n} pairs", wrong)
        said.append(
            t("{sign} c is out of range ({pairs}): codings of one code overlap each other.", sign=RANGE, pairs=what)
        )
    elif redundant:
        what = tn("{n} pair", "{n} pairs", redundant)
        said.append(t("Codings of one code overlap each other ({pairs}): c may come out too high.", pairs=what))
    if skewed:
        what = tn("{n} pair", "{n} pairs", skewed)
        reason = t(
            "{sign} One code is more than {times} times as frequent as the other ({pairs}): c is low there, whatever "
            "hangs together.",
            sign=SKEWED,
            times=UNEQUAL,
            pairs=what,
        )
        said.append(reason)
    return said
