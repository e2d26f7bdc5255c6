"""The agreement of each pair of coders."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from fou_toolkit import _html
from fou_toolkit._i18n import t
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.agreement.compared import Compared
from fou_toolkit.analysis.agreement.measures import MEASURES, figures_of
from fou_toolkit.analysis.agreement.presence import PresenceCounts
from fou_toolkit.analysis.estimate import Estimate

__all__ = ["Pairs", "pairs_of"]


@dataclass(frozen=True, repr=False)
class Pairs(Tabular):
    """Figures of each pair of coders, pooled over unit × code.

    Args:
        coders: Ids of the coders.
        pairs: Numbers of the two coders of each pair.
        units: Units that both looked at, for each pair.
        figures: Figures of each pair, in the order of `MEASURES`.
    """

    coders: tuple[str, ...]
    pairs: tuple[tuple[int, int], ...]
    units: tuple[float, ...]
    figures: tuple[tuple[float, ...], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return ("coder", "other", "units", *MEASURES)

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per pair."""
        for (one, two), units, figures in zip(self.pairs, self.units, self.figures, strict=True):
            yield (self.coders[one], self.coders[two], units, *figures)

    def matrix(self, measure: str = "alpha") -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
        """Give one of `MEASURES` as a symmetric table, shape `(coders, coders)`; NaN on the diagonal."""
        table = np.full((len(self.coders), len(self.coders)), np.nan)
        for (one, two), figures in zip(self.pairs, self.figures, strict=True):
            table[one, two] = table[two, one] = figures[MEASURES.index(measure)]
        return table

    @property
    def caption(self) -> str:
        """Say what is pooled."""
        return t("Each pair of coders, pooled over unit × code")

    def _repr_html_(self) -> str:
        """Show each measure with two digits."""
        coefficients = ("α", "AC1", "κ", "Fleiss κ", "S", t("percent agreement"), t("positive agreement"))
        headings = (t("coder"), t("other coder"), t("units"), *coefficients)
        rows = []
        for (one, two), units, figures in zip(self.pairs, self.units, self.figures, strict=True):
            shown = (str(Estimate(figure)) for figure in figures)
            rows.append((self.coders[one], self.coders[two], f"{units:.0f}", *shown))
        return _html.page(_html.table(headings, rows, caption=self.caption))


def pairs_of(compared: Compared, level: str) -> Pairs:
    """Compare each pair of coders on what both have read.

    Args:
        compared: What is compared.
        level: `code` or `theme`.
    """
    counts = compared.counts(level)
    found, units = [], []
    for place, (one, two) in enumerate(counts.pairs):
        both = counts.looked[one] & counts.looked[two]
        alone = PresenceCounts(
            counts.units,
            np.stack((both, both)),
            counts.has[[one, two]] * both[:, None],
            counts.both[[place]],
        )
        figures = figures_of(alone.tallies().total(axis=(0, 1)), alone.tables().sum(axis=(1, 2)))
        found.append(tuple(figures.tolist()))
        units.append(float((counts.units * both).sum()))
    return Pairs(compared.coders, tuple(counts.pairs), tuple(units), tuple(found))
