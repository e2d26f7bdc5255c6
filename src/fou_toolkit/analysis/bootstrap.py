"""How far a figure could be off: draw what was counted again and again, with replacement.

Efron, B. & Tibshirani, R. (1993). An introduction to the bootstrap: the percentile interval (chapter 13) and the
bias-corrected and accelerated one (BCa, chapter 14). Sentences of one interview are not independent of each other, so
documents are what is drawn, unless one asks otherwise.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from numbers import Integral, Real
from statistics import NormalDist
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.estimate import Estimate
from fou_toolkit.errors import DataError

__all__ = ["METHODS", "OVER", "Bootstrap", "checked_bootstrap", "draws", "estimate", "is_number"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Statistic = Callable[[Floats], Floats]
"""Figures of weights: how often each part is drawn, `(b, parts)`, gives `(b, ...)`."""
Progress = Callable[[Iterable[Any]], Iterable[Any]]

OVER: Final = ("documents", "units", "coders")
METHODS: Final = ("percentile", "bca")

_CELLS: Final = 1 << 20
"""Weights made at a time."""
_FEW: Final = 14
"""From how many units a part on, one multinomial draw is quicker than a draw of every unit."""


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """How intervals are made.

    Args:
        over: What is drawn: `documents` (the default: what was said in one interview hangs together), `units`, or
            `coders` (how would it be with other coders; pairs of a coder with themselves are left out).
        method: `percentile`, or `bca`, which puts bias and skewness right and takes one more figure a part.
        replicates: How often.
        confidence: Share of the replicates inside of the interval.
        seed: Seed of the random draws.

    Raises:
        DataError: A setting is not possible.
    """

    over: str = "documents"
    method: str = "percentile"
    replicates: int = 2000
    confidence: float = 0.95
    seed: int = 1

    def __post_init__(self) -> None:
        """Refuse settings that are not possible."""
        given: dict[str, tuple[object, tuple[str, ...]]] = {"over": (self.over, OVER), "method": (self.method, METHODS)}
        for key, (value, possible) in given.items():
            if not isinstance(value, str) or value not in possible:
                hint = t("Possible are: {names}", names=", ".join(possible))
                raise DataError(t("«{value}» is not possible for {key}.", value=value, key=key), hint=hint)
        counts = (
            is_number(Integral, self.replicates)
            and self.replicates >= 1
            and is_number(Integral, self.seed)
            and self.seed >= 0
        )
        if not counts or not is_number(Real, self.confidence) or not 0 < self.confidence < 1:
            hint = t("2000 replicates and a confidence of 0.95 are usual.")
            raise DataError(
                t("The bootstrap needs a whole number of replicates, a seed from 0, and a confidence between 0 and 1."),
                hint=hint,
            )


def is_number(kind: type, number: object) -> bool:
    """Tell a number of a kind; yes and no are none."""
    return isinstance(number, kind) and not isinstance(number, bool)


def checked_bootstrap(value: object) -> Bootstrap | None:
    """Give what was given for `bootstrap`: how intervals are made, or `None` for none.

    Raises:
        DataError: It is something else.
    """
    if value is None or isinstance(value, Bootstrap):
        return value
    replicates = f"replicates={value}" if is_number(Integral, value) else ""
    hint = t("Say it so: {example}", example=f"bootstrap=Bootstrap({replicates})")
    raise DataError(t("«{value}» is not possible for {key}.", value=value, key="bootstrap"), hint=hint)


def draws(counts: Ints, replicates: int, seed: int, *, size: int | None = None) -> Iterator[Floats]:
    """Draw parts with replacement, in blocks.

    Args:
        counts: How many units are alike in each part; ones where each part is drawn by itself. Shape `(parts,)`.
        replicates: How often.
        seed: Seed of the draws.
        size: How many are drawn; by default as many as there are.

    Yields:
        How often each part was drawn, shape `(b, parts)`.
    """
    rng = np.random.default_rng(seed)
    total, parts = int(counts.sum()), counts.size
    drawn = total if size is None else size
    # Both ways draw from the same distribution; which is quicker depends on how many units are alike.
    single = drawn < _FEW * parts
    part_of = np.repeat(np.arange(parts), counts) if single else None
    block = max(1, _CELLS // max(parts, drawn if single else 1))
    for start in range(0, replicates, block):
        wanted = min(block, replicates - start)
        if part_of is not None:
            found = part_of.take(rng.integers(0, total, (wanted, drawn))) + np.arange(wanted)[:, None] * parts
            yield np.bincount(found.ravel(), minlength=wanted * parts).reshape(wanted, parts).astype(np.float64)
        else:
            yield rng.multinomial(drawn, counts / total, size=wanted).astype(np.float64)


def estimate(
    statistic: Statistic, counts: Ints, bootstrap: Bootstrap | None, progress: Progress | None = None
) -> "npt.NDArray[np.object_]":
    """Give figures with their intervals.

    Args:
        statistic: Figures of how often each part counts: weights `(b, parts)` give `(b, ...)`.
        counts: How many units are alike in each part, shape `(parts,)`.
        bootstrap: How the intervals are made; `None` for none.
        progress: Wraps the blocks of replicates, such as `tqdm`.

    Returns:
        `Estimate`s, shape `(...)`. No interval where only one part could be drawn.

    Raises:
        DataError: `bootstrap` is something else.
    """
    bootstrap = checked_bootstrap(bootstrap)
    found = statistic(counts[None].astype(np.float64))[0]
    shape, value = found.shape, found.ravel()
    if bootstrap is None or counts.sum() < 2:  # noqa: PLR2004 - one part is always the same
        return _packed(shape, [Estimate(one) for one in value.tolist()])
    blocks = draws(counts, bootstrap.replicates, bootstrap.seed)
    done = [statistic(block).reshape(block.shape[0], -1) for block in (progress(blocks) if progress else blocks)]
    drawn = np.concatenate(done)
    left_out = _left_out(statistic, counts) if bootstrap.method == "bca" else None
    estimates = []
    for place, one in enumerate(value.tolist()):
        kept = drawn[:, place][~np.isnan(drawn[:, place])]
        if np.isnan(one) or not kept.size:
            estimates.append(Estimate(one, defined=kept.size / drawn.shape[0]))
            continue
        tails = np.array([(1 - bootstrap.confidence) / 2, (1 + bootstrap.confidence) / 2])
        if left_out is not None:
            tails = _accelerated(tails, one, kept, left_out[:, place], counts)
        low, high = np.quantile(kept, tails).tolist()
        estimates.append(Estimate(one, low, high, kept.size / drawn.shape[0]))
    return _packed(shape, estimates)


def _packed(shape: tuple[int, ...], estimates: list[Estimate]) -> "npt.NDArray[np.object_]":
    packed = np.empty(len(estimates), object)
    packed[:] = estimates
    return packed.reshape(shape)


def _left_out(statistic: Statistic, counts: Ints) -> Floats:
    """Give the figures without one unit of each part, shape `(parts, k)`."""
    block = max(1, _CELLS // counts.size)
    found = []
    for start in range(0, counts.size, block):
        parts = np.arange(start, min(start + block, counts.size))
        weights = np.tile(counts.astype(np.float64), (parts.size, 1))
        weights[np.arange(parts.size), parts] -= 1
        found.append(statistic(weights).reshape(parts.size, -1))
    return np.concatenate(found)


def _accelerated(tails: Floats, value: float, drawn: Floats, left_out: Floats, counts: Ints) -> Floats:
    """Move the tails for bias and skewness (Efron & Tibshirani 1993, formulas 14.9, 14.14, 14.15)."""
    normal = NormalDist()
    # Ties count half; a figure outside of all replicates is taken for half a replicate from the end.
    below = (np.count_nonzero(drawn < value) + np.count_nonzero(drawn <= value)) / 2
    edge = 0.5 / drawn.size
    bias = normal.inv_cdf(min(max(below / drawn.size, edge), 1 - edge))
    defined = ~np.isnan(left_out)
    times, kept = counts[defined], left_out[defined]
    apart = np.average(kept, weights=times) - kept if kept.size else np.zeros(1)
    spread = float((times * apart**2).sum()) if kept.size else 0.0
    skew = float((times * apart**3).sum()) / (6 * spread**1.5) if spread > 0 else 0.0

    def moved(tail: float) -> float:
        point = bias + normal.inv_cdf(tail)
        # Beyond this the formula turns back on itself; nothing lies further out than all replicates.
        return normal.cdf(bias + point / max(1 - skew * point, edge))

    return np.array([moved(tail) for tail in tails.tolist()])
