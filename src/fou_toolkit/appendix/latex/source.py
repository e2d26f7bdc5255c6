r"""The tree of a document as LaTeX: pandoc escapes the texts, and signs that LaTeX has no letters for are declared."""

import re
import unicodedata
from typing import Any, Final

from fou_toolkit.appendix.fonts import known_signs, printed
from fou_toolkit.appendix.pandoc import converted, raw_block, raw_inline, rewritten
from fou_toolkit.appendix.pandoc.walk import Node, classes_of, element
from fou_toolkit.tables.as_latex import escaped

__all__ = ["numbered", "signs", "source"]

_LATEX: Final = "latex"
_SPANS: Final = {"fou-blank": r"\foublank{", "fou-code": r"\texttt{"}
_DIVS: Final = {
    "fou-note": (r"\begin{founote}", r"\end{founote}"),
    "fou-warning": (r"\begin{fouwarning}", r"\end{fouwarning}"),
    "fou-quote": (r"\begin{quote}", r"\end{quote}"),
    "fou-source": (r"\begin{fousource}", r"\end{fousource}"),
    "fou-wide": (r"\begin{landscape}", r"\end{landscape}"),
}
_SIZES: Final = ((1.0, r"\small"), (0.9, r"\footnotesize"), (0.7, r"\scriptsize"), (0.0, r"\tiny"))
_LIGATURE: Final = re.compile("(`|,(?=,)|\u200b)")
_MARKS: Final = {"`": r"\textasciigrave{}", ",": ",{}", "\u200b": r"\foubreak{}"}
_RIGHT_SIGNS: Final = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RIGHT: Final = re.compile(rf"[{_RIGHT_SIGNS}](?:[{_RIGHT_SIGNS} \u200c\u200d]*[{_RIGHT_SIGNS}])?")
"""A run of words in Arabic or Hebrew letters."""
_ASCII: Final = frozenset(range(0x20, 0x7F))
_OWN: Final = frozenset(
    [
        *map(chr, range(0xA1, 0x180)),
        *"‐‑‒–—―‘’‚“”„†‡•…‰‹›€™ \u200b\u00a0\u00ad",
    ]
) - frozenset("ĈĉĊċĞğĠġĤĥĦħĨĩĪīĬĭĮįĴĵĶķĸĻļĿŀŅņŉŊŋŌōŎŏŖŗŜŝŢţŦŧŨũŪūŬŭŲųŴŵŶŷſ¬±×÷µ")
"""Signs that the letters of LaTeX have, with every program."""


def source(tree: dict[str, Any]) -> str:
    """Write the body of a document; `preamble.tex` has what it needs.

    Args:
        tree: As `pandoc.tree` makes it.
    """
    return converted(rewritten(tree, _rule), "latex-smart")


def signs(text: str) -> str:
    """Declare all signs of a text that LaTeX has no letters for.

    Args:
        text: LaTeX.
    """
    # What runs from the right stands in `\\fouright`, as a whole: letters of Arabic are joined.
    strange = sorted({sign for sign in _RIGHT.sub("", text) if not sign.isascii() and sign not in _OWN})
    return "\n".join(map(_declared, strange))


def numbered(text: str) -> str:
    r"""Write what runs from the right by the numbers of its letters, for places that hold no other font.

    >>> print(numbered("a \u05d0"))
    a {[}U+05D0{]}
    """
    return _RIGHT.sub(lambda found: escaped(printed(found[0], _ASCII)), text)


def _declared(sign: str) -> str:
    code, meant = f"{ord(sign):04X}", escaped(sign)
    if sign in "\u200c\u200d":
        return rf"\fousign{{{code}}}{{{sign}}}{{}}{{}}"
    instead = _named(sign) if meant == sign else meant
    # What the mathematics of LaTeX shows looks right without DejaVu Sans.
    known = meant == sign and ord(sign) in known_signs()
    other = r'{\foufont\char"' + code + " }" if known else instead
    return rf"\fousign{{{code}}}{{{sign}}}{{{instead}}}{{{other}}}"


def _named(text: str) -> str:
    """Give the nearest letters that LaTeX has, or the number of a sign."""
    shown = []
    for sign in text:
        base = unicodedata.normalize("NFKD", sign)
        plain = "".join(part for part in base if part.isascii() and part.isprintable())
        shown.append(escaped(plain or ("" if base.isspace() else printed(sign, ()))))
    return "".join(shown)


def _rule(node: Node) -> list[Node] | None:
    kind = node["t"]
    if kind == "Str":
        return [part for piece in _runs(node["c"]) for part in piece]
    if kind == "Span":
        before = next((_SPANS[name] for name in classes_of(node) if name in _SPANS), None)
        return None if before is None else [raw_inline(_LATEX, before), *node["c"][1], raw_inline(_LATEX, "}")]
    return _division(node) if kind == "Div" else None


def _runs(text: str) -> list[list[Node]]:
    """Part a text into what runs from the left and from the right."""
    made, at = [], 0
    for found in _RIGHT.finditer(text):
        made.append(_plain(text[at : found.start()]))
        made.append([raw_inline(_LATEX, rf"\fouright{{{found[0]}}}{{{numbered(found[0])}}}")])
        at = found.end()
    return [*made, _plain(text[at:])]


def _plain(text: str) -> list[Node]:
    """Make elements of a text; of signs that LaTeX would join, the first is written out."""
    parts = _LIGATURE.split(text)
    return [
        raw_inline(_LATEX, _MARKS[part]) if place % 2 else element("Str", part)
        for place, part in enumerate(parts)
        if part
    ]


def _division(node: Node) -> list[Node] | None:
    (id_, names, pairs), inner = node["c"]
    if "fou-table" in names:
        scale = float(dict(pairs).get("scale", "1"))
        size = next(name for least, name in _SIZES if scale >= least)
        return [raw_block(_LATEX, rf"{{{size}"), *inner, raw_block(_LATEX, "}")]
    if "fou-said" in names:
        language = [pair for pair in pairs if pair[0] == "lang"]
        return [element("Div", ["", [], language], inner)] if language else list(inner)
    found = next((_DIVS[name] for name in names if name in _DIVS), None)
    if found is None:
        return None
    label = rf"\phantomsection\label{{{id_}}}" if id_ else ""
    return [raw_block(_LATEX, found[0] + label), *inner, raw_block(_LATEX, found[1])]
