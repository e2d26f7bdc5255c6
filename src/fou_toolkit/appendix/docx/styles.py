"""The styles of a Word document: what an author changes in one place, and what Word's own menus know by name."""

from dataclasses import dataclass
from typing import Final

__all__ = ["LEVELS", "Look", "numbering", "styles"]

LEVELS: Final = 6
"""Levels of headings that have a style; deeper ones share the last."""
_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FONT: Final = "Calibri"
_DARK: Final = "1F3864"
_GREY: Final = "595959"
_LINK: Final = "0B5394"
_RIGHT: Final = 9070
"""Twentieths of a point from the left to the right margin of an upright page."""
_FIGURES: Final = (32, 26, 23, 22, 22, 22)
"""Half points of the headings."""


@dataclass(frozen=True, slots=True)
class Look:
    """What differs between an appendix and a sheet of one page.

    Args:
        language: As Word calls it: `nb-NO`.
        numbered: Whether headings are numbered.
        points: Size of running text.
    """

    language: str
    numbered: bool = True
    points: float = 11.0

    @property
    def letters(self) -> int:
        """Half points of running text."""
        return round(self.points * 2)

    @property
    def after(self) -> int:
        """Twentieths of a point under a paragraph."""
        return 120 if self.numbered else 80


def _style(  # noqa: PLR0913 - parts of a style, as Word has them
    id_: str,
    name: str,
    paragraph: str = "",
    run: str = "",
    *,
    based: str = "Normal",
    following: str = "",
    kind: str = "paragraph",
    own: bool = False,
    priority: int = 9,
) -> str:
    custom = ' w:customStyle="1"' if own else ""
    return (
        f'<w:style w:type="{kind}"{custom} w:styleId="{id_}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + (f'<w:next w:val="{following}"/>' if following else "")
        + f'<w:uiPriority w:val="{priority}"/><w:qFormat/>'
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _spacing(before: int, after: int, line: int = 0) -> str:
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def _headings(look: Look) -> str:
    made = []
    for level in range(LEVELS):
        number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>' if look.numbered else ""
        before = (360, 280, 220, 160, 160, 160)[level] if look.numbered else look.letters * 11
        paragraph = (
            f"<w:keepNext/><w:keepLines/>{number}{_spacing(before, look.after // 2 + 20)}"
            f'<w:outlineLvl w:val="{level}"/>'
        )
        letters = _FIGURES[level] if look.numbered else round(look.letters * 1.3)
        run = f'<w:b/><w:bCs/><w:color w:val="{_DARK}"/>{_size(letters)}'
        made.append(_style(f"Heading{level + 1}", f"heading {level + 1}", paragraph, run, following="Normal"))
    return "".join(made)


def _contents() -> str:
    made = []
    for level, left in enumerate((0, 480, 1100)):
        hanging = (480, 620, 760)[level]
        tabs = (
            f'<w:tabs><w:tab w:val="left" w:pos="{left + hanging}"/>'
            f'<w:tab w:val="right" w:leader="dot" w:pos="{_RIGHT}"/></w:tabs>'
        )
        indent = f'<w:ind w:left="{left + hanging}" w:right="567" w:hanging="{hanging}"/>'
        run = "<w:b/><w:bCs/>" if not level else ""
        before = 80 if not level else 0
        style = _style(f"TOC{level + 1}", f"toc {level + 1}", tabs + _spacing(before, 20) + indent, run, priority=39)
        made.append(style)
    heading = f'<w:b/><w:bCs/><w:color w:val="{_DARK}"/>{_size(_FIGURES[0])}'
    made.append(_style("TOCHeading", "TOC Heading", f"<w:keepNext/>{_spacing(360, 80)}", heading, priority=39))
    return "".join(made)


def _paragraphs(look: Look) -> str:
    side = '<w:pBdr><w:left w:val="single" w:sz="{size}" w:space="8" w:color="{colour}"/></w:pBdr>'
    small = _size(look.letters - 4)
    quoted = side.format(size=12 if look.numbered else 24, colour="8EA9DB" if look.numbered else _DARK)
    if not look.numbered:
        # On a sheet quotations stand out: it hangs on a wall.
        quoted += '<w:shd w:val="clear" w:color="auto" w:fill="EEF4F7"/>'
    said = quoted + _spacing(0, look.after) if look.numbered else _spacing(0, 160)
    half = look.after // 2
    title = 44 if look.numbered else round(look.letters * 1.9)
    listed = '<w:numPr><w:numId w:val="{number}"/></w:numPr>' + _spacing(0, half if look.numbered else 80)
    listed += "<w:contextualSpacing/>" if look.numbered else ""
    return "".join(
        (
            _style(
                "Title",
                "Title",
                f"<w:keepNext/>{_spacing(0, half)}",
                f'<w:b/><w:bCs/><w:color w:val="{_DARK}"/>{_size(title)}',
                following="Subtitle",
                priority=10,
            ),
            _style(
                "Subtitle",
                "Subtitle",
                _spacing(0, look.after),
                f'<w:color w:val="{_GREY}"/>{_size(look.letters + 4)}',
                following="Normal",
                priority=11,
            ),
            _style("Byline", "Byline", _spacing(0, half), own=True),
            _style(
                "Caption",
                "caption",
                f"<w:keepLines/>{_spacing(look.after, half)}",
                f"<w:b/><w:bCs/>{_size(look.letters - 2)}",
                following="Normal",
                priority=35,
            ),
            _style(
                "Quote",
                "Quote",
                f'<w:keepNext/><w:keepLines/>{quoted}{_spacing(half, 20)}<w:ind w:left="567" w:right="567"/>',
                "<w:i/><w:iCs/>" if look.numbered else _size(round(look.letters * 1.12)),
                following="QuoteSource",
                priority=29,
            ),
            _style(
                "QuoteSource",
                "Quote Source",
                f'{said}<w:ind w:left="567" w:right="567"/>',
                f'<w:color w:val="{_GREY}"/>{small}',
                own=True,
                priority=29,
            ),
            _style("ListBullet", "List Bullet", listed.format(number=2), priority=36),
            _style("ListNumber", "List Number", listed.format(number=3), priority=36),
            _style(
                "Definition",
                "Definition",
                f'<w:tabs><w:tab w:val="left" w:pos="2268"/></w:tabs>{_spacing(0, half)}'
                '<w:ind w:left="2268" w:hanging="2268"/>',
                own=True,
            ),
            _style("NoteText", "Note Text", _spacing(40, 40), f'<w:color w:val="{_GREY}"/>{small}', own=True),
            _style(
                "Warning",
                "Warning",
                f"<w:keepLines/>{side.format(size=24, colour='BF8F00')}"
                f'<w:shd w:val="clear" w:color="auto" w:fill="FFF8E1"/>{_spacing(half, look.after)}'
                '<w:ind w:left="227" w:right="227"/>',
                own=True,
            ),
            _style("Figure", "Figure", f'<w:keepNext/>{_spacing(look.after, half)}<w:jc w:val="left"/>', own=True),
            _style("TableText", "Table Text", _spacing(20, 20, 240), _size(19), own=True),
            _style("Header", "header", _spacing(0, 0, 240), small, priority=99),
            _style(
                "Footer",
                "footer",
                f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="BFBFBF"/></w:pBdr>{_spacing(0, 0, 240)}',
                f'<w:color w:val="{_GREY}"/>{_size(17)}',
                priority=99,
            ),
        )
    )


def _characters() -> str:
    def one(id_: str, name: str, run: str, *, own: bool = False) -> str:
        return _style(id_, name, run=run, based="DefaultParagraphFont", kind="character", own=own, priority=20)

    return "".join(
        (
            one("Strong", "Strong", "<w:b/><w:bCs/>"),
            one("Emphasis", "Emphasis", "<w:i/><w:iCs/>"),
            one(
                "Code",
                "Code",
                '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>' + _size(19),
                own=True,
            ),
            one("Hyperlink", "Hyperlink", f'<w:color w:val="{_LINK}"/><w:u w:val="single"/>'),
            one("PlaceholderText", "Placeholder Text", '<w:color w:val="000000"/><w:highlight w:val="yellow"/>'),
        )
    )


def styles(look: Look) -> str:
    """Give the part of a document that holds its styles.

    Args:
        look: Language and density.
    """
    line = 264 if look.numbered else 247
    return (
        f'{_HEAD}<w:styles xmlns:w="{_NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/>{_size(look.letters)}'
        f'<w:lang w:val="{look.language}" w:eastAsia="{look.language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{_spacing(0, look.after, line)}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        f"{_headings(look)}{_contents()}{_paragraphs(look)}{_characters()}</w:styles>"
    )


def numbering() -> str:
    """Give the part of a document that says how headings, bullets and numbered lists count.

    Number 1 belongs to headings, 2 to bullets, 3 to numbered lists; each list that starts anew gets one of its own.
    """
    wide = (567, 680, 794, 964, 1134, 1304)
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="Heading{level + 1}"/>'
        f'<w:lvlText w:val="{".".join(f"%{place}" for place in range(1, level + 2))}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{wide[level]}" w:hanging="{wide[level]}"/></w:pPr></w:lvl>'
        for level in range(LEVELS)
    )

    def simple(id_: int, style: str, form: str, sign: str) -> str:
        return (
            f'<w:abstractNum w:abstractNumId="{id_}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
            f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/><w:lvlText w:val="{sign}"/>'
            '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>'
        )

    numbers = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n - 1}"/></w:num>' for n in (1, 2, 3))
    return (
        f'{_HEAD}<w:numbering xmlns:w="{_NAMESPACE}"><w:abstractNum w:abstractNumId="0">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        f"{simple(1, 'ListBullet', 'bullet', '•')}{simple(2, 'ListNumber', 'decimal', '%1.')}{numbers}</w:numbering>"
    )
