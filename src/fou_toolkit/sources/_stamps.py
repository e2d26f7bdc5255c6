"""Time stamps as they stand in transcripts, and the milliseconds they mean.

`00:01:12` · `00:12` · `0:03` · `00:01:12.345` · `[00:01:12]` · `(00:12)` · `{00:12}` · `[12.34]` (minutes and seconds)
· `#00:03:22-0#` (tenths) · `0:0:0.0 --> 0:0:1.510` (begin and end).
"""

import re

__all__ = ["BARE", "BRACKETED", "END_STAMP", "STAMP", "milliseconds", "stamp_range"]

_CLOCK = r"\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,3}|-\d)?"
_DOTTED = r"\d{1,2}\.\d{2}(?:\.\d{2})?"
_TIME = rf"(?:{_CLOCK}|{_DOTTED})"
_RANGE = rf"{_TIME}(?:[ ]?(?:-->|[-–/])[ ]?{_TIME})?"

BRACKETED = rf"(?:\[[ ]?{_RANGE}[ ]?\]|\([ ]?{_RANGE}[ ]?\)|\{{[ ]?{_RANGE}[ ]?\}}|\#{_TIME}\#)"
"""A time that cannot be anything else where it stands in front of a line or behind a label."""

BARE = rf"\d{{1,2}}:\d{{1,2}}(?::\d{{1,2}})?(?:[.,]\d{{1,3}})?(?:[ ]?-->[ ]?{_CLOCK})?(?=[\s\u00a0]|$)"
"""A time without brackets; only colons, and a blank behind it (`06:58-toget` is a train)."""

STAMP = rf"(?:{BRACKETED}|{BARE})"

END_STAMP = re.compile(r"#(\d{1,3}:\d{2}:\d{2}-\d)#\s*\Z")
"""f4 writes the time at the end of a turn."""

_PARTS = re.compile(r"(\d{1,3})([:.])(\d{1,2})(?:\2(\d{1,2}))?(?:[.,](\d{1,3})|-(\d))?")


def milliseconds(stamp: str) -> int | None:
    """Read the first time in a stamp.

    >>> milliseconds("[00:01:12]"), milliseconds("#00:03:22-5#"), milliseconds("(1.02)"), milliseconds("0:03.25")
    (72000, 202500, 62000, 3250)
    >>> milliseconds("12:75") is None
    True
    """
    found = _PARTS.search(stamp)
    return _value(found) if found else None


def stamp_range(stamp: str) -> tuple[int | None, int | None]:
    """Read begin and end; the end is `None` where the stamp has one time only or it lies before the begin.

    >>> stamp_range("[00:01 - 00:05]"), stamp_range("00:01")
    ((1000, 5000), (1000, None))
    """
    values = [_value(found) for found in _PARTS.finditer(stamp)]
    begin = values[0] if values else None
    end = values[1] if len(values) > 1 else None
    if begin is not None and end is not None and end < begin:
        end = None
    return begin, end


def _value(found: re.Match[str]) -> int | None:
    first, _, second, third, fraction, tenth = found.groups()
    parts = [int(part) for part in (first, second, third) if part is not None]
    hours, minutes, seconds = parts if third is not None else (0, *parts)
    if seconds >= 60 or (third is not None and minutes >= 60):  # noqa: PLR2004 - a clock
        return None
    rest = int((fraction or "0").ljust(3, "0")) + int(tenth or 0) * 100
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
