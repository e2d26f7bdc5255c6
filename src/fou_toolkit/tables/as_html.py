"""Tables as HTML: a page that needs nothing from outside, and a part of a notebook.

Nothing is lost but what a page does not show: blanks in a row, and signs that are not for print. Copied into Word or
LibreOffice, the table stays a table.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from fou_toolkit import _html
from fou_toolkit._sheets import printable
from fou_toolkit.tables.layout import layout_of

if TYPE_CHECKING:
    from fou_toolkit.tables.table import Table

__all__ = ["STYLE", "element", "fragment", "notes_of", "render"]

Fill = Callable[[int, int, _html.Html], _html.Html]

_SHOWN: Final = 200
"""Rows in a notebook."""
STYLE: Final = (
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
    content = _html.tag("div", element(table), notes_of(table), class_="fou")
    return _html.document(printable(table.title), _html.style(STYLE), content, language=table.language).encode()


def fragment(table: "Table") -> str:
    """Give the table as a part of a notebook; the end of a very long one is left out, and that is said.

    Args:
        table: Any table.
    """
    shown = table.head(_SHOWN)
    return _html.page(_html.style(STYLE), element(shown), notes_of(shown))


def element(table: "Table", *, number: str = "", cell: Fill | None = None, in_page: bool = False) -> _html.Html:
    """Give the table itself, without its notes.

    Args:
        table: Any table.
        number: What stands in front of the title: `Table 3`.
        cell: Gives what stands in a cell, from its row and column and what would stand there; by default just that.
        in_page: Whether it stands in a page of ours, whose style sheet holds: then no element has a style of its own,
            and a first column of texts names the rows.
    """
    look = _kept if in_page else _looks
    fill = cell or _as_it_is
    title = ". ".join(part for part in (number, printable(table.title)) if part)
    said = {} if in_page else {"style": "text-align:left"}
    caption = [_html.tag("caption", _html.lines(title), **said)] if title else []
    numeric = [column.numeric for column in layout_of(table).columns]
    heads = (
        _html.tag("th", _html.lines(printable(table.headings[place])), scope="col", **look(figure=figure))
        for place, figure in zip(table.shown, numeric, strict=True)
    )
    body: list[_html.Html] = []
    for row, texts in enumerate(table.texts):
        group = table.group_of(row)
        if group is not None:
            body.append(_html.tag("tr", _group(group, len(numeric), look("group", figure=False))))
        total = row in table.emphasis
        cells: list[_html.Html] = []
        for place, figure in zip(table.shown, numeric, strict=True):
            inner = fill(row, place, _bold(texts[place]) if total else _html.lines(texts[place]))
            names_row = in_page and not cells and not figure and bool(texts[place])
            name, more = ("th", {"scope": "row"}) if names_row else ("td", {})
            cells.append(_html.tag(name, inner, **more, **look(figure=figure)))
        body.append(_html.tag("tr", *cells))
    head = _html.tag("thead", _html.tag("tr", *heads))
    return _html.tag("table", *caption, head, _html.tag("tbody", *body), class_="fou-table")


def _as_it_is(_row: int, _column: int, content: _html.Html) -> _html.Html:
    return content


def _group(title: str, columns: int, look: dict[str, str]) -> _html.Html:
    return _html.tag("th", _html.lines(title), colspan=str(columns), scope="colgroup", **look)


def _bold(text: str) -> _html.Html:
    return _html.tag("b", _html.lines(text)) if text else _html.Html("")


def _looks(*names: str, figure: bool) -> dict[str, str]:
    """Give what a cell looks like; notebooks that are not trusted take style sheets away, and leave `style`."""
    return (
        {**_kept(*names, figure=figure), "style": f"text-align:{'right' if figure else 'left'}"}
        if (names or figure)
        else {}
    )


def _kept(*names: str, figure: bool) -> dict[str, str]:
    """Give what a cell looks like where style sheets are kept."""
    classes = (*names, *(["figure"] if figure else []))
    return {"class_": " ".join(classes)} if classes else {}


def notes_of(table: "Table") -> _html.Html:
    """Give what stands under a table; nothing where nothing is said.

    Args:
        table: Any table.
    """
    if not table.notes:
        return _html.Html("")
    return _html.tag("div", *(_html.tag("p", _html.lines(printable(note))) for note in table.notes), class_="fou-notes")
