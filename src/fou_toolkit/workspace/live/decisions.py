"""Decide about suggestions: accepted ones become codings in the same act; the last decision of a coder counts."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import POLARITIES
from fou_toolkit.store import STANDS
from fou_toolkit.workspace.live.coding import Finder, check_polarity
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.passages import Passage
from fou_toolkit.workspace.live.refusals import Refusals, check_whole
from fou_toolkit.workspace.live.snapshot import codings_now
from fou_toolkit.workspace.live.suggestions import Proposal, decisions_of, proposals_now, rules_stamp
from fou_toolkit.workspace.live.verdicts import Wish, wishes_of, wishes_of_frame

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Decided", "decide"]

_RUN = "rules"
"""Fact in the store: what the rules worked on when their last run was noted."""
_Row = Mapping[str, Any]


@dataclass(frozen=True, repr=False, eq=False)
class Decided(Tabular):
    """What was decided just now.

    Args:
        made: Suggestion, verdict and coding of each; the coding is empty for one that was rejected.
        unchanged: How many had been decided that way before.
    """

    made: tuple[tuple[str, str, str], ...]
    unchanged: int

    def __len__(self) -> int:
        """Give how many decisions are new."""
        return len(self.made)

    @property
    def codings(self) -> tuple[str, ...]:
        """Ids of the codings that were made or changed."""
        return tuple(coding for _, verdict, coding in self.made if verdict != "reject")

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a decision."""
        return ("suggestion", "decision", "coding")

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Give one row per decision."""
        yield from self.made

    @property
    def caption(self) -> str:
        """Say what was decided."""
        count = Counter(verdict for _, verdict, _ in self.made)
        parts = (
            tn("{n} accepted", "{n} accepted", count["accept"]),
            tn("{n} moved", "{n} moved", count["move"]),
            tn("{n} rejected", "{n} rejected", count["reject"]),
            tn("{n} as before", "{n} as before", self.unchanged),
        )
        return ", ".join(parts)


def decide(
    opened: Opened,
    what: "str | Iterable[object] | pd.DataFrame",
    verdict: str = "accept",
    *,
    passage: Passage | None = None,
    code: str | None = None,
    polarity: str | None = None,
    number: int = 1,
) -> Decided:
    """Decide about suggestions in one act. See `Workspace.decide`."""
    check_whole(number, "round")
    wishes = _wishes(what, verdict, code, polarity)
    if passage is not None and len(wishes) != 1:
        raise DataError(t("A new passage is for one suggestion."), hint=t("Decide about them one by one."))
    # The rules run before others are kept waiting.
    proposals_now(opened)
    with opened.writing():
        deciding = _Deciding(opened, number)
        items = deciding.items(wishes, passage)
        if items:
            _note_run(opened)
            opened.act("decision.made", {"coder": opened.actor, "items": items})
    made = tuple((one["suggestion"], one["verdict"], one.get("coding", "")) for one in items)
    return Decided(tuple((name, v, "" if v == "reject" else c) for name, v, c in made), len(wishes) - len(items))


def _wishes(
    what: "str | Iterable[object] | pd.DataFrame", verdict: str, code: str | None, polarity: str | None
) -> list[Wish]:
    if isinstance(what, str):
        return wishes_of([what], verdict, code, polarity)
    if hasattr(what, "iloc"):
        return wishes_of_frame(cast("pd.DataFrame", what))
    names = (one if isinstance(one, str) else str(getattr(one, "id", one)) for one in what)
    return wishes_of(names, verdict, code, polarity)


def _note_run(opened: Opened) -> None:
    """Note the run of the rules that was decided about, once."""
    stamp = rules_stamp(opened)
    if opened.store.get(_RUN) != stamp:
        opened.act("rules.run", {"found": len(proposals_now(opened))})
        opened.store.put(_RUN, stamp)


class _Deciding:
    """Makes what stands in the event out of what people want.

    Args:
        opened: The project.
        number: Round of coding.
    """

    def __init__(self, opened: Opened, number: int) -> None:
        self._opened = opened
        self._number = number
        self._find = Finder(opened)
        self._proposals = proposals_now(opened)
        # Who has not worked here yet is noted with the act, not before.
        self._coder = opened.present.coder_uids.get(opened.coder, "")
        self._before = decisions_of(opened, self._coder) if self._coder else {}
        self._own: dict[tuple[object, ...], str] = {}

    def items(self, wishes: list[Wish], passage: Passage | None) -> list[dict[str, Any]]:
        """Give the items of the event; none for what was decided that way before.

        Raises:
            UnknownIdError: There is no such suggestion or code.
            DataError: A decision is not possible.
        """
        refusals, wanted = Refusals(), []
        for wish in wishes:
            with refusals.gathering():
                wanted.append((wish, self._item(wish, passage)))
        refusals.check()
        self._own = self._own_codings({item["start"] for _, item in wanted})
        return [self._with_coding(wish, item) for wish, item in wanted if not self._is_decided(wish, item)]

    def _item(self, wish: Wish, passage: Passage | None) -> dict[str, Any]:
        """Give the decision itself: what, and where."""
        check_polarity(wish.polarity or "")
        suggested, source = self._suggested(wish.id)
        item = {"suggestion": wish.id, "verdict": wish.verdict, **suggested}
        elsewhere = passage is not None or bool(wish.code)
        if wish.verdict == "reject":
            if elsewhere:
                raise DataError(
                    t("What is rejected gets no code and no passage."), hint=t("Accept it with another code.")
                )
            return item
        before = self._before.get(wish.id)
        if elsewhere:
            place = {} if passage is None else self._find.place(source, passage)
            new = {"code": self._find.code(wish.code)} if wish.code else {}
            item |= {"verdict": "move", **place, **new, "suggested": suggested}
        elif wish.verdict == "move":
            if before is None or before["verdict"] != "move":
                raise DataError(t("Where is it to be moved?"), hint=t("Give another code or another passage."))
            item |= {**{name: before[name] for name in suggested}, "suggested": suggested}
        return item

    def _suggested(self, name: str) -> tuple[dict[str, Any], str]:
        """Give place and code of a suggestion, and the id of its text; also of one that was decided about before."""
        one = self._proposals.get(name)
        if one is not None:
            return _place_of(one), one.source
        row = self._before.get(name)
        stored = self._opened.present.version_owners.get(row["version"]) if row else None
        if row is None or stored is None:
            hint = t("Texts, codes or cues may have changed: look at the suggestions again.")
            raise UnknownIdError(t("There is no suggestion «{id}».", id=name), hint=hint)
        place = row["suggested"] or row
        return {part: place[part] for part in ("version", "start", "end", "code")}, stored.id

    def _is_decided(self, wish: Wish, item: _Row) -> bool:
        before = self._before.get(wish.id)
        parts = ("verdict", "version", "start", "end", "code")
        if before is None or any(before[part] != item[part] for part in parts):
            return False
        row = self._opened.store.coding(before["coding"]) if before["coding"] else None
        stands = row is not None and row.state == STANDS
        if item["verdict"] == "reject":
            return not stands
        return row is not None and stands and wish.polarity in (None, POLARITIES[row.polarity])

    def _with_coding(self, wish: Wish, item: dict[str, Any]) -> dict[str, Any]:
        """Add the coding that comes of it, or that goes."""
        before = self._before.get(wish.id)
        earlier = before["coding"] if before else ""
        row = self._opened.store.coding(earlier) if earlier else None
        if item["verdict"] == "reject":
            gone = {"coding": earlier} if row is not None and row.state == STANDS else {}
            return {**item, **gone, "round": self._number, "polarity": ""}
        polarity = wish.polarity if wish.polarity is not None else POLARITIES[row.polarity] if row else ""
        place = (item["version"], item["start"], item["end"], item["code"], self._number, polarity)
        coding = earlier or self._own.get(place) or self._new_coding(wish.id)
        return {**item, "coding": coding, "round": self._number, "polarity": polarity}

    def _new_coding(self, suggestion: str) -> str:
        """Name a coding by what was accepted: where a coder accepts it in two copies, merging gives one coding."""
        return hashlib.blake2b(f"{suggestion}\0{self._opened.actor}".encode(), digest_size=10).hexdigest()

    def _own_codings(self, starts: set[int]) -> dict[tuple[object, ...], str]:
        """Give the coder's own codings that begin where something is decided: what stands there is not made twice."""
        standing, present = codings_now(self._opened), self._opened.present
        own = np.array([one == self._coder for one in standing.coders], np.bool_)
        near = standing.where(own[standing.coder] & standing.placed & np.isin(standing.start, sorted(starts)))
        versions = [present.sources[uid].version for uid in near.sources]
        columns = (near.ids, near.source, near.start, near.end, near.code, near.round, near.polarity)
        return {
            (versions[source], start, end, near.codes[code], number, POLARITIES[polarity]): coding.decode()
            for coding, source, start, end, code, number, polarity in zip(*(c.tolist() for c in columns), strict=True)
        }


def _place_of(one: Proposal) -> dict[str, Any]:
    return {"version": one.version, "start": one.span.start, "end": one.span.end, "code": one.code_uid}
