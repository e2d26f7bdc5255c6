"""What `saturation` gives: one row an interview, the runs, and how much hangs on the order."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import mark, number, t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.saturation.interviews import Interviews
from fou_toolkit.analysis.saturation.runs import NEVER, cumulative, new_codes, quotients, run_totals, saturated_after

__all__ = ["DRAWN", "Drawn", "Saturation", "SaturationSpread", "percent"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

DRAWN: Final = {
    "order": mark("Random orders of the interviews"),
    "replacement": mark("Interviews drawn with replacement (bootstrap)"),
}
"""Ways to draw."""
_ORDERS: Final = {
    "date": mark("by date"),
    "corpus": mark("as in the corpus"),
    "given": mark("as given"),
}


@dataclass(frozen=True, slots=True)
class SaturationSpread:
    """Where saturation lies when interviews come in other orders.

    Args:
        way: One of `DRAWN`.
        replicates: How often interviews were drawn.
        reached: Share of the replicates in which it is reached.
        low: Interviews before the run that says so: 5 % of the replicates need no more; `None`: it is not reached.
        median: Half of the replicates need no more.
        high: 95 % of the replicates need no more.
    """

    way: str
    replicates: int
    reached: float
    low: int | None
    median: int | None
    high: int | None


@dataclass(frozen=True, eq=False)
class Drawn:
    """What came of drawing interviews.

    Args:
        spreads: One for each way to draw.
        band: Codes that are known after each interview in random orders: 5 %, half and 95 % of the replicates have no
            more; shape `(3, n)`.
    """

    spreads: tuple[SaturationSpread, ...]
    band: Floats


@dataclass(frozen=True, eq=False, repr=False)
class Saturation(Tabular):
    """New codes of one interview after the other, and whether they stop coming (Guest, Namey & Chen 2020).

    Args:
        interviews: The interviews in order, with their codes.
        base: Interviews of the base.
        run: Interviews of a run.
        threshold: Share of the base's codes that a run may bring.
        by: What an interview is: `source` or `participant`.
        drawn: How much hangs on the order; `None` where nothing was drawn, without spreads where there is no verdict.
        counted: What was counted.
        reflexive: Whether a verdict is refused.
        texts: How many texts there are of each genre.
        unread: How many texts nobody read.
    """

    interviews: Interviews
    base: int
    run: int
    threshold: float
    by: str
    drawn: Drawn | None
    counted: Counted
    reflexive: bool = False
    texts: tuple[tuple[str, int], ...] = field(default=())
    unread: int = 0

    def __len__(self) -> int:
        """Give the number of interviews."""
        return len(self.interviews)

    @property
    def new(self) -> Ints:
        """New codes of each interview, shape `(n,)`."""
        return new_codes(self.interviews.present)

    @property
    def known(self) -> Ints:
        """Codes that are known after each interview, shape `(n,)`."""
        return cumulative(self.new)

    @property
    def base_codes(self) -> int:
        """Different codes of the base; of all interviews where there are fewer."""
        return int(self.known[self.in_base - 1]) if len(self) else 0

    @property
    def of_interviews(self) -> bool:
        """Whether what is counted are interviews: people, or texts that all have such a genre; else it is texts."""
        return self.by == "participant" or (
            bool(self.texts) and all("interv" in genre.casefold() for genre, _ in self.texts)
        )

    def size_of(self, n: int) -> str:
        """Say how many texts or interviews."""
        return tn("{n} interview", "{n} interviews", n) if self.of_interviews else tn("{n} text", "{n} texts", n)

    @property
    def base_words(self) -> str:
        """Say how many codes the base has, and what it is."""
        codes = tn("{n} code", "{n} codes", self.base_codes)
        if self.of_interviews:
            return tn(
                "{codes} in the first interview", "{codes} in the first {n} interviews", self.in_base, codes=codes
            )
        return tn("{codes} in the first text", "{codes} in the first {n} texts", self.in_base, codes=codes)

    @property
    def in_base(self) -> int:
        """Interviews that the base has."""
        return min(self.base, len(self))

    @property
    def open_because(self) -> str:
        """Say why there can be no verdict on these interviews; empty where there can."""
        if len(self) < self.base + self.run:
            found = tn("There is {n} interview", "There are {n} interviews", len(self))
            hint = t("A smaller base or run needs fewer; so few interviews say little about saturation.")
            return f"{t('{found}, and base and run need {n}.', found=found, n=self.base + self.run)} {hint}"
        if not self.base_codes:
            hint = t("Choose a larger base, other codes, or another order.")
            why = t("The first {n} interviews have no codes, so there is nothing to compare with.", n=self.base)
            return f"{why} {hint}"
        return ""

    @property
    def no_verdict(self) -> str:
        """Say why there is no verdict; empty where there is one."""
        if not self.reflexive:
            return self.open_because
        return t(
            "No verdict: the project is reflexive. There, meaning is made by those who read, so it is never used "
            "up; when to stop is decided and argued for, not counted (Braun & Clarke 2021, Qualitative Research in "
            "Sport, Exercise and Health 13(2), 201–216)."
        )

    @property
    def judged(self) -> bool:
        """Whether there is a verdict: not in a reflexive project, and not where there is nothing to judge."""
        return not (self.reflexive or self.open_because)

    @property
    def quotients(self) -> Floats:
        """New codes of each run, as a share of the base's, shape `(runs,)`; run 0 begins right behind the base.

        All NaN where there is no verdict.
        """
        found = quotients(self.new, self.base, self.run)
        return found if self.judged else np.full(found.shape, math.nan)

    @property
    def after(self) -> int | None:
        """Interviews before the first run below the threshold; `None` where there is none, or no verdict."""
        found = int(saturated_after(self.new, self.base, self.run, self.threshold))
        return found if self.judged and found != NEVER else None

    @property
    def verdict(self) -> str | None:
        """Say when saturation is reached, in the paper's form: «5 % at 6+2»; `None` where there is no verdict."""
        if not self.judged:
            return None
        share = percent(self.threshold)
        if self.after is None:
            return t("not reached at {share} within {size}", share=share, size=self.size_of(len(self)))
        return t("{share} at {after}+{run}", share=share, after=self.after, run=self.run)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row an interview. A run belongs to the interview that it begins with."""
        return ("place", "interview", "codes", "new", "known", "new_in_run", "quotient")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per interview."""
        totals = run_totals(self.new, self.base, self.run).tolist()
        shares = self.quotients.tolist()
        own = self.interviews.present.sum(axis=1).tolist()
        for place, name in enumerate(self.interviews.ids):
            at = place - self.base
            begins = 0 <= at < len(totals)
            run = (totals[at], shares[at]) if begins else (None, math.nan)
            yield (place + 1, name, own[place], int(self.new[place]), int(self.known[place]), *run)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of `text_rows`."""
        run = t("new in {size} from here", size=self.size_of(self.run))
        row = t("interview") if self.of_interviews else t("text")
        return (t("no."), row, t("its codes"), t("new codes"), t("known codes"), run, t("share of the base"))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give what people read."""
        for place, name, own, new, known, total, share in self.rows():
            shown = "" if not isinstance(share, float) or math.isnan(share) else percent(share)
            yield (place, name, own, new, known, "" if total is None else total, shown)

    @property
    def caption(self) -> str:
        """Give the verdict with what it rests on."""
        material = f"{self.size_of(len(self))}, {self.base_words}"
        if not self.judged:
            return t("New codes, one after the other: {material}", material=material)
        share = percent(self.threshold)
        if self.after is None:
            said = t("New codes kept coming: saturation is not reached at {share}", share=share)
        else:
            said = tn(
                "After {size} 1 more brought at most {threshold} new codes",
                "After {size} the next {n} brought at most {threshold} new codes",
                self.run,
                size=self.size_of(self.after),
                threshold=share,
            )
        return f"{said} ({material})"

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted, which parameters there are, how much hangs on the order, and what to beware of."""
        names = t("Names single people: for use inside of the project, not for publication.")
        return (*self.counted.notes, *self.remarks, names)

    @property
    def remarks(self) -> tuple[str, ...]:
        """The notes about saturation itself."""
        return (*self._material(), *self._judgement(), *self._cautions())

    def _material(self) -> Iterator[str]:
        genres = ", ".join(f"{genre or t('genre not known')} {number}" for genre, number in self.texts)
        if not self.of_interviews:
            yield t("Each text that was read counts as an interview: {genres}.", genres=genres)
        elif self.by == "source":
            yield t("An interview is a text that was read: {genres}.", genres=genres)
        else:
            yield t("An interview is all that one person says in texts that were read: {genres}.", genres=genres)
        if self.unread:
            yield tn(
                "{n} text that nobody read is not counted.", "{n} texts that nobody read are not counted.", self.unread
            )
        yield t(
            "Order: {order}. An interview without codings brings no new codes.", order=t(_ORDERS[self.interviews.order])
        )

    def _judgement(self) -> Iterator[str]:
        if not self.judged:
            yield self.no_verdict
            return
        yield t(
            "Base {base}, run {run}, threshold {share} (Guest, Namey & Chen 2020); runs begin one interview apart.",
            base=self.base,
            run=self.run,
            share=percent(self.threshold),
        )
        yield t("As it is reported: {verdict}.", verdict=self.verdict)
        for spread in self.drawn.spreads if self.drawn else ():
            yield _said(spread, self.run)

    def _cautions(self) -> Iterator[str]:
        if self.drawn and self.judged:
            yield t("An interview that is drawn twice brings nothing new, so with replacement saturation comes early.")
        yield t(
            "New codes stop coming sooner than new meaning does, and in a codebook made beforehand there are no more."
        )


def _said(spread: SaturationSpread, run: int) -> str:
    """Say where saturation lies in other orders."""
    after = [t("not reached") if one is None else f"{one}+{run}" for one in (spread.low, spread.median, spread.high)]
    return t(
        "{way}, {n} times: {low} (5 %), {median} (median), {high} (95 %); reached in {share}.",
        way=t(DRAWN[spread.way]),
        n=spread.replicates,
        low=after[0],
        median=after[1],
        high=after[2],
        share=percent(spread.reached),
    )


def percent(share: float) -> str:
    r"""Show a share in per cent.

    >>> percent(0.05)
    '5\xa0%'
    """
    shown = round(100 * share, 1)
    return f"{number(shown, 0 if shown.is_integer() else 1)}\N{NO-BREAK SPACE}%"
