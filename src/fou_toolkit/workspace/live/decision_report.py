"""How often what each cue proposes is accepted: which cues find what they should."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fou_toolkit._i18n import number as written
from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.suggestions import coder_known, decisions_of, proposals_now

__all__ = ["CueDecisions", "DecisionReport", "decision_report"]


@dataclass(frozen=True, slots=True)
class CueDecisions:
    """What was decided about the suggestions of one cue.

    Args:
        code: Id of the code.
        cue: The cue as it stands in the codebook.
        suggested: How many suggestions have it as evidence.
        accepted: How many were accepted.
        moved: How many were accepted with another code or passage.
        rejected: How many were rejected.
    """

    code: str
    cue: str
    suggested: int
    accepted: int
    moved: int
    rejected: int

    @property
    def decided(self) -> int:
        """How many were decided."""
        return self.accepted + self.moved + self.rejected

    @property
    def rate(self) -> float:
        """Share of the decided that were accepted as proposed; `nan` where nothing was decided."""
        return self.accepted / self.decided if self.decided else float("nan")


@dataclass(frozen=True, repr=False, eq=False)
class DecisionReport(Tabular):
    """Decisions per cue.

    Args:
        cues: In the order of the codes and cues as they were found.
        coders: Whose decisions are counted; a suggestion counts once for each.
        lost: How many decisions are about what the rules no longer propose.
    """

    cues: tuple[CueDecisions, ...]
    coders: tuple[str, ...]
    lost: int

    def __len__(self) -> int:
        """Give the number of cues."""
        return len(self.cues)

    def __iter__(self) -> Iterator[CueDecisions]:
        """Go through the cues."""
        return iter(self.cues)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a cue of a code."""
        return ("code", "cue", "suggested", "decided", "accepted", "moved", "rejected", "rate")

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per cue."""
        for one in self.cues:
            counts = (one.suggested, one.decided, one.accepted, one.moved, one.rejected)
            yield (one.code, one.cue, *counts, one.rate)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        counts = (t("suggested"), t("decided"), t("accepted"), t("moved"), t("rejected"), t("share accepted"))
        return (t("code"), t("cue"), *counts)

    def text_rows(self) -> Iterator[tuple[object, ...]]:
        """Give the rows as people read them."""
        for *counts, rate in self.rows():
            yield (*counts, written(float(str(rate))))

    @property
    def caption(self) -> str:
        """Say whose decisions these are."""
        return t("Decisions about what each cue proposes; decided by: {names}", names=", ".join(self.coders) or "–")

    @property
    def notes(self) -> tuple[str, ...]:
        """Say how to read it."""
        notes = [t("A suggestion with several cues counts for each of them.")]
        if self.lost:
            notes.append(
                tn(
                    "{n} decision is about what the rules no longer propose; it is not counted.",
                    "{n} decisions are about what the rules no longer propose; they are not counted.",
                    self.lost,
                )
            )
        return tuple(notes)


def decision_report(opened: Opened, coders: Sequence[str] | None = None) -> DecisionReport:
    """Count the decisions per cue; see `Workspace.decision_report`."""
    names = (opened.coder,) if coders is None else tuple(coders)
    proposals = proposals_now(opened)
    suggested: Counter[tuple[str, str]] = Counter()
    counted: Counter[tuple[str, str, str]] = Counter()
    lost = 0
    cues = {
        one.id: [(one.code, cue) for cue in dict.fromkeys(e.cue for e in one.evidence)] for one in proposals.values()
    }
    for pairs in cues.values():
        suggested.update(pairs)
    for name in names:
        if coders is None and name not in opened.present.coder_uids:
            continue
        for suggestion, row in decisions_of(opened, coder_known(opened, name)).items():
            lost += suggestion not in cues
            counted.update((code, cue, row["verdict"]) for code, cue in cues.get(suggestion, ()))
    rows = (
        CueDecisions(code, cue, count, *(counted[code, cue, verdict] for verdict in ("accept", "move", "reject")))
        for (code, cue), count in suggested.items()
    )
    book = opened.present.codebook
    order = {code.id: number for number, code in enumerate(book or ())}
    return DecisionReport(tuple(sorted(rows, key=lambda one: order.get(one.code, -1))), names, lost)
