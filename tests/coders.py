"""Small projects with several coders, and where everybody has which code, found the slow way."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from hypothesis import strategies as st

from builders import make_corpus, make_source
from fou_toolkit.analysis.agreement import ReliabilityData, ac1, alpha, bennett_s, cohen_kappa, fleiss_kappa
from fou_toolkit.model import Code, Codebook, Coder, Coding, CodingSet, Corpus, Localised, Project, Span
from ratings import quiet, slow_observed, units_of

__all__ = [
    "BOOK",
    "CODES",
    "THEMES",
    "Unit",
    "coded",
    "columns_of",
    "in_speech",
    "make_project",
    "projects",
    "read_by_two",
    "sentences",
    "slow_figures",
    "slow_table",
    "slow_units",
    "small",
    "speech_of",
]

BOOK = Codebook(
    "book",
    (
        Code("T", Localised("Tema", "Tema nn", "Theme")),
        Code("M", Localised("Makt", "Makt nn", "Power"), parent="T"),
        Code("D", Localised("Dypere"), parent="M"),
        Code("F", Localised("Ansvar"), parent="T"),
        Code("U", Localised("Annet")),
        Code("L", Localised("Lek"), parent="U"),
        Code("E", Localised("Enslig")),
    ),
)
"""`T` has the codes `M`, `D` (under `M`) and `F`, `U` has `L`; `E` is a theme without codes, and so a code."""
CODES = {name: (name,) for name in ("M", "D", "F", "L", "E")}
THEMES = {"T": ("T", "M", "D", "F"), "U": ("U", "L")}

SAID = (
    "Vi har makt her.",
    "Ja.",
    "Det er 😀 ansvar, ikke lek!",
    "Hvem bestemte da\u030a det?",
    "Åse lo høyt av oss.",
)
"""Sentences, each of them one wherever it stands; with an emoji, and a letter of two code points."""


def columns_of(level: str) -> dict[str, tuple[str, ...]]:
    """Give the ids that count for each code or theme."""
    return CODES if level == "code" else THEMES


def make_project(
    corpus: Corpus,
    codings: Iterable[Coding],
    coders: Iterable[str | Coder] = "ab",
    *,
    read: Iterable[tuple[str, str]] | None = None,
    codebook: Codebook = BOOK,
    orientation: str = "codebook",
) -> Project:
    """Make a project in which everybody has read everything, unless something else is said."""
    people = [one if isinstance(one, Coder) else Coder(one) for one in coders]
    pairs = [(one.id, source.id) for one in people for source in corpus] if read is None else list(read)
    return Project(corpus, codebook, CodingSet.of(codings, people, read=pairs), orientation)


def coded(corpus: Corpus, source: str, words: str, code: str, coder: str, number: int = 1) -> Coding:
    """Code the first place at which these words stand."""
    start = corpus[source].text.index(words)
    return Coding(source, Span(start, start + len(words)), code, coder, number)


def small(*texts: Sequence[str], coders: str = "ab", **options: object) -> Project:
    """Make texts: one a text, one string a sentence and turn, `I: ` in front where the interviewer says it.

    What a sentence is coded with stands behind the coder's small letter: `small(("aM bMF", "", "I: bL"))`.
    """
    sources, found = [], []
    for number, lines in enumerate(texts, 1):
        said = [
            f"{'I' if line.startswith('I: ') else 'Anne'}: Setning nummer {place}." for place, line in enumerate(lines)
        ]
        source = make_source(*said, id=f"s{number}")
        sources.append(source)
        for line, turn in zip(lines, source.turns, strict=True):
            for word in line.removeprefix("I: ").split():
                found += [Coding(source.id, turn.span, code, word[0]) for code in word[1:]]
    return make_project(make_corpus(*sources), found, coders, **options)


@dataclass(frozen=True)
class Unit:
    """A sentence, a turn or a character."""

    source: str
    turn: int
    start: int
    end: int


def sentences(corpus: Corpus) -> Iterator[tuple[Unit, bool]]:
    """Give the sentences of texts made of `SAID`, and whether an interviewer says them: whatever ends with . ! or ?"""
    for source in corpus:
        for number, turn in enumerate(source.turns):
            start = turn.span.start
            for place in range(turn.span.start, turn.span.end):
                if source.text[place] in ".!?":
                    yield Unit(source.id, number, start, place + 1), turn.interviewer
                    start = place + 2


def speech_of(corpus: Corpus, source: str, *, interviewer: bool) -> list[int]:
    """Give the places of a text at which somebody speaks, one by one."""
    return [
        place
        for turn in corpus[source].turns
        if (interviewer or not turn.interviewer) and any(sign in turn.span.of(corpus[source].text) for sign in ".!?")
        for place in range(turn.span.start, turn.span.end)
    ]


def slow_units(project: Project, unit: str, *, interviewer: bool = False) -> list[Unit]:
    """Give the units of the texts that two coders have read, in order."""
    texts = read_by_two(project)
    kept = [one for one, asks in sentences(project.corpus) if (interviewer or not asks) and one.source in texts]
    if unit == "sentence":
        return kept
    turns = []
    for one in dict.fromkeys((sentence.source, sentence.turn) for sentence in kept):
        span = project.corpus[one[0]].turns[one[1]].span
        turns.append(Unit(*one, span.start, span.end))
    if unit == "turn":
        return turns
    return [Unit(one.source, one.turn, place, place + 1) for one in turns for place in range(one.start, one.end)]


def read_by_two(project: Project) -> list[str]:
    """Give the texts that two coders have read."""
    pairs = project.codings.pairs_read()
    return [source.id for source in project.corpus if sum(name == source.id for _, name in pairs) > 1]


def slow_table(project: Project, units: Sequence[Unit], codes: Sequence[str]) -> list[list[int | None]]:
    """Tell who has any of some codes in which unit: 1 or 0, nothing where they have not read the text."""
    read = set(project.codings.pairs_read())
    codings = list(project.codings)
    return [
        [
            int(
                any(
                    one.coder == coder
                    and one.source == unit.source
                    and one.code in codes
                    and one.span.start < unit.end
                    and unit.start < one.span.end
                    for one in codings
                )
            )
            if (coder, unit.source) in read
            else None
            for unit in units
        ]
        for coder in project.codings.coder_ids
    ]


def slow_figures(table: list[list[int | None]]) -> tuple[float, ...]:
    """Give all measures of a table of zeros and ones, in their order; NaN where nothing is known beyond chance."""
    if not table[0]:
        return (math.nan,) * 7
    data = ReliabilityData.of(table, values=(0, 1))
    found = quiet(alpha, data)
    if math.isnan(found):
        return (math.nan,) * 7
    kappas = [quiet(cohen_kappa, data.of_coders(one, two)) for one, two in combinations(range(len(table)), 2)]
    known = [kappa for kappa in kappas if not math.isnan(kappa)]
    yes = both = 0.0
    for unit in units_of(table):
        if len(unit) > 1:
            yes += sum(unit)
            both += sum(one == two == 1 for one, two in permutations(unit, 2)) / (len(unit) - 1)
    return (
        found,
        quiet(ac1, data),
        sum(known) / len(known) if known else math.nan,
        quiet(fleiss_kappa, data),
        quiet(bennett_s, data),
        slow_observed(table),
        both / yes if yes else math.nan,
    )


def in_speech(project: Project, coding: Coding, *, interviewer: bool = False) -> tuple[int, int]:
    """Give where a coding starts and stops if only speech is counted; both are alike if it touches none."""
    speech = speech_of(project.corpus, coding.source, interviewer=interviewer)
    before = sum(place < coding.span.start for place in speech)
    return before, before + sum(coding.span.start <= place < coding.span.end for place in speech)


@st.composite
def projects(draw: st.DrawFn, *, coders: tuple[int, int] = (2, 4), texts: int = 3, everything: bool = False) -> Project:
    """Texts with an interviewer, and codings at any places, over sentences, turns and speakers.

    Args:
        draw: From hypothesis.
        coders: How many coders.
        texts: At most so many texts.
        everything: Whether everybody has read everything; else some have coded in texts that they have not read.
    """
    turn = st.tuples(st.sampled_from(["Anne", "Anne", "Bo", "I"]), st.lists(st.sampled_from(SAID), max_size=3))
    sources = []
    for number in range(draw(st.integers(1, texts))):
        said = draw(st.lists(turn, min_size=1, max_size=4))
        sources.append(
            make_source(*(f"{who}: {' '.join(lines) or '[latter]'}" for who, lines in said), id=f"s{number}")
        )
    corpus = make_corpus(*sources)
    people = "abcd"[: draw(st.integers(*coders))]
    found = []
    for source in sources:
        size = len(source.text)
        for who in people:
            for _ in range(draw(st.integers(0, 4))):
                start = draw(st.integers(0, size - 1))
                end = min(size, start + draw(st.sampled_from([1, 3, 12, 40, 400])))
                found.append(Coding(source.id, Span(start, end), draw(st.sampled_from("TMDFULE")), who))
    read = [
        (who, source.id)
        for who in people
        for source in sources
        if everything or source is sources[0] or draw(st.integers(0, 3))
    ]
    return make_project(corpus, found, people, read=read)
