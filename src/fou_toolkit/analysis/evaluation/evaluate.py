"""Suggestions against readers: counts per document first, then every figure and its bootstrap from the counts."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.agreement import alpha_of_coincidences
from fou_toolkit.analysis.evaluation.result import Estimate, EvaluationResult, Score
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
    columns = _Columns(suggested.codebook, units)
    guess = columns.of(suggested.to_codings())
    readers = {coder.id: columns.of(reference.by(coder.id)) for coder in reference.coders}
    weights = _weights(len(chosen), replicates, seed)
    own = _readers_counts(columns, list(readers.values()))
    scores: list[Score] = []
    for scope in columns.scopes():
        for name, found in readers.items():
            counts = columns.counts(guess, found, scope.level)
            scores.append(_score(scope, name, counts, weights, least, own))
    return EvaluationResult(
        scores=tuple(scores),
        readers=tuple((coder.id, coder.kind) for coder in reference.coders),
        documents=len(chosen),
        units=len(units),
        confidence=_CONFIDENCE,
        replicates=replicates,
        seed=seed,
        least=least,
        corpus_fingerprint=suggested.corpus.fingerprint,
        codebook_fingerprint=suggested.codebook.fingerprint,
    )


class _Columns:
    """Flags (units × codes) and (units × themes), and their counts per document."""

    def __init__(self, codebook: Codebook, units: Units) -> None:
        self.units = units
        self.codes = [code for code in codebook if code.parent or not codebook.children(code.id)]
        self.themes = [theme for theme in codebook.themes if codebook.children(theme.id)]
        self._ids = [code.id for code in self.codes]
        self._members = [self._member_places(codebook, theme) for theme in self.themes]
        borders = np.flatnonzero(np.diff(units.source, prepend=-1))
        self._documents = borders

    def _member_places(self, codebook: Codebook, theme: Code) -> list[int]:
        below = {theme.id}
        for code in codebook:
            if code.parent in below:
                below.add(code.id)
        return [place for place, name in enumerate(self._ids) if name in below]

    def of(self, codings: CodingSet) -> dict[str, Bools]:
        """Give where codes and themes stand."""
        codes = presence(codings, self.units, self._ids)
        themes = [codes[:, places].any(axis=1) for places in self._members]
        return {"code": codes, "theme": np.array(themes, np.bool_).reshape(len(themes), len(self.units)).T}

    def counts(self, guess: dict[str, Bools], found: dict[str, Bools], level: str) -> Floats:
        """Count, per document and column: both, guess only, found only, neither; shape `(documents, columns, 4)`."""
        one, two = guess[level], found[level]
        kinds = np.stack((one & two, one & ~two, ~one & two, ~one & ~two), axis=-1).astype(np.float64)
        return np.add.reduceat(kinds, self._documents, axis=0)

    def scopes(self) -> Iterator[_Scope]:
        """Give what is judged: summaries, themes, codes."""
        codes, themes = tuple(range(len(self.codes))), tuple(range(len(self.themes)))
        yield _Scope("pooled codes", None, "code", codes)
        yield _Scope("macro codes", None, "code", codes, mean=True)
        if themes:
            yield _Scope("pooled themes", None, "theme", themes)
            yield _Scope("macro themes", None, "theme", themes, mean=True)
        yield from (_Scope("theme", theme, "theme", (place,)) for place, theme in enumerate(self.themes))
        yield from (_Scope("code", code, "code", (place,)) for place, code in enumerate(self.codes))


def _weights(documents: int, replicates: int, seed: int) -> Floats:
    """Give how often each document is drawn, `(1 + r, documents)`: first all of them once, then the replicates."""
    drawn = np.random.default_rng(seed).multinomial(documents, np.full(documents, 1 / documents), size=replicates)
    return np.concatenate((np.ones((1, documents)), drawn.astype(np.float64)))


def _figures(counts: Floats) -> Floats:
    """Give precision, recall, F and α of counts of shape `(..., 4)`; shape `(..., 4)`, NaN where undefined."""
    both, guess, found, neither = np.moveaxis(counts, -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        precision, recall = both / (both + guess), both / (both + found)
        f = 2 * both / (2 * both + guess + found)
    apart = guess + found
    matrix = np.stack((np.stack((2 * neither, apart), -1), np.stack((apart, 2 * both), -1)), -2)
    return np.stack((precision, recall, f, alpha_of_coincidences(matrix)), axis=-1)


def _judged(scope: _Scope, counts: Floats, weights: Floats, least: int) -> Floats:
    """Give the figures of a scope for the whole and each replicate, shape `(1 + r, 4)`."""
    drawn = np.tensordot(weights, counts[:, list(scope.columns)], axes=1)
    if not scope.mean:
        return _figures(drawn.sum(axis=1))
    often = drawn[0, :, 0] + drawn[0, :, 2] >= least
    figures = _figures(drawn[:, often])
    defined = ~np.isnan(figures)
    with np.errstate(divide="ignore", invalid="ignore"):
        means: Floats = np.where(defined, figures, 0).sum(axis=1) / defined.sum(axis=1)
    return means


def _estimates(figures: Floats) -> list[Estimate]:
    """Give each figure with its percentile interval; replicates in which it is undefined are left out."""
    tail = (1 - _CONFIDENCE) / 2
    found = []
    for value, *drawn in figures.T.tolist():
        kept = np.array(drawn)[~np.isnan(drawn)] if drawn else np.zeros(0)
        low, high = np.quantile(kept, (tail, 1 - tail)).tolist() if kept.size else (np.nan, np.nan)
        found.append(Estimate(value, low, high))
    return found


def _readers_counts(columns: _Columns, readers: Sequence[dict[str, Bools]]) -> dict[str, Floats] | None:
    """Count how the first two readers meet; `None` where there is one only."""
    if len(readers) < 2:  # noqa: PLR2004 - two readers
        return None
    return {level: columns.counts(readers[0], readers[1], level) for level in ("code", "theme")}


def _score(
    scope: _Scope, reader: str, counts: Floats, weights: Floats, least: int, own: dict[str, Floats] | None
) -> Score:
    both, guess, found, _ = counts[:, list(scope.columns)].sum(axis=(0, 1)).astype(int).tolist()
    precision, recall, f, alpha = _estimates(_judged(scope, counts, weights, least))
    readers_alpha = Estimate(np.nan)
    if own is not None:
        readers_alpha = _estimates(_judged(scope, own[scope.level], weights, least))[3]
    return Score(
        scope.scope,
        scope.code.id if scope.code else "",
        str(scope.code.name) if scope.code else "",
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
