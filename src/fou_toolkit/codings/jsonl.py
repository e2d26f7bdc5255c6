r"""Codings of one coder as JSON lines, UTF-8: a head, then one line a coding.

    {"format": "fou-codings", "version": 1, "coder": "reader_a", "kind": "language model", "round": 1,
     "codebook": "partnerskap", "codebook_version": "1.0", "note": "...", "read": ["intervju_hanne", "logg_mona"]}
    {"source": "intervju_hanne", "start": 120, "end": 164, "code": "M1", "quote": "Det er jo de som bestemmer."}

Positions are code points of the text as `read_corpus` gives it, half-open. `quote` holds the words at the place, so
that a text that has changed since is noticed. `read` lists the sources that the coder read whole: there, no coding
means «no code»; without it, the sources with a coding count as read. `round` of a line goes before that of the head.
A line may have a `polarity` (`supports`, `hinders`, `ambivalent`) and a `coding_id`, its id in the database of a
project.

What is lost: nothing of a `CodingSet`; the name of the codebook is not kept in it.
"""

import json
from collections.abc import Iterator
from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit.codings._fields import Fields, check_version, coding_of, refuse_unfit
from fou_toolkit.codings._part import Part, checked_kind, joined
from fou_toolkit.codings._quoting import Quoted, every_one, words_of
from fou_toolkit.errors import ReadError
from fou_toolkit.model import CodingSet, Corpus

__all__ = ["parse", "parse_part", "render"]

_FORMAT: Final = "fou-codings"
_VERSION: Final = 1


def parse(content: bytes, *, name: str, corpus: Corpus | None = None) -> CodingSet:
    """Read the codings of one coder.

    Args:
        content: The bytes of the file.
        name: Name of the file, for messages.
        corpus: The texts; with them, places and quotations are compared.

    Raises:
        ReadError: A line is not what it should be, or its words do not stand in the text; the message names the line.
    """
    return joined([parse_part(content, name=name, corpus=corpus)])


def parse_part(content: bytes, *, name: str, corpus: Corpus | None = None) -> Part:
    """Read the codings of one coder as one file of several; see `parse`."""
    lines = list(_lines(content, name))
    if not lines or lines[0].values.get("format") != _FORMAT:
        hint = t("The first line is the head: {head}", head='{"format": "fou-codings", "version": 1, "coder": "..."}')
        raise ReadError(t("This is no file of codings."), where=name, hint=hint)
    head, *rest = lines
    check_version(head.number("version"), _VERSION, where=head.where)
    coder = head.text("coder")
    facts = {
        "kind": checked_kind(head.text("kind", needed=False), where=head.where),
        "codebook_version": head.text("codebook_version", needed=False),
        "note": head.text("note", needed=False),
    }
    codings = [coding_of(line, coder, head.number("round", 1, least=1), corpus) for line in rest]
    return Part(
        name,
        codings,
        {coder: facts},
        read=frozenset((coder, source) for source in head.texts("read")),
        told=frozenset([coder] if "read" in head.values else ()),
    )


def _lines(content: bytes, name: str) -> Iterator[Fields]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        hint = t("Save it with the encoding UTF-8.")
        raise ReadError(t("The file is not text in UTF-8."), where=name, hint=hint) from error
    # Not `splitlines`: a quotation may hold a line separator.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = t("{file}, line {line}", file=name, line=number)
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError):
            fields = None
        if not isinstance(fields, dict):
            raise ReadError(t("The line is no JSON object."), where=where, hint=t("Each line is one coding."))
        yield Fields(where, fields)


def render(codings: CodingSet, corpus: Corpus, *, codebook: str = "", quoted: Quoted = every_one) -> bytes:
    """Give the file of one coder's codings.

    Args:
        codings: Codings of one coder.
        corpus: The texts, for the quotations.
        codebook: Name of the codebook.
        quoted: Tells of a coding whether its words are written.

    Raises:
        ValueError: There are codings of several coders.
        WriteError: An id cannot be kept.
    """
    if len(codings.coders) != 1:
        raise ValueError("one file holds the codings of one coder")
    refuse_unfit(codings)
    [coder] = codings.coders
    head = {
        "format": _FORMAT,
        "version": _VERSION,
        "coder": coder.id,
        "kind": coder.kind,
        "codebook": codebook,
        "codebook_version": coder.codebook_version,
        "note": coder.note,
        "read": [source for _, source in codings.pairs_read()],
    }
    rows = ({name: value for name, value in head.items() if value != ""}, *_rows(codings, corpus, quoted))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _rows(codings: CodingSet, corpus: Corpus, quoted: Quoted) -> Iterator[dict[str, object]]:
    for one in codings:
        yield {
            "source": one.source,
            "start": one.span.start,
            "end": one.span.end,
            "code": one.code,
            **({"round": one.round} if one.round != 1 else {}),
            **({"polarity": one.polarity} if one.polarity else {}),
            **({"coding_id": one.id} if one.id else {}),
            **({"quote": words} if (words := words_of(one, corpus, quoted)) else {}),
        }
