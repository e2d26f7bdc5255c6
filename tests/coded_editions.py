"""Editions of small made-up projects, and another way to count what stands behind a number."""

from collections.abc import Sequence

from hypothesis import strategies as st

from builders import make_source
from fou_toolkit.appendix.config import CodingChoice, Config
from fou_toolkit.appendix.document import Document, TableBlock, walk
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.material import Material
from fou_toolkit.model import (
    Code,
    Codebook,
    Coder,
    Coding,
    CodingSet,
    Corpus,
    Localised,
    Participant,
    Project,
    Span,
)

__all__ = ["coded_editions", "edition_of", "project_of", "recount", "tables_of"]

_WORDS = "Vi var der. Det ble bestemt. Ingen spurte oss."


def project_of(
    spans: Sequence[tuple[int, float, int, str, str]],
    *,
    texts: int = 6,
    people: int = 6,
    codes: Sequence[Code] = (),
    smallest: int = 2,
) -> Project:
    """Make a project: each text has two people and an interviewer; spans are text, place (share), length, code, coder."""
    sources = [
        make_source(
            f"P{number % people}: {_WORDS}",
            "I: Hvorfor? Og så?",
            f"P{(number + 1) % people}: {_WORDS}",
            f"P{number % people}: Ja.",
            id=f"t{number}",
            phase=str(number % 3 + 1),
            genre="intervju",
        )
        for number in range(texts)
    ]
    roles = tuple(Participant(f"P{number}", ("styrer", "assistent")[number % 2]) for number in range(people))
    book = Codebook(
        "liten",
        tuple(codes)
        or (
            Code("T", Localised("Tema")),
            Code("A", Localised("Første"), parent="T"),
            Code("B", Localised("Andre"), parent="T"),
            Code("C", Localised("Alene")),
        ),
    )
    found = []
    for text, share, length, code, coder in spans:
        end = len(sources[text].text)
        start = min(int(share * end), end - 1)
        found.append(Coding(sources[text].id, Span(start, min(start + length, end)), code, coder))
    coders = sorted({one.coder for one in found}) or ["k"]
    read = [(coder, source.id) for coder in coders for source in sources] if found else []
    codings = CodingSet.of(found, [Coder(one) for one in coders], read=read)
    return Project(Corpus(tuple(sources), roles), book, codings, smallest_group=smallest)


def edition_of(project: Project, *, blind: bool = False, material: dict | None = None, **choice: object) -> Edition:
    """Make an edition in which everything may be quoted."""
    made = Material(project, lambda _: True, lambda _: True, **(material or {}))
    return Edition.of(made, Config(codings=CodingChoice(**choice)), blind=blind)


_span = st.tuples(
    st.integers(0, 5),
    st.floats(0, 0.99),
    st.integers(1, 120),
    st.sampled_from(["T", "A", "A", "B", "C"]),
    st.sampled_from(["k", "l"]),
)


@st.composite
def coded_editions(draw, least=1):
    """Editions with some codings, many of them over several turns, that begin in questions, or lie on each other."""
    spans = draw(st.lists(_span, min_size=least, max_size=40))
    smallest = draw(st.sampled_from([1, 2, 3]))
    combine = draw(st.sampled_from(["any", "any", "all"]))
    return edition_of(project_of(spans, smallest=smallest), combine=combine)


def tables_of(section) -> dict[str, TableBlock]:
    """Give the tables of a section by name."""
    document = Document("x", "en", (section,))
    return {one.block.name: one.block for one in walk(document) if isinstance(one.block, TableBlock)}


def recount(edition: Edition, rows: Sequence[int], count: str, attribute: str = "", value: str = "") -> int:
    """Count what some codings stand for, in a group, one by one and by another way than the library.

    Args:
        edition: The edition.
        rows: Rows of codings of one code or theme.
        count: `codings`, `people`, `sentences` or `texts`.
        attribute: Attribute of the group.
        value: Its value.
    """
    selection = edition.selection
    codings = list(selection.codings)
    chosen = [codings[row] for row in rows]
    if count == "codings":
        return len(chosen)
    if count == "texts":
        return len({one.source for one in chosen})
    units = selection.units("sentence")
    needed = len(selection.codings.coders) if selection.counted.combine == "all" else 1
    found, people = set(), set()
    for start, end, number in zip(units.start.tolist(), units.end.tolist(), units.source.tolist(), strict=True):
        base, name = int(units.bases[number]), units.source_ids[number]
        touching = {
            one.coder
            for one in chosen
            if one.source == name and one.span.start + base < end and one.span.end + base > start
        }
        source = edition.corpus[name]
        turn = next(one for one in source.turns if one.span.start <= start - base < one.span.end)
        here = edition.corpus.attributes(source, turn).get(attribute, "") if attribute else value
        if len(touching) >= needed and here == value:
            found.add((name, start))
            people.add(turn.participant)
    return len(people if count == "people" else found)
