"""Those who speak and those who are mentioned: the nodes of an actor network."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from fou_toolkit._i18n import mark, t
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.actors.brokerage import BROKER_ROLES
from fou_toolkit.analysis.small_cells import HIDDEN
from fou_toolkit.errors import UnknownIdError

if TYPE_CHECKING:
    from fou_toolkit.analysis.actors.result import ActorNetwork

__all__ = ["ActorNode", "ActorNodes"]

_NUMBERS: Final = ("people", "words", "texts", "own")
_BROKERS: Final = {
    "coordinator": mark("coordinator"),
    "consultant": mark("consultant between others"),
    "gatekeeper": mark("gatekeeper"),
    "representative": mark("representative"),
    "liaison": mark("liaison"),
}


@dataclass(frozen=True, slots=True)
class ActorNode:
    """Somebody who speaks, is mentioned, or both. What comes from few people is `None`.

    Args:
        id: The actor, the level or the site; of nodes that were put together, all of them.
        level: Id of its level; empty where there is none.
        people: How many people speak.
        words: How many words they say.
        texts: In how many texts they speak.
        own: Sentences in which they mention themselves: assistants who speak of assistants.
        in_degree: By how many other nodes it is mentioned.
        out_degree: How many other nodes it mentions.
        in_sentences: Sentences of others that mention it.
        out_sentences: Sentences and those they mention: a sentence that mentions two counts twice.
        betweenness: Share of shortest paths between two others that lead through it, 0 to 1.
        brokerage: How often it stands between two others, by role, as in `BROKER_ROLES`.
        alone: Whether one person holds this role alone at a site.
        hidden: Whether too few people speak for their mentions to be shown.
    """

    id: str
    level: str
    people: int | None
    words: int | None
    texts: int | None
    own: int | None
    in_degree: int
    out_degree: int
    in_sentences: int
    out_sentences: int
    betweenness: float
    brokerage: tuple[int, ...]
    alone: bool
    hidden: bool


@dataclass(frozen=True, eq=False, repr=False)
class ActorNodes(Tabular):
    """The nodes of a network, in its order.

    Args:
        nodes: The nodes.
        network: The network they belong to.
    """

    nodes: tuple[ActorNode, ...]
    network: "ActorNetwork" = field(repr=False)

    def __len__(self) -> int:
        """Give the number of nodes."""
        return len(self.nodes)

    def __iter__(self) -> Iterator[ActorNode]:
        """Go through the nodes."""
        return iter(self.nodes)

    def __getitem__(self, node_id: str) -> ActorNode:
        """Give the node of that id.

        Raises:
            UnknownIdError: There is none.
        """
        for node in self.nodes:
            if node.id == node_id:
                return node
        hint = t("There are: {ids}", ids=", ".join(node.id for node in self.nodes))
        raise UnknownIdError(t("There is no actor «{id}».", id=node_id), hint=hint)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a node."""
        degrees = ("in_degree", "out_degree", "in_sentences", "out_sentences", "betweenness")
        return ("id", "name", "level", *_NUMBERS, *degrees, *BROKER_ROLES, "alone", "hidden")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per node."""
        for one in self.nodes:
            degrees = (one.in_degree, one.out_degree, one.in_sentences, one.out_sentences, one.betweenness)
            numbers = (one.people, one.words, one.texts, one.own)
            name = self.network.name_of(one.id)
            yield (one.id, name, one.level, *numbers, *degrees, *one.brokerage, one.alone, one.hidden)

    @property
    def caption(self) -> str:
        """Say what it shows."""
        return t("Who speaks and who is mentioned: {n} nodes", n=len(self))

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted."""
        return self.network.notes

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of `text_rows`."""
        return (
            t("who"),
            t("level"),
            t("people"),
            t("words"),
            t("mentioned by"),
            t("mentions"),
            t("sentences about them"),
            t("sentences about others"),
            t("about themselves"),
            t("betweenness"),
            *(t(_BROKERS[role]) for role in BROKER_ROLES),
        )

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give what people read."""
        for one in self.nodes:
            shown = [HIDDEN if number is None else number for number in (one.people, one.words, one.own)]
            out = [HIDDEN, HIDDEN] if one.hidden else [one.out_degree, one.out_sentences]
            yield (
                self.network.name_of(one.id),
                self.network.lexicon.level_name(one.level),
                *shown[:2],
                one.in_degree,
                out[0],
                one.in_sentences,
                out[1],
                shown[2],
                f"{one.betweenness:.2f}",
                *one.brokerage,
            )
