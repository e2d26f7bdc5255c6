"""Log ratios when other texts had been collected: texts are drawn with replacement, and with them all their words.

Words of one interview are not independent of each other: who once speaks of a lamb speaks of it ten times. An interval
that takes each word for an observation of its own is far too narrow (Kilgarriff 2005, Language is never, ever, ever,
random. Corpus Linguistics and Linguistic Theory 1(2), 263-276).
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.bootstrap import Bootstrap, draws
from fou_toolkit.analysis.words.keyness_measures import log_ratio
from fou_toolkit.analysis.words.sides import Side
from fou_toolkit.analysis.words.tally import Tally
from fou_toolkit.errors import DataError

__all__ = ["checked_for_texts", "intervals", "weights_of_texts"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_CELLS: Final = 1 << 20
"""Log ratios made at a time."""


def checked_for_texts(bootstrap: Bootstrap | None) -> Bootstrap | None:
    """Refuse what cannot be drawn here.

    Raises:
        DataError: Something else than texts is to be drawn, or an interval of another kind is asked for.
    """
    if bootstrap is not None and (bootstrap.over != "documents" or bootstrap.method != "percentile"):
        hint = t("Say it so: {example}", example="bootstrap=Bootstrap(replicates=2000, seed=1)")
        raise DataError(t("Words are drawn with their texts, and intervals are percentiles."), hint=hint)
    return bootstrap


def weights_of_texts(one: Side, two: Side, bootstrap: Bootstrap) -> tuple[Floats, Floats]:
    """Draw texts; each side gets how often each of its texts was drawn, shape `(replicates, texts)`.

    Where a text has words of both sides, all texts are drawn together, so that both lose or win it; otherwise each
    side's texts are drawn by themselves, as many as there are.
    """
    mine, other = one.texts, two.texts
    if not set(mine) & set(other):
        return _drawn(len(mine), bootstrap, 0), _drawn(len(other), bootstrap, 1)
    place = {text: number for number, text in enumerate(sorted({*mine, *other}))}
    drawn = _drawn(len(place), bootstrap, 0)
    return drawn[:, [place[text] for text in mine]], drawn[:, [place[text] for text in other]]


def _drawn(texts: int, bootstrap: Bootstrap, stream: int) -> Floats:
    """Draw as many texts as there are; streams are different draws of one seed."""
    seed = int(np.random.SeedSequence([bootstrap.seed, stream]).generate_state(1)[0]) if stream else bootstrap.seed
    return np.concatenate(list(draws(np.ones(texts, np.int64), bootstrap.replicates, seed)))


def intervals(
    one: Tally, two: Tally, chosen: Ints, weights: tuple[Floats, Floats], confidence: float
) -> tuple[Floats, Floats]:
    """Give the borders of the log ratios' intervals: percentiles over the draws in which both sides say anything.

    Args:
        one: Words of the one side by text.
        two: Words of the other side.
        chosen: Numbers of the words, in order.
        weights: From `weights_of_texts`.
        confidence: Share of the draws inside.

    Returns:
        Lower and upper borders, shape `(chosen,)` each; NaN where a side has one text only.
    """
    low, high = np.full(chosen.size, np.nan), np.full(chosen.size, np.nan)
    if min(one.sizes.size, two.sizes.size) <= 1 or not chosen.size:
        return low, high
    sizes = [weight @ side.sizes for weight, side in zip(weights, (one, two), strict=True)]
    kept = (sizes[0] > 0) & (sizes[1] > 0)
    drawn = [weight[kept] for weight in weights]
    words, others = (size[kept][:, None] for size in sizes)
    if not kept.any():
        return low, high
    tails = [(1 - confidence) / 2, (1 + confidence) / 2]
    block = max(1, _CELLS // max(int(kept.sum()), one.sizes.size, two.sizes.size))
    for start in range(0, chosen.size, block):
        part = chosen[start : start + block]
        counts = [weight @ side.table(part).T for weight, side in zip(drawn, (one, two), strict=True)]
        found = log_ratio(counts[0], counts[1], words, others)
        low[start : start + block], high[start : start + block] = np.quantile(found, tails, axis=0)
    return low, high
