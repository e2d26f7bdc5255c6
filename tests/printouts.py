"""Constructed documents for the formats that go to paper, and a look into what they become."""

import re
import zlib
from typing import Any

from fou_toolkit.appendix.document import (
    Blank,
    Bullets,
    Definitions,
    Document,
    Drawing,
    Link,
    Number,
    Paragraph,
    Quote,
    Section,
    TableBlock,
    Words,
)
from fou_toolkit.tables import Table

HOSTILE = (
    '$a$ # * _b_ @c <d> [e] \\ `f` ~ // /* x */ {g} "h" \'i\' -- --- ... -? -1 ,, ?` #import #read("/etc/passwd") '
    "\\input{/etc/passwd} \\write18{ls} %x^2&y 1. li =1+1 @TITLE@"
)
STRANGE = (
    "Emoji \U0001f973 \U0001f600 \U0001f469\u200d\U0001f467 ❤\ufe0f 漢字 \u202eRLO\u202c \x00nul a\u030a \ue000 ≥ α ж"
)
ARABIC = "مرحبا بكم في الروضة، نحن هنا."
HEBREW = "שלום לכולם."

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">'
    b'<rect width="80" height="60" fill="#33566b"/><text x="5" y="90" font-family="DejaVu Sans" font-size="9">TEXT</text></svg>'
)


def drawing(name: str = "bars", text: str = "Møte", **settings: Any) -> Drawing:
    """Make a picture with one bar."""
    made: dict[str, Any] = {"title": "Koder", "alt": f"Én stolpe: {text}", "size": (6.3, 3.0), "png": PNG, "pdf": PDF}
    return Drawing(name, **{**made, "svg": SVG.replace(b"TEXT", text.encode()), **settings})


def table(rows: int = 3, **settings: Any) -> Table:
    """Make a table of codes."""
    cells = tuple((f"M{row}", f"Navn {row}", row + 3, 0.5) for row in range(rows))
    made: dict[str, Any] = {"headings": ("Kode", "Navn", "Personer", "Andel"), "cells": cells, "notes": ("n = 27.",)}
    return Table(**{"title": "Koder", "language": "nb", **made, **settings})


def wide_table() -> Table:
    """Make a table that needs a page in landscape."""
    long = "En ganske lang tekst om hva koden betyr og når den brukes i praksis, med mange ord."
    return Table("Bred", tuple(f"Overskrift {place}" for place in range(7)), ((long,) * 7,) * 2, language="nb")


def of(*blocks: Any, **settings: Any) -> Document:
    """Make a document of one section."""
    made: dict[str, Any] = {"title": "Vedlegg", "language": "nb", "sections": (Section("one", "Del", blocks),)}
    return Document(**{**made, "notice": "Pseudonymisert, ikke anonymt.", "day": "2026-05-03", **settings}).counted()


def everything(text: str = HOSTILE) -> Document:
    """Make a document with all kinds of blocks, and one text wherever a text can stand."""
    said = (Words(text), Words(text, "strong"), Words(text, "emphasis"), Words(text, "code"), Number(text))
    asked = (Blank("study.question", text), Link(text, "#codes"), Link(text, "https://example.org/?a=1&b=#c"))
    cells = ((text, 1), (f"{text}\n{text}", 2))
    shown = Table(text, (text, "Tall"), cells, notes=(text,), language="nb", emphasis=frozenset({1}))
    grouped = Table(text, ("Tema", text), ((text, text), ("b", text)), grouped_by=0, language="nb")
    blocks = (
        Paragraph((*said, *asked)),
        Paragraph.of(text, kind="note"),
        Paragraph.of(text, kind="warning"),
        Bullets.of([text, "b"]),
        Bullets.of([text], ordered=True),
        Definitions(((text, (Words(text),)),)),
        Quote("q-abc", text, text, text, "M1", reviewed=True, language="nn"),
        TableBlock("codes", shown, links={(0, 0): "#q-abc", (1, 0): "#nowhere"}),
        TableBlock("grouped", grouped),
        drawing(title=text, alt=text, notes=(text,)),
    )
    below = Section("below", text, (TableBlock("broad", wide_table()), Quote("q-abd", ARABIC, "forelder", "T09", "M2")))
    return Document(
        title=text,
        language="nb",
        sections=(Section("one", text, blocks, (below,)),),
        subtitle=text,
        authors=(text, "Ola"),
        notice=text,
        day="2026-05-03",
        keywords=(text,),
    ).counted()


def inflated(pdf: bytes) -> bytes:
    """Give a PDF with what is packed in it unpacked, one part after the other."""
    parts = [pdf]
    for found in re.finditer(rb"stream\r?\n", pdf):
        try:
            parts.append(zlib.decompressobj().decompress(pdf[found.end() :]))
        except zlib.error:
            continue
    return b"\n".join(parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4) + kind + content + zlib.crc32(kind + content).to_bytes(4)


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]))
    + _chunk(b"IDAT", zlib.compress(b"\0\0"))
    + _chunk(b"IEND", b"")
)
PDF = b"%PDF-1.4\n"
