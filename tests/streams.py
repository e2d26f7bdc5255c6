"""Projects with cases and periods, and what is in their cells, counted the slow way."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

from builders import make_source
from coders import BOOK, SAID
from coders import sentences as sentences_of
from fou_toolkit.model import Coder, Coding, CodingSet, Corpus, Participant, Project, Span

__all__ = [
    "ROLES",
    "SITES",
    "SlowCell",
    "SlowSentence",
    "slow_cells",
    "slow_sentences_of",
    "studies",
    "told",
    "two_sites",
]

SITES = {"Anne": "Nord", "Bo": "Nord", "Cecilie": "Sør", "Dag": "", "Eli": "Sør"}
ROLES = {"Anne": "styrer", "Bo": "assistent", "Cecilie": "assistent", "Dag": "", "Eli": "styrer"}


def person(name: str) -> Participant:
    return Participant(name, ROLES.get(name, ""), "", SITES.get(name, ""))


def told(*texts: tuple[dict[str, str], Sequence[str]], coders: str = "a", small: int = 5, **options) -> Project:
    """Make texts: attributes, and one string a turn; `Anne: Setning. | aM bF` gives codes to the whole turn."""
    sources, found = [], []
    for number, (attributes, lines) in enumerate(texts, 1):
        said, marks = zip(*(([*line.split("|"), ""])[:2] for line in lines), strict=True)
        source = make_source(*(one.strip() for one in said), id=f"s{number}", **attributes)
        sources.append(source)
        for turn, words in zip(source.turns, marks, strict=True):
            found += [Coding(source.id, turn.span, word[1:], word[0]) for word in words.split()]
    corpus = Corpus(tuple(sources), tuple(person(name) for name in SITES))
    read = [(one, source.id) for one in coders for source in sources]
    codings = CodingSet.of(found, [Coder(one) for one in coders], read=read)
    return Project(corpus, options.get("codebook", BOOK), codings, smallest_group=small)


@st.composite
def studies(draw: st.DrawFn) -> Project:
    """Texts of several sites, phases and dates, some unknown, with codings at any places."""
    turn = st.tuples(st.sampled_from([*SITES, "I"]), st.lists(st.sampled_from(SAID), min_size=1, max_size=3))
    sources = []
    for number in range(draw(st.integers(1, 5))):
        known = {
            "site": draw(st.sampled_from(["Nord", "Sør", ""])),
            "phase": draw(st.sampled_from(["1", "2", "3", "10", ""])),
            "date": draw(st.sampled_from(["2024-01-05", "2024-06-30", "2024-07-01", "2025-02-28", "", "i fjor"])),
        }
        said = draw(st.lists(turn, min_size=1, max_size=4))
        lines = [f"{who}: {' '.join(sentences)}" for who, sentences in said]
        sources.append(make_source(*lines, id=f"s{number}", **{key: value for key, value in known.items() if value}))
    people = "ab"[: draw(st.integers(1, 2))]
    found = []
    for source in sources:
        for who in people:
            for _ in range(draw(st.integers(0, 4))):
                start = draw(st.integers(0, len(source.text) - 1))
                end = min(len(source.text), start + draw(st.sampled_from([1, 3, 12, 40, 400])))
                found.append(Coding(source.id, Span(start, end), draw(st.sampled_from("TMDFULE")), who))
    read = [(who, source.id) for who in people for source in sources if source is sources[0] or draw(st.booleans())]
    corpus = Corpus(tuple(sources), tuple(person(name) for name in SITES))
    codings = CodingSet.of(found, [Coder(one) for one in people], read=read)
    return Project(corpus, BOOK, codings, smallest_group=draw(st.integers(1, 3)))


@dataclass(frozen=True)
class SlowSentence:
    """A sentence of a text made of `SAID`."""

    source: str
    span: Span
    interviewer: bool


def slow_sentences_of(project: Project) -> list[SlowSentence]:
    """Give the sentences of texts made of `SAID`."""
    return [SlowSentence(one.source, Span(one.start, one.end), asks) for one, asks in sentences_of(project.corpus)]


@dataclass
class SlowCell:
    """A cell, counted one sentence after the other."""

    sentences: int = 0
    texts: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    who: dict[str, set[str]] = field(default_factory=dict)


def slow_cells(
    project: Project,
    sentences: Iterable,
    place_of: Callable[[dict[str, str]], object],
    families: dict[str, Sequence[str]],
    *,
    combine: str = "any",
    coders: Sequence[str] | None = None,
) -> dict[object, SlowCell]:
    """Count sentences by place, from codings as they would be exported; `None` is no place."""
    rows = [row for row in project.codings.rows() if coders is None or row[4] in coders]
    pairs = set(project.codings.pairs_read())
    everybody = list(coders or project.codings.coder_ids)
    readers = {source.id: [who for who in everybody if (who, source.id) in pairs] for source in project.corpus}
    cells: dict[object, SlowCell] = {}
    for one in sentences:
        enough = len(everybody) if combine == "all" else 1
        if one.interviewer or len(readers[one.source]) < enough:
            continue
        source = project.corpus[one.source]
        turn = next(turn for turn in source.turns if turn.span.start <= one.span.start < turn.span.end)
        known = dict(project.corpus.attributes(source, turn))
        place = place_of(known)
        if place is None:
            continue
        cell = cells.setdefault(place, SlowCell())
        cell.sentences += 1
        cell.texts.add(source.id)
        speaker = known.get("participant") or f"{source.id} {turn.speaker}"
        cell.people.add(speaker)
        for name, family in families.items():
            having = {
                row[4]
                for row in rows
                if row[0] == source.id and row[3] in family and row[1] < one.span.end and one.span.start < row[2]
            }
            if having if combine == "any" else having >= set(everybody):
                cell.counts[name] = cell.counts.get(name, 0) + 1
                cell.who.setdefault(name, set()).add(speaker)
    return cells


def two_sites() -> Project:
    """A case with three phases, the second of them silent, and another case with one phase."""
    return told(
        ({"site": "Nord", "phase": "1"}, ["Anne: Vi har makt her. | aM", "Bo: Ja. Nei."]),
        ({"site": "Sør", "phase": "2"}, ["Cecilie: Hvem bestemte det? | aF", "I: Hvorfor? | aM"]),
        ({"site": "Nord", "phase": "3"}, ["Anne: Ja. | aM aF", "Bo: Nei."]),
    )
