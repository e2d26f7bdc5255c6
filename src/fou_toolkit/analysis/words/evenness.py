"""How evenly something is spread over the parts of a corpus, by three measures that mean different things.

- Range: in how many parts it stands at all.
- DP, deviation of proportions: Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. International
  Journal of Corpus Linguistics 13(4), 403-437. Half the sum of the differences between the share of the words that a
  part has and the share of the hits that it has: 0 where hits are spread as words are, towards 1 where they are heaped.
  DPnorm divides by what is the most: Lijffijt, J. & Gries, S. Th. (2012). Correction. IJCL 17(1), 147-149.
- Juilland's D: Juilland, A. & Chang-Rodriguez, E. (1964). Frequency dictionary of Spanish words. 1 - V / sqrt(n - 1),
  V the coefficient of variation of the relative frequencies of n parts: 1 where all are alike, 0 where one has it all.
  With many parts it is near 1 for almost everything (Biber, Reppen, Schnur & Ghanem 2016, IJCL 21(4), 439-464).
"""

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.words.tally import Tally

__all__ = ["deviations", "juilland", "normed"]

Floats = npt.NDArray[np.float64]


def deviations(counted: Tally) -> Floats:
    """Give DP of each word, shape `(items,)`; NaN where it is never said."""
    share = counted.sizes / max(int(counted.sizes.sum()), 1)
    total = np.maximum(counted.total, 1)
    observed = counted.count / total[counted.item]
    expected = share[counted.part]
    # Parts without the word differ by their whole share: these shares are 1 less those of the parts with it.
    apart = np.bincount(counted.item, np.abs(observed - expected) - expected, minlength=counted.items)
    found: Floats = np.where(counted.total > 0, np.clip((1 + apart) / 2, 0, 1), np.nan)
    return found


def normed(deviation: Floats, sizes: npt.NDArray[np.int64]) -> Floats:
    """Give DPnorm: DP over the most it could be, 1 less the share of the smallest part; NaN where there is one part."""
    if sizes.size <= 1:
        return np.full(deviation.shape, np.nan)
    found: Floats = np.minimum(deviation / (1 - sizes.min() / sizes.sum()), 1)
    return found


def juilland(counted: Tally) -> Floats:
    """Give Juilland's D of each word from relative frequencies, shape `(items,)`; NaN where it is never said."""
    parts = counted.sizes.size
    if parts <= 1:
        return np.full(counted.items, np.nan)
    rate = counted.count / counted.sizes[counted.part]
    mean = np.bincount(counted.item, rate, minlength=counted.items) / parts
    square = np.bincount(counted.item, rate**2, minlength=counted.items) / parts
    with np.errstate(invalid="ignore", divide="ignore"):
        variation = np.sqrt(np.maximum(square - mean**2, 0)) / mean
    found: Floats = 1 - variation / np.sqrt(parts - 1)
    return found
