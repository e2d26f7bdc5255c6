"""Whose turns are the interviewer's.

`I`, `Int.`, `Intervjuer`, `Intervjuar`, `Moderator`, `Forsker`, `Ordstyrer` ... with or without a number are
interviewers by name. `M` and `F`, and `I` beside one of these, can be moderator, forsker, intervjuer as well as
man, fagarbeider, informant; of them the one who asks most is the interviewer. Names, `S00` and `SPEAKER_00` tell
nothing: say who they are in `participants.csv` or with `Source.with_interviewer`.
"""

from collections.abc import Sequence

from fou_toolkit.model import Turn
from fou_toolkit.sources._candidates import base_of
from fou_toolkit.sources._words import INTERVIEWERS

__all__ = ["find_interviewers"]

_UNSURE = frozenset(["m", "f"])
_SEXES = frozenset(["k", "j", "g"])
"""Kvinne, jente, gutt: beside them, M is a man."""
_ASKING = 0.25
"""Share of turns with a question from which on somebody may be an interviewer."""


def find_interviewers(text: str, turns: Sequence[Turn]) -> frozenset[str]:
    r"""Give the labels that are interviewers.

    Args:
        text: The text of the turns.
        turns: Turns with speakers.

    >>> from fou_toolkit.sources.turns import find_turns
    >>> text = "F: Hva skjedde?\nI1: Ingenting.\nI2: Jo.\nF: Hva da?\nI1: Litt."
    >>> sorted(find_interviewers(text, find_turns(text).turns))
    ['F']
    """
    labels = list(dict.fromkeys(turn.speaker for turn in turns if turn.speaker))
    initial = [label for label in labels if base_of(label) == "i"]
    sure = [label for label in labels if base_of(label) in INTERVIEWERS and label not in initial]
    plain = [label for label in initial if label.casefold() == "i"]
    if sure:
        others = len(labels) > len(sure) + len(initial)
        return frozenset(sure + plain if others and len(initial) == 1 else sure)
    unsure = [label for label in labels if label.casefold() in _UNSURE]
    if unsure and not any(base_of(label) in _SEXES for label in labels):
        return frozenset(_most_asking(text, turns, [*unsure, *plain]) or initial)
    return frozenset(initial)


def _most_asking(text: str, turns: Sequence[Turn], labels: Sequence[str]) -> list[str]:
    """Give the label whose turns are questions most often, if they are often enough."""
    shares = {label: _share_of_questions(text, turns, label) for label in labels}
    best = max(labels, key=lambda label: shares[label])
    return [best] if shares[best] >= _ASKING else []


def _share_of_questions(text: str, turns: Sequence[Turn], label: str) -> float:
    own = [turn for turn in turns if turn.speaker == label]
    return sum("?" in turn.span.of(text) for turn in own) / len(own)
