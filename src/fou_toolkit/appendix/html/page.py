"""The whole page: head, what leads into it, sections, and what its script needs."""

from importlib import resources

from fou_toolkit import _html
from fou_toolkit._i18n import t
from fou_toolkit._sheets import printable
from fou_toolkit.appendix.document import Document, Section
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.evidence import Evidence
from fou_toolkit.appendix.fitting import letters_of
from fou_toolkit.appendix.html.anchors import OWN
from fou_toolkit.appendix.html.blocks import block_html
from fou_toolkit.appendix.html.contents import blanks, contents, heading_text
from fou_toolkit.appendix.html.payload import payload
from fou_toolkit.appendix.html.writer import Writer
from fou_toolkit.tables import as_html

__all__ = ["render"]

_DEEPEST = 6


def render(document: Document, edition: Edition | None = None) -> bytes:
    """Write a document as one page that needs nothing from outside.

    Args:
        document: An appendix, with contents, search and codings to open; or, without numbers, a plain result sheet.
        edition: Where the codings behind numbers are; without it, numbers open nothing.

    Returns:
        The page in UTF-8; same document, same bytes.
    """
    writer = Writer(document, edition)
    sections = [_section(section, 2, writer) for section in document.sections]
    whole = _appendix(writer, sections) if document.numbered else _sheet(writer, sections)
    # Signs that no page may hold are taken out at the end, wherever they come from.
    return printable(whole).encode()


def _appendix(writer: Writer, sections: list[_html.Html]) -> str:
    document = writer.document
    evidence = Evidence.of(writer.edition, writer.opened) if writer.edition and writer.opened else None
    skip = _html.tag("a", t("Skip to the text"), href=f"#{OWN}main", class_="skip")
    no_script = _html.tag(
        "noscript", _html.tag("p", t("Scripts are switched off: numbers open nothing, and there is no search."))
    )
    main = _html.tag("main", no_script, blanks(document, writer.anchors), *sections, id=f"{OWN}main", tabindex="-1")
    columns = _html.tag("div", contents(document, writer.anchors), main, class_="columns")
    flow = _html.tag("div", _header(document, _tools()), columns, class_="flow")
    page = _html.tag("div", flow, _footer(document), class_="sheet")
    given = _html.data(f"{OWN}data", payload(document, writer.anchors, evidence))
    return _whole(writer, skip, page, _dialog(), given, script=_file("appendix.js"))


def _sheet(writer: Writer, sections: list[_html.Html]) -> str:
    document = writer.document
    flow = _html.tag("div", _header(document), _html.tag("main", *sections), class_="flow")
    writer.rules.append(f"@page{{margin:13mm 16mm 9mm}}@media print{{html{{font-size:{letters_of(document):g}pt}}}}")
    return _whole(writer, _html.tag("div", flow, _footer(document), class_="sheet plain"))


def _whole(writer: Writer, *parts: _html.Html, script: str = "") -> str:
    document = writer.document
    rules = "".join((as_html.STYLE, _file("appendix.css"), *writer.rules))
    about = [_html.single("meta", name_="author", content=name) for name in document.authors]
    about += [_html.single("meta", name_="keywords", content=", ".join(document.keywords))] if document.keywords else []
    return _html.offline(
        document.title,
        *parts,
        language=document.language,
        rules=rules,
        script=script,
        about=_html.Html("".join(about)),
    )


def _file(name: str) -> str:
    """Read what lies beside this module; line ends are always the same, so that the policy's digest holds."""
    return resources.files(__package__ or "").joinpath(name).read_text("utf-8").replace("\r\n", "\n")


def _header(document: Document, *tools: _html.Html) -> _html.Html:
    parts = [_html.tag("h1", document.title)]
    parts += [_html.tag("p", text, class_="subtitle") for text in (document.subtitle,) if text]
    said = (", ".join(document.authors), document.day) if document.numbered else ()
    about = "; ".join(part for part in said if part)
    parts += [_html.tag("p", about, class_="about")] if about else []
    parts += [_html.tag("p", document.notice, class_="warning notice")] if document.notice and tools else []
    return _html.tag("header", *parts, *tools)


def _footer(document: Document) -> _html.Html:
    return _html.tag("footer", _html.tag("p", document.notice)) if document.notice else _html.Html()


def _tools() -> _html.Html:
    """Give search and print; the script shows them."""
    label = _html.tag("label", t("Search in sections, codes, quotations and passages"), for_=f"{OWN}query")
    box = _html.single("input", type="search", id=f"{OWN}query", autocomplete="off", spellcheck="false")
    count = _html.tag("p", id=f"{OWN}count", role="status", aria_live="polite")
    found = _html.tag("ol", id=f"{OWN}found")
    more = _html.tag("button", type="button", id=f"{OWN}more-found", hidden="")
    search = _html.tag("form", label, box, count, found, more, role="search")
    paper = _html.tag("button", t("Print"), type="button", id=f"{OWN}print")
    return _html.tag("div", search, paper, id=f"{OWN}tools", hidden="")


def _dialog() -> _html.Html:
    """Give the frame in which codings are opened; the script fills it."""
    close = _html.tag("button", t("Close"), type="button", id=f"{OWN}close")
    head = _html.tag("div", _html.tag("h2", id=f"{OWN}title"), close, class_="head")
    count = _html.tag("p", id=f"{OWN}sum")
    passages = _html.tag("ol", id=f"{OWN}passages")
    more = _html.tag("button", type="button", id=f"{OWN}more", hidden="")
    body = _html.tag(
        "div", count, passages, more, class_="body", tabindex="0", role="group", aria_labelledby=f"{OWN}title"
    )
    return _html.tag("dialog", head, body, id=f"{OWN}dialog", aria_labelledby=f"{OWN}title")


def _section(section: Section, level: int, writer: Writer) -> _html.Html:
    name = writer.section_id()
    heading = _html.tag(f"h{min(level, _DEEPEST)}", heading_text(section))
    blocks = [block_html(block, writer) for block in section.blocks]
    below = [_section(one, level + 1, writer) for one in section.sections]
    return _html.tag("section", heading, *blocks, *below, id=name)
