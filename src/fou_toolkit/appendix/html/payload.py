"""What the script of a page reads: passages, what each number opens, and the words it says."""

from typing import Any

from fou_toolkit._i18n import t
from fou_toolkit.appendix.document import Document, Quote, TableBlock, sections_of, walk
from fou_toolkit.appendix.evidence import Evidence, runs
from fou_toolkit.appendix.html.anchors import Anchors
from fou_toolkit.model import POLARITIES

__all__ = ["payload"]


def payload(document: Document, anchors: Anchors, evidence: Evidence | None) -> dict[str, Any]:
    """Give what the script reads, as JSON can hold it.

    Args:
        document: The document.
        anchors: Its ids.
        evidence: What is opened; `None` for nothing.
    """
    found: dict[str, Any] = {"labels": _labels(), "numbers": [], "rows": {}, "codes": [], "texts": [], "words": []}
    if evidence is not None:
        passages = evidence.passages
        lists = {name: list(getattr(passages, name)) for name in ("texts", "codes", "coders", "words", "languages")}
        columns = ("text", "line", "code", "coder", "polarity", "said", "language")
        found |= lists
        found["polarities"] = [t(name) if name else "" for name in POLARITIES]
        found["rows"] = {name: getattr(passages, name) for name in columns}
        pairs = zip(evidence.titles, evidence.rows, strict=True)
        found["numbers"] = [[title, runs(rows.tolist())] for title, rows in pairs]
    found["places"] = _places_of_codes(document, anchors, [code for code, _ in found["codes"]])
    return found


def _places_of_codes(document: Document, anchors: Anchors, codes: list[str]) -> list[str]:
    """Say where one reads about each code: a section named after it, a table that begins a row with it, a quotation."""
    sections, tables, quotations = _named(document, anchors)
    return [sections.get(code) or tables.get(code) or quotations.get(code, "") for code in codes]


def _named(document: Document, anchors: Anchors) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    sections: dict[str, str] = {}
    for heading, name in zip(sections_of(document), anchors.sections, strict=True):
        sections.setdefault(heading.section.title.partition(" ")[0].rstrip(".:"), name)
    tables: dict[str, str] = {}
    quotations: dict[str, str] = {}
    names = iter(anchors.blocks)
    for block in (place.block for place in walk(document)):
        if isinstance(block, TableBlock):
            here = next(names)
            for row in block.table.texts:
                tables.setdefault(row[0].partition(" ")[0] if row else "", here)
        elif isinstance(block, Quote):
            quotations.setdefault(block.code, next(names))
        elif hasattr(block, "png"):
            next(names)
    return sections, tables, quotations


def _labels() -> dict[str, str]:
    """Give what the script says; `{n}` and `{text}` are filled in there."""
    return {
        "place": t("{text}, line {n}", text="{text}", n="{n}"),
        "codings": t("Codings: {n}", n="{n}"),
        "hidden": t("Without words, since not all have agreed to be quoted: {n}", n="{n}"),
        "withheld": t("The words are withheld."),
        "by": t("coded by {coder}", coder="{coder}"),
        "results": t("Results: {n}", n="{n}"),
        "none": t("Nothing found."),
        "short": t("Write at least two letters."),
        "more": t("Show more ({n} left)", n="{n}"),
        "section": t("Section"),
        "table": t("Table"),
        "figure": t("Figure"),
        "quote": t("Quotation"),
        "code": t("Code"),
        "passage": t("Passage"),
    }
