"""Bring in codings that were made elsewhere, in one act: what is here already is left alone."""

import re
from collections.abc import Iterator
from typing import Any, Final

from fou_toolkit.model import POLARITIES, Coding, CodingSet
from fou_toolkit.workspace.live.coding import Finder
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.refusals import Refusals, check_whole
from fou_toolkit.workspace.live.snapshot import codings_now

__all__ = ["add_codings"]

_OWN: Final = re.compile(r"[0-9a-f]{20}")

_Item = dict[str, Any]
_Pair = tuple[str, str]
"""Ids in the log of a coder and a text."""


def add_codings(opened: Opened, codings: CodingSet) -> int:
    """Bring in codings that were made elsewhere; gives how many were new. See `Workspace.add_codings`."""
    with opened.writing():
        find = Finder(opened)
        found = _checked(find, codings)
        coders = {one.id: opened.coder_uid(one.id, facts=one) for one in codings.coders}
        coded, there = _there(opened)
        items: list[_Item] = []
        rounds: dict[_Pair, int] = {}
        for one, place in found:
            item = {**place, "coder": coders[one.coder], "round": one.round, "polarity": one.polarity}
            pair = item["coder"], find.source(one.source)[0].uid
            rounds[pair] = max(rounds.get(pair, 1), one.round)
            key = _key(item)
            if key not in there and not _known(opened, one.id):
                there.add(key)
                items.append({**item, "coding": _own_id(opened, one.id)})
        whole = {(coders[coder], find.source(source)[0].uid) for coder, source in codings.pairs_read()}
        read = list(_readings(opened, whole, rounds, coded))
        if items or read:
            opened.act("codings.brought_in", {"items": items, "read": read})
    return len(items)


def _checked(find: Finder, codings: CodingSet) -> list[tuple[Coding, _Item]]:
    """Find the place and the code of every coding, or refuse them all."""
    refusals, found = Refusals(), []
    for one in codings:
        with refusals.gathering():
            check_whole(one.round, "round")
            found.append((one, {**find.place(one.source, one.span), "code": find.code(one.code)}))
    for _, source in codings.pairs_read():
        with refusals.gathering():
            find.source(source)
    refusals.check()
    return found


def _key(item: _Item) -> tuple[object, ...]:
    return tuple(item[name] for name in ("version", "start", "end", "code", "coder", "round", "polarity"))


def _there(opened: Opened) -> tuple[set[_Pair], set[tuple[object, ...]]]:
    """Give who coded which texts already, and what stands, at its present place."""
    standing = codings_now(opened)
    standing = standing.where(standing.placed)
    versions = [opened.present.sources[uid].version for uid in standing.sources]
    columns = (standing.source, standing.start, standing.end, standing.code, standing.coder, standing.round)
    pairs = {
        (standing.coders[coder], standing.sources[source])
        for coder, source in set(zip(standing.coder.tolist(), standing.source.tolist(), strict=True))
    }
    return pairs, {
        (versions[source], start, end, standing.codes[code], standing.coders[coder], number, POLARITIES[polarity])
        for source, start, end, code, coder, number, polarity in zip(
            *(column.tolist() for column in (*columns, standing.polarity)), strict=True
        )
    }


def _known(opened: Opened, coding: str) -> bool:
    """Tell whether there is, or was, a coding of that id."""
    return bool(coding) and opened.store.coding(coding) is not None


def _own_id(opened: Opened, coding: str) -> str:
    """Keep an id that was given by a project; ids of other programs could be words."""
    return coding if _OWN.fullmatch(coding) else opened.ledger.new_id()


def _readings(opened: Opened, whole: set[_Pair], rounds: dict[_Pair, int], coded: set[_Pair]) -> Iterator[_Item]:
    """Give what is to be noted about who read what whole.

    A coder is taken to have read whole where they coded, unless somebody said otherwise; so «not whole» is noted where
    codings come in without it, the coder had none there before, and nobody has said anything yet.
    """
    said: dict[_Pair, _Item] = {}
    for _, row in sorted(opened.store.entities("reading"), key=lambda one: one[1]["round"]):
        said[row["coder"], row["source"]] = dict(row)
    for pair in sorted(whole | rounds.keys()):
        known = said.get(pair)
        if (known is not None and known["whole"]) or (pair not in whole and (known is not None or pair in coded)):
            continue
        number = max(rounds.get(pair, 1), known["round"] if known else 1)
        answer = "yes" if pair in whole else "no"
        yield {"coder": pair[0], "source": pair[1], "round": number, "whole": answer}
