"""From a query to passages.

A query decides unit by unit: everything it names holds in a unit or not, and «and», «or» and «not» are those of logic.
What has a place of its own, codings and words, brings its passages along:

- of a code or a search, its passages; only some units of a passage fit: these units;
- of several that have to be there together, the units that have all of them; of whole texts, the passages in them;
- of either of several, the passages of each;
- of what has no place of its own (who, when, «not»), the units.
"""

import re
import warnings
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import add, and_, or_, sub
from typing import TypeGuard

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.retrieve.faults import wrong
from fou_toolkit.analysis.retrieve.ground import Ground
from fou_toolkit.analysis.retrieve.keywords import CODER
from fou_toolkit.analysis.retrieve.names import Names
from fou_toolkit.analysis.retrieve.proximity import related
from fou_toolkit.analysis.retrieve.stretches import Stretches, merged, outside, runs, touched, within_units
from fou_toolkit.analysis.retrieve.tree import (
    And,
    AnyCode,
    Coded,
    Has,
    Not,
    Or,
    Pattern,
    Query,
    Related,
    Said,
    parts_of,
    written,
)
from fou_toolkit.match import find_cue
from fou_toolkit.model import Cue

__all__ = ["Found", "evaluate_query"]

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Found:
    """Where something holds.

    Args:
        mask: In which units, shape `(units,)`.
        stretches: Its passages; `None` where it has no place of its own.
    """

    mask: Bools
    stretches: Stretches | None = None


@dataclass(eq=False)
class _Evaluation:
    """One query, asked of one ground; gathers which codings were named."""

    names: Names
    named: Bools
    coders: Collection[str] | None = None
    any_named: bool = field(default=False)

    @property
    def ground(self) -> Ground:
        return self.names.ground

    def of(self, query: Query) -> Found:
        if isinstance(query, (Coded, AnyCode)):
            return self._coded(query)
        if isinstance(query, (Said, Pattern)):
            return self._placed(self._said(query) if isinstance(query, Said) else self._matching(query))
        if isinstance(query, Related):
            return self._related(query)
        return self._logical(query)

    def _logical(self, query: And | Or | Not | Has) -> Found:
        if isinstance(query, And):
            return self._all(query)
        if isinstance(query, Or):
            return self._any([self.of(part) for part in query.parts])
        return self._without(query) if isinstance(query, Not) else self._has(query)

    def _placed(self, stretches: Stretches) -> Found:
        return Found(touched(stretches, self.ground.units), stretches)

    def _coded(self, query: Coded | AnyCode) -> Found:
        codes = self.names.codes(query) if isinstance(query, Coded) else None
        self.named |= self.ground.rows(codes, self.coders)
        self.any_named = True
        return self._placed(self.ground.coded(codes, self.coders))

    def _has(self, query: Has) -> Found:
        if query.attribute == CODER:
            return self._by(self.names.coders(query), AnyCode(query.at))
        return Found(self.ground.in_turns(self.names.turns(query)))

    def _without(self, query: Not) -> Found:
        if _is_coder(query.part):
            return self._by(self._everybody - self.names.coders(query.part), AnyCode(query.at))
        return Found(~self.of(query.part).mask)

    @property
    def _everybody(self) -> frozenset[str]:
        return frozenset(self.ground.codings.coder_ids)

    def _by(self, coders: Collection[str], query: Query) -> Found:
        """Ask with the codings of some coders only."""
        before, self.coders = self.coders, coders
        found = self.of(query)
        self.coders = before
        return found

    def _all(self, query: And) -> Found:
        wanted = [part for part in query.parts if _is_coder(part)]
        denied = [part.part for part in query.parts if isinstance(part, Not) and _is_coder(part.part)]
        if not wanted and not denied:
            return self._together([self.of(part) for part in query.parts])
        coders = self._limited(wanted, denied)
        rest = [part for part in query.parts if not _is_coder(part.part if isinstance(part, Not) else part)]
        if not any(isinstance(part, (Coded, AnyCode)) for one in rest for part in parts_of(one)):
            rest.append(AnyCode(query.at))
        return self._by(coders, And(tuple(rest), query.at) if len(rest) > 1 else rest[0])

    def _limited(self, wanted: Sequence[Has], denied: Sequence[Has]) -> frozenset[str]:
        """Give the coders that limits leave."""
        equal = [limit for limit in wanted if limit.sign == "="]
        if len(equal) > 1:
            hint = t("Write: {text}", text="(M2 and coder:a) and (M2 and coder:b)")
            raise wrong(self.names.query, equal[1].at, t("A coding has one coder."), hint)
        coders = reduce(and_, (self.names.coders(limit) for limit in wanted), self._everybody)
        return reduce(sub, (self.names.coders(limit) for limit in denied), coders)

    def _together(self, found: list[Found]) -> Found:
        mask = reduce(and_, (one.mask for one in found))
        placed = [one.stretches for one in found if one.stretches is not None]
        ground = self.ground
        if not placed:
            return Found(mask)
        if len(placed) > 1 and ground.unit != "document":
            return Found(mask, runs(mask, ground.units, ground.turn))
        return Found(mask, within_units(reduce(add, placed), mask, ground.units, ground.turn))

    def _any(self, found: list[Found]) -> Found:
        mask = reduce(or_, (one.mask for one in found))
        placed = [one.stretches for one in found if one.stretches is not None]
        if not placed:
            return Found(mask)
        return Found(mask, outside(reduce(add, placed), mask, self.ground.units, self.ground.turn))

    def _related(self, query: Related) -> Found:
        one, two = self._passages(query.one), self._passages(query.two)
        flags = related(self.ground.index, one, two, query.how, query.reach, same=query.one == query.two)
        kept = one.where(~flags if query.negated else flags)
        return self._placed(kept)

    def _passages(self, query: Query) -> Stretches:
        """Give the passages that something is near to, or in.

        Raises:
            DataError: It has no place of its own.
        """
        found = self.of(query).stretches
        if found is not None:
            return found
        if isinstance(query, Not):
            hint = t("Put parentheses around the whole: not ({one} near {two})", one=written(query.part), two="K2")
        else:
            hint = t("Put parentheses around it: (M2 and {attribute}) near K2", attribute=written(query))
        message = t("Only codes and words in quotation marks have a place of their own.")
        raise wrong(self.names.query, query.at, message, hint)

    def _said(self, query: Said) -> Stretches:
        """Find words in Norwegian turns and in English ones, which are asked apart."""
        index, start, end = self.ground.index, [], []
        for language in ("nb", "en"):
            hits = find_cue(Cue(query.cue, language), index, self.ground.table)
            start.append(index.start[hits.first].astype(np.int64))
            end.append(index.end[hits.last].astype(np.int64))
        return self._in_speech(np.concatenate(start), np.concatenate(end))

    def _matching(self, query: Pattern) -> Stretches:
        """Find what matches an expression within a turn, whatever the case."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pattern = re.compile(query.regex, re.IGNORECASE)
        index = self.ground.index
        places = [
            (start + one.start(), start + one.end())
            for start, end in (
                (int(index.turn_start[turn]), int(index.turn_end[turn]))
                for turn in np.flatnonzero(self.ground.turns).tolist()
            )
            for one in pattern.finditer(index.text(start, end))
            if one.end() > one.start()
        ]
        columns = np.array(places, np.int64).reshape(-1, 2)
        return self._in_speech(columns[:, 0], columns[:, 1])

    def _in_speech(self, start: npt.NDArray[np.int64], end: npt.NDArray[np.int64]) -> Stretches:
        return self.ground.among(merged(start, end, self.ground.turn_at(start)))


def _is_coder(query: Query) -> TypeGuard[Has]:
    return isinstance(query, Has) and query.attribute == CODER


def evaluate_query(query: Query, ground: Ground, text: str) -> tuple[Stretches, Bools, Bools]:
    """Find what a query asks for.

    Args:
        query: The query.
        ground: What it is asked of.
        text: The query as it was written, for messages.

    Returns:
        The passages; in which units it holds; which codings were named, all where none was.

    Raises:
        DataError: Something is asked for that cannot be.
        UnknownIdError: A code, an attribute, a value or a coder is not there.
    """
    asked = _Evaluation(Names(ground, text), np.zeros(len(ground.codings), np.bool_))
    found = asked.of(query)
    stretches = found.stretches
    if stretches is None:
        stretches = runs(found.mask, ground.units, ground.turn)
    return stretches, found.mask, asked.named if asked.any_named else ground.rows(None)
