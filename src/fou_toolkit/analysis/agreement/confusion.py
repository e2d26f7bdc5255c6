"""Which codes are taken for each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, permutations

import numpy as np
import numpy.typing as npt

from fou_toolkit import _html
from fou_toolkit._i18n import t
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.agreement.compared import Compared
from fou_toolkit.analysis.agreement.talk import for_talk, heading
from fou_toolkit.errors import UnknownIdError

__all__ = ["NOTHING", "SHARED", "Confusion", "confusion_of"]

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_SHOWN = 20


SHARED, NOTHING = -2, -1
"""The last two columns: only codes that both have, and no code at all."""


@dataclass(frozen=True, repr=False)
class Confusion(Tabular):
    """What the others have in a unit where one coder has a code.

    Args:
        ids: Codes or themes.
        names: Their names.
        coders: Ids of the coders.
        by_coder: By the coder who has the row's code; column: what another coder has there. A unit in which both have
            the code counts on the diagonal; else the other's own codes share it; else the other has only codes that
            both have (`SHARED`), or none at all (`NOTHING`). A unit and coder counts once in its row, whatever the
            number of others. Shape `(coders, k, k + 2)`.
        for_talk: Whether it is there for talk only, as under a reflexive orientation.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    coders: tuple[str, ...]
    by_coder: Floats
    for_talk: bool = False

    @cached_property
    def counts(self) -> Floats:
        """Give the counts of all coders together, shape `(k, k + 2)`."""
        counts: Floats = self.by_coder.sum(axis=0)
        return counts

    @property
    def shares(self) -> Floats:
        """Share of each row, shape `(k, k + 2)`; NaN for a code that nobody used."""
        total = self.counts.sum(axis=1, keepdims=True)
        shares: Floats = np.divide(self.counts, total, out=np.full_like(self.counts, np.nan), where=total > 0)
        return shares

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        sides = (f"code: {name}" for name in self.coders)
        return ("code", "name", "other_code", "other_name", "count", *sides, "share", "share_of_other")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row for each pair of codes that were mixed up, the most frequent first.

        `count` is the number of units in which one coder has the one code and another the other; `code: NAME` says in
        how many of them this coder has the first code: if it is always the same coder, it is a habit. `share` is the
        share of the first code's units in which another coder has the second one instead, `share_of_other` the share of
        the second code's units in which another has the first one.
        """
        size = len(self.ids)
        mixed = self.counts[:, :size] + self.counts[:, :size].T
        one, two = np.triu_indices(size, 1)
        order = np.argsort(-mixed[one, two], kind="stable")
        shares = self.shares
        for a, b in zip(one[order].tolist(), two[order].tolist(), strict=True):
            if mixed[a, b] <= 0:
                return
            names = (self.ids[a], self.names[a], self.ids[b], self.names[b])
            # Every unit is counted from both sides.
            sides = self.by_coder[:, a, b].tolist()
            yield (*names, float(mixed[a, b] / 2), *sides, float(shares[a, b]), float(shares[b, a]))

    @property
    def caption(self) -> str:
        """Say how much of it is about other codes, and how much about coding at all."""
        total = self.counts.sum()
        if not total:
            return for_talk(t("Nobody coded anything."), self.for_talk)
        size = len(self.ids)
        same = float(np.trace(self.counts[:, :size]) / total)
        shared, nothing = (float(self.counts[:, at].sum() / total) for at in (SHARED, NOTHING))
        said = t(
            "Where one coder has a code, another has the same in {same:.0%}, another code in its place in {other:.0%}, "
            "only codes that both have in {shared:.0%}, no code in {nothing:.0%}",
            same=same,
            other=max(1 - same - shared - nothing, 0.0),  # rounding makes no minus
            shared=shared,
            nothing=nothing,
        )
        return for_talk(said, self.for_talk)

    def of(self, code: str) -> list[tuple[str, float]]:
        """Give what others have where one has this code, the most frequent first.

        Returns:
            Ids and counts; `+` for only codes that both have, an empty id for no code at all.

        Raises:
            UnknownIdError: There is no such code.
        """
        if code not in self.ids:
            hint = t("There are: {ids}", ids=", ".join(self.ids))
            raise UnknownIdError(t("There is no code «{id}».", id=code), hint=hint)
        row = self.counts[self.ids.index(code)]
        order = np.argsort(-row, kind="stable")
        names = (*self.ids, "+", "")
        return [(names[place], float(row[place])) for place in order.tolist() if row[place] > 0]

    def _repr_html_(self) -> str:
        """Show the pairs that were mixed up most often, and who has which."""
        sides = (t("{coder} has the first", coder=name) for name in self.coders)
        headings = (t("first code"), "", t("other code"), "", t("units"), *sides, t("share of the first"))
        headings = (*headings, t("share of the other"))
        rows = (
            (*row[:4], *(f"{count:.1f}" for count in row[4:-2]), *(f"{share:.0%}" for share in row[-2:]))
            for row in islice(self.rows(), _SHOWN)
        )
        return _html.page(*heading(self.for_talk), _html.table(headings, rows, caption=self.caption))


def confusion_of(compared: Compared, level: str, *, talk: bool = False) -> Confusion:
    """Count what coders have where another has a code.

    Args:
        compared: What is compared.
        level: `code` or `theme`.
        talk: Whether it is there for talk only.
    """
    found = compared.at(level)
    columns = compared.columns.of_level(level)
    # A unit and coder counts once, whatever the number of others.
    weight = np.ones(found.shape[1]) if compared.weight is None else compared.weight
    share = weight / np.maximum(compared.size - 1, 1)
    counts = np.zeros((len(found), len(columns), len(columns) + 2))
    for one, two in permutations(range(len(found)), 2):
        seen = (compared.looked[one] & compared.looked[two])[compared.group]
        kept = np.flatnonzero(seen & found[one].any(axis=1))
        counts[one] += _met(found[one][kept], found[two][kept], share[kept])
    names = tuple(str(code.name) for code in columns)
    return Confusion(tuple(code.id for code in columns), names, compared.coders, counts, talk)


def _met(one: Bools, two: Bools, share: Floats) -> Floats:
    """Count, of each code of the first coder, what the second has instead."""
    both = one & two
    alone, other = (one & ~both) * share[:, None], (two & ~both).astype(np.float64)
    many = other.sum(axis=1, keepdims=True)
    instead = alone.T @ np.divide(other, many, out=np.zeros_like(other), where=many > 0)
    instead[np.diag_indices(instead.shape[0])] += share @ both
    without = many[:, 0] == 0
    shared = alone[without & both.any(axis=1)].sum(axis=0)
    nothing = alone[without & ~both.any(axis=1)].sum(axis=0)
    met: Floats = np.concatenate((instead, shared[:, None], nothing[:, None]), axis=1)
    return met
