"""Whose words are looked at: turns chosen by what is known about them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.counted import Counted, Selection
from fou_toolkit.analysis.groups import groups_of
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.match import TurnTable, turns_of
from fou_toolkit.model import SMALLEST_GROUP, Corpus, Project
from fou_toolkit.text import Index, index_of

__all__ = ["Material", "Spoken", "Where", "spoken", "with_interviewers"]

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Material = Corpus | Project | Selection
"""Texts, a project, or what was chosen from one: of that, the texts count, and whether interviewers do."""
Where = Mapping[str, str | Collection[str]]
"""Attributes of turns and the values that count: `{"role": "assistent", "phase": ["1", "2"]}`."""


@dataclass(frozen=True, eq=False)
class Spoken:
    """Turns of a corpus, and the words in them.

    Args:
        corpus: The texts.
        turns: Whether each turn counts, shape `(t,)`.
        interviewer: Whether what interviewers say counts.
        threshold: People that a number must come from.
        where: What else was asked for, in words.
    """

    corpus: Corpus
    turns: Bools
    interviewer: bool
    threshold: int = SMALLEST_GROUP
    where: str = ""

    @cached_property
    def index(self) -> Index:
        """Index of the corpus."""
        return index_of(self.corpus)

    @property
    def table(self) -> TurnTable:
        """What is known about the turns."""
        return turns_of(self.corpus)

    @cached_property
    def everything(self) -> bool:
        """Whether every turn counts."""
        return bool(self.turns.all())

    @cached_property
    def words(self) -> Bools:
        """Whether each word counts, shape `(n,)`."""
        return np.repeat(self.turns, np.diff(self.index.turn_word))

    @cached_property
    def documents(self) -> Ints:
        """Numbers of the texts in which somebody says something that counts, in order."""
        spoke = self.turns & (np.diff(self.index.turn_word) > 0)
        return np.unique(self.index.turn_source[spoke]).astype(np.int64)

    @cached_property
    def people(self) -> Ints:
        """Numbers of the people whose words count, as in `TurnTable.people`."""
        spoke = self.turns & (np.diff(self.index.turn_word) > 0)
        return np.unique(self.table.people[1][spoke])

    @cached_property
    def counted(self) -> Counted:
        """What a result of these words counted."""
        counted = Counted(
            documents=int(self.documents.size),
            people=int(self.people.size),
            interviewer=self.interviewer,
            corpus=self.corpus.fingerprint,
        )
        return counted.given(where=self.where) if self.where else counted

    def within(self, turns: Bools, where: str) -> "Spoken":
        """Keep some of the turns.

        Raises:
            DataError: Nothing is said there.
        """
        kept = replace(self, turns=self.turns & turns, where="; ".join(part for part in (self.where, where) if part))
        return kept.checked()

    def checked(self) -> "Spoken":
        """Give these turns, if anything is said there.

        Raises:
            DataError: Nothing is.
        """
        if not len(self.index):
            raise DataError(t("There are no words in these texts."), hint=t("Read texts with words in them first."))
        if not self.everything and not self.documents.size:
            hint = t("Ask for less, or let interviewers count: {option}", option="interviewer=True")
            raise DataError(t("Nobody says anything there."), hint=hint)
        return self

    def having(self, where: object) -> "Spoken":
        """Keep the turns of which all of this is known.

        Raises:
            DataError: Nothing is said there, or this is no mapping.
            UnknownIdError: Nothing is known of such an attribute, or no turn has the value.
        """
        if not isinstance(where, Mapping):
            hint = t("Say it so: {example}", example='where={"role": "assistent"}')
            raise DataError(t("«{value}» is not possible for {key}.", value=where, key="where"), hint=hint)
        kept, said = np.ones(self.turns.size, np.bool_), []
        for attribute, values in where.items():
            wanted = [values] if isinstance(values, str) else [str(value) for value in values]
            kept &= self.with_values(attribute, wanted)
            said.append(f"{attribute}={'|'.join(wanted)}")
        return self.within(kept, "; ".join(said))

    def with_values(self, attribute: str, values: Iterable[str]) -> Bools:
        """Tell for each turn of the corpus whether an attribute has one of some values there.

        Raises:
            UnknownIdError: Nothing is known of such an attribute, or no turn has the value.
        """
        groups = groups_of(self.corpus, attribute)
        folded = [value.casefold() for value in groups.values]
        chosen = np.zeros(len(folded), np.bool_)
        for value in values:
            # A value that is written exactly so goes before one that differs in capitals.
            alike = [value == known for known in groups.values]
            if not any(alike):
                alike = [value.casefold() == known for known in folded]
            if not any(alike):
                hint = t("Possible are: {names}", names=", ".join(name for name in groups.values if name))
                message = t("«{value}» is not possible for {key}.", value=value, key=groups.attribute)
                raise UnknownIdError(message, hint=hint)
            chosen |= alike
        return chosen[groups.number]


def spoken(material: object, *, where: object = None, interviewer: bool = False) -> Spoken:
    """Choose whose words are looked at.

    Args:
        material: Texts, a project, or a selection: its texts, with interviewers as was chosen there.
        where: What has to be known about the turns; by default nothing.
        interviewer: Whether what interviewers say counts.

    Raises:
        DataError: This is neither, it was chosen already whether interviewers count, or nothing is said there.
        UnknownIdError: Nothing is known of such an attribute, or no turn has the value.
    """
    if isinstance(material, Selection):
        if interviewer and not material.counted.interviewer:
            hint = t("Give the project, or say it in `select(...)`.")
            raise DataError(t("Whether interviewers count was chosen already."), hint=hint)
        interviewer = material.counted.interviewer
    return _chosen(material, where, interviewer=interviewer)


def with_interviewers(material: object, *, where: object = None) -> Spoken:
    """Choose the same as `spoken`, with what interviewers say."""
    return _chosen(material, where, interviewer=True)


def _chosen(material: object, where: object, *, interviewer: bool) -> Spoken:
    if not isinstance(material, (Corpus, Project, Selection)):
        hint = t("Give the texts (read_corpus) or a project.")
        raise DataError(t("These are no texts."), hint=hint)
    project = material.project if isinstance(material, Selection) else material
    corpus = project.corpus if isinstance(project, Project) else project
    threshold = project.smallest_group if isinstance(project, Project) else SMALLEST_GROUP
    interviews = turns_of(corpus).interviewer
    turns = np.ones(interviews.size, np.bool_) if interviewer else ~interviews
    if isinstance(material, Selection):
        turns &= _in_texts(corpus, material.sources)
    chosen = Spoken(corpus, turns, interviewer, threshold).checked()
    return chosen.having(where) if where is not None else chosen


def _in_texts(corpus: Corpus, sources: Collection[str]) -> Bools:
    """Tell which turns stand in some texts."""
    index, wanted = index_of(corpus), set(sources)
    return np.array([name in wanted for name in index.source_ids] or [False], np.bool_)[index.turn_source]
