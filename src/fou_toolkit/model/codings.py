"""Many codings, kept as columns of numbers without text."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, Unpack

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.errors import UnknownIdError
from fou_toolkit.model._columns import NUMBERS, Columns, alphabetical, distinct, ids_of, polarities_of
from fou_toolkit.model.coding import POLARITIES, Coder, Coding
from fou_toolkit.model.span import Span

__all__ = ["CodingSet"]

Ids = npt.NDArray[np.int32]
_ROW: Final = ("source", "start", "end", "code", "coder", "round")


@dataclass(frozen=True, eq=False, repr=False)
class CodingSet(Tabular):
    """Many codings; a million cost some megabytes.

    Args:
        sources: Ids that `source` counts.
        codes: Ids that `code` counts.
        coders: Coders that `coder` counts.
        source: Number of the source of each coding, shape `(k,)`.
        start: First code point in the source.
        end: One past the last.
        code: Number of the code.
        coder: Number of the coder.
        round: Round of coding, from 1.
        read: Whether a coder read a source whole, shape `(coders, sources)`: there, no coding means «no code»,
            elsewhere it means that nobody looked.
        polarity: Number of the polarity in `POLARITIES`; 0, for nothing, where it is not given.
        ids: Ids in the database of a project, type `S20`, empty where a coding has none; `None` where no coding has.
    """

    sources: tuple[str, ...]
    codes: tuple[str, ...]
    coders: tuple[Coder, ...]
    source: Ids
    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]
    code: Ids
    coder: Ids
    round: Ids
    read: npt.NDArray[np.bool_]
    polarity: npt.NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, np.int8))
    ids: npt.NDArray[np.bytes_] | None = None

    def __post_init__(self) -> None:
        """Say nothing about the polarity of any coding, where nothing is given."""
        if not self.polarity.size:
            object.__setattr__(self, "polarity", np.zeros(self.source.size, np.int8))

    @classmethod
    def of(
        cls,
        codings: Iterable[Coding],
        coders: Sequence[Coder] = (),
        *,
        read: Collection[tuple[str, str]] | None = None,
    ) -> "CodingSet":
        """Put codings into columns.

        Args:
            codings: In any order; they are sorted by source, place, code and coder, and what stands twice counts once.
            coders: What is known about the coders; others are added by their ids.
            read: Ids of coder and source, for each source that a coder read whole. Without this, every coder is
                taken to have read the sources in which they coded something.
        """
        found = list(codings)
        known = {coder.id: coder for coder in coders}
        for coding in found:
            known.setdefault(coding.coder, Coder(coding.coder))
        pairs = {(coding.coder, coding.source) for coding in found} if read is None else set(read)
        for name, _ in sorted(pairs):
            known.setdefault(name, Coder(name))
        sources = _numbered([*(coding.source for coding in found), *(source for _, source in sorted(pairs))])
        codes = _numbered(sorted(coding.code for coding in found))
        places = _numbered(known)
        rows = [
            (sources[one.source], one.span.start, one.span.end, codes[one.code], places[one.coder], one.round)
            for one in found
        ]
        columns = dict(zip(_ROW, np.array(rows, np.int64).reshape(-1, len(_ROW)).T, strict=True))
        covered = np.zeros((len(places), len(sources)), np.bool_)
        for coder, source in pairs:
            covered[places[coder], sources[source]] = True
        return cls.from_columns(
            tuple(sources),
            tuple(codes),
            tuple(known.values()),
            read=covered,
            polarity=polarities_of(found),
            ids=ids_of(found),
            **columns,
        )

    @classmethod
    def from_columns(
        cls,
        sources: Sequence[str],
        codes: Sequence[str],
        coders: Sequence[Coder],
        *,
        read: npt.NDArray[np.bool_] | None = None,
        **columns: Unpack[Columns],
    ) -> "CodingSet":
        """Put columns of numbers in order, fast: a million codings take a fraction of a second.

        What stands twice counts once, as in `of`; of its ids the first in the alphabet is kept.

        Args:
            sources: Different ids that `source` counts; they stay as they are, also those without codings.
            codes: Ids that `code` counts, in any order; here they stand in that of the alphabet, each once.
            coders: Different coders that `coder` counts; they stay as they are.
            read: Whether a coder read a source whole, shape `(coders, sources)`; without it, every coder is taken to
                have read the sources in which they coded something.
            **columns: Whole numbers `source`, `start`, `end`, `code`, `coder` and `round`, and, if there are any,
                `polarity` and `ids`: see `CodingSet`. Each has the shape `(k,)`, in any order.
        """
        names, code = alphabetical(codes, np.asarray(columns["code"]))
        if read is None:
            read = np.zeros((len(coders), len(sources)), np.bool_)
            read[columns["coder"], columns["source"]] = True
        own = distinct({**columns, "code": code})
        ids = own.get("ids")
        return cls(
            sources=tuple(sources),
            codes=names,
            coders=tuple(coders),
            read=read,
            ids=None if ids is None else ids.astype(NUMBERS["ids"], copy=False),
            **{name: own[name].astype(NUMBERS[name], copy=False) for name in (*_ROW, "polarity") if name in own},
        )

    def __len__(self) -> int:
        """Give the number of codings."""
        return int(self.source.size)

    def __iter__(self) -> Iterator[Coding]:
        """Go through the codings in order."""
        columns = [getattr(self, name).tolist() for name in (*_ROW, "polarity")]
        ids = [""] * len(self) if self.ids is None else [one.decode("ascii") for one in self.ids.tolist()]
        for source, start, end, code, coder, number, polarity, own in zip(*columns, ids, strict=True):
            yield Coding(
                self.sources[source],
                Span(start, end),
                self.codes[code],
                self.coders[coder].id,
                number,
                POLARITIES[polarity],
                id=own,
            )

    def __add__(self, other: "CodingSet") -> "CodingSet":
        """Bring the codings of two sets together."""
        coders = {coder.id: coder for coder in (*other.coders, *self.coders)}
        order = [coder.id for coder in (*self.coders, *other.coders)]
        return CodingSet.of(
            [*self, *other],
            [coders[name] for name in dict.fromkeys(order)],
            read=[*self.pairs_read(), *other.pairs_read()],
        )

    def pairs_read(self) -> list[tuple[str, str]]:
        """Give ids of coder and source, for each source that a coder read whole."""
        return [(self.coders[coder].id, self.sources[source]) for coder, source in np.argwhere(self.read).tolist()]

    def ends(self) -> dict[str, int]:
        """Give the last place that any coding of a source reaches; 0 for a source without codings."""
        last = np.zeros(len(self.sources), np.int64)
        np.maximum.at(last, self.source, self.end)
        return dict(zip(self.sources, last.tolist(), strict=True))

    @cached_property
    def coder_ids(self) -> tuple[str, ...]:
        """Ids of the coders, in order."""
        return tuple(coder.id for coder in self.coders)

    def by(self, *coders: str) -> "CodingSet":
        """Give the codings of one coder or some; they keep the order they have here.

        Raises:
            UnknownIdError: There is no such coder.
        """
        for name in coders:
            if name not in self.coder_ids:
                hint = t("There are: {ids}", ids=", ".join(self.coder_ids))
                raise UnknownIdError(t("Nobody called «{id}» has coded.", id=name), hint=hint)
        numbers = [number for number, name in enumerate(self.coder_ids) if name in coders]
        place = np.full(len(self.coders), -1, np.int32)
        place[numbers] = np.arange(len(numbers))
        kept = self.where(np.isin(self.coder, numbers))
        return replace(
            kept,
            coders=tuple(self.coders[number] for number in numbers),
            coder=place[kept.coder],
            read=self.read[numbers],
        )

    def in_round(self, number: int | None = None) -> "CodingSet":
        """Give the codings of one round.

        Args:
            number: A round, from 1; `None` for what stands now: of each coder and text, the latest round.

        Returns:
            In a given round, a text that a coder read counts as read if they coded something in it then, or nothing in
            it in any round, and other texts in this one.

        Raises:
            UnknownIdError: Nobody has coded in this round.
        """
        if number is None:
            latest = np.zeros(self.read.shape, np.int32)
            np.maximum.at(latest, (self.coder, self.source), self.round)
            return self.where(self.round == latest[self.coder, self.source])
        if number not in self.round:
            hint = t("There are: {ids}", ids=", ".join(map(str, np.unique(self.round).tolist())))
            raise UnknownIdError(t("Nobody has coded in round {n}.", n=number), hint=hint)
        now = self.where(self.round == number)
        coded, coded_now = np.zeros(self.read.shape, np.bool_), np.zeros(self.read.shape, np.bool_)
        coded[self.coder, self.source] = True
        coded_now[now.coder, now.source] = True
        silent = ~coded & coded_now.any(axis=1, keepdims=True)
        return replace(now, read=self.read & (coded_now | silent))

    def where(self, kept: npt.NDArray[np.bool_]) -> "CodingSet":
        """Keep some codings; coders, codes, sources and what was read stay.

        Args:
            kept: Whether each is kept, shape `(k,)`.
        """
        names = (*_ROW, "polarity", *(() if self.ids is None else ("ids",)))
        return replace(self, **{name: getattr(self, name)[kept] for name in names})

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a coding. `polarity` and `coding_id` are there if any coding has one."""
        more = (("polarity", self.polarity.any()), ("coding_id", self.ids is not None))
        return (*_ROW, *(name for name, there in more if there))

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per coding."""
        width = len(self.columns)
        has_polarity = "polarity" in self.columns
        for one in self:
            more = (one.polarity, one.id) if has_polarity else (one.id,)
            yield (one.source, one.span.start, one.span.end, one.code, one.coder, one.round, *more)[:width]

    @property
    def caption(self) -> str:
        """Say how many there are, and whose."""
        count = tn("{n} coding", "{n} codings", len(self))
        return t("{count} by {coders}", count=count, coders=", ".join(self.coder_ids))


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}
