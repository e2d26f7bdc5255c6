"""What the rules propose for the texts as they are now, and what a coder decided about it.

Nothing of this is stored: the same texts, cues and codes give the same suggestions with the same ids. An id is made of
the ids of version and code in the log, not of words: it stands in the log, where nothing may tell of a text.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.autocode import autocode
from fou_toolkit.errors import UnknownIdError
from fou_toolkit.model import Evidence, Span
from fou_toolkit.workspace.live.moving import way
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.snapshot import snapshot_of

__all__ = [
    "Proposal",
    "SuggestionTable",
    "coder_known",
    "decisions_of",
    "proposals_now",
    "rules_stamp",
    "suggestions_of",
]

_Place = tuple[str, int, int, str]
"""Text, start, end and code; ids in the log."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules propose, and what was decided.

    Args:
        id: Id of the suggestion; the same version of a text, place and code give the same.
        source: Id of the text.
        span: The unit that would be coded.
        code: Id of the code.
        text: The words of the unit.
        evidence: Which words made which cue propose it.
        version: Id in the log of the version of the text.
        code_uid: Id in the log of the code.
        decision: `accept`, `reject`, `move`; empty where nothing was decided.
        coding: Id of the coding that was made of it; empty for none.
    """

    id: str
    source: str
    span: Span
    code: str
    text: str
    evidence: tuple[Evidence, ...]
    version: str
    code_uid: str
    decision: str = ""
    coding: str = ""


@dataclass(frozen=True, repr=False, eq=False)
class SuggestionTable(Tabular):
    """Suggestions, with the decisions of one coder.

    Args:
        proposals: In text order.
        names: Names of the codes, by id.
        total: How many the rules propose in all.
        decided: How many of those the coder has decided.
        coder: Whose decisions are shown.
    """

    proposals: tuple[Proposal, ...]
    names: Mapping[str, str]
    total: int
    decided: int
    coder: str

    def __len__(self) -> int:
        """Give their number."""
        return len(self.proposals)

    def __iter__(self) -> Iterator[Proposal]:
        """Go through them in text order."""
        return iter(self.proposals)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids of the suggestions."""
        return tuple(one.id for one in self.proposals)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a suggestion; a person fills in `decision` (see `Workspace.decide`)."""
        return (
            "id",
            "source",
            "start",
            "end",
            "code",
            "name",
            "cues",
            "forms",
            "negated",
            "text",
            "decision",
            "coding",
        )

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per suggestion."""
        for one in self.proposals:
            yield (
                *(one.id, one.source, one.span.start, one.span.end, one.code, self.names[one.code]),
                "; ".join(dict.fromkeys(evidence.cue for evidence in one.evidence)),
                "; ".join(dict.fromkeys(evidence.form for evidence in one.evidence)),
                all(evidence.negated for evidence in one.evidence),
                *(one.text, one.decision, one.coding),
            )

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("suggestion"), t("text"), t("code"), t("words"), t("passage"), t("decision"))

    def text_rows(self) -> Iterator[tuple[object, ...]]:
        """Give the rows as people read them."""
        said = {"": "", "accept": t("accepted"), "reject": t("rejected"), "move": t("moved")}
        for one in self.proposals:
            forms = "; ".join(dict.fromkeys(evidence.form for evidence in one.evidence))
            yield (one.id, one.source, f"{one.code} {self.names[one.code]}", forms, one.text, said[one.decision])

    @property
    def caption(self) -> str:
        """Say how many there are."""
        shown = tn("{n} suggestion", "{n} suggestions", len(self))
        return t(
            "{shown} of {total}; «{coder}» has decided {decided}",
            shown=shown,
            total=self.total,
            coder=self.coder,
            decided=self.decided,
        )


def rules_stamp(opened: Opened) -> str:
    """Give what changes whenever the rules could propose something else."""
    kinds = ("source", "participant", "consent", "codebook", "code")
    return " ".join(str(opened.store.state_number(kind)) for kind in kinds)


def proposals_now(opened: Opened) -> Mapping[str, Proposal]:
    """Give what the rules propose for the texts of the snapshot, by id; worked out once."""
    return opened.remembered("proposals", rules_stamp(opened), lambda: _proposed(opened))


def _proposed(opened: Opened) -> Mapping[str, Proposal]:
    project, present = snapshot_of(opened), opened.present
    found: dict[str, Proposal] = {}
    for one in autocode(project.corpus, project.codebook).suggestions():
        version, code = present.sources[present.source_uids[one.source]].version, present.code_uids[one.code]
        own = f"{version}\0{one.span.start}\0{one.span.end}\0{code}"
        name = hashlib.blake2b(own.encode(), digest_size=10).hexdigest()
        text = one.span.of(project.corpus[one.source].text)
        found[name] = Proposal(name, one.source, one.span, one.code, text, one.evidence, version, code)
    return found


def decisions_of(opened: Opened, coder: str) -> Mapping[str, Mapping[str, Any]]:
    """Give the last decision of a coder about each suggestion, by its id; also about those no longer proposed.

    A decision about an older version of a text, or a code that was merged since, is found at the suggestion that stands
    in its place now.

    Args:
        opened: The project.
        coder: Id in the log.
    """
    stamp = (rules_stamp(opened), opened.store.state_number("decision"), coder)
    return opened.remembered(f"decisions {coder}", stamp, lambda: _decided(opened, coder))


def _decided(opened: Opened, coder: str) -> Mapping[str, Mapping[str, Any]]:
    rows = opened.store.entities("decision")
    own = {name.partition("/")[0]: row for name, row in rows if name.endswith(f"/{coder}")}
    proposals = proposals_now(opened)
    left = {name: row for name, row in own.items() if name not in proposals}
    if left:
        uids = opened.present.source_uids
        by_place = {
            (uids[one.source], one.span.start, one.span.end, one.code_uid): one.id for one in proposals.values()
        }
        for name, row in left.items():
            place = _place_now(opened, row.get("suggested") or row)
            now = by_place.get(place, "") if place else ""
            if now and now not in own:
                own[now] = own.pop(name)
    return own


def _place_now(opened: Opened, row: Mapping[str, Any]) -> _Place | None:
    """Follow a place to the present version of its text, and a code to the one it was merged into."""
    present = opened.present
    stored = present.version_owners.get(row["version"])
    if stored is None or row["code"] not in present.codes:
        return None
    start, end = np.array([row["start"]]), np.array([row["end"]])
    for step in way(stored.versions, row["version"], stored.version):
        start, end, certain = step.move_many(start, end)
        if not certain[0]:
            return None
    return stored.uid, int(start[0]), int(end[0]), present.code_now(row["code"])


def suggestions_of(
    opened: Opened,
    *,
    codes: Collection[str] | None = None,
    sources: Collection[str] | None = None,
    undecided: bool = True,
    coder: str = "",
) -> SuggestionTable:
    """Give what the rules propose; see `Workspace.suggestions`."""
    for name in codes or ():
        opened.code_uid(name)
    for name in sources or ():
        opened.source_uid(name)
    proposals, who = proposals_now(opened), coder or opened.coder
    decisions = decisions_of(opened, coder_known(opened, who)) if coder or who in opened.present.coder_uids else {}
    chosen = (
        one
        for one in proposals.values()
        if (codes is None or one.code in codes)
        and (sources is None or one.source in sources)
        and not (undecided and one.id in decisions)
    )
    book = opened.present.codebook
    names = {code.id: str(code.name) for code in book} if book else {}
    shown = tuple(_with_decision(opened, one, decisions.get(one.id)) for one in chosen)
    return SuggestionTable(shown, names, len(proposals), sum(name in proposals for name in decisions), who)


def coder_known(opened: Opened, name: str) -> str:
    """Give the id in the log of a coder who is there.

    Raises:
        UnknownIdError: Nobody of that name has worked here.
    """
    there = opened.present.coder_uids
    if name not in there:
        raise UnknownIdError(
            t("Nobody called «{id}» has coded.", id=name), hint=t("There are: {ids}", ids=", ".join(there))
        )
    return there[name]


def _with_decision(opened: Opened, one: Proposal, row: Mapping[str, Any] | None) -> Proposal:
    if row is None:
        return one
    standing = opened.store.coding(row["coding"]) if row["coding"] else None
    coding = row["coding"] if standing is not None and standing.state else ""
    return replace(one, decision=row["verdict"], coding=coding)
