"""How much more often one side says a word than the other: figures of two counts and two sizes.

- Log ratio: Hardie, A. (2014). Log Ratio: an informal introduction. CASS, Lancaster. The binary logarithm of the ratio
  of the relative frequencies: 1 is twice as often, -2 a quarter as often, 0 alike. A count of zero is taken for 0.5.
- G2: Rayson, P. & Garside, R. (2000). Comparing corpora using frequency profiling. 2 (a ln(a/E1) + b ln(b/E2)), with
  E1 = c (a + b) / (c + d) and E2 = d (a + b) / (c + d); a cell of zero adds nothing. It grows with the corpora: with
  much text, small differences have a large G2.
- %DIFF: Gabrielatos, C. & Marchi, A. (2011). Keyness: matching metrics to definitions. (rate a - rate b) / rate b,
  in per cent. A rate of zero is taken for 10^-18 there; here the figure is infinite.
"""

import numpy as np
import numpy.typing as npt

__all__ = ["log_likelihood", "log_ratio", "percent_difference"]

Floats = npt.NDArray[np.float64]
Numbers = npt.ArrayLike

_HALF = 0.5


def log_ratio(a: Numbers, b: Numbers, size_a: Numbers, size_b: Numbers) -> Floats:
    """Give the log ratio.

    Args:
        a: How often one side says it; any shape.
        b: How often the other side says it.
        size_a: Words of the one side; where there are none, the figure is NaN.
        size_b: Words of the other side.

    >>> [float(log_ratio(*case)) for case in ((20, 10, 1000, 1000), (1, 0, 100, 100))]
    [1.0, 1.0]
    """
    one, two, words, others = (np.asarray(value, np.float64) for value in (a, b, size_a, size_b))
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.log2(np.where(one > 0, one, _HALF) / words) - np.log2(np.where(two > 0, two, _HALF) / others)
    return np.where((words > 0) & (others > 0), found, np.nan)


def log_likelihood(a: Numbers, b: Numbers, size_a: Numbers, size_b: Numbers) -> Floats:
    """Give G2; arguments as in `log_ratio`.

    >>> round(float(log_likelihood(348, 99, 1_000_000, 1_000_000)))
    147
    """
    one, two, words, others = (np.asarray(value, np.float64) for value in (a, b, size_a, size_b))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (one + two) / (words + others)
        parts = [
            np.where(count > 0, count * np.log(count / (size * share)), 0.0)
            for count, size in ((one, words), (two, others))
        ]
    # Two counts as expected differ from that by rounding only; no G2 is below nothing.
    found: Floats = np.maximum(2 * (parts[0] + parts[1]), 0.0)
    return found


def percent_difference(a: Numbers, b: Numbers, size_a: Numbers, size_b: Numbers) -> Floats:
    """Give %DIFF; infinite where the other side never says it. Arguments as in `log_ratio`.

    >>> round(float(percent_difference(30, 10, 1000, 1000)), 6)
    200.0
    """
    one, two, words, others = (np.asarray(value, np.float64) for value in (a, b, size_a, size_b))
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = 100 * (one / words - two / others) / (two / others)
        return found
