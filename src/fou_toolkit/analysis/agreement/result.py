"""What a comparison of coders found: one row per code or theme, and one for all of them."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fou_toolkit import _html
from fou_toolkit._i18n import mark, t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.agreement.compared import Compared
from fou_toolkit.analysis.agreement.confusion import Confusion, confusion_of
from fou_toolkit.analysis.agreement.disagreements import Disagreements, disagreements_of
from fou_toolkit.analysis.agreement.measures import MEASURES
from fou_toolkit.analysis.agreement.notes import FEW_TEXTS, RARE, notes_of
from fou_toolkit.analysis.agreement.pairs import Pairs, pairs_of
from fou_toolkit.analysis.agreement.talk import for_talk, heading
from fou_toolkit.analysis.bootstrap import Bootstrap
from fou_toolkit.analysis.estimate import Estimate
from fou_toolkit.errors import UnknownIdError

__all__ = ["SCOPES", "SKEWED", "AgreementResult", "AgreementRow"]

SCOPES = {
    "pooled codes": mark("all codes, pooled"),
    "pooled themes": mark("all themes, pooled"),
    "sets, jaccard": mark("sets of codes, Jaccard"),
    "sets, masi": mark("sets of codes, MASI"),
    "theme": mark("theme"),
    "code": mark("code"),
}
"""What a row is about."""

SKEWED = 0.1
"""A code is skewed where it stands in less than this share of the units, or in more than the rest of it."""

_SHOWN = ("alpha", "ac1", "kappa", "percent", "positive")
"""Measures that people see first; the others are in `to_frame()`."""

_BY = {
    "documents": mark("texts"),
    "units": mark("units"),
    "coders": mark("coders"),
}
_UNITS = {"sentence": mark("sentence"), "turn": mark("turn"), "character": mark("character")}


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """The figures of one code or theme, or of all of them.

    Args:
        scope: One of `SCOPES`.
        id: Id of the code or theme; empty where it is about all.
        name: Its name, in the language of the comparison.
        units: Units that two coders or more looked at; times codes, where pooled. For characters, their number.
        found: In how many of them each coder has it, in the order of the coders.
        texts: Number of texts in which somebody has it.
        prevalence: Share of units that have it, mean over those who looked.
        figures: An `Estimate` for each of `MEASURES`.
        reason: Why figures are undefined; empty where they are not.
    """

    scope: str
    id: str
    name: str
    units: int
    found: tuple[int, ...]
    texts: int
    prevalence: float
    figures: tuple[Estimate, ...]
    reason: str = ""

    def __getitem__(self, measure: str) -> Estimate:
        """Give one of `MEASURES`.

        Raises:
            UnknownIdError: There is no such measure.
        """
        if measure not in MEASURES:
            hint = t("There are: {ids}", ids=", ".join(MEASURES))
            raise UnknownIdError(t("«{value}» is not possible for {key}.", value=measure, key="measure"), hint=hint)
        return self.figures[MEASURES.index(measure)]

    @property
    def skewed(self) -> bool:
        """Whether the code is rare or nearly everywhere: then α and AC1 part ways, and neither tells the whole."""
        return not SKEWED <= self.prevalence <= 1 - SKEWED

    @property
    def rare(self) -> bool:
        """Whether it stands in so few texts that its interval is too narrow."""
        return 0 < self.texts < FEW_TEXTS

    @property
    def label(self) -> str:
        """Say what the row is about."""
        return f"{self.id} {self.name}" if self.id else t(SCOPES[self.scope])


@dataclass(frozen=True, repr=False)
class AgreementResult(Tabular):
    """Coders held against each other.

    Args:
        scores: Pooled rows first, then themes or codes in the order of the codebook.
        coders: Ids and kinds of the coders.
        unit: `sentence`, `turn` or `character`.
        by: `code`, `theme` or `pooled`.
        round: Round of coding; `None` for what stands now.
        documents: Number of texts.
        units: Number of units that two coders or more looked at.
        bootstrap: How the intervals were made; `None` for none.
        versions: Versions of the codebook that the coders used.
        for_talk: Whether the figures are there for talk only, as under a reflexive orientation.
        corpus_fingerprint: Fingerprint of the corpus.
        codebook_fingerprint: Fingerprint of the codebook.
        compared: The material, for the pairs, the confusion and the passages.
    """

    scores: tuple[AgreementRow, ...]
    coders: tuple[tuple[str, str], ...]
    unit: str
    by: str
    round: int | None
    documents: int
    units: int
    bootstrap: Bootstrap | None
    versions: tuple[str, ...]
    for_talk: bool
    corpus_fingerprint: str
    codebook_fingerprint: str
    compared: Compared = field(compare=False)

    def __getitem__(self, name: str) -> AgreementRow:
        """Give the row of a code or theme, or of one of `SCOPES` that is about all.

        Raises:
            UnknownIdError: There is no such row.
        """
        rows = {row.id or row.scope: row for row in self.scores}
        if name not in rows:
            raise UnknownIdError(t("There is no row «{id}».", id=name), hint=t("There are: {ids}", ids=", ".join(rows)))
        return rows[name]

    def __iter__(self) -> Iterator[AgreementRow]:
        """Go through the rows."""
        return iter(self.scores)

    def of(self, scope: str) -> tuple[AgreementRow, ...]:
        """Give the rows of one of `SCOPES`."""
        return tuple(row for row in self.scores if row.scope == scope)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; intervals stand in columns of their own."""
        coders = (f"found: {name}" for name, _ in self.coders)
        parts = (f"{name}{part}" for name in MEASURES for part in ("", "_low", "_high", "_defined"))
        talk = ("for_talk",) if self.for_talk else ()
        return ("scope", "id", "name", "n", *coders, "texts", "prevalence", *parts, "reason", *talk)

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per code, theme or summary."""
        for row in self.scores:
            parts = (part for one in row.figures for part in (one.value, one.low, one.high, one.defined))
            head = (row.scope, row.id, row.name, row.units, *row.found, row.texts, row.prevalence)
            yield (*head, *parts, row.reason, *((True,) if self.for_talk else ()))

    @property
    def caption(self) -> str:
        """Say who was compared, on how much, by which unit, and how the intervals were made."""
        coders = ", ".join(f"{name} ({t(kind)})" for name, kind in self.coders)
        size = tn("{n} text", "{n} texts", self.documents)
        unit = t("{n} units ({unit})", n=self.units, unit=t(_UNITS[self.unit]))
        parts = [t("Agreement of {coders}; {size}, {unit}", coders=coders, size=size, unit=unit)]
        if self.round is not None:
            parts.append(t("Round {n}", n=self.round))
        if len(self.versions) > 1:
            parts.append(t("Versions of the codebook: {versions}", versions=", ".join(self.versions)))
        if self.bootstrap is not None and (self.documents > 1 or self.bootstrap.over != "documents"):
            parts.append(
                t(
                    "{share:.0%} intervals: bootstrap over {over} ({method}), {n} replicates, seed {seed}",
                    share=self.bootstrap.confidence,
                    over=t(_BY[self.bootstrap.over]),
                    method={"percentile": t("percentile"), "bca": "BCa"}[self.bootstrap.method],
                    n=self.bootstrap.replicates,
                    seed=self.bootstrap.seed,
                )
            )
        return for_talk(". ".join(parts), self.for_talk)

    @property
    def headings(self) -> tuple[str, ...]:
        """Column headings of `to_text_rows`."""
        coders = (t("{coder} has", coder=name) for name, _ in self.coders)
        alpha = "uα" if self.unit == "character" else "α"
        figures = (alpha, "AC1", "κ", t("percent agreement"), t("positive agreement"))
        return ("", t("units"), *coders, t("prevalence"), *figures)

    def to_text_rows(self, *scopes: str, intervals: bool = True) -> Iterator[Sequence[str | int]]:
        """Give rows for people: figures with two digits, α with its interval.

        Args:
            scopes: Which of `SCOPES`; by default all.
            intervals: Whether the intervals are shown.
        """
        for row in self.scores:
            if not scopes or row.scope in scopes:
                shown = [
                    str(row[name] if intervals and name == "alpha" else Estimate(row[name].value)) for name in _SHOWN
                ]
                share = "–" if math.isnan(row.prevalence) else f"{row.prevalence:.1%}{RARE if row.rare else ''}"
                yield (row.label, row.units, *row.found, share, *shown)

    def text_rows(self) -> Iterator[Sequence[str | int]]:
        """Give all rows for people."""
        return self.to_text_rows()

    @property
    def notes(self) -> tuple[str, ...]:
        """What has to be said with the figures."""
        return tuple(notes_of(self))

    def _repr_html_(self) -> str:
        """Show all rows, with what has to be said with them."""
        rows = ([str(cell).replace(", ", ",\u00a0") for cell in row] for row in self.to_text_rows())
        table = _html.table(self.headings, rows, caption=self.caption, note=" ".join(self.notes))
        return _html.page(*heading(self.for_talk), table)

    def pairwise(self, *, bootstrap: Bootstrap | None = None) -> Pairs:
        """Give the agreement of each pair of coders, pooled over unit × code and for each code or theme.

        Args:
            bootstrap: How intervals are made; by default there are none.
        """
        return pairs_of(self.compared, self._level, bootstrap=bootstrap, talk=self.for_talk)

    def confusion(self) -> Confusion:
        """Tell which codes are taken for each other: what the others have where one coder has a code."""
        return confusion_of(self.compared, self._level, talk=self.for_talk)

    def disagreements(self, code: str | None = None) -> Disagreements:
        """Give the passages that coders see differently, first those that would change the agreement most.

        Long passages come first, since they hold many units.

        Args:
            code: Only passages about this code or theme, whatever the result is about.

        Raises:
            UnknownIdError: There is no such code.
        """
        level = self._level if code is None else self.compared.columns.level_of(code)
        return disagreements_of(self.compared, level, code, talk=self.for_talk)

    @property
    def _level(self) -> str:
        """What is compared: codes, if themes were not asked for."""
        return "theme" if self.by == "theme" else "code"
