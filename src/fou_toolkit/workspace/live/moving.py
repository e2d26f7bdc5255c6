"""Where codings stand now: from the version of the text that was coded to the present one, and from merged codes on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from fou_toolkit.store import STANDS, CodingColumns
from fou_toolkit.text.spanmap import SpanMap
from fou_toolkit.workspace.live.present import Present

__all__ = ["Standing", "standing_codings", "way"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
_Versions = Mapping[str, Sequence[Mapping[str, Any]]]
"""Versions of each text, by its id in the log."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The codings that stand, as columns of one length `k`.

    Args:
        ids: Ids.
        source: Number in `sources`.
        start: First code point in the present version; in the coded one for an orphan.
        end: One past the last.
        code: Number in `codes`.
        coder: Number in `coders`.
        round: Round of coding.
        polarity: Number in `model.POLARITIES`.
        placed: Whether the coding has a place in the present version; the others are orphans.
        version: Number of the coded version in `versions`.
        sources: Ids in the log.
        codes: Ids in the log; merges were followed.
        coders: Ids in the log.
        versions: Ids of versions.
    """

    ids: npt.NDArray[np.bytes_]
    source: Ints
    start: Ints
    end: Ints
    code: Ints
    coder: Ints
    round: Ints
    polarity: Ints
    placed: Bools
    version: Ints
    sources: tuple[str, ...]
    codes: tuple[str, ...]
    coders: tuple[str, ...]
    versions: tuple[str, ...]

    def where(self, kept: Bools) -> "Standing":
        """Keep some."""
        if kept.all():
            return self
        columns = ("ids", "source", "start", "end", "code", "coder", "round", "polarity", "placed", "version")
        return replace(self, **{name: getattr(self, name)[kept] for name in columns})


def standing_codings(columns: CodingColumns, present: Present) -> Standing:
    """Give the codings of texts that are there, at their present places.

    Args:
        columns: All codings, as they were made.
        present: What there is now.
    """
    stands = columns.state == STANDS
    versions: _Versions = {uid: stored.versions for uid, stored in present.sources.items()}
    source = _sources(columns, versions)
    if (stands & (source < 0)).any() or _has_gap(present):
        # A text is gone, or only a version that was coded or built upon: then nothing is lost.
        versions = {uid: present.versions_of(stored) for uid, stored in present.sources.items()}
        source = _sources(columns, versions)
    known, source = _kept(columns, source, stands & (source >= 0))
    codes, code = _now(known.names, known.code, present)
    current = {stored.version for stored in present.sources.values()}
    start, end, placed = _moved(known, versions, current)
    return Standing(
        known.ids,
        source,
        start,
        end,
        code,
        known.coder,
        known.round,
        known.polarity,
        placed,
        known.version,
        tuple(present.sources),
        codes,
        known.names,
        known.names,
    )


def _kept(columns: CodingColumns, source: Ints, kept: Bools) -> tuple[CodingColumns, Ints]:
    """Keep some codings; where all stay, which is often so, nothing is copied."""
    if kept.all():
        return columns, source
    names = (field.name for field in fields(columns) if field.name != "names")
    return replace(columns, **{name: getattr(columns, name)[kept] for name in names}), source[kept]


def _sources(columns: CodingColumns, versions: _Versions) -> Ints:
    """Give the number of the text of each coding; -1 where it is not there."""
    source_of = {one["id"]: number for number, line in enumerate(versions.values()) for one in line}
    by_name = np.array([source_of.get(name, -1) for name in columns.names], np.int64)
    return by_name[columns.version] if columns.version.size else columns.version


def _has_gap(present: Present) -> bool:
    """Tell whether a version was taken back from which another one comes."""
    lines = [stored.versions for stored in present.sources.values()]
    return any(one["from"] not in {"", *(other["id"] for other in line)} for line in lines for one in line[1:])


def _now(names: Sequence[str], code: Ints, present: Present) -> tuple[tuple[str, ...], Ints]:
    """Follow codes to those that they were merged into."""
    used = np.unique(code)
    now = {int(one): present.code_now(names[one]) if names[one] in present.codes else names[one] for one in used}
    codes = tuple(dict.fromkeys(now.values()))
    place = np.full(len(names), -1, np.int64)
    for one, name in now.items():
        place[one] = codes.index(name)
    return codes, place[code]


def _moved(known: CodingColumns, versions: _Versions, current: Collection[str]) -> tuple[Ints, Ints, Bools]:
    """Give the present places of codings, and whether there is one."""
    names, version = known.names, known.version
    old = np.array([number for number, name in enumerate(names) if name not in current], np.int64)
    start, end, placed = known.start.copy(), known.end.copy(), np.ones(version.size, np.bool_)
    for number in np.intersect1d(np.unique(version), old).tolist():
        here = np.flatnonzero(version == number)
        starts, ends, ok = start[here], end[here], np.ones(here.size, np.bool_)
        for step in _way_of(names[number], versions, current):
            new_starts, new_ends, certain = step.move_many(starts[ok], ends[ok])
            at = np.flatnonzero(ok)
            starts[at[certain]], ends[at[certain]] = new_starts[certain], new_ends[certain]
            ok[at[~certain]] = False
        placed[here] = ok
        start[here[ok]], end[here[ok]] = starts[ok], ends[ok]
    return start, end, placed


def _way_of(version: str, versions: _Versions, current: Collection[str]) -> list[SpanMap]:
    line = next(line for line in versions.values() if any(one["id"] == version for one in line))
    return way(line, version, next(one["id"] for one in line if one["id"] in current))


def way(versions: Sequence[Mapping[str, Any]], begin: str, end: str) -> list[SpanMap]:
    """Give the maps from one version of a text to another: up to the version they share, and down again.

    Args:
        versions: All versions of the text.
        begin: Id of the version to start from.
        end: Id of the version to come to.
    """
    known = {one["id"]: one for one in versions}
    up, down = _line(known, begin), _line(known, end)
    shared = next((one for one in up if one in down), None)
    if shared is None:
        # The version in between was taken back in another copy: nothing is known to have stayed.
        return [SpanMap.from_ops([], [])]
    rising = [_map(known[one]).inverse() for one in up[: up.index(shared)]]
    return rising + [_map(known[one]) for one in reversed(down[: down.index(shared)])]


def _line(known: Mapping[str, Mapping[str, Any]], version: str) -> list[str]:
    """Give a version and those that it came from."""
    line = [version]
    while (before := known[line[-1]]["from"]) in known:
        line.append(before)
    return line


def _map(version: Mapping[str, Any]) -> SpanMap:
    return SpanMap.from_ops(version["ops"], version["doubts"])
