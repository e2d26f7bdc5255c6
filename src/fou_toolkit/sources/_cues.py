"""Cues of subtitle files: an optional id, a line with times, lines of text, a blank line.

    12
    00:00:05.790 --> 00:00:13.514 align:start
    Kari: Vi må jo begynne
    et sted.

WebVTT and SubRip differ in little else than `.` and `,` before the milliseconds; both are accepted in both. Hours may
be missing. Teams writes fields without leading zeros, and then the milliseconds are an integer: `0:0:6.90` is six
seconds and 90 milliseconds. That is so for a whole file or not at all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fou_toolkit._i18n import Message

__all__ = ["Cue", "Cues", "read_cues"]

_ARROW = "-->"
_TIMING = re.compile(r"\s*(\S*)\s*-->\s*(\S*)")
_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,9}))?")
_UNPADDED = re.compile(r"(?:^|[\s:>])\d(?=[:.,])")
_ID = re.compile(r"\d+|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}(?:[/-]\d+){0,2}")
_NOTES = ("NOTE", "STYLE", "REGION")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue.

    Args:
        start_ms: Begin; `None` where the time is broken.
        end_ms: End; `None` where it is broken or lies before the begin.
        lines: Text as it stands in the file, with tags and entities.
    """

    start_ms: int | None
    end_ms: int | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues of a file, and what a person should look at."""

    cues: tuple[Cue, ...]
    warnings: tuple[Message, ...]


@dataclass(slots=True)
class _Block:
    """A cue being read; `line` counts from 1."""

    line: int
    timing: str
    lines: list[str]


def read_cues(lines: Sequence[str], *, first_line: int = 1) -> Cues:
    """Read the cues of a file.

    Args:
        lines: The lines of the file behind its header.
        first_line: Number of the first of them, for messages.

    >>> read_cues(["0:0:6.90 --> 0:0:6.500", "<v Kari>Ja.</v>"]).cues
    (Cue(start_ms=6090, end_ms=6500, lines=('<v Kari>Ja.</v>',)),)
    """
    blocks, kept, lost = _blocks(lines, first_line)
    unpadded = any(_UNPADDED.search(block.timing) for block in blocks)
    cues, broken, turned = [], [], []
    for block in blocks:
        start, end = (_clock(value, unpadded=unpadded) for value in _times(block.timing))
        if start is None or end is None:
            broken.append(block.line)
        elif end < start:
            turned.append(block.line)
            end = None
        cues.append(Cue(start, end, tuple(block.lines)))
    return Cues(tuple(cues), tuple(_warnings(broken, turned, kept, lost)))


def _blocks(lines: Sequence[str], first_line: int) -> tuple[list[_Block], list[int], list[int]]:
    """Cut the lines into cues; give also the lines with text outside of cues, kept or lost."""
    blocks: list[_Block] = []
    kept: list[int] = []
    lost: list[int] = []
    inside = skipping = False
    for at, line in enumerate(lines):
        number = at + first_line
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if _is_timing(line):
            blocks.append(_Block(number, line, []))
            inside, skipping = True, False
        elif not line.strip():
            inside = skipping = False
        elif skipping or _is_id(line, following, inside=inside):
            continue
        elif inside:
            blocks[-1].lines.append(line)
        elif line.split(maxsplit=1)[0] in _NOTES:
            skipping = True
        elif blocks:
            blocks[-1].lines.append(line)
            kept.append(number)
        else:
            lost.append(number)
    return blocks, kept, lost


def _is_timing(line: str) -> bool:
    """Tell a line with times, broken ones too; an arrow in somebody's speech has words around it."""
    if _ARROW not in line:
        return False
    return any(character.isdigit() for character in "".join(_times(line))) or line.strip() == _ARROW


def _times(line: str) -> tuple[str, str]:
    found = _TIMING.match(line)
    return (found[1], found[2]) if found else ("", "")


def _is_id(line: str, following: str, *, inside: bool) -> bool:
    """Tell the id of a cue: before its times, and without a blank line above only if it looks like one."""
    if _ID.fullmatch(line.strip()):
        return not inside or _is_timing(following)
    return not inside and _is_timing(following)


def _clock(value: str, *, unpadded: bool) -> int | None:
    """Read a time.

    >>> _clock("01:02.5", unpadded=False), _clock("0:1:2.5", unpadded=True), _clock("00:61:00", unpadded=False)
    (62500, 62005, None)
    """
    found = _CLOCK.fullmatch(value)
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3])
    if minutes > 59 or seconds > 59:  # noqa: PLR2004 - a clock
        return None
    fraction = found[4] or "0"
    rest = int(fraction) if unpadded and len(fraction) < 3 else int(fraction.ljust(3, "0")[:3])  # noqa: PLR2004
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _warnings(broken: list[int], turned: list[int], kept: list[int], lost: list[int]) -> Iterator[Message]:
    if broken:
        yield Message.of(
            "Times could not be read, the speech was kept without them. Lines: {lines}.", lines=_listed(broken)
        )
    if turned:
        yield Message.of("Cues end before they begin, their end was left out. Lines: {lines}.", lines=_listed(turned))
    if kept:
        yield Message.of("Text outside of a cue was added to the cue above it. Lines: {lines}.", lines=_listed(kept))
    if lost:
        yield Message.of("Text before the first cue was left out. Lines: {lines}.", lines=_listed(lost))


def _listed(numbers: Sequence[int]) -> str:
    """List the first few numbers.

    >>> _listed([1, 2, 3, 4, 5, 6, 7])
    '1, 2, 3, 4, 5 … (7)'
    """
    shown = ", ".join(map(str, numbers[:_SHOWN]))
    return shown if len(numbers) <= _SHOWN else f"{shown} … ({len(numbers)})"
