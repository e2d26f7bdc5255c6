"""One edition of an appendix: the material as it may be published, the settings, and what counts."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import current_language, t
from fou_toolkit.analysis.counted import Selection, chosen_codes, counted_of, select, turn_of_units
from fou_toolkit.analysis.units import touched
from fou_toolkit.appendix.blind.masking import Mask
from fou_toolkit.appendix.blind.names import Names, names_of
from fou_toolkit.appendix.config import Config
from fou_toolkit.appendix.document import Behind, Blank, Inline, Words
from fou_toolkit.appendix.labels import blinded, published
from fou_toolkit.appendix.material import Material
from fou_toolkit.match import turns_of
from fou_toolkit.model import Code, Codebook, Coding, Corpus, Participant, Project
from fou_toolkit.text import index_of

__all__ = ["Edition"]


@dataclass(frozen=True, eq=False, repr=False)
class Edition:
    """What every section is made from.

    Made by `Edition.of`; texts, coders and people bear in it the names under which they are published.

    Args:
        material: The material, under the names that are published.
        config: The settings.
        blind: Whether nobody may see who made it.
        language: What is written in: `nb`, `nn` or `en`.
        names: Names that are masked; none in an open edition.
    """

    material: Material
    config: Config
    blind: bool = False
    language: str = field(default_factory=current_language)
    names: Names = field(default_factory=Names)

    @classmethod
    def of(cls, material: Material, config: Config | None = None, *, blind: bool = False) -> "Edition":
        """Make an edition in the current language.

        Raises:
            UnknownIdError: The settings name a code or coder that is not there.
        """
        chosen = config or Config()
        if blind:
            names = names_of(material, chosen)
            return cls(*blinded(material, chosen, names), blind=True, names=names)
        return cls(published(material, chosen, blind=False), chosen)

    @cached_property
    def _mask(self) -> Mask:
        return Mask(self.names)

    def words(self, text: str) -> str:
        """Give words as they may be published: as they are; in a blind edition without names.

        Args:
            text: Words of a text, a memo or a person.
        """
        return self._mask.words(text) if self.blind else text

    @property
    def project(self) -> Project:
        """The project, under the names that are published."""
        return self.material.project

    @property
    def corpus(self) -> Corpus:
        """The texts."""
        return self.project.corpus

    @property
    def codebook(self) -> Codebook:
        """The codes."""
        return self.project.codebook

    @cached_property
    def selection(self) -> Selection:
        """What is counted in all sections; `Behind.rows` are rows of its codings."""
        choice = self.config.codings
        if not self.project.codings.read.any():
            # Nobody has coded: there is nothing to choose from, and parts say so.
            sources = tuple(source.id for source in self.corpus)
            return Selection(self.project, self.project.codings, sources, counted_of(self.corpus))
        return select(self.project, coders=choice.coders or None, combine=choice.combine, round=choice.round)

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        """The codes that are reported, in the order of the codebook."""
        return chosen_codes(self.project, self.config.codings.codes or None)

    @property
    def threshold(self) -> int:
        """People that a number must come from."""
        return self.project.smallest_group

    @property
    def day(self) -> str:
        """Day that the material was last worked on; the year alone in a blind edition."""
        return self.material.day[:4] if self.blind else self.material.day

    def answer(self, key: str, what: str) -> Inline:
        """Give what somebody wrote for a blank, or the blank.

        Args:
            key: As in `Blank`.
            what: What is asked for, in the current language.
        """
        said = self.config.answers.get(key, "").strip()
        return Words(said) if said else Blank(key, what)

    # --- what is behind a number

    @cached_property
    def people_of_rows(self) -> npt.NDArray[np.int64]:
        """Number of the person who speaks where each coding of the selection begins; shape `(codings,)`.

        A coding that begins in a question begins with the answer.
        """
        return turns_of(self.corpus).people[1][self.turn_of_rows]

    @cached_property
    def turn_of_rows(self) -> npt.NDArray[np.int64]:
        """Number of the first turn that counts and that each coding touches; shape `(codings,)`."""
        row, turn = self._touched_turns
        return turn[np.searchsorted(row, np.arange(len(self.selection.codings)))]

    @cached_property
    def _touched_turns(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Give the turns that codings touch and that count, in pairs, by row."""
        units = self.selection.units("turn")
        row, unit = touched(self.selection.codings, units)
        return row, turn_of_units(self.corpus, units)[unit]

    def people_behind(self, rows: npt.NDArray[np.int64]) -> int:
        """Count the people who say something of what is coded.

        Args:
            rows: Rows of the codings of the selection, in order.
        """
        row, turn = self._touched_turns
        low, high = np.searchsorted(row, rows), np.searchsorted(row, rows, side="right")
        sizes = high - low
        at = np.repeat(low - (np.cumsum(sizes) - sizes), sizes) + np.arange(int(sizes.sum()))
        return int(np.unique(turns_of(self.corpus).people[1][turn[at]]).size)

    def behind(self, title: str, rows: npt.NDArray[np.int64] | Sequence[int]) -> Behind | None:
        """Give the codings behind a number; nothing where there are none, or too few people behind them.

        Args:
            title: What the number counts.
            rows: Rows of the codings of the selection.
        """
        chosen = np.unique(np.asarray(rows, np.int64))
        if not chosen.size or self.people_behind(chosen) < self.threshold:
            return None
        return Behind(title, tuple(chosen.tolist()))

    def rows_with(self, *codes: str) -> npt.NDArray[np.int64]:
        """Give the rows of the selection that have one of some codes."""
        codings = self.selection.codings
        wanted = np.array([name in set(codes) for name in codings.codes] or [False], np.bool_)
        return np.flatnonzero(wanted[codings.code]) if len(codings) else np.zeros(0, np.int64)

    @cached_property
    def quotable_rows(self) -> npt.NDArray[np.bool_]:
        """Whether the words of each coding of the selection may be quoted; shape `(codings,)`."""
        return np.array([self.material.quotable(one) for one in self.selection.codings], np.bool_)

    # --- places and people

    @cached_property
    def _line_starts(self) -> dict[str, list[int]]:
        return {}

    def line(self, source: str, at: int) -> int:
        """Give the line of a text that a place stands in, from 1.

        Args:
            source: Id of the text.
            at: Where, in code points.
        """
        known = self._line_starts
        if source not in known:
            text = self.corpus[source].text
            known[source] = [0, *(place + 1 for place, sign in enumerate(text) if sign == "\n")]
        return bisect_right(known[source], at)

    def place(self, source: str, at: int) -> str:
        """Say where something stands: text and line."""
        return t("{text}, line {n}", text=source, n=self.line(source, at))

    @cached_property
    def _held_by(self) -> dict[str, int]:
        """Count who holds each role, interviewers too: whoever could be meant."""
        count: dict[str, int] = {}
        for person in self.corpus.participants:
            count[person.role] = count.get(person.role, 0) + 1
        return count

    def who(self, person: Participant | None) -> str:
        """Say in which role somebody speaks; by level only where few hold the role, and never by name."""
        if person is None:
            return t("a participant")
        if person.role and self._held_by.get(person.role, 0) >= self.config.quotations.smallest_role:
            return person.role
        return person.level or t("a participant")

    def speaker(self, coding: Coding) -> Participant | None:
        """Give who speaks where a coding begins, if that is known."""
        for turn in self.corpus[coding.source].turns:
            if turn.span.start <= coding.span.start < turn.span.end:
                return self.corpus.participant(turn)
        return None

    def prepare(self) -> None:
        """Do what all sections need once: words, turns, selection."""
        index_of(self.corpus)
        _ = self.selection, self.people_of_rows
