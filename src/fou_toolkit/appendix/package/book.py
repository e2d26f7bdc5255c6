"""The codebook as it goes to an archive: YAML for programs, one row a code for everybody else."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from fou_toolkit._sheets import printable
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.package.entry import Entry
from fou_toolkit.codebooks.writing import format_codebook
from fou_toolkit.model import TEXT_LANGUAGES, Code, Codebook, Coding, Cue, Example, Span
from fou_toolkit.tables import Table
from fou_toolkit.tables.as_csv import render as as_csv
from fou_toolkit.tables.as_xlsx import render as as_xlsx

__all__ = ["book_entries", "book_table", "publishable"]

_PARTS: Final = {
    "name": "name of the code",
    "brief": "brief definition, one sentence",
    "definition": "full definition",
    "use_when": "when to use the code",
    "do_not_use_when": "when not to use the code",
    "no_cues": "why rules cannot find the code",
}
_LANGUAGE_NAMES: Final = {"nb": "Norwegian Bokmål", "nn": "Norwegian Nynorsk", "en": "English"}
_LISTS: Final = {
    "examples": "quotations that show the code, one a line, with the text they stand in",
    "utterances": "what the code can sound like, one a line; made up, from no text",
    "cues": "patterns with which rules look for the code, one a line, with their language",
    "exceptions": "patterns that never count for the code, one a line, with their language",
}
_KEPT_BLIND: Final = frozenset({"licence", "license"})
"""Fields of the head that say nothing of who made the codebook."""


def publishable(edition: Edition, *, examples: bool = True) -> Codebook:
    """Give the codebook without what may not leave.

    An example is a quotation: it stays only if it is found in a text, and consents cover quotation and reuse wherever
    it stands. It bears the published name of that text. In a blind edition the head says nothing of who made it.

    Args:
        edition: The material.
        examples: Whether any example may stay.
    """
    book = edition.codebook
    codes = tuple(replace(code, examples=tuple(_examples(edition, code)) if examples else ()) for code in book)
    kept = {name: text for name, text in book.attributes.items() if not edition.blind or name.lower() in _KEPT_BLIND}
    return replace(book, codes=codes, attributes=kept)


def _examples(edition: Edition, code: Code) -> Iterator[Example]:
    for example in code.examples:
        found = [
            Coding(source.id, Span(at, at + len(example.quote)), code.id, "")
            for source in edition.corpus
            for at in _places(source.text, example.quote)
        ]
        if found and all(edition.material.quotable(one) and edition.material.reusable(one) for one in found):
            named = any(one.source == example.source for one in found)
            source = example.source if named else found[0].source
            yield Example(source, edition.words(example.quote))


def _places(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def book_table(book: Codebook) -> Table:
    """Give a row a code, with the parts that MacQueen et al. (1998) name; languages that nobody wrote are left out.

    Args:
        book: The codebook.
    """
    texts = [
        (part, language)
        for part in _PARTS
        for language in TEXT_LANGUAGES
        if any(getattr(getattr(code, part), language) for code in book)
    ]
    headings = ("code", "parent", *(f"{part}_{language}" for part, language in texts), *_LISTS, "seed_lines")
    rows = tuple(
        (
            code.id,
            code.parent,
            *(printable(getattr(getattr(code, part), language)) for part, language in texts),
            *(printable("\n".join(lines)) for lines in _lists(code)),
            code.seed_lines,
        )
        for code in book
    )
    return Table(f"{book.title or book.name} ({book.version})", headings, rows, precise=True)


def _lists(code: Code) -> Iterator[list[str]]:
    yield [f"«{example.quote}» ({example.source})" for example in code.examples]
    yield [f"{utterance.language}: {utterance.text}" for utterance in code.utterances]
    yield [_cue(cue) for cue in code.cues]
    yield [_cue(cue) for cue in code.exceptions]


def _cue(cue: Cue) -> str:
    return f"{cue.language}: {cue.text}"


def _variables(table: Table) -> Iterator[tuple[str, str]]:
    known = {"code": "id of the code", "parent": "id of the theme that it belongs to; empty for a theme"}
    known |= {"seed_lines": "lines of the material that the codebook began with; empty where there are none", **_LISTS}
    for heading in table.headings:
        part, _, language = heading.rpartition("_")
        yield heading, known.get(heading) or f"{_PARTS[part]}, in {_LANGUAGE_NAMES[language]}"


def book_entries(edition: Edition, *, examples: bool) -> list[Entry]:
    """Give the codebook as three files.

    Args:
        edition: The material.
        examples: Whether quotations may stay in it.
    """
    book = publishable(edition, examples=examples)
    table = book_table(book)
    variables = tuple(_variables(table))
    left = sum(len(code.examples) for code in edition.codebook) - sum(len(code.examples) for code in book)
    said = f" {left} examples are left out: they may not leave the project." if left else ""
    other = "" if book.fingerprint == edition.codebook.fingerprint else _other(edition.codebook)
    text = format_codebook(book).encode("utf-8", "replace")
    return [
        Entry(
            "codebook/codebook.csv",
            as_csv(table, guarded=True),
            "Codebook, one row a code",
            f"Definitions, rules of use and examples of {len(book)} codes and themes.{said}",
            table,
            variables,
        ),
        Entry(
            "codebook/codebook.xlsx",
            as_xlsx(table),
            "Codebook as a workbook",
            "The same as codebook.csv, for Excel and LibreOffice; every cell is a text.",
        ),
        Entry(
            "codebook/codebook.yaml",
            text,
            "Codebook, exact",
            f"The codebook as the software reads it; SHA-256 of its content: {book.fingerprint}.{other}{said}",
        ),
    ]


def _other(book: Codebook) -> str:
    return (
        f" In the project, the codebook has the digest {book.fingerprint}, and the tables name that one; here, examples"
        " bear the published names of texts, or are left out."
    )
