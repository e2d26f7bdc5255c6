"""Projects with many people in several roles, and who says what in them, found the slow way."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from builders import make_source
from coders import BOOK, CODES, THEMES
from fou_toolkit.model import Coder, Coding, CodingSet, Corpus, Participant, Project, Span, Turn

__all__ = [
    "ROWS",
    "Said",
    "crowd",
    "crowds",
    "first_turn",
    "people_of_codings",
    "said_in",
    "slow_cells",
    "slow_people",
]

LINES = (
    "Vi har makt her.",
    "Ja.",
    "Det er 😀 ansvar, ikke lek!",
    "Hvem bestemte da\u030a det?",
    "Åse lo høyt av oss.",
)
"""Sentences; with an emoji, and a letter of two code points."""
WORDS = (4, 1, 5, 4, 5)
"""How many words each has; a picture is none."""
ROWS = {"code": CODES, "theme": THEMES | {"E": ("E",)}}
"""The codes that count in each row: a theme without codes is one of its own."""


@dataclass(frozen=True)
class Said:
    """A sentence: where, who says it, what is known about it, and how many words it has."""

    source: str
    start: int
    end: int
    person: str
    role: str
    phase: str
    words: int


def crowd(
    *talks: tuple[str, Iterable[tuple[str, str]]],
    roles: dict[str, str],
    sites: dict[str, str] | None = None,
    coder: str = "a",
    smallest_group: int = 5,
) -> Project:
    """Make a project: talks are a phase and turns, a turn is who speaks and the codes of one sentence.

    `crowd(("1", [("Anne", "MF"), ("Bo", "")]), roles={"Anne": "styrer", "Bo": "assistent"})`
    """
    sources, codings = [], []
    for number, (phase, talk) in enumerate(talks):
        turns = list(talk)
        said = [f"{who}: Setning nummer {place}." for place, (who, _) in enumerate(turns)]
        source = make_source(*said, id=f"s{number}", phase=phase)
        sources.append(source)
        for turn, (_, codes) in zip(source.turns, turns, strict=True):
            codings += [Coding(source.id, turn.span, code, coder) for code in codes]
    people = tuple(Participant(name, role, site=(sites or {}).get(name, "")) for name, role in roles.items())
    read = [(coder, source.id) for source in sources]
    found = CodingSet.of(codings, [Coder(coder)], read=read)
    return Project(Corpus(tuple(sources), people), BOOK, found, smallest_group=smallest_group)


def said_in(project: Project) -> Iterator[Said]:
    """Give the sentences of people who are no interviewers: whatever ends with . ! or ?"""
    roles = {one.pseudonym: one.role for one in project.corpus.participants}
    for source in project.corpus:
        for turn in source.turns:
            start = turn.span.start
            for place in range(turn.span.start, turn.span.end):
                if source.text[place] not in ".!?":
                    continue
                text = source.text[start : place + 1]
                words = sum(any(sign.isalnum() for sign in word) for word in text.split())
                if not turn.interviewer:
                    role, phase = roles.get(turn.participant, ""), source.attributes.get("phase", "")
                    yield Said(source.id, start, place + 1, turn.participant, role, phase, words)
                start = place + 2


def _codes_of(project: Project, one: Said) -> dict[str, set[str]]:
    """Give the codes that everybody who has read the text has in a sentence."""
    found: dict[str, set[str]] = {name: set() for name, source in project.codings.pairs_read() if source == one.source}
    for coding in project.codings:
        if coding.source == one.source and coding.span.start < one.end and one.start < coding.span.end:
            found[coding.coder].add(coding.code)
    return found


def _found(
    project: Project, rows: Mapping[str, Iterable[str]], by: str, *, everybody: bool
) -> dict[tuple[str, str], list[Said]]:
    """Give the sentences of each row and group; what nobody says is left out."""
    cells: dict[tuple[str, str], list[Said]] = {}
    for one in said_in(project):
        codes = _codes_of(project, one).values()
        for row, wanted in rows.items():
            if (all if everybody else any)(own & set(wanted) for own in codes):
                cells.setdefault((row, getattr(one, by)), []).append(one)
    return cells


def slow_cells(
    project: Project, rows: Mapping[str, Iterable[str]], by: str, count: str, *, everybody: bool = False
) -> dict[tuple[str, str], int]:
    """Count sentences, words or people for each row and group; what nobody says is left out."""
    cells = _found(project, rows, by, everybody=everybody)
    if count == "people":
        return {cell: len({one.person for one in said}) for cell, said in cells.items()}
    return {cell: sum(one.words if count == "words" else 1 for one in said) for cell, said in cells.items()}


def slow_people(
    project: Project, rows: Mapping[str, Iterable[str]], by: str, *, everybody: bool = False
) -> dict[tuple[str, str], set[str]]:
    """Give who has each row's codes in each group."""
    cells = _found(project, rows, by, everybody=everybody)
    return {cell: {one.person for one in said} for cell, said in cells.items()}


def first_turn(project: Project, coding: Coding) -> Turn | None:
    """Give the first turn of no interviewer that a coding touches."""
    for turn in project.corpus[coding.source].turns:
        if coding.span.start < turn.span.end and turn.span.start < coding.span.end and not turn.interviewer:
            return turn
    return None


def people_of_codings(project: Project, rows: Mapping[str, Iterable[str]], by: str) -> dict[tuple[str, str], set[str]]:
    """Give whose turns the codings of each row and group begin in."""
    cells: dict[tuple[str, str], set[str]] = {}
    for coding in project.codings:
        turn = first_turn(project, coding)
        for row, wanted in rows.items():
            if turn is not None and coding.code in wanted:
                known = project.corpus.attributes(project.corpus[coding.source], turn)
                cells.setdefault((row, known.get(by, "")), set()).add(turn.participant)
    return cells


@st.composite
def crowds(
    draw: st.DrawFn, *, people: tuple[int, int] = (3, 9), coders: int = 1, threshold: int | None = None
) -> Project:
    """Texts of people in a few roles and phases, with an interviewer, and codings over sentences and turns."""
    names = [f"P{number}" for number in range(draw(st.integers(*people)))]
    roles = {name: draw(st.sampled_from(["styrer", "assistent", "assistent", "student", ""])) for name in names}
    sources = []
    for number in range(draw(st.integers(1, 4))):
        who = draw(st.lists(st.sampled_from([*names, "I"]), min_size=1, max_size=8))
        lines = [draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=2)) for _ in who]
        said = [f"{name}: {' '.join(line)}" for name, line in zip(who, lines, strict=True)]
        sources.append(make_source(*said, id=f"s{number}", phase=draw(st.sampled_from("123"))))
    corpus = Corpus(tuple(sources), tuple(Participant(name, role) for name, role in roles.items()))
    codings, read = [], []
    for coder in "ab"[:coders]:
        for source in sources:
            read.append((coder, source.id))
            for turn in source.turns:
                for code in draw(st.lists(st.sampled_from("TMDFLUE"), max_size=3, unique=True)):
                    start = turn.span.start + draw(st.integers(0, 6)) * (len(turn.span) > 8)
                    end = min(len(source.text), start + draw(st.sampled_from([1, 4, len(turn.span), 60])))
                    codings.append(Coding(source.id, Span(start, end), code, coder))
    found = CodingSet.of(codings, [Coder(name) for name in "ab"[:coders]], read=read)
    project = Project(corpus, BOOK, found)
    return replace(project, smallest_group=threshold or draw(st.integers(2, 4)))
