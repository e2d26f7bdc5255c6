"""From the document to the bytes of a PDF."""

import json
import os
import re
import tempfile
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from fou_toolkit._i18n import speaking, t
from fou_toolkit._optional import require
from fou_toolkit.appendix.document import Document
from fou_toolkit.appendix.fitting import letters_of
from fou_toolkit.appendix.fonts import font_folder, printed
from fou_toolkit.appendix.pandoc import Form, image_names, tree
from fou_toolkit.appendix.pdf.source import source
from fou_toolkit.errors import WriteError

__all__ = ["STANDARDS", "render"]

STANDARDS: Final = ("ua-1", "a-2a")
"""What the file promises: it can be read aloud (PDF/UA-1), and it can be kept (PDF/A-2a, the strictest of part 2)."""
_FONTS: Final = ("Libertinus Serif", "DejaVu Sans", "DejaVu Sans Mono")
_NEVER: Final = date(1980, 1, 1)
"""The day of files that have none, as in our zip files."""
_REASON: Final = 120
_DAY: Final = re.compile(r"(\d{4})(?:-(\d\d)-(\d\d))?")


def render(document: Document) -> bytes:
    """Write a document as PDF/UA-1 and PDF/A-2a at once, the strictest that typst writes together.

    PDF/A wants a day: that of the environment (`SOURCE_DATE_EPOCH`), else the day of the document; of a year alone it
    is the first of January, and of a document without a day the first of January 1980. Nothing of the machine goes
    into the file, so that the same document gives the same bytes with the same typst and matplotlib.

    Args:
        document: With numbers (`Document.counted`), or unnumbered.

    Raises:
        MissingPackageError: Pandoc or typst is not installed.
        WriteError: A picture or the text cannot be set.
    """
    typst = require("typst")
    try:
        return _made(typst, document, "svg")
    except typst.TypstError:
        # A picture can hold signs for which there are no letters; as dots it is shown all the same.
        try:
            return _made(typst, document, "png")
        except typst.TypstError as error:
            hint = t("Tell those who make this library; nothing was written.")
            raise WriteError(t("The PDF cannot be made: {error}", error=_reason(error)), hint=hint) from None


def _made(typst: Any, document: Document, picture: str) -> bytes:  # noqa: ANN401 - a module
    body = source(tree(document, Form(picture=picture)))
    template = files(__package__).joinpath("template.typ").read_text("utf-8")
    inputs = {"fou": json.dumps(_around(document), ensure_ascii=False)}
    pictures = {
        name: drawing.svg if picture == "svg" else drawing.png for drawing, name in image_names(document, picture)
    }
    return _set(typst, f"{template}\n{body}".encode(), inputs, pictures)


def _reason(error: Exception) -> str:
    """Give the first words of what typst says, without what it quotes: that can be a text of the project."""
    return re.split('["`(]', str(error))[0].strip()[:_REASON]


def _set(typst: Any, text: bytes, inputs: dict[str, str], pictures: dict[str, bytes]) -> bytes:  # noqa: ANN401 - a module
    """Let typst make the file in a folder that holds the pictures and nothing else: it reads no other file."""
    with tempfile.TemporaryDirectory(prefix="fou-") as folder:
        for name, content in pictures.items():
            (Path(folder) / name).write_bytes(content)
        made: bytes = typst.compile(
            text,
            root=folder,
            font_paths=[font_folder()] if font_folder() else [],
            ignore_system_fonts=True,
            sys_inputs=inputs,
            pdf_standards=list(STANDARDS),
            timestamp=0,
        )
    return made


def _around(document: Document) -> dict[str, Any]:
    """Give what stands around the text: on the first page, on all pages, and in the properties of the file."""

    def line(value: str) -> str:
        return " ".join(printed(value).split())

    day = _day(document.day)
    with speaking(document.language):
        contents = t("Contents") if document.numbered and document.sections else ""
    return {
        "title": line(document.title) or "–",
        "subtitle": line(document.subtitle),
        "authors": [line(name) for name in document.authors],
        "byline": " · ".join(filter(None, [", ".join(map(line, document.authors)), line(document.day)]))
        if document.numbered
        else "",
        "keywords": [line(word) for word in document.keywords],
        "language": document.language,
        "notice": line(document.notice),
        "numbered": document.numbered,
        "letters": 10.5 if document.numbered else letters_of(document),
        "contents": contents,
        "date": [day.year, day.month, day.day],
        "fonts": list(_FONTS if font_folder() else (_FONTS[0], _FONTS[2])),
    }


def _day(text: str) -> date:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if epoch:
            return datetime.fromtimestamp(int(epoch), tz=UTC).date()
        found = _DAY.match(text)
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else _NEVER
    except (ValueError, OverflowError, OSError):
        return _NEVER
