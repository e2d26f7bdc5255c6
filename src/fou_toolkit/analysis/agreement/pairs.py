"""The agreement of each pair of coders."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from fou_toolkit import _html
from fou_toolkit._i18n import t
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.agreement.compared import Compared
from fou_toolkit.analysis.agreement.measures import MEASURES, estimates
from fou_toolkit.analysis.agreement.talk import for_talk, heading
from fou_toolkit.analysis.bootstrap import Bootstrap
from fou_toolkit.analysis.estimate import Estimate
from fou_toolkit.errors import UnknownIdError

__all__ = ["Pair", "Pairs", "pairs_of"]


@dataclass(frozen=True, slots=True)
class Pair:
    """The figures of two coders about one code or theme, or about all of them.

    Args:
        coders: Ids of the two.
        id: Id of the code or theme; empty for all of them, pooled over unit × code.
        units: Units that both looked at; times codes, where pooled.
        prevalence: Share of units that have it, mean over the two.
        figures: An `Estimate` for each of `MEASURES`.
    """

    coders: tuple[str, str]
    id: str
    units: int
    prevalence: float
    figures: tuple[Estimate, ...]

    def __getitem__(self, measure: str) -> Estimate:
        """Give one of `MEASURES`.

        Raises:
            UnknownIdError: There is no such measure.
        """
        return self.figures[_place(measure)]


@dataclass(frozen=True, repr=False)
class Pairs(Tabular):
    """Figures of each pair of coders.

    Args:
        coders: Ids of the coders.
        pairs: For each pair, what is pooled first, then each code or theme.
        for_talk: Whether they are there for talk only, as under a reflexive orientation.
    """

    coders: tuple[str, ...]
    pairs: tuple[Pair, ...]
    for_talk: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        parts = (f"{name}{part}" for name in MEASURES for part in ("", "_low", "_high"))
        return ("coder", "other", "id", "n", "prevalence", *parts)

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per pair and code or theme."""
        for one in self.pairs:
            parts = (part for figure in one.figures for part in (figure.value, figure.low, figure.high))
            yield (*one.coders, one.id, one.units, one.prevalence, *parts)

    def matrix(self, measure: str = "alpha", id: str = "") -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":  # noqa: A002 - as in the rows
        """Give one figure as a symmetric table, shape `(coders, coders)`; NaN on the diagonal.

        Args:
            measure: One of `MEASURES`.
            id: A code or theme; by default what is pooled.

        Raises:
            UnknownIdError: There is no such measure, code or theme.
        """
        place = _place(measure)
        if id not in {one.id for one in self.pairs}:
            raise UnknownIdError(t("There is no code «{id}».", id=id))
        table = np.full((len(self.coders), len(self.coders)), np.nan)
        for pair in self.pairs:
            if pair.id == id:
                one, two = (self.coders.index(name) for name in pair.coders)
                table[one, two] = table[two, one] = pair.figures[place].value
        return table

    @property
    def caption(self) -> str:
        """Say what is pooled."""
        return for_talk(t("Each pair of coders, pooled over unit × code"), self.for_talk)

    def _repr_html_(self) -> str:
        """Show what is pooled, with two digits; codes are in `to_frame()`."""
        coefficients = ("α", "AC1", "κ", "Fleiss κ", "S", t("percent agreement"), t("positive agreement"))
        headings = (t("coder"), t("other coder"), t("units"), t("prevalence"), *coefficients)
        rows = (
            (*one.coders, one.units, _share(one.prevalence), *map(str, one.figures)) for one in self.pairs if not one.id
        )
        return _html.page(*heading(self.for_talk), _html.table(headings, rows, caption=self.caption))


def _share(share: float) -> str:
    return "–" if math.isnan(share) else f"{share:.1%}"


def _place(measure: str) -> int:
    if measure not in MEASURES:
        hint = t("There are: {ids}", ids=", ".join(MEASURES))
        raise UnknownIdError(t("«{value}» is not possible for {key}.", value=measure, key="measure"), hint=hint)
    return MEASURES.index(measure)


def pairs_of(compared: Compared, level: str, *, bootstrap: Bootstrap | None = None, talk: bool = False) -> Pairs:
    """Compare each pair of coders on what both have read.

    Args:
        compared: What is compared.
        level: `code` or `theme`.
        bootstrap: How intervals are made; `None` for none.
        talk: Whether they are there for talk only.
    """
    ids = ["", *(code.id for code in compared.columns.of_level(level))]
    found: list[Pair] = []
    for one, two in combinations(range(len(compared.coders)), 2):
        pair = compared.of_coders(one, two)
        unknown = np.full((len(ids), len(MEASURES)), Estimate(np.nan))
        figures = estimates(pair, level, bootstrap) if pair.documents else unknown
        tallies = pair.counts(level).tallies().total()
        units = round(tallies.compared.max(initial=0))
        shares = [float(tallies.total().prevalence[1]), *tallies.prevalence[:, 1].tolist()]
        names = (compared.coders[one], compared.coders[two])
        sizes = [units * (len(ids) - 1), *[units] * (len(ids) - 1)]
        found.extend(
            Pair(names, id_, size, share, tuple(row))
            for id_, size, share, row in zip(ids, sizes, shares, figures, strict=True)
        )
    return Pairs(compared.coders, tuple(found), talk)
