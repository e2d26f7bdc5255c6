"""From the document to the files of LaTeX."""

import re
from importlib.resources import files
from typing import Final

from fou_toolkit.appendix.document import Document
from fou_toolkit.appendix.fonts import printed
from fou_toolkit.appendix.latex.source import numbered, signs, source
from fou_toolkit.appendix.pandoc import Form, image_names, tree
from fou_toolkit.tables.as_latex import escaped

__all__ = ["render"]

_LANGUAGES: Final = {"nb": "norsk", "nn": "nynorsk", "en": "english"}
_PLACE: Final = re.compile("@([A-Z]+)@")


def render(document: Document) -> dict[str, bytes]:
    r"""Write a document as LaTeX: `appendix.tex`, and its pictures as PDF beside it.

    LaTeX counts sections, tables and pictures itself and comes to our numbers. It needs only packages that every
    TeX Live has: `babel`, `booktabs`, `caption`, `fancyhdr`, `geometry`, `hyperref`, `longtable`, `pdflscape`.
    Signs for which LaTeX has no letters are shown with DejaVu Sans where it is installed (LuaLaTeX, XeLaTeX), else by
    name or number.

    Args:
        document: With numbers (`Document.counted`), or unnumbered.

    Returns:
        Contents by name of the file.

    Raises:
        MissingPackageError: Pandoc is not installed.
    """
    body = source(tree(document, Form(picture="pdf", counted=False, fixed=True)))
    around = _around(document)
    around["SIGNS"] = signs(body + "".join(around.values()))
    preamble = files(__package__).joinpath("preamble.tex").read_text("utf-8")
    # One pass, so that a text that looks like a place in the preamble stays a text.
    head = _PLACE.sub(lambda found: around[found[1]], preamble)
    made = {"appendix.tex": f"{head}\n{body}\n\\end{{document}}\n".encode()}
    return made | {name: drawing.pdf for drawing, name in image_names(document, "pdf")}


def _around(document: Document) -> dict[str, str]:
    def line(value: str) -> str:
        return numbered(escaped(" ".join(printed(value).split())))

    main = _LANGUAGES.get(document.language, "english")
    others = sorted(set(_LANGUAGES.values()) - {main})
    authors = [line(name) for name in document.authors]
    return {
        "LANGUAGES": ",".join([*others, main]),
        "TITLE": line(document.title),
        "SUBTITLE": rf"\\[0.5ex]\large {line(document.subtitle)}" if document.subtitle else "",
        "AUTHOR": r" \and ".join(authors),
        "PDFAUTHOR": ", ".join(authors),
        "KEYWORDS": ", ".join(map(line, document.keywords)),
        "LANG": document.language,
        "DATE": line(document.day),
        "NOTICE": line(document.notice),
        "UNCOUNTED": "" if document.numbered else ",labelformat=empty",
        "DEPTH": "4" if document.numbered else "-1",
        "CONTENTS": r"\tableofcontents" if document.numbered and document.sections else "",
    }
