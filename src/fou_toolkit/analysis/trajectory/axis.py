"""The two sides of a table of cells: cases down, periods along; or any two attributes of turns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import mark, t
from fou_toolkit.analysis.groups import ATTRIBUTES, groups_of
from fou_toolkit.errors import DataError
from fou_toolkit.model import Corpus
from fou_toolkit.text import index_of

__all__ = [
    "ALL",
    "BINS",
    "OTHER",
    "Axis",
    "Day",
    "attribute_axis",
    "axis_of",
    "dates_of",
    "day_of",
    "one_value",
    "period_axis",
]

Ints = npt.NDArray[np.int64]

BINS: Final = ("date", "month", "half-year", "year")
"""What days can be put together to."""
ALL: Final = "*all"
"""Value of a group in which everything is put together."""
OTHER: Final = "*other"
"""Value of a group in which what is small is put together."""

_NAMES: Final = {"month": mark("month"), "half-year": mark("half-year"), "year": mark("year")}
_MERGED: Final = {ALL: mark("all together"), OTHER: mark("others together")}
_MOST_PERIODS: Final = 400
"""More periods than this in one project come from a date that was mistyped."""
_ISO: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?")
_WRITTEN: Final = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_HALF: Final = 6
"""Months in half a year."""

Day = tuple[int, int, int]
"""Year, month and day; 0 where that is not known."""


@dataclass(frozen=True, eq=False)
class Axis:
    """Turns by the value of an attribute, or by the period they were said in.

    Args:
        kind: Name of the attribute, or one of `BINS`.
        values: The values in order.
        number: Place of each turn's value, shape `(turns,)`; -1 where the turn is left out.
        gaps: Whether a value in which nobody was heard is a gap. Days are only there if somebody was heard.
    """

    kind: str
    values: tuple[str, ...]
    number: Ints
    gaps: bool = True

    def __len__(self) -> int:
        """Give the number of values."""
        return len(self.values)

    @property
    def name(self) -> str:
        """What the attribute is called."""
        names = {**ATTRIBUTES, **_NAMES}
        return t(names[self.kind]) if self.kind in names else self.kind

    def label(self, value: str) -> str:
        """Give a value as people read it: `2024-H2` is the autumn of 2024."""
        if value in _MERGED:
            return t(_MERGED[value])
        if not value:
            return t("not known")
        if self.kind == "phase" and value.isdecimal():
            return t("phase {n}", n=value)
        if self.kind == "half-year":
            year, half = value.split("-H")
            return t("spring {year}", year=year) if half == "1" else t("autumn {year}", year=year)
        return value

    @property
    def labels(self) -> tuple[str, ...]:
        """The values as people read them."""
        return tuple(self.label(value) for value in self.values)

    def merged(self, groups: Mapping[str, str]) -> "Axis":
        """Put values together.

        Args:
            groups: New value of each value; others stay.
        """
        new = [groups.get(value, value) for value in self.values]
        values = tuple(dict.fromkeys([*(value for value in new if value != OTHER), *new]))
        place = np.array([values.index(value) for value in new] + [-1], np.int64)
        return replace(self, values=values, number=place[self.number])

    def kept(self, wanted: npt.NDArray[np.bool_]) -> "Axis":
        """Keep some values, and leave out the turns of the others.

        Args:
            wanted: Whether each value is kept.
        """
        place = np.append(np.where(wanted, np.cumsum(wanted) - 1, -1), -1)
        values = tuple(value for value, keep in zip(self.values, wanted.tolist(), strict=True) if keep)
        return replace(self, values=values, number=place[self.number])


def attribute_axis(corpus: Corpus, attribute: str, *, merged: Mapping[str, str] | None = None) -> Axis:
    """Give the turns by an attribute; the unknown is a value of its own, the last.

    Args:
        corpus: The texts.
        attribute: See `groups_of`.
        merged: Other names of values.

    Raises:
        UnknownIdError: Nothing is known of such an attribute.
    """
    groups = groups_of(corpus, attribute, merged=merged)
    return Axis(groups.attribute, groups.values, groups.number)


def one_value(corpus: Corpus) -> Axis:
    """Give all turns as one group."""
    return Axis("", (ALL,), np.zeros(index_of(corpus).turn_source.size, np.int64))


def axis_of(corpus: Corpus, name: str, *, merged: Mapping[str, str] | None = None) -> Axis:
    """Give the turns by one of `BINS`, or by an attribute; see `period_axis` and `attribute_axis`."""
    return _dated(corpus, name) if name in BINS else attribute_axis(corpus, name, merged=merged)


def period_axis(corpus: Corpus, over: str) -> Axis:
    """Give the turns by the period they were said in; turns of an unknown period are left out.

    Args:
        corpus: The texts.
        over: `date` (every day on which somebody was heard), `month`, `half-year` (January to June, July to December),
            `year`; or an attribute such as `phase`, whose values are taken in their natural order.

    Returns:
        Months, half-years and years are all there from the first to the last, also where nobody was heard.

    Raises:
        DataError: The dates lie too far apart to be right.
        UnknownIdError: Nothing is known of such an attribute.
    """
    if over in BINS:
        return _dated(corpus, over)
    groups = groups_of(corpus, over)
    axis = Axis(groups.attribute, groups.values, groups.number)
    return axis.kept(np.array([bool(value) for value in axis.values] or [], np.bool_))


def day_of(text: str) -> Day:
    """Read a date, whole or in part; zeros where there is none.

    >>> day_of("2024-05-16"), day_of("16.5.2024"), day_of("2024-05"), day_of("våren 2024")
    ((2024, 5, 16), (2024, 5, 16), (2024, 5, 0), (0, 0, 0))
    """
    text = text.strip()
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part or 0) for part in found.groups())
    elif found := _WRITTEN.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    else:
        return (0, 0, 0)
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return (0, 0, 0)
    return (year, month, day)


def dates_of(corpus: Corpus) -> tuple[Day, ...]:
    """Give the date of each text, zeros where it is not known."""
    return tuple(day_of(source.attributes.get("date", "")) for source in corpus)


def _dated(corpus: Corpus, over: str) -> Axis:
    """Put days into periods."""
    periods = [_period(day, over) for day in dates_of(corpus)]
    known = sorted({one for one in periods if one is not None})
    if over != "date" and known:
        if known[-1] - known[0] >= _MOST_PERIODS:
            hint = t("Correct the dates in metadata.csv, or give other periods.")
            first, last = _value(known[0], over), _value(known[-1], over)
            raise DataError(t("The dates reach from {first} to {last}.", first=first, last=last), hint=hint)
        known = list(range(known[0], known[-1] + 1))
    place = {one: number for number, one in enumerate(known)}
    of_source = np.array([-1 if one is None else place[one] for one in periods] + [-1], np.int64)
    values = tuple(_value(one, over) for one in known)
    return Axis(over, values, of_source[index_of(corpus).turn_source], gaps=over != "date")


def _period(day: Day, over: str) -> int | None:
    """Give the number of the period that a day lies in; nothing where the date does not say."""
    year, month, in_month = day
    known = {"date": in_month, "month": month, "half-year": month, "year": year}[over]
    if not known:
        return None
    return {
        "date": date(year, month or 1, in_month or 1).toordinal(),
        "month": year * 12 + month - 1,
        "half-year": year * 2 + (month > _HALF),
        "year": year,
    }[over]


def _value(period: int, over: str) -> str:
    """Write a period, so that the order of letters is the order of time."""
    if over == "date":
        return date.fromordinal(period).isoformat()
    if over == "month":
        return f"{period // 12:04d}-{period % 12 + 1:02d}"
    if over == "half-year":
        return f"{period // 2:04d}-H{period % 2 + 1}"
    return f"{period:04d}"
