"""What share of the talk was agreed on: declared by the project, never assumed."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan
from numbers import Real

from fou_toolkit._i18n import t
from fou_toolkit.analysis.bootstrap import is_number
from fou_toolkit.analysis.estimate import Estimate
from fou_toolkit.errors import DataError

__all__ = ["Band", "Target", "percent", "percent_of"]

_PAIR = 2


@dataclass(frozen=True, slots=True)
class Band:
    """Shares between two borders; both belong to it.

    Args:
        low: From 0 to 1.
        high: Not below `low`.
    """

    low: float
    high: float

    def __str__(self) -> str:
        """Show per cent."""
        if self.low == self.high:
            return percent(self.low)
        return f"{percent(self.low, sign=False)}–{percent(self.high)}"

    def beside(self, share: float) -> float:
        """Tell how far a share lies from the band: 0 inside, negative below, positive above."""
        return min(share - self.low, 0.0) + max(share - self.high, 0.0) if not isnan(share) else share

    def difference(self, share: Estimate) -> Estimate:
        """Tell how far a share lies from the band, with the same steps from the borders of its interval."""
        return Estimate(self.beside(share.value), self.beside(share.low), self.beside(share.high), share.defined)


@dataclass(frozen=True, slots=True)
class Target:
    """Shares of the talk that were agreed on. Whoever gets more or less room, and why, is for the project to say.

    Unequal room can be the road to equality, so an even share is nowhere assumed; groups that are not named have no
    target.

    Args:
        bands: Group, when (a phase; empty for always), and the band.
        why: Who agreed on it, and when; it is shown under tables and figures.

    Raises:
        DataError: A share is none, or the targets together are more than everything.
    """

    bands: tuple[tuple[str, str, Band], ...] = ()
    why: str = ""

    def __post_init__(self) -> None:
        """Refuse targets that nobody can reach."""
        for when in {when for _, when, _ in self.bands}:
            least = sum(band.low for _, one, band in self.bands if one == when)
            if least > 1 + 1e-9:
                hint = t("Lower some of them, or give a span: {example}.", example='{"assistent": (0.2, 0.4)}')
                raise DataError(t("The targets together are {share} of the talk.", share=percent(least)), hint=hint)

    @classmethod
    def of(cls, shares: object, why: str = "") -> "Target":
        """Read targets: a share, a span, or one of these for each phase.

        Args:
            shares: By group: `{"forsker": (0.2, 0.4), "assistent": 0.3}`, or by group and phase:
                `{"forsker": {"1": (0.4, 0.6), "3": (0.1, 0.3)}}`.
            why: Who agreed on it, and when.

        Raises:
            DataError: A share is none.

        >>> Target.of({"forsker": (0.2, 0.4)}).band("forsker")
        Band(low=0.2, high=0.4)
        """
        if isinstance(shares, cls):
            return shares
        if not isinstance(shares, Mapping) or not shares:
            raise _no_share(shares)
        bands = []
        for group, given in shares.items():
            parts = given.items() if isinstance(given, Mapping) else [("", given)]
            bands += [(str(group), str(when), _band(share)) for when, share in parts]
        return cls(tuple(bands), why)

    @property
    def groups(self) -> tuple[str, ...]:
        """Groups that have a target."""
        return tuple(dict.fromkeys(group for group, _, _ in self.bands))

    @property
    def occasions(self) -> tuple[str, ...]:
        """When there are targets of their own."""
        return tuple(dict.fromkeys(when for _, when, _ in self.bands if when))

    def band(self, group: str, when: str = "") -> Band | None:
        """Give the target of a group: that of the occasion, else the one for always; `None` where there is none."""
        known = {one: band for name, one, band in self.bands if name == group}
        return known.get(when, known.get(""))

    @property
    def words(self) -> str:
        """Say what was declared."""
        parts = []
        for group in self.groups:
            own = [(when, band) for name, when, band in self.bands if name == group]
            said = ", ".join(f"{when}: {band}" if when else str(band) for when, band in own)
            parts.append(f"{group} {said}" if len(own) == 1 and not own[0][0] else f"{group} ({said})")
        return "; ".join(parts)


def percent(share: float, *, sign: bool = True, digits: int = 0) -> str:
    """Show a share as per cent; a dash where it is undefined.

    >>> percent(0.2, sign=False)
    '20'
    """
    if isnan(share):
        return "–"
    shown = f"{share * 100:.{digits}f}".replace("-", "\N{MINUS SIGN}")
    shown = shown.lstrip("\N{MINUS SIGN}") if not float(f"{share * 100:.{digits}f}") else shown
    return f"{shown}\N{NO-BREAK SPACE}%" if sign else shown


def percent_of(share: Estimate, *, sign: bool = True) -> str:
    """Show a share and its interval as per cent."""
    shown = percent(share.value, sign=sign)
    if isnan(share.low):
        return shown
    low, high = percent(share.low, sign=False), percent(share.high, sign=False)
    return f"{shown}\N{NO-BREAK SPACE}[{low},\N{NO-BREAK SPACE}{high}]"


def _band(given: object) -> Band:
    """Read a share or a span."""
    pair = tuple(given) if isinstance(given, list | tuple) else (given, given)
    if len(pair) != _PAIR or not all(is_number(Real, one) for one in pair):
        raise _no_share(given)
    low, high = (float(one) for one in pair)
    if not 0 <= low <= high <= 1:
        raise _no_share(given)
    return Band(low, high)


def _no_share(given: object) -> DataError:
    example = '{"forsker": (0.2, 0.4), "assistent": 0.3}'
    hint = t("Write shares from 0 to 1, the lower one first: {example}. 30 per cent is 0.3.", example=example)
    return DataError(t("«{value}» is not possible for {key}.", value=given, key="target"), hint=hint)
