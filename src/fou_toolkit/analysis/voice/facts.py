"""What has to be said with figures of who speaks, so that nobody reads more into them than there is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fou_toolkit._i18n import mark, t, tn
from fou_toolkit.analysis.bootstrap import Bootstrap
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.groups import ATTRIBUTES
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.analysis.voice.talk import Talk
from fou_toolkit.analysis.voice.target import Target, percent
from fou_toolkit.analysis.voice.topics import Topics

__all__ = ["BASES", "FEW", "SPEAKER", "Facts", "named"]

SPEAKER: Final = "speaker"
FEW: Final = 10
"""With fewer conversations a bootstrap over them does not vary enough."""
BASES: Final = {
    "all": mark("Shares are of all conversations: who is not there has no share."),
    "present": mark("Shares are of the conversations that the group takes part in; they do not add up."),
}
"""What shares are shares of."""


def named(attribute: str) -> str:
    """Say what an attribute is called."""
    if attribute == SPEAKER:
        return t("speaker")
    return t(ATTRIBUTES[attribute]) if attribute in ATTRIBUTES else attribute


@dataclass(frozen=True, eq=False)
class Facts:
    """How who speaks was counted.

    Args:
        counted: What was counted.
        by: What a group is: `speaker`, or an attribute.
        measure: What shares are shares of: a key of `MEASURES`.
        base: A key of `BASES`.
        bootstrap: How intervals were made; `None` for none.
        cells: What is done with small groups; `None` where a row is a person.
        target: What was agreed on.
        talk: The turns.
        topics: Who brings in what; `None` where nothing is coded.
        genres: How many conversations of each genre.
        alone: Phases with one conversation only.
        asking: Whether interviewers speak in these conversations.
    """

    counted: Counted
    by: str
    measure: str
    base: str
    bootstrap: Bootstrap | None
    cells: SmallCells | None
    target: Target | None
    talk: Talk
    topics: Topics | None
    genres: tuple[tuple[str, int], ...] = ()
    alone: tuple[str, ...] = ()
    asking: bool = False

    @property
    def name(self) -> str:
        """What a group is called."""
        return named(self.by)

    @property
    def meetings(self) -> int:
        """Number of conversations."""
        return len(self.talk.sources)

    def of_turns(self) -> Iterator[str]:
        """Say what a turn is, and which are left out."""
        yield t("What one person says until another speaks is one turn; turns without words are passed over.")
        if self.talk.silent:
            yield tn("{n} turn without words.", "{n} turns without words.", self.talk.silent)
        if self.talk.unknown:
            yield tn(
                "{n} turn that nobody is named for is left out.",
                "{n} turns that nobody is named for are left out.",
                self.talk.unknown,
            )
        if self.talk.alone:
            yield tn(
                "{n} text in which fewer than two people speak is left out.",
                "{n} texts in which fewer than two people speak are left out.",
                self.talk.alone,
            )

    def of_shares(self, *, mean: bool = True) -> Iterator[str]:
        """Say what shares are of, and how sure they are; and what means are, where they are shown."""
        yield t(BASES[self.base])
        if mean:
            yield t("The mean of conversations counts each of them alike, long or short.")
        if len(self.genres) > 1:
            known = ", ".join(f"{genre or t('not known')} ({number})" for genre, number in self.genres)
            yield t("Different kinds of conversations are counted together: {genres}.", genres=known)
        yield from self._of_intervals()
        if self.target is not None:
            why = f" ({self.target.why})" if self.target.why else ""
            yield t("Declared target: {target}", target=self.target.words) + why

    def _of_intervals(self) -> Iterator[str]:
        if self.bootstrap is None or not self.meetings:
            return
        if self.meetings == 1:
            yield t("One conversation has no interval: nothing tells how another would go.")
            return
        yield t(
            "Intervals: conversations drawn {replicates} times with replacement, {confidence}, seed {seed}.",
            replicates=self.bootstrap.replicates,
            confidence=percent(self.bootstrap.confidence),
            seed=self.bootstrap.seed,
        )
        if self.meetings < FEW:
            yield t("With so few conversations the intervals are too narrow.")
        if self.alone:
            yield t("One conversation only, so no interval: {names}.", names=", ".join(self.alone))

    def of_signs(self) -> Iterator[str]:
        """Say what interruptions are, or that none are marked."""
        if not self.talk.marked:
            yield t("These transcripts mark no interruptions.")
            return
        yield t(
            "Interruptions are only counted where they are marked (// or a dash): in {n} of {all} conversations.",
            n=self.talk.marked,
            all=self.meetings,
        )

    def of_topics(self) -> Iterator[str]:
        """Say what bringing in a topic is."""
        if self.topics is None:
            return
        yield t("A topic is a code that is new in a conversation; it is taken up if another person has it later.")
        if self.topics.read < self.meetings:
            yield t("Topics: {n} of {all} conversations were coded.", n=self.topics.read, all=self.meetings)
        if self.asking and not self.topics.asked:
            yield t("Nothing interviewers say is coded: topics they bring in count for whoever answers.")

    def of_people(self) -> Iterator[str]:
        """Say whom the numbers are about."""
        if self.cells is None:
            yield t("Names single people: for use inside of the project, not for publication.")
        else:
            yield self.cells.note
