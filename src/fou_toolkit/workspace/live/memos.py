"""Memos: what coders thought, on a coding, a stretch of text, a code, a text, or the whole project."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from fou_toolkit.model import Memo, Span
from fou_toolkit.workspace.live.moving import Standing, way
from fou_toolkit.workspace.live.opened import Opened, time_of

__all__ = ["memos_now"]


def memos_now(opened: Opened, standing: Standing) -> Iterator[Memo]:
    """Give the memos whose words are there, with what they are about as it stands now.

    A memo on something that is gone (a coding that was removed) is given without a place: a thought is not lost.
    """
    present = opened.present
    place = _Places(opened, standing)
    rows = sorted(opened.store.entities("memo"), key=lambda one: (one[1]["ms"], one[0]))
    for memo, row in rows:
        value = present.value(row["content"])
        if value is None:
            continue
        coder = present.coders.get(row["actor"])
        bare = Memo(memo, row["kind"], value["text"], coder.id if coder else "", time_of(row["ms"]))
        yield place.of(bare, row)


class _Places:
    """Finds what memos are about."""

    def __init__(self, opened: Opened, standing: Standing) -> None:
        self._opened = opened
        self._standing = standing
        self._numbers: Mapping[str, int] | None = None
        self._owner = {one["id"]: source for source in opened.present.sources.values() for one in source.versions}

    def of(self, memo: Memo, row: Mapping[str, Any]) -> Memo:
        """Give a memo with what it is about."""
        return {"coding": self._coding, "span": self._span, "code": self._code, "source": self._source}.get(
            row["target"], lambda memo, _: memo
        )(memo, row)

    def _coding(self, memo: Memo, row: Mapping[str, Any]) -> Memo:
        if self._numbers is None:
            ids = self._standing.ids.tolist()
            self._numbers = {coding.decode(): number for number, coding in enumerate(ids)}
        number = self._numbers.get(row["on"])
        if number is None:
            gone = self._opened.store.coding(row["on"])
            owner = None if gone is None else self._owner.get(gone.version)
            return replace(memo, coding=row["on"], source=owner.id if owner else "")
        source = self._opened.present.sources[self._standing.sources[self._standing.source[number]]]
        span = Span(int(self._standing.start[number]), int(self._standing.end[number]))
        code = self._opened.present.codes.get(self._standing.codes[self._standing.code[number]])
        placed = bool(self._standing.placed[number])
        return replace(
            memo, coding=row["on"], source=source.id, span=span if placed else None, code=code.id if code else ""
        )

    def _span(self, memo: Memo, row: Mapping[str, Any]) -> Memo:
        source = self._owner.get(row["version"])
        if source is None:
            return memo
        start, end = np.array([row["start"]]), np.array([row["end"]])
        for step in way(source.versions, row["version"], source.version):
            start, end, certain = step.move_many(start, end)
            if not certain[0]:
                return replace(memo, source=source.id)
        return replace(memo, source=source.id, span=Span(int(start[0]), int(end[0])))

    def _code(self, memo: Memo, row: Mapping[str, Any]) -> Memo:
        code = self._opened.present.codes.get(row["on"])
        return replace(memo, code=code.id if code else "")

    def _source(self, memo: Memo, row: Mapping[str, Any]) -> Memo:
        source = self._opened.present.sources.get(row["on"])
        return replace(memo, source=source.id if source else "")
