"""HTML for notebooks, escaped in this one place.

Everything that may come from a transcript goes through `Html.text`; nothing else in the library writes a tag.
"""

from collections.abc import Iterable, Sequence
from html import escape

__all__ = ["highlighted", "page", "passage", "table"]

# Colours carry no meaning of their own: every mark also has a text label (the code id).
_STYLE = (
    "<style>.fou{font-family:system-ui,sans-serif;line-height:1.5;max-width:60em}"
    ".fou table{border-collapse:collapse}.fou th{text-align:left}"
    ".fou td,.fou th{padding:.15em .6em;vertical-align:top}"
    ".fou mark{background:#ffe9a8;color:#111;padding:0 .1em;border-bottom:2px solid #8a6d00}"
    ".fou .code{font-size:.8em;font-weight:600;border:1px solid #767676;border-radius:.3em;padding:0 .3em}"
    ".fou .quiet{color:#595959;font-style:normal}</style>"
)


def highlighted(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """Mark spans of a text; overlapping spans are merged into one mark.

    Args:
        text: Any text; it is escaped here.
        spans: Start, end (code points, half-open) and a tooltip.

    >>> highlighted("a < makt & b", [(4, 8, "M1: makt")])
    'a &lt; <mark title="M1: makt">makt</mark> &amp; b'
    """
    merged: list[tuple[int, int, str]] = []
    for start, end, title in sorted(spans):
        if merged and start < merged[-1][1]:
            before = merged.pop()
            merged.append((before[0], max(before[1], end), f"{before[2]}; {title}"))
        else:
            merged.append((start, end, title))
    pieces, at = [], 0
    for start, end, title in merged:
        pieces.append(escape(text[at:start]))
        pieces.append(f'<mark title="{escape(title)}">{escape(text[start:end])}</mark>')
        at = end
    pieces.append(escape(text[at:]))
    return "".join(pieces)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, caption: str = "", note: str = "") -> str:
    """Render a table; every cell is escaped.

    >>> "&lt;script&gt;" in table(["a"], [["<script>"]])
    True
    """
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    foot = f'<p class="quiet">{escape(note)}</p>' if note else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{foot}"


def page(*parts: str) -> str:
    """Join parts that are HTML already into one block with its style."""
    return f'{_STYLE}<div class="fou">{"".join(parts)}</div>'


def passage(body: str, label: str, place: str) -> str:
    """Render one coded passage; it reads well also where styles are taken out, as in notebooks that are not trusted.

    Args:
        body: HTML made by `highlighted`.
        label: Code and name; escaped here.
        place: Where it stands; escaped here.
    """
    return f'<p>{body} <b class="code">{escape(label)}</b> <i class="quiet">({escape(place)})</i></p>'
