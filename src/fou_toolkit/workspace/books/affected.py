"""Whom a change of the codebook concerns: codings by coder and text, memos, and codes that name another."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np

from fou_toolkit._i18n import mark
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.snapshot import codings_now

__all__ = [
    "BACK",
    "CUE",
    "DOUBTFUL",
    "MEMO",
    "MENTION",
    "MOVED",
    "QUEUED",
    "STAYING",
    "Effect",
    "codings_with",
    "memos_on",
]

QUEUED = mark("codings to be recoded")
MOVED = mark("codings that go along")
STAYING = mark("codings that stay")
BACK = mark("codings that come back")
DOUBTFUL = mark("codings made with the old definition")
MEMO = mark("memos")
CUE = mark("cues that go along")
MENTION = mark("named in")


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that a change of the codebook does.

    Args:
        what: One of the words above.
        code: Id of the code.
        coder: Who coded; for memos, who wrote.
        source: Id of the text.
        count: How many.
        to: Where it goes, or what kind of memo it is.
    """

    what: str
    code: str
    coder: str = ""
    source: str = ""
    count: int = 1
    to: str = ""


def codings_with(opened: Opened, what: str, uids: Collection[str], to: str = "") -> Iterator[Effect]:
    """Give the codings with some codes, by code, coder and text; those that were merged into them are among them.

    Args:
        opened: The project.
        what: What becomes of them.
        uids: Ids of the codes in the log.
        to: Where they go.
    """
    present, standing = opened.present, codings_now(opened)
    wanted = np.array([uid in uids for uid in standing.codes], np.bool_)
    if not wanted.any():
        return
    kept = wanted[standing.code]
    columns = (standing.code[kept].tolist(), standing.coder[kept].tolist(), standing.source[kept].tolist())
    found: Counter[tuple[str, str, str]] = Counter()
    for (code, coder, source), count in Counter(zip(*columns, strict=True)).items():
        who = present.coders.get(standing.coders[coder])
        names = (present.codes[standing.codes[code]].id, who.id if who else "")
        found[*names, present.sources[standing.sources[source]].id] += count
    for (code_id, coder_id, source_id), count in sorted(found.items()):
        yield Effect(what, code_id, coder_id, source_id, count, to)


def memos_on(opened: Opened, uids: Collection[str]) -> Iterator[Effect]:
    """Give the memos on some codes, by code, writer and kind; a memo stays with what it was written about."""
    present = opened.present
    found: Counter[tuple[str, str, str]] = Counter()
    for _, row in opened.store.entities("memo"):
        if row["target"] == "code" and row["on"] in uids and row["on"] in present.codes:
            who = present.coders.get(row["actor"])
            found[present.codes[row["on"]].id, who.id if who else "", row["kind"]] += 1
    for (code, coder, kind), count in sorted(found.items()):
        yield Effect(MEMO, code, coder, count=count, to=kind)
