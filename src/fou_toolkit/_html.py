"""HTML for notebooks and pages, escaped in this one place; nothing else in the library writes a tag.

What is `Html` already is kept as it is; every other text is escaped where it goes into a tag.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from html import escape

__all__ = [
    "Html",
    "data",
    "document",
    "highlighted",
    "lines",
    "notes",
    "offline",
    "page",
    "passage",
    "single",
    "style",
    "table",
    "tag",
]

# Colours carry no meaning of their own: every mark also has a text label (the code id).
_STYLE = (
    "<style>.fou{font-family:system-ui,sans-serif;line-height:1.5;max-width:60em}"
    ".fou table{border-collapse:collapse}.fou caption{text-align:left;font-weight:600}"
    ".fou table td,.fou table th{padding:.15em .6em;vertical-align:top;text-align:left!important}"
    ".fou mark{background:#ffe9a8;color:#111;padding:0 .1em;border-bottom:2px solid #8a6d00}"
    ".fou .code{font-size:.8em;font-weight:600;border:1px solid #767676;border-radius:.3em;padding:0 .3em}"
    ".fou .quiet{color:#595959;font-style:normal}.fou .notes{font-size:.85em;line-height:1.35;margin:.4em 0}</style>"
)


_PAGE_STYLE = (
    "body{font-family:system-ui,sans-serif;line-height:1.5;max-width:46em;margin:2em auto;padding:0 1em;color:#111}"
    "h1{font-size:1.7em}h2{font-size:1.35em;margin-top:2.2em;border-bottom:2px solid #33566b}"
    "h3{font-size:1.1em;margin:1.8em 0 .2em}h4{font-size:1em;margin:.7em 0 .1em}p,ul{margin:.2em 0}"
    "a{color:#1f4e79}a:focus,summary:focus{outline:3px solid #1f4e79}blockquote{margin:.2em 0 .2em 1.2em}"
    "nav ul{columns:2;list-style:none;padding:0}nav li li{margin-left:1em}nav ul ul{columns:1}"
    "code{font-size:.95em;background:#f2f2f2;padding:0 .2em}.quiet{color:#595959}section{break-inside:avoid-page}"
    "@media print{body{max-width:none;margin:0}a{color:inherit;text-decoration:none}article{break-before:page}}"
    "@media (max-width:40em){nav ul{columns:1}}"
)


class Html(str):
    """A text that is HTML already."""

    __slots__ = ()


def tag(name: str, *children: str, **attributes: str) -> Html:
    """Make an element; children and attributes are escaped, unless they are `Html` already.

    Args:
        name: Name of the element.
        children: What stands in it.
        attributes: `class_` for `class`, `aria_label` for `aria-label`.

    >>> tag("p", "a < b ", tag("b", "c"), id="x")
    '<p id="x">a &lt; b <b>c</b></p>'
    """
    inner = "".join(child if isinstance(child, Html) else escape(child) for child in children)
    given = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    return Html(f"<{name}{given}>{inner}</{name}>")


def single(name: str, **attributes: str) -> Html:
    """Make an element that nothing can stand in, such as `img` and `br`; attributes as in `tag`.

    >>> single("img", alt="a < b")
    '<img alt="a &lt; b">'
    """
    return Html(tag(name, **attributes).removesuffix(f"</{name}>"))


def lines(text: str) -> Html:
    """Give a text with its line ends as line breaks.

    >>> lines("a < b" + chr(10) + "c")
    'a &lt; b<br>c'
    """
    return Html(escape(text).replace("\n", "<br>"))


def notes(said: Iterable[str]) -> Html:
    """Give what stands under a table as one small paragraph; nothing where nothing is to be said.

    >>> notes(["n = 5", "a < b"])
    '<p class="quiet notes">n = 5<br>a &lt; b</p>'
    """
    text = "\n".join(said)
    return tag("p", lines(text), class_="quiet notes") if text else Html()


def style(rules: str) -> Html:
    """Make a style sheet; the rules are ours, never text from anywhere."""
    return Html(f"<style>{rules}</style>")


def document(title: str, *parts: Html, language: str) -> str:
    """Make a whole page that needs nothing from outside and prints well.

    Args:
        title: Title of the window; escaped.
        parts: What stands in it.
        language: Language code of the text.

    >>> document("a", tag("p", "b"), language="nb").splitlines()[1]
    '<html lang="nb">'
    """
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_PAGE_STYLE}</style></head>\n"
        f"<body><main>{''.join(parts)}</main></body>\n</html>\n"
    )


def data(name: str, value: object) -> Html:
    """Put values into a page for its script to read; no text in them can end the element or begin another one.

    Args:
        name: The id of the element.
        value: What JSON can hold.

    >>> "</script>" in data("x", ["</script>"]).removesuffix("</script>")
    False
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Html(f'<script type="application/json" id="{escape(name)}">{text}</script>')


def offline(title: str, *parts: Html, language: str, rules: str, script: str = "", about: Html | None = None) -> str:
    """Make a whole page that loads nothing, and whose policy lets nothing in but its own style and script.

    Args:
        title: Title of the window; escaped.
        parts: What stands in it.
        language: Language code of the text.
        rules: The style sheet; ours, never text from anywhere.
        script: The script; same.
        about: What else stands in the head.

    >>> "script-src" in offline("a", language="nb", rules="p{}")
    False
    """
    allowed = ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "img-src data:"]
    allowed += [f"{kind}-src '{_digest(text)}'" for kind, text in (("style", rules), ("script", script)) if text]
    end = f"<script>{script}</script>" if script else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(allowed)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"{about or ''}<title>{escape(title)}</title><style>{rules}</style></head>\n"
        f"<body>{''.join(parts)}{end}</body>\n</html>\n"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


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
