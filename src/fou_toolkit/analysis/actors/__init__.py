"""Who mentions whom: actors heard by a lexicon, the network of mentions, and who stands between levels."""

from fou_toolkit.analysis.actors.brokerage import BROKER_ROLES, assortativity, betweenness, brokerage
from fou_toolkit.analysis.actors.levels import LevelMixing
from fou_toolkit.analysis.actors.lexicon import (
    Actor,
    ActorLexicon,
    Level,
    lexicon_text,
    parse_lexicon,
    shipped_lexicon,
)
from fou_toolkit.analysis.actors.mentions import Mentions, find_mentions
from fou_toolkit.analysis.actors.network import actor_network
from fou_toolkit.analysis.actors.nodes import ActorNode, ActorNodes
from fou_toolkit.analysis.actors.result import ActorNetwork, ActorTie

__all__ = [
    "BROKER_ROLES",
    "Actor",
    "ActorLexicon",
    "ActorNetwork",
    "ActorNode",
    "ActorNodes",
    "ActorTie",
    "Level",
    "LevelMixing",
    "Mentions",
    "actor_network",
    "assortativity",
    "betweenness",
    "brokerage",
    "find_mentions",
    "lexicon_text",
    "parse_lexicon",
    "shipped_lexicon",
]
