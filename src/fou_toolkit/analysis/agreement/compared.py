"""What is compared: who looked at which texts, and where each coder has which code."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.agreement.continuum import Continuum
from fou_toolkit.analysis.agreement.presence import PresenceCounts
from fou_toolkit.analysis.columns import CodeColumns
from fou_toolkit.analysis.units import UNITS, Units, continuum_units, presence, sentence_units, touches, turn_units
from fou_toolkit.errors import DataError
from fou_toolkit.model import CodingSet, Project

__all__ = ["Compared", "continuum_of"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_TWO = 2


@dataclass(frozen=True, eq=False, repr=False)
class Compared:
    """Units of the texts that two coders or more have read, and what each coder found there.

    Args:
        project: Where it comes from.
        codings: The codings of one round.
        unit: `sentence`, `turn` or `character`.
        coders: Ids of the coders.
        documents: Ids of the texts, in the order of the corpus.
        units: The units; for characters, stretches that are coded alike from end to end.
        looked: Whether a coder read a text, shape `(coders, documents)`.
        present: Whether a coder has a code or theme in a unit, shape `(coders, units, ids)`.
        interviewer: Whether what interviewers say counts, too.
        asked: Ids of the texts that were asked for; `None` for all.
    """

    project: Project
    codings: CodingSet
    unit: str
    coders: tuple[str, ...]
    documents: tuple[str, ...]
    units: Units
    looked: Bools
    present: Bools
    interviewer: bool
    asked: tuple[str, ...] | None = None

    @classmethod
    def of(
        cls,
        project: Project,
        *,
        unit: str = "sentence",
        round: int | None = None,  # noqa: A002 - the field's word
        coders: Collection[str] | None = None,
        sources: Collection[str] | None = None,
        interviewer: bool = False,
    ) -> "Compared":
        """Gather what is compared.

        Args:
            project: Texts, codes and codings.
            unit: `sentence`, `turn` or `character`.
            round: Round of coding; by default what stands now.
            coders: Ids of the coders; by default all.
            sources: Ids of the texts; by default all that two coders or more have read.
            interviewer: Whether what interviewers say counts, too.

        Raises:
            DataError: There are not two coders who have read the same text, or the unit is not known.
            UnknownIdError: There is no such coder, text or round.
        """
        if unit not in UNITS:
            hint = t("Possible are: {names}", names=", ".join(UNITS))
            raise DataError(t("«{value}» is not possible for {key}.", value=unit, key="unit"), hint=hint)
        codings = project.codings.in_round(round)
        people = _coders(codings, coders)
        documents = _documents(project, codings, people, sources)
        looked = _looked(codings, people, documents)
        units = _units(project, codings, unit, documents, interviewer=interviewer)
        ids = CodeColumns.of(project.codebook).ids
        present = np.stack([presence(codings.by(name), units, ids) for name in people])
        present &= looked[:, units.group(documents)][..., None]
        asked = None if sources is None else tuple(_several(sources))
        return cls(project, codings, unit, people, documents, units, looked, present, interviewer, asked)

    @cached_property
    def columns(self) -> CodeColumns:
        """Codes and themes as columns."""
        return CodeColumns.of(self.project.codebook)

    @cached_property
    def group(self) -> Ints:
        """Number of each unit's document."""
        return self.units.group(self.documents)

    @cached_property
    def size(self) -> Ints:
        """How many coders looked at each unit, shape `(units,)`."""
        size: Ints = self.looked.sum(axis=0)[self.group]
        return size

    def of_coders(self, *places: int) -> "Compared":
        """Keep some coders, by their numbers, and of the texts those that two of them have read."""
        kept = list(places)
        shared = self.looked[kept].sum(axis=0) >= _TWO
        inside = shared[self.group]
        units = self.units
        return replace(
            self,
            coders=tuple(self.coders[place] for place in kept),
            documents=tuple(name for name, both in zip(self.documents, shared.tolist(), strict=True) if both),
            units=replace(units, start=units.start[inside], end=units.end[inside], source=units.source[inside]),
            looked=self.looked[kept][:, shared],
            present=self.present[kept][:, inside],
        )

    def latest_rounds(self) -> dict[str, int]:
        """Give the latest round in which each coder coded something in the texts compared; 0 for nothing at all."""
        codings = self.codings
        there = np.isin(codings.source, [at for at, name in enumerate(codings.sources) if name in self.documents])
        rounds = {}
        for name in self.coders:
            own = there & (codings.coder == codings.coder_ids.index(name))
            rounds[name] = int(codings.round[own].max(initial=0))
        return rounds

    def left_out(self, by: str) -> dict[str, int]:
        """Count the codings in no figure, in the texts that were asked for.

        `outside`: of all units. `unread`: in texts that no second coder has read. `theme`: of a theme as such, where
        codes are compared. `alone`: of a code in no theme, where themes are compared.

        Args:
            by: `code`, `theme` or `pooled`.
        """
        codings = self.codings
        wanted = np.isin(codings.coder, [codings.coder_ids.index(name) for name in self.coders])
        if self.asked is not None:
            wanted &= np.isin(codings.source, [at for at, name in enumerate(codings.sources) if name in self.asked])
        place = {name: number for number, name in enumerate(self.documents)}
        document = np.array([place.get(name, -1) for name in codings.sources] or [-1], np.int64)[codings.source]
        people = {name: number for number, name in enumerate(self.coders)}
        coder = np.array([people.get(name, -1) for name in codings.coder_ids] or [-1], np.int64)[codings.coder]
        read = wanted & (document >= 0) & self.looked[coder, document]
        touching = touches(codings, self.units)
        compared = read & touching
        codes = {code.id for code in self.columns.codes}
        themes = {name for place, _ in enumerate(self.columns.themes) for name in self.columns.ids_of("theme", place)}

        def missing(known: set[str], level: str) -> int:
            """Count what is compared at no column of a level."""
            lost = [at for at, name in enumerate(codings.codes) if name not in known]
            return int((compared & np.isin(codings.code, lost)).sum()) if by == level else 0

        return {
            "outside": int((read & ~touching).sum()),
            "unread": int((wanted & ~read).sum()),
            "theme": missing(codes, "code"),
            "alone": missing(themes, "theme"),
        }

    def continuum(self) -> Continuum:
        """Give the same codings as units on a continuum."""
        return continuum_of(
            self.project,
            codings=self.codings,
            coders=self.coders,
            sources=self.documents,
            interviewer=self.interviewer,
        )

    @property
    def weight(self) -> Floats | None:
        """What each unit counts: its length, for characters."""
        return self.units.length if self.unit == "character" else None

    def at(self, level: str) -> Bools:
        """Tell where codes or themes stand, shape `(coders, units, columns)`."""
        return self.columns.levels(self.present)[level]

    def counts(self, level: str) -> PresenceCounts:
        """Count by document."""
        return PresenceCounts.of(self.at(level), self.looked, self.group, self.weight)

    def patterns(self, level: str) -> tuple[PresenceCounts, Ints]:
        """Count units that are alike as one, and say how many there are of each."""
        found = self.at(level)
        looked = self.looked[:, self.group]
        coders, units, columns = found.shape
        rows = np.concatenate((looked, np.moveaxis(found, 1, 2).reshape(coders * columns, units)))
        packed = np.packbits(rows, axis=0).T
        _, first, counts = np.unique(packed, axis=0, return_index=True, return_counts=True)
        alike = PresenceCounts.of(found[:, first], looked[:, first], np.arange(first.size))
        return alike, counts.astype(np.int64)


def _coders(codings: CodingSet, coders: Collection[str] | None) -> tuple[str, ...]:
    found = codings.coder_ids if coders is None else tuple(dict.fromkeys(_several(coders)))
    for name in found:
        codings.by(name)
    if len(found) < _TWO:
        hint = t("Read the codings of another coder: read_codings(folder) reads all files of a folder.")
        raise DataError(t("Agreement is between coders; there is one only."), hint=hint)
    return found


def _documents(
    project: Project, codings: CodingSet, coders: tuple[str, ...], sources: Collection[str] | None
) -> tuple[str, ...]:
    """Give the texts that two of the coders have read."""
    sources = None if sources is None else _several(sources)
    for name in sources or ():
        _ = project.corpus[name]
    read = {source for coder, source in codings.pairs_read() if coder in coders}
    wanted = read if sources is None else read & set(sources)
    candidates = tuple(source.id for source in project.corpus if source.id in wanted)
    often = _looked(codings, coders, candidates).sum(axis=0)
    found = tuple(name for name, count in zip(candidates, often.tolist(), strict=True) if count >= _TWO)
    if not found:
        hint = t("Look at `read` in the head of the codings, and at the texts you asked for.")
        raise DataError(t("There is no text that two coders have read."), hint=hint)
    return found


def _several(names: Collection[str]) -> Collection[str]:
    """Take one name for a list of one."""
    return (names,) if isinstance(names, str) else names


def _looked(codings: CodingSet, coders: tuple[str, ...], documents: tuple[str, ...]) -> Bools:
    read = set(codings.pairs_read())
    flags = [[(coder, source) in read for source in documents] for coder in coders]
    return np.array(flags, np.bool_).reshape(len(coders), len(documents))


def _units(project: Project, codings: CodingSet, unit: str, documents: tuple[str, ...], *, interviewer: bool) -> Units:
    if unit == "sentence":
        return sentence_units(project.corpus, sources=documents, interviewer=interviewer)
    turns = turn_units(project.corpus, sources=documents, interviewer=interviewer)
    return turns if unit == "turn" else continuum_units(turns, codings)


def continuum_of(
    project: Project,
    *,
    codings: CodingSet | None = None,
    coders: Collection[str] | None = None,
    sources: Collection[str] | None = None,
    interviewer: bool = False,
) -> Continuum:
    """Give codings as units on a continuum: what the unitizing figures and γ take.

    The continuum of a text is what people say in it, turn after turn, without what stands between the turns: places
    count code points of speech. What interviewers say is left out unless it is asked for.

    Args:
        project: Texts, codes and codings.
        codings: Those to take; by default what stands now: `project.codings.in_round()`.
        coders: Ids of the coders; by default all.
        sources: Ids of the texts; by default all that two coders or more have read.
        interviewer: Whether what interviewers say counts, too.

    Raises:
        DataError: There are not two coders who have read the same text.
        UnknownIdError: There is no such coder or text.
    """
    codings = project.codings.in_round() if codings is None else codings
    people = _coders(codings, coders)
    documents = _documents(project, codings, people, sources)
    turns = turn_units(project.corpus, sources=documents, interviewer=interviewer)
    speech = _Speech(turns, documents)
    looked = _looked(codings, people, documents)
    place = {name: number for number, name in enumerate(documents)}
    rows: list[tuple[object, ...]] = []
    for name, seen in zip(people, looked, strict=True):
        one = codings.by(name)
        source = np.array([place.get(source, -1) for source in one.sources] or [-1], np.int64)[one.source]
        # What somebody coded in a text that they did not read whole cannot be held against others.
        kept = (source >= 0) & seen[source]
        start, stop = speech.places(source[kept], one.start[kept]), speech.places(source[kept], one.end[kept])
        rows.extend(
            (name, low, high, one.codes[code], documents[text])
            for low, high, code, text in zip(
                start.tolist(), stop.tolist(), one.code[kept].tolist(), source[kept].tolist(), strict=True
            )
            if high > low
        )
    bounds: dict[Hashable, tuple[float, float]] = {
        name: (0.0, length) for name, length in zip(documents, speech.lengths.tolist(), strict=True)
    }
    found = Continuum.of(rows, bounds=bounds, coders=people)
    return found.seen(looked)


class _Speech:
    """Where in the speech of its text a place stands."""

    def __init__(self, turns: Units, documents: tuple[str, ...]) -> None:
        self._turns = turns
        self._source = np.array([turns.source_ids.index(name) for name in documents], np.int64)
        self._before = np.concatenate(([0.0], np.cumsum(turns.length)))
        group = turns.group(documents)
        self.lengths = np.bincount(group, weights=turns.length, minlength=len(documents))
        self._first = np.searchsorted(group, np.arange(len(documents)))

    def places(self, document: Ints, position: Ints) -> Floats:
        """Give places in the speech; a place between two turns is where the first of them ends."""
        turns, source = self._turns, self._source[document]
        if not len(turns):
            return np.zeros(document.size)
        where = np.minimum(position + turns.bases[source], turns.bases[source + 1])
        turn = np.searchsorted(turns.start, where, side="right") - 1
        first = self._first[document]
        inside = np.minimum(where, turns.end[np.maximum(turn, 0)]) - turns.start[np.maximum(turn, 0)]
        place: Floats = self._before[np.maximum(turn, 0)] + inside - self._before[first]
        return np.where(turn < first, 0.0, place)
