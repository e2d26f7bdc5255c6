"""Conversations that were made up, and a slow count of who speaks in them."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from hypothesis import strategies as st

from builders import make_corpus, make_source
from fou_toolkit.model import Corpus, Source, Turn
from fou_toolkit.text.marks import DEFAULT_MARKS

__all__ = ["ROLES", "SAID", "Slow", "SlowTalk", "conversations", "person_of", "slow_talk", "words_of"]

SAID = (
    "Vi har makt her.",
    "Hva tenker du? Jeg vet ikke.",
    "Ja!",
    "Ja? Nei? Kanskje.",
    "",
    "[latter]",
    "Mm.",
    "Eh, [latter] barna lo 😀 høyt da\u030a.",
    "Er det slik [?]",
    "ÅSE SA NEI",
)
ROLES = {"Anne": "styrer", "Bo": "assistent", "Cato": "assistent"}
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f][^\W\d_]*)*")
_BRACKETS = re.compile(r"\[[^\]]*\]")


@dataclass
class Slow:
    """What is counted of one person in one conversation."""

    turns: int = 0
    words: int = 0
    questions: int = 0


@dataclass
class SlowTalk:
    """A slow count: by conversation and person, who opens and closes, and who follows whom."""

    counts: dict[tuple[str, str], Slow] = field(default_factory=dict)
    edges: dict[str, tuple[str, str]] = field(default_factory=dict)
    follows: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))


def person_of(corpus: Corpus, source: Source, turn: Turn) -> str:
    """Give a pseudonym, or a label with its text; nothing where there is neither."""
    if turn.participant in {one.pseudonym for one in corpus.participants}:
        return turn.participant
    return f"{turn.speaker} ({source.id})" if turn.speaker else ""


def words_of(text: str) -> list[str]:
    return [word for word in _WORD.findall(_BRACKETS.sub(" ", text)) if word.lower() not in DEFAULT_MARKS.fillers]


def slow_talk(corpus: Corpus, *, interviewer: bool = True) -> SlowTalk:
    """Count talk turn by turn, with a tokeniser of its own."""
    found = SlowTalk()
    for source in corpus:
        counting = [turn for turn in source.turns if interviewer or not turn.interviewer]
        people = {person_of(corpus, source, turn) for turn in counting} - {""}
        if len(people) > 1:
            for one in people:
                found.counts[source.id, one] = Slow()
            _follow(corpus, source, counting, found)
    return found


def _follow(corpus: Corpus, source: Source, counting: list[Turn], found: SlowTalk) -> None:
    """Go through one conversation."""
    before, order = None, []
    for turn in source.turns:
        text = turn.span.of(source.text)
        words = words_of(text)
        if not words:
            continue
        one = person_of(corpus, source, turn)
        counts = one if turn in counting else ""
        if (one, turn.interviewer) != before:
            if counts and order and order[-1]:
                found.follows[order[-1], one] += 1
            if counts:
                found.counts[source.id, one].turns += 1
            order.append(counts)
        before = one, turn.interviewer
        if counts:
            found.counts[source.id, one].words += len(words)
            # Every question in SAID ends with a word and its mark; `[?]` is the transcriber's doubt.
            found.counts[source.id, one].questions += _BRACKETS.sub("", text).count("?")
    told = [one for one in order if one]
    if told:
        found.edges[source.id] = told[0], told[-1]


@st.composite
def conversations(draw: st.DrawFn) -> Corpus:
    """Conversations of up to four people, some with an interviewer, a label nobody is named for, or no label."""
    made = []
    for number in range(draw(st.integers(1, 4))):
        speakers = st.sampled_from(["Anne: ", "Bo: ", "Cato: ", "X: ", "I: ", ""])
        turns = draw(st.lists(st.tuples(speakers, st.sampled_from(SAID)), max_size=9))
        phase = draw(st.sampled_from(["1", "2"]))
        made.append(make_source(*(label + said for label, said in turns), id=f"s{number}", phase=phase))
    return make_corpus(*made, roles=draw(st.sampled_from([ROLES, {"Anne": "styrer"}, {}])))
