"""How much to code twice, judged from a pilot."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Final, cast

import numpy as np
import numpy.typing as npt

from fou_toolkit import _html
from fou_toolkit._i18n import t
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.agreement.measures import MEASURES, statistic_of
from fou_toolkit.analysis.agreement.notes import FEW_TEXTS
from fou_toolkit.analysis.agreement.result import AgreementResult, AgreementRow
from fou_toolkit.analysis.agreement.talk import for_talk, heading
from fou_toolkit.analysis.bootstrap import draws, is_number
from fou_toolkit.analysis.columns import LEVELS
from fou_toolkit.analysis.estimate import Estimate
from fou_toolkit.errors import DataError

__all__ = ["Plan", "PlanRow", "plan"]

Floats = npt.NDArray[np.float64]

_STEP: Final = 1.25
"""Sizes are tried in steps of a quarter; a pilot does not tell them apart any finer."""
_DEFINED: Final = 0.95
"""Share of draws in which a figure has to be defined."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What one code or theme needs.

    Args:
        pilot: Its figures in the pilot.
        width: Width that the interval has with as many texts as the pilot.
        texts: Texts that two coders should read, about; NaN where the pilot cannot tell.
        units: Units in them, about.
        reason: Why the pilot cannot tell, or what makes the number unsure; empty otherwise.
    """

    pilot: AgreementRow
    width: float
    texts: float
    units: float
    reason: str


@dataclass(frozen=True, repr=False)
class Plan(Tabular):
    """How many texts and units to code twice for an interval of a wanted width.

    Args:
        needs: One row per code, theme or summary of the pilot.
        measure: The figure, one of `MEASURES`.
        wanted: The wanted width.
        confidence: Share of the draws inside of the interval.
        pilot_texts: Texts of the pilot.
        replicates: Draws of each size.
        seed: Seed of the draws.
        for_talk: Whether it is there for talk only, as under a reflexive orientation.
    """

    needs: tuple[PlanRow, ...]
    measure: str
    wanted: float
    confidence: float
    pilot_texts: int
    replicates: int
    seed: int
    for_talk: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return ("scope", "id", "name", "prevalence", self.measure, "width", "texts", "units", "reason")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per code, theme or summary."""
        for one in self.needs:
            row = one.pilot
            head = (row.scope, row.id, row.name, row.prevalence, row[self.measure].value)
            yield (*head, one.width, one.texts, one.units, one.reason)

    @property
    def caption(self) -> str:
        """Say what is asked for, and where the answer comes from."""
        asked = t(
            "For a {share:.0%} interval at most {width:g} wide, judged from a pilot of {n} texts; {replicates} draws, "
            "seed {seed}",
            share=self.confidence,
            width=self.wanted,
            n=self.pilot_texts,
            replicates=self.replicates,
            seed=self.seed,
        )
        return for_talk(asked, self.for_talk)

    def _repr_html_(self) -> str:
        """Show all rows."""
        name = {"alpha": "α", "ac1": "AC1", "kappa": "κ"}.get(self.measure, self.measure)
        headings = ("", name, t("width in the pilot"), t("texts"), t("units"), "")
        rows = (
            (
                one.pilot.label,
                str(Estimate(one.pilot[self.measure].value)),
                str(Estimate(one.width)),
                _whole(one.texts),
                _whole(one.units),
                one.reason,
            )
            for one in self.needs
        )
        note = t("The next texts are taken to be like those of the pilot. They never quite are.")
        table = _html.table(headings, rows, caption=self.caption, note=note)
        return _html.page(*heading(self.for_talk), table)


def _whole(number: float) -> str:
    return "–" if math.isnan(number) else f"{number:.0f}"


def plan(
    pilot: AgreementResult,
    *,
    width: float = 0.2,
    measure: str = "alpha",
    most: int = 500,
    replicates: int = 1000,
    seed: int = 1,
) -> Plan:
    """Tell how many texts two coders should both read for an interval of a wanted width.

    Texts are drawn from the pilot again and again, more and more of them, until the figures of such draws lie as close
    together as wanted. So the answer is as good as the pilot: it knows only the texts that are in it, and another pilot
    can give half of it or twice as much. It is never fewer than ten texts, since intervals of fewer are too narrow.

    Args:
        pilot: A first comparison, from `agreement`.
        width: Wanted width of the interval, from end to end.
        measure: One of `MEASURES`.
        most: Most texts to try.
        replicates: Draws of each size.
        seed: Seed of the draws.

    Raises:
        DataError: The width is not possible, or the pilot has fewer than two texts.
    """
    _check(pilot, width, most, replicates, seed)
    if measure not in MEASURES:
        hint = t("Possible are: {names}", names=", ".join(MEASURES))
        raise DataError(t("«{value}» is not possible for {key}.", value=measure, key="measure"), hint=hint)
    if pilot.documents < 2:  # noqa: PLR2004 - one text does not differ from itself
        hint = t("Let two coders read two texts more.")
        raise DataError(t("One text cannot tell how texts differ."), hint=hint)
    confidence = pilot.bootstrap.confidence if pilot.bootstrap else 0.95
    sizes = _sizes(pilot.documents, most)
    needs: list[PlanRow] = []
    for level in LEVELS if pilot.by == "pooled" else (pilot.by,):
        rows = [row for row in pilot if row.scope in {level, f"pooled {level}s"}]
        if rows:
            drawn = _widths(pilot, level, measure, sizes, confidence, replicates, seed)[: len(rows)]
            needs.extend(_need(row, widths, sizes, pilot, width) for row, widths in zip(rows, drawn, strict=True))
    return Plan(tuple(needs), measure, width, confidence, pilot.documents, replicates, seed, pilot.for_talk)


def _check(pilot: object, width: object, *numbers: object) -> None:
    """Refuse what is no pilot, no width, or no number."""
    if not isinstance(pilot, AgreementResult):
        raise DataError(t("This is no comparison of coders."), hint=t("Make one first: agreement(project)."))
    if not is_number(Real, width) or not 0 < cast("float", width) < 1:
        raise DataError(t("The width lies between 0 and 1."), hint=t("0.2 is wide, 0.1 is narrow."))
    *sizes, seed = (cast("int", number) if is_number(Integral, number) else -1 for number in numbers)
    if min(sizes) < FEW_TEXTS or seed < 0:
        hint = t("500 texts at most, 1000 draws and seed 1 are usual.")
        raise DataError(
            t("Texts and draws are whole numbers from {n}, the seed is one from 0.", n=FEW_TEXTS), hint=hint
        )


def _sizes(pilot: int, most: int) -> list[int]:
    """Give the sizes to try, with that of the pilot among them."""
    sizes, size = {pilot}, float(FEW_TEXTS)
    while size <= most:
        sizes.add(round(size))
        size = max(size * _STEP, size + 1)
    return sorted(sizes)


def _widths(
    pilot: AgreementResult, level: str, measure: str, sizes: list[int], confidence: float, replicates: int, seed: int
) -> Floats:
    """Give the width that the interval has with so many texts, shape `(1 + columns, sizes)`; NaN if often undefined."""
    statistic, counts = statistic_of(pilot.compared, level, "documents")
    tails = ((1 - confidence) / 2, (1 + confidence) / 2)
    widths = []
    for size in sizes:
        found = np.concatenate(
            [statistic(block)[..., MEASURES.index(measure)] for block in draws(counts, replicates, seed, size=size)]
        )
        defined = np.isfinite(found)
        low, high = np.quantile(np.where(defined, found, 0.0), tails, axis=0)
        for column in np.flatnonzero(~defined.all(axis=0) & defined.any(axis=0)).tolist():
            low[column], high[column] = np.quantile(found[defined[:, column], column], tails)
        widths.append(np.where(defined.mean(axis=0) >= _DEFINED, high - low, np.nan))
    return np.stack(widths, axis=-1)


def _need(row: AgreementRow, widths: Floats, sizes: list[int], pilot: AgreementResult, wanted: float) -> PlanRow:
    """Find the least size from which on the interval is narrow enough."""
    now = float(widths[sizes.index(pilot.documents)])
    value = row["alpha"].value
    if math.isnan(value):
        return PlanRow(row, now, math.nan, math.nan, row.reason)
    if value == 1 or row["positive"].value == 0:
        always = t("The pilot has no disagreement; it cannot tell how much there will be.")
        never = t("Nobody agreed in the pilot; it cannot tell how much agreement there will be.")
        return PlanRow(row, now, math.nan, math.nan, always if value == 1 else never)
    enough = np.array(sizes) >= FEW_TEXTS
    wide = np.flatnonzero(~(np.isfinite(widths) & (widths <= wanted) & enough))
    first = int(wide[-1]) + 1 if wide.size else 0
    if first == len(sizes):
        return PlanRow(row, now, math.nan, math.nan, t("More than {n} texts.", n=sizes[-1]))
    units = sizes[first] * pilot.units / pilot.documents
    unsure = t("In fewer than {n} texts of the pilot, so the number is unsure.", n=FEW_TEXTS) if row.rare else ""
    return PlanRow(row, now, sizes[first], units, unsure)
