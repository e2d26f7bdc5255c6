"""Which codes are taken for each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, permutations

import numpy as np
import numpy.typing as npt

from fou_toolkit import _html
from fou_toolkit._i18n import t
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.agreement.compared import Compared
from fou_toolkit.errors import UnknownIdError

__all__ = ["Confusion", "confusion_of"]

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_SHOWN = 20


@dataclass(frozen=True, repr=False)
class Confusion(Tabular):
    """What the others have in a unit where one coder has a code.

    Args:
        ids: Codes or themes.
        names: Their names.
        counts: Row: what a coder has; column: what another coder has there, the last column for «nothing else». A unit
            in which both have the code counts on the diagonal; else the other's own codes share it. Each unit and coder
            counts once in its row, whatever the number of others. Shape `(k, k + 1)`.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    counts: Floats

    @property
    def shares(self) -> Floats:
        """Share of each row, shape `(k, k + 1)`; NaN for a code that nobody used."""
        total = self.counts.sum(axis=1, keepdims=True)
        shares: Floats = np.divide(self.counts, total, out=np.full_like(self.counts, np.nan), where=total > 0)
        return shares

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return ("code", "name", "other_code", "other_name", "count", "share", "share_other_way")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row for each pair of codes that were mixed up, the most frequent first.

        `share` is the share of the first code's units in which another coder has the second one instead.
        """
        mixed = self.counts[:, :-1] + self.counts[:, :-1].T
        one, two = np.triu_indices(len(self.ids), 1)
        order = np.argsort(-mixed[one, two], kind="stable")
        shares = self.shares
        for a, b in zip(one[order].tolist(), two[order].tolist(), strict=True):
            if mixed[a, b] <= 0:
                return
            names = (self.ids[a], self.names[a], self.ids[b], self.names[b])
            yield (*names, float(mixed[a, b] / 2), float(shares[a, b]), float(shares[b, a]))

    @property
    def caption(self) -> str:
        """Say how much of it is about other codes, and how much about coding at all."""
        total = self.counts.sum()
        if not total:
            return t("Nobody coded anything.")
        same = float(np.trace(self.counts[:, :-1]) / total)
        nothing = float(self.counts[:, -1].sum() / total)
        return t(
            "Where one coder has a code, another has the same in {same:.0%}, another code in {other:.0%}, nothing else "
            "in {nothing:.0%}",
            same=same,
            other=max(1 - same - nothing, 0.0),  # rounding makes no minus
            nothing=nothing,
        )

    def of(self, code: str) -> list[tuple[str, float]]:
        """Give what others have where one has this code, the most frequent first; an empty id for nothing else.

        Raises:
            UnknownIdError: There is no such code.
        """
        if code not in self.ids:
            hint = t("There are: {ids}", ids=", ".join(self.ids))
            raise UnknownIdError(t("There is no code «{id}».", id=code), hint=hint)
        row = self.counts[self.ids.index(code)]
        order = np.argsort(-row, kind="stable")
        names = (*self.ids, "")
        return [(names[place], float(row[place])) for place in order.tolist() if row[place] > 0]

    def most_mixed(self, count: int) -> list[int]:
        """Give the places of the codes that were mixed up with others most often, in the order of the codebook."""
        off = self.counts[:, :-1] + self.counts[:, :-1].T
        np.fill_diagonal(off, 0)
        mixed = off.sum(axis=1)
        return sorted(place for place in np.argsort(-mixed, kind="stable")[:count].tolist() if mixed[place] > 0)

    def _repr_html_(self) -> str:
        """Show the pairs that were mixed up most often."""
        headings = (t("code"), "", t("taken for"), "", t("units"), t("share"), t("share the other way"))
        rows = (
            (*names, f"{count:.1f}", f"{share:.0%}", f"{back:.0%}")
            for *names, count, share, back in islice(self.rows(), _SHOWN)
        )
        return _html.page(_html.table(headings, rows, caption=self.caption))


def confusion_of(compared: Compared, level: str) -> Confusion:
    """Count what coders have where another has a code.

    Args:
        compared: What is compared.
        level: `code` or `theme`.
    """
    found = compared.at(level)
    columns = compared.columns.of_level(level)
    # A unit and coder counts once, whatever the number of others.
    weight = np.ones(found.shape[1]) if compared.weight is None else compared.weight
    share = weight / np.maximum(compared.size - 1, 1)
    counts = np.zeros((len(columns), len(columns) + 1))
    for one, two in permutations(range(len(found)), 2):
        seen = (compared.looked[one] & compared.looked[two])[compared.group]
        kept = np.flatnonzero(seen & found[one].any(axis=1))
        counts += _met(found[one][kept], found[two][kept], share[kept])
    return Confusion(tuple(code.id for code in columns), tuple(str(code.name) for code in columns), counts)


def _met(one: Bools, two: Bools, share: Floats) -> Floats:
    """Count, of each code of the first coder, what the second has instead."""
    both = one & two
    alone, other = (one & ~both) * share[:, None], (two & ~both).astype(np.float64)
    many = other.sum(axis=1, keepdims=True)
    instead = alone.T @ np.divide(other, many, out=np.zeros_like(other), where=many > 0)
    instead[np.diag_indices(instead.shape[0])] += share @ both
    nothing = alone[many[:, 0] == 0].sum(axis=0)
    met: Floats = np.concatenate((instead, nothing[:, None]), axis=1)
    return met
