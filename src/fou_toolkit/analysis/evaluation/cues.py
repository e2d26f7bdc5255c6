"""Per cue: how often it fires, and how often a reader agrees."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.evaluation.texts import Suggested, chosen_texts
from fou_toolkit.analysis.units import Units, presence, sentence_units
from fou_toolkit.model import CodingSet, Cue, Suggestion

__all__ = ["CueReport", "CueScore", "cue_report"]


class _WithEvidence(Suggested, Protocol):
    """Suggestions that say which cue made them."""

    def suggestions(self) -> Iterable[Suggestion]:
        """Give the suggestions with their evidence."""


@dataclass(frozen=True, slots=True)
class CueScore:
    """What came of one cue.

    Args:
        code: Id of the code.
        cue: The cue as it stands in the codebook.
        language: Its language.
        sentences: In how many sentences it fired.
        agreed: In how many of them each reader has the code, in the order of the readers.
        theme: In how many of them at least one reader has some code of the same theme.
    """

    code: str
    cue: str
    language: str
    sentences: int
    agreed: tuple[int, ...]
    theme: int

    @property
    def share(self) -> float:
        """Mean over the readers of the share that they agree with; NaN for a cue that never fired."""
        return sum(self.agreed) / (len(self.agreed) * self.sentences) if self.sentences else float("nan")


@dataclass(frozen=True, repr=False)
class CueReport(Tabular):
    """All cues of a codebook, in its order.

    Args:
        scores: One per code and cue.
        readers: Ids of the readers.
        documents: Number of texts.
        units: Number of sentences.
    """

    scores: tuple[CueScore, ...]
    readers: tuple[str, ...]
    documents: int
    units: int

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return ("code", "cue", "language", "sentences", *(f"agreed: {name}" for name in self.readers), "theme", "share")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per cue."""
        for one in self.scores:
            yield (one.code, one.cue, one.language, one.sentences, *one.agreed, one.theme, one.share)

    @property
    def caption(self) -> str:
        """Say what was counted."""
        fired = sum(one.sentences > 0 for one in self.scores)
        cues = tn("{n} cue", "{n} cues", len(self.scores))
        size = tn("{n} text", "{n} texts", self.documents)
        units = tn("{n} sentence", "{n} sentences", self.units)
        return t("{fired} of {cues} fired; {size}, {units}", fired=fired, cues=cues, size=size, units=units)

    def doubtful(self, *, most: float = 0.34, least: int = 2) -> "CueReport":
        """Give the cues that fired often enough to be judged and seldom met a reader, the worst first.

        Args:
            most: Share of agreement that a doubtful cue has at most.
            least: Fewest sentences in which a cue fired.
        """
        bad = [one for one in self.scores if one.sentences >= least and one.share <= most]
        bad.sort(key=lambda one: (one.share, -one.sentences))
        return CueReport(tuple(bad), self.readers, self.documents, self.units)


def cue_report(suggested: _WithEvidence, reference: CodingSet, *, sources: Collection[str] | None = None) -> CueReport:
    """Hold every cue against what readers found in the sentences in which it fired.

    Args:
        suggested: What `autocode` gave.
        reference: Codings of one or more readers of the same texts.
        sources: Ids of the texts to look at; by default all that every reader has read whole.

    Raises:
        UnknownIdError: The reference has a code or text that codebook or corpus has not.
        FouError: There is no text that all readers have read.
    """
    texts = chosen_texts(suggested, reference, sources)
    units = sentence_units(suggested.corpus, sources=texts, interviewer=suggested.interviewer)
    codes = [code.id for code in suggested.codebook]
    flags = np.stack([presence(reference.by(coder.id), units, codes) for coder in reference.coders], axis=-1)
    place = {name: number for number, name in enumerate(codes)}
    theme = {code.id: suggested.codebook.theme_of(code.id).id for code in suggested.codebook}
    family = {one: [place[other] for other in codes if theme[other] == theme[one]] for one in codes}
    fired: Counter[tuple[str, str]] = Counter()
    near: Counter[tuple[str, str]] = Counter()
    agreed: dict[tuple[str, str], np.ndarray[tuple[int], np.dtype[np.int64]]] = {}
    for code, cue, unit in _firings(suggested, units):
        key = code, cue
        fired[key] += 1
        near[key] += int(flags[unit, family[code]].any())
        agreed[key] = agreed.get(key, np.zeros(len(reference.coders), np.int64)) + flags[unit, place[code]]
    nobody = np.zeros(len(reference.coders), np.int64)
    scores = tuple(
        CueScore(
            code.id,
            cue.text,
            cue.language,
            fired[code.id, cue.text],
            tuple(agreed.get((code.id, cue.text), nobody).tolist()),
            near[code.id, cue.text],
        )
        for code in suggested.codebook
        for cue in _once(code.cues)
    )
    return CueReport(scores, reference.coder_ids, len(texts), len(units))


def _once(cues: Iterable[Cue]) -> Iterable[Cue]:
    """Leave out cues that stand a second time, in another language; rules look for them once."""
    first: dict[str, Cue] = {}
    for cue in cues:
        first.setdefault(cue.text, cue)
    return first.values()


def _firings(suggested: _WithEvidence, units: Units) -> Iterator[tuple[str, str, int]]:
    """Give code, cue and unit, once for each unit in which a cue fired."""
    base = dict(zip(units.source_ids, units.bases.tolist(), strict=False))
    found = [
        (suggestion.code, evidence.cue, base[suggestion.source] + evidence.span.start)
        for suggestion in suggested.suggestions()
        for evidence in suggestion.evidence
    ]
    at = np.array([position for _, _, position in found], np.int64)
    unit = np.searchsorted(units.start, at, side="right") - 1
    inside = (unit >= 0) & (at < units.end[np.maximum(unit, 0)]) if len(units) else np.zeros(at.size, np.bool_)
    chosen = (
        (code, cue, number)
        for (code, cue, _), number, kept in zip(found, unit.tolist(), inside.tolist(), strict=True)
        if kept
    )
    yield from dict.fromkeys(chosen)
