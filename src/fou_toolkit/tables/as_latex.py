r"""Tables as LaTeX (`.tex`), to be read in with `\input`.

Lines as `booktabs` draws them. A table that is wider than the page is turned (`pdflscape`), one that is longer runs
over pages with its headings (`longtable`). All signs that LaTeX would take for commands are written out. Greek letters
and signs of mathematics work with every LaTeX; emoji and rare alphabets need LuaLaTeX or XeLaTeX and a font that has
them. What is lost: signs that are not for print.
"""

import re
import unicodedata
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from fou_toolkit._sheets import printable
from fou_toolkit.tables.layout import Column, Layout, layout_of

if TYPE_CHECKING:
    from fou_toolkit.tables.table import Table

__all__ = ["escaped", "render"]

_LONG: Final = 32
"""Rows that fit on a page."""
_HEADING: Final = 14
"""Letters in a line of a heading."""

_SIGNS: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    # Behind the end of a row, these would be taken for a part of it.
    "[": "{[}",
    "]": "{]}",
    "*": "{*}",
    "\N{MINUS SIGN}": r"\ensuremath{-}",
    "≥": r"\ensuremath{\geq}",
    "≤": r"\ensuremath{\leq}",
    "≠": r"\ensuremath{\neq}",
    "≈": r"\ensuremath{\approx}",
    "∞": r"\ensuremath{\infty}",
    "→": r"\ensuremath{\rightarrow}",
    "←": r"\ensuremath{\leftarrow}",
    "↔": r"\ensuremath{\leftrightarrow}",
    "√": r"\ensuremath{\surd}",
    "∑": r"\ensuremath{\sum}",
    "\N{NO-BREAK SPACE}": "~",
    "\t": " ",
}
_GREEK: Final = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "η": "eta",
    "θ": "theta",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
    "Δ": "Delta",
    "Σ": "Sigma",
    "Ω": "Omega",
}
_ESCAPES: Final = str.maketrans(_SIGNS | {sign: rf"\ensuremath{{\{name}}}" for sign, name in _GREEK.items()})
_LIGATURE: Final = re.compile(r"(?<=([-',]))(?=\1)")
"""Between two signs of which LaTeX would make one: `--`, `''`, `,,`."""
_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9]+")


def escaped(text: str) -> str:
    r"""Write a text so that LaTeX shows it as it is.

    >>> print(escaped("50 % & {M_1}"))
    50 \% \& \{M\_1\}
    """
    return _LIGATURE.sub("{}", printable(text).translate(_ESCAPES))


def render(table: "Table") -> bytes:
    """Give a part of a document.

    Args:
        table: Any table.
    """
    layout = layout_of(table)
    long = len(table) > _LONG
    rows = _rows(table, layout)
    head = f"{_head(table, layout)} \\\\"
    columns = "@{}" + "".join(map(_column, layout.columns)) + "@{}"
    title = _title(table)
    notes = [rf"{{\footnotesize\raggedright {_text(note)}\par}}" for note in table.notes]
    if long:
        shown = [
            r"{\small",
            rf"\begin{{longtable}}{{{columns}}}",
            *([f"{title} \\\\"] if title else []),
            *(r"\toprule", head, r"\midrule", r"\endhead", r"\bottomrule", r"\endlastfoot"),
            *rows,
            r"\end{longtable}}",
            *notes,
        ]
    else:
        shown = [
            r"\begin{table}[htbp]",
            r"\centering\small",
            *([title] if title else []),
            rf"\begin{{tabular}}{{{columns}}}",
            *(r"\toprule", head, r"\midrule", *rows, r"\bottomrule"),
            r"\end{tabular}",
            *([r"\par\smallskip"] if notes else []),
            *notes,
            r"\end{table}",
        ]
    if layout.wide:
        shown = [r"\begin{landscape}", *shown, r"\end{landscape}"]
    needed = [r"% Needs in the preamble: \usepackage[T1]{fontenc} \usepackage{array,booktabs,longtable,pdflscape}"]
    return ("\n".join([*needed, *shown]) + "\n").encode("utf-8", "replace")


def _title(table: "Table") -> str:
    if not table.title:
        return ""
    plain = unicodedata.normalize("NFKD", table.title.lower().replace("æ", "ae").replace("ø", "o")).encode(
        "ascii", "ignore"
    )
    name = _NOT_IN_NAMES.sub("-", plain.decode()).strip("-")[:40].strip("-")
    return rf"\caption{{{_text(table.title)}}}" + (rf"\label{{tab:{name}}}" if name else "")


def _text(text: str) -> str:
    """Write a text of one paragraph."""
    return escaped(" ".join(text.splitlines()))


def _column(column: Column) -> str:
    if not column.wraps:
        return "r" if column.numeric else "l"
    return rf">{{\raggedright\arraybackslash}}p{{\dimexpr {column.share:.3f}\linewidth-2\tabcolsep\relax}}"


def _head(table: "Table", layout: Layout) -> str:
    return " & ".join(
        _heading(table.headings[place], column) for place, column in zip(table.shown, layout.columns, strict=True)
    )


def _heading(text: str, column: Column) -> str:
    """Write a heading over a column, in several lines where it is longer than what stands under it."""
    lines = wrap(" ".join(text.split()), max(column.letters, _HEADING), break_long_words=False, break_on_hyphens=False)
    if column.wraps or len(lines) <= 1:
        return _text(text)
    side = "r" if column.numeric else "l"
    broken = r" \\ ".join(map(escaped, lines))
    return rf"\begin{{tabular}}[b]{{@{{}}{side}@{{}}}}{broken}\end{{tabular}}"


def _rows(table: "Table", layout: Layout) -> list[str]:
    lines = []
    for row, texts in enumerate(table.texts):
        group = table.group_of(row)
        if group is not None:
            lines.append(rf"\multicolumn{{{len(layout.columns)}}}{{@{{}}l@{{}}}}{{\emph{{{_text(group)}}}}} \\")
        cells = [_cell(texts[place], column) for place, column in zip(table.shown, layout.columns, strict=True)]
        if row in table.emphasis:
            cells = [rf"\textbf{{{cell}}}" if cell else "" for cell in cells]
        lines.append(" & ".join(cells) + r" \\")
    return lines


def _cell(text: str, column: Column) -> str:
    """Write a cell; ids such as `focus_group_north` may be broken behind `_` where room is scarce."""
    cell = escaped(text).replace("\n", r"\newline{}")
    return cell.replace(r"\_", r"\_\allowbreak{}") if column.wraps else cell
