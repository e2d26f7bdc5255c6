"""What an evaluation found: one row per reader and code, theme or summary."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fou_toolkit import _html
from fou_toolkit._i18n import mark, t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.estimate import Estimate

__all__ = ["SCOPES", "SUMMARIES", "EvaluationResult", "Score"]

SCOPES = {
    "pooled codes": mark("all codes, pooled"),
    "macro codes": mark("mean over codes"),
    "pooled themes": mark("all themes, pooled"),
    "macro themes": mark("mean over themes"),
    "theme": mark("theme"),
    "code": mark("code"),
}
"""What a row is about."""
SUMMARIES = ("pooled codes", "macro codes", "pooled themes", "macro themes")
"""Those that are about more than one code or theme."""

_MEASURES = ("precision", "recall", "f", "alpha")
_FIGURES = (*_MEASURES, "readers_alpha")
_FIGURES_FROM = 5
"""Place of the first figure in a row for people."""


@dataclass(frozen=True, slots=True)
class Score:
    """How well the suggestions meet one reader.

    Args:
        scope: One of `SCOPES`.
        id: Id of the code or theme; empty for summaries.
        name: Its name, in the language of the evaluation.
        reader: Id of the reader.
        reference: Units (times codes, where pooled) in which the reader found it.
        suggested: Units in which it was suggested.
        both: Units in which both have it.
        precision: Share of what was suggested that the reader has, too.
        recall: Share of what the reader has that was suggested.
        f: Their harmonic mean.
        alpha: Krippendorff's α (nominal) between suggestions and reader.
        readers_alpha: α among the readers themselves, for the same codes; NaN where there is one only.
    """

    scope: str
    id: str
    name: str
    reader: str
    reference: int
    suggested: int
    both: int
    precision: Estimate
    recall: Estimate
    f: Estimate
    alpha: Estimate
    readers_alpha: Estimate


@dataclass(frozen=True, repr=False)
class EvaluationResult(Tabular):
    """Suggestions held against readers.

    Args:
        scores: Summaries first, then themes, then codes; one row per reader.
        readers: Ids and kinds of the readers.
        documents: Number of texts.
        units: Number of sentences.
        confidence: Share of the bootstrap distribution inside each interval.
        replicates: Number of bootstrap replicates; 0 for no intervals.
        seed: Seed of the bootstrap.
        least: Fewest sentences of the reader for a code or theme to count in the means.
        versions: Versions of the codebook, `read` and `suggested`, where they are not the same; else empty.
        corpus_fingerprint: Fingerprint of the corpus.
        codebook_fingerprint: Fingerprint of the codebook.
    """

    scores: tuple[Score, ...]
    readers: tuple[tuple[str, str], ...]
    documents: int
    units: int
    confidence: float
    replicates: int
    seed: int
    least: int
    versions: Mapping[str, str]
    corpus_fingerprint: str
    codebook_fingerprint: str

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; intervals stand in columns of their own."""
        borders = (name for measure in _FIGURES for name in (measure, f"{measure}_low", f"{measure}_high"))
        return ("scope", "id", "name", "reader", "reference", "suggested", "both", *borders)

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per score."""
        for one in self.scores:
            figures = (getattr(one, measure) for measure in _FIGURES)
            borders = (value for figure in figures for value in (figure.value, figure.low, figure.high))
            head = (one.scope, one.id, one.name, one.reader, one.reference, one.suggested, one.both)
            yield (*head, *borders)

    @property
    def caption(self) -> str:
        """Say what was compared, with how much, and how the intervals were made."""
        readers = ", ".join(f"{name} ({t(kind)})" for name, kind in self.readers)
        size = tn("{n} text", "{n} texts", self.documents)
        units = tn("{n} sentence", "{n} sentences", self.units)
        head = t("Suggestions against {readers}; {size}, {units}", readers=readers, size=size, units=units)
        if self.versions:
            other = t("Read with version {read} of the codebook, suggested with {suggested}", **self.versions)
            head = f"{head}. {other}"
        if not self.replicates:
            return head
        how = t(
            "{share:.0%} intervals: bootstrap over texts, {n} replicates, seed {seed}",
            share=self.confidence,
            n=self.replicates,
            seed=self.seed,
        )
        return f"{head}. {how}"

    def of(self, scope: str) -> tuple[Score, ...]:
        """Give the scores of one of `SCOPES`."""
        return tuple(score for score in self.scores if score.scope == scope)

    def to_text_rows(self, *scopes: str, intervals: bool = True) -> Iterator[Sequence[str | int]]:
        """Give rows for people: figures with two digits and their intervals.

        Args:
            scopes: Which of `SCOPES`; by default all.
            intervals: Whether the intervals are shown.
        """
        for one in self.scores:
            if not scopes or one.scope in scopes:
                label = f"{one.id} {one.name}" if one.id else t(SCOPES[one.scope])
                estimates = [*(getattr(one, measure) for measure in _MEASURES), one.readers_alpha]
                figures = (str(figure if intervals else Estimate(figure.value)) for figure in estimates)
                yield (label, one.reader, one.reference, one.suggested, one.both, *figures)

    def text_rows(self) -> Iterator[Sequence[str | int]]:
        """Give all rows for people."""
        return self.to_text_rows()

    @property
    def headings(self) -> tuple[str, ...]:
        """Column headings of `to_text_rows`."""
        counts = (t("reader has"), t("suggested"), t("both"))
        return ("", t("reader"), *counts, t("precision"), t("recall"), "F", "α", t("the readers' own α"))

    def _repr_html_(self) -> str:
        """Show summaries and themes; codes are in `to_frame()`."""
        # An interval is not torn apart at the end of a line.
        rows = (
            (*row[:_FIGURES_FROM], *(str(cell).replace(", ", ",\u00a0") for cell in row[_FIGURES_FROM:]))
            for row in self.to_text_rows(*SUMMARIES, "theme")
        )
        note = t("Codes: result.to_frame(). «–»: undefined, since nothing was suggested or found.")
        return _html.page(_html.table(self.headings, rows, caption=self.caption, note=note))
