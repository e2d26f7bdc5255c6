"""What stands under an actor network: what was counted, what is left out, what to beware of."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fou_toolkit._i18n import t, tn

if TYPE_CHECKING:
    from fou_toolkit.analysis.actors.result import ActorNetwork

__all__ = ["notes_of"]


def notes_of(network: "ActorNetwork") -> tuple[str, ...]:
    """Give all notes."""
    return (*network.counted.notes, *_left_out(network), *_few(network), *_single(network), *_cautions(network))


def _left_out(network: "ActorNetwork") -> Iterator[str]:
    if network.left_out:
        yield tn(
            "{n} word by people of whom too little is known is left out.",
            "{n} words by people of whom too little is known are left out.",
            network.left_out,
        )
    if network.by == "level" and any(not actor.level for actor in network.lexicon):
        yield t("Actors without a level are left out.")


def _few(network: "ActorNetwork") -> Iterator[str]:
    if network.small.how == "passages":
        yield t("Sentences are counted, and people are not.")
        return
    yield network.small.note
    hidden = "; ".join(network.name_of(node.id) for node in network.nodes if node.hidden)
    if hidden:
        yield t("Too few people speak for these, so whom they mention is not shown: {names}.", names=hidden)
    if network.counts.unshown:
        yield tn(
            "{n} tie is not shown, since it comes from too few people; a tie that is not there may be one of these.",
            "{n} ties are not shown, since they come from too few people; a tie that is not there may be one of these.",
            network.counts.unshown,
        )
    if not network.edges and network.counts.unshown and network.small.how == "suppress":
        yield t("Small groups can be put together: {option}.", option='small="merge"')


def _single(network: "ActorNetwork") -> Iterator[str]:
    names = "; ".join(network.name_of(node.id) for node in network.nodes if node.alone and node.in_degree)
    if names:
        yield t(
            "One person holds this role alone at a site; what is said about it points at that person: {names}.",
            names=names,
        )


def _cautions(network: "ActorNetwork") -> Iterator[str]:
    if network.names:
        yield t("People who take part count as their role where their pseudonym is said.")
    yield t("Only words of the lexicon are heard: «she who decides» and «they» are not.")
    yield t("Who never speaks in these texts mentions nobody and cannot stand between others.")
