"""Tables as HTML: a page that needs nothing from outside, and a part of a notebook.

Nothing is lost but what a page does not show: blanks in a row, and signs that are not for print. Copied into Word or
LibreOffice, the table stays a table.
"""

from typing import TYPE_CHECKING, Final

from fou_toolkit import _html
from fou_toolkit._sheets import printable
from fou_toolkit.tables.layout import layout_of

if TYPE_CHECKING:
    from fou_toolkit.tables.table import Table

__all__ = ["fragment", "render"]

_SHOWN: Final = 200
"""Rows in a notebook."""
_STYLE: Final = (
    ".fou-table{border-collapse:collapse;border-top:1.5pt solid;border-bottom:1.5pt solid;font-size:.95em}"
    ".fou-table caption{text-align:left;font-weight:600;padding:.3em 0}"
    ".fou-table thead th{border-bottom:.75pt solid;vertical-align:bottom}"
    ".fou-table th,.fou-table td{padding:.2em .7em;vertical-align:top;text-align:left!important;max-width:32em}"
    ".fou .fou-table th.figure,.fou .fou-table td.figure,.fou-table th.figure,.fou-table td.figure"
    "{text-align:right!important;font-variant-numeric:tabular-nums}"
    ".fou-table td.figure{white-space:nowrap}"
    ".fou-table th.group{font-style:italic;font-weight:400;padding-top:.6em}"
    ".fou-notes{font-size:.85em;max-width:60em;margin:.4em 0}.fou-notes p{margin:.1em 0}"
)


def render(table: "Table") -> bytes:
    """Give the table as a whole page.

    Args:
        table: Any table.
    """
    content = _html.tag("div", _table(table), _notes(table), class_="fou")
    return _html.document(printable(table.title), _html.style(_STYLE), content, language=table.language).encode()


def fragment(table: "Table") -> str:
    """Give the table as a part of a notebook; the end of a very long one is left out, and that is said.

    Args:
        table: Any table.
    """
    shown = table.head(_SHOWN)
    return _html.page(_html.style(_STYLE), _table(shown), _notes(shown))


def _table(table: "Table") -> _html.Html:
    caption = (
        [_html.tag("caption", _html.lines(printable(table.title)), style="text-align:left")] if table.title else []
    )
    numeric = [column.numeric for column in layout_of(table).columns]
    heads = (
        _html.tag("th", _html.lines(printable(table.headings[place])), scope="col", **_looks(figure=figure))
        for place, figure in zip(table.shown, numeric, strict=True)
    )
    body: list[_html.Html] = []
    for row, texts in enumerate(table.texts):
        group = table.group_of(row)
        if group is not None:
            title = _html.tag(
                "th", _html.lines(group), colspan=str(len(numeric)), scope="colgroup", **_looks("group", figure=False)
            )
            body.append(_html.tag("tr", title))
        total = row in table.emphasis
        cells = (
            _html.tag("td", _bold(texts[place]) if total else _html.lines(texts[place]), **_looks(figure=figure))
            for place, figure in zip(table.shown, numeric, strict=True)
        )
        body.append(_html.tag("tr", *cells))
    head = _html.tag("thead", _html.tag("tr", *heads))
    return _html.tag("table", *caption, head, _html.tag("tbody", *body), class_="fou-table")


def _bold(text: str) -> _html.Html:
    return _html.tag("b", _html.lines(text)) if text else _html.Html("")


def _looks(*names: str, figure: bool) -> dict[str, str]:
    """Give what a cell looks like; notebooks that are not trusted take style sheets away, and leave `style`."""
    classes = (*names, *(["figure"] if figure else []))
    look = {"style": f"text-align:{'right' if figure else 'left'}"}
    return {"class_": " ".join(classes), **look} if classes else look


def _notes(table: "Table") -> _html.Html:
    if not table.notes:
        return _html.Html("")
    return _html.tag("div", *(_html.tag("p", _html.lines(printable(note))) for note in table.notes), class_="fou-notes")
