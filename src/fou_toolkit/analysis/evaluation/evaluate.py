"""Suggestions against readers: counts per document first, then every figure and its bootstrap from the counts."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.agreement import Bootstrap, PresenceCounts, alpha_of, estimate
from fou_toolkit.analysis.columns import LEVELS, CodeColumns
from fou_toolkit.analysis.evaluation.result import EvaluationResult, Score
from fou_toolkit.analysis.evaluation.texts import Suggested, chosen_texts
from fou_toolkit.analysis.units import Units, presence, sentence_units
from fou_toolkit.model import Code, Codebook, CodingSet

__all__ = ["evaluate"]

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_LEAST: Final = 5
_CONFIDENCE: Final = 0.95


@dataclass(frozen=True, slots=True)
class _Scope:
    """Some columns that are judged together.

    Args:
        scope: What it is about.
        code: The code or theme; `None` for summaries.
        level: `code` or `theme`: which columns.
        columns: Which of them.
        mean: Whether the figures of the columns are averaged; else their counts are pooled.
    """

    scope: str
    code: Code | None
    level: str
    columns: tuple[int, ...]
    mean: bool = False


def evaluate(
    suggested: Suggested,
    reference: CodingSet,
    *,
    sources: Collection[str] | None = None,
    least: int = _LEAST,
    replicates: int = 2000,
    seed: int = 1,
) -> EvaluationResult:
    """Hold suggestions against what readers found, sentence by sentence.

    Per code, per theme (any of its codes), pooled over sentence × code, and as the mean over codes that a reader found
    often enough: precision, recall, F and Krippendorff's α against each reader, with the readers' own α beside them.
    Intervals come from a percentile bootstrap over texts, since the sentences of a text belong together. A sentence
    counts as coded where a coding touches it. Interviewers' sentences count if they were coded by the rules.

    Args:
        suggested: What `autocode` gave.
        reference: Codings of one or more readers of the same texts.
        sources: Ids of the texts to look at; by default all that every reader has read whole.
        least: Fewest sentences of a reader for a code or theme to count in the means.
        replicates: Bootstrap replicates; 0 for no intervals.
        seed: Seed of the bootstrap.

    Raises:
        UnknownIdError: The reference has a code or text that codebook or corpus has not.
        FouError: There is no text that all readers have read.
    """
    chosen = chosen_texts(suggested, reference, sources)
    units = sentence_units(suggested.corpus, sources=chosen, interviewer=suggested.interviewer)
    columns = _Columns(suggested.codebook, units, chosen)
    guess = columns.of(suggested.to_codings())
    readers = {coder.id: columns.of(reference.by(coder.id)) for coder in reference.coders}
    bootstrap = Bootstrap(replicates=replicates, seed=seed, confidence=_CONFIDENCE) if replicates else None
    own = {level: columns.coincidences(list(readers.values()), level) for level in LEVELS}
    scores: list[Score] = []
    for scope in columns.scopes():
        for name, found in readers.items():
            judge = _Judge(scope, columns.counts(guess, found, scope.level), bootstrap, least)
            scores.append(judge.score(name, own[scope.level]))
    return EvaluationResult(
        scores=tuple(scores),
        readers=tuple((coder.id, coder.kind) for coder in reference.coders),
        documents=len(chosen),
        units=len(units),
        confidence=_CONFIDENCE,
        replicates=replicates,
        seed=seed,
        least=least,
        versions=_versions(suggested.codebook, reference),
        corpus_fingerprint=suggested.corpus.fingerprint,
        codebook_fingerprint=suggested.codebook.fingerprint,
    )


def _versions(codebook: Codebook, reference: CodingSet) -> dict[str, str]:
    """Give the versions of the codebook where readers had another than the suggestions; a border may have moved."""
    read = sorted({coder.codebook_version for coder in reference.coders if coder.codebook_version} - {codebook.version})
    return {"read": ", ".join(read), "suggested": codebook.version} if read else {}


class _Columns:
    """Flags (units × codes) and (units × themes), and their counts per document."""

    def __init__(self, codebook: Codebook, units: Units, documents: Sequence[str]) -> None:
        self._columns = CodeColumns.of(codebook)
        self._units = units
        self._group = units.group(documents)
        self._documents = len(documents)

    def of(self, codings: CodingSet) -> dict[str, Bools]:
        """Give where codes and themes stand."""
        return self._columns.levels(presence(codings, self._units, self._columns.ids))

    def counts(self, guess: dict[str, Bools], found: dict[str, Bools], level: str) -> Floats:
        """Count, per document and column: both, guess only, found only, neither; shape `(documents, columns, 4)`."""
        one, two = guess[level], found[level]
        kinds = (one & two, one & ~two, ~one & two, ~one & ~two)
        looked = np.ones((1, self._documents), np.bool_)
        return np.stack([PresenceCounts.of(kind[None], looked, self._group).has[0] for kind in kinds], axis=-1)

    def coincidences(self, readers: Sequence[dict[str, Bools]], level: str) -> Floats:
        """Count how all readers meet; shape `(documents, columns, 2, 2)`."""
        looked = np.ones((len(readers), self._documents), np.bool_)
        present = np.stack([reader[level] for reader in readers])
        return PresenceCounts.of(present, looked, self._group).tallies().coincidences

    def scopes(self) -> Iterator[_Scope]:
        """Give what is judged: summaries, themes, codes."""
        found = self._columns
        codes, themes = tuple(range(len(found.codes))), tuple(range(len(found.themes)))
        yield _Scope("pooled codes", None, "code", codes)
        yield _Scope("macro codes", None, "code", codes, mean=True)
        if themes:
            yield _Scope("pooled themes", None, "theme", themes)
            yield _Scope("macro themes", None, "theme", themes, mean=True)
        yield from (_Scope("theme", theme, "theme", (place,)) for place, theme in enumerate(found.themes))
        yield from (_Scope("code", code, "code", (place,)) for place, code in enumerate(found.codes))


@dataclass(frozen=True, slots=True)
class _Judge:
    """Works out the figures of one scope against one reader.

    Args:
        scope: What is judged.
        counts: Shape `(documents, columns, 4)`.
        bootstrap: How the intervals are made.
        least: Fewest units of the reader for a column to count in a mean.
    """

    scope: _Scope
    counts: Floats
    bootstrap: Bootstrap | None
    least: int

    def score(self, reader: str, own: Floats) -> Score:
        """Give the figures with their intervals, and the readers' own α of the same columns."""
        chosen = self._chosen()
        both, guess, found, _ = self.counts[:, list(self.scope.columns)].sum(axis=(0, 1)).astype(int).tolist()
        precision, recall, f, alpha = self._estimates(_figures, self.counts[:, chosen])
        readers_alpha = self._estimates(alpha_of, own[:, chosen]).item()
        code = self.scope.code
        return Score(
            self.scope.scope,
            code.id if code else "",
            str(code.name) if code else "",
            reader,
            both + found,
            both + guess,
            both,
            precision,
            recall,
            f,
            alpha,
            readers_alpha,
        )

    def _chosen(self) -> list[int]:
        """Give the columns that count: for a mean, those that the reader found often enough."""
        if not self.scope.mean:
            return list(self.scope.columns)
        has = self.counts[:, :, 0].sum(axis=0) + self.counts[:, :, 2].sum(axis=0)
        return [column for column in self.scope.columns if has[column] >= self.least]

    def _estimates(self, figures: Callable[[Floats], Floats], counts: Floats) -> "npt.NDArray[np.object_]":
        """Give figures with their intervals: of pooled counts, or the mean over the columns."""

        def statistic(weights: Floats) -> Floats:
            drawn = np.tensordot(weights, counts, axes=1)
            if not self.scope.mean:
                return figures(drawn.sum(axis=1))
            found = figures(drawn)
            defined = ~np.isnan(found)
            with np.errstate(divide="ignore", invalid="ignore"):
                means: Floats = np.where(defined, found, 0).sum(axis=1) / defined.sum(axis=1)
            return means

        return estimate(statistic, np.ones(counts.shape[0], np.int64), self.bootstrap)


def _figures(counts: Floats) -> Floats:
    """Give precision, recall, F and α of counts of shape `(..., 4)`; shape `(..., 4)`, NaN where undefined."""
    both, guess, found, neither = np.moveaxis(counts, -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        precision, recall = both / (both + guess), both / (both + found)
        f = 2 * both / (2 * both + guess + found)
    apart = guess + found
    matrix = np.stack((np.stack((2 * neither, apart), -1), np.stack((apart, 2 * both), -1)), -2)
    return np.stack((precision, recall, f, alpha_of(matrix)), axis=-1)
