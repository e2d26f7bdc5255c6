"""Pages of a Word document: upright or turned, with what stands at the foot of each."""

from typing import TYPE_CHECKING, Any, Final

from fou_toolkit.appendix.docx.writer import one_line
from fou_toolkit.tables.as_docx import MARGIN, SIDES, add_field, element

if TYPE_CHECKING:
    from fou_toolkit.appendix.docx.writer import Writer

__all__ = ["Pages"]

_TWIPS: Final = 1440 / 2.54
"""Twentieths of a point in a centimetre."""
_NARROW: Final = 1.9
"""Margin of a sheet that should be one page, in centimetres."""
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Pages:
    """Keeps account of how the page lies.

    Args:
        writer: Writes the document.
        notice: What stands at the foot of every page.
        numbered: Whether pages are numbered.
    """

    def __init__(self, writer: "Writer", notice: str, *, numbered: bool) -> None:
        """Begin with an upright page."""
        self._writer = writer
        self._notice = notice
        self._numbered = numbered
        self._wide = False
        self._feet: dict[bool, str] = {}

    @property
    def width(self) -> float:
        """Centimetres between the margins."""
        return SIDES[self._wide] - 2 * self._margin

    @property
    def height(self) -> float:
        """The same from top to bottom."""
        return SIDES[not self._wide] - 2 * self._margin

    @property
    def _margin(self) -> float:
        return MARGIN if self._numbered else _NARROW

    @property
    def _body(self) -> Any:  # noqa: ANN401 - elements of lxml
        return self._writer.document._element.body  # noqa: SLF001 - python-docx ends sections in empty paragraphs only

    def turn(self, *, wide: bool) -> None:
        """Go on with a page that lies so; a new one, where the last lay otherwise.

        Args:
            wide: Whether the page is in landscape.
        """
        if wide == self._wide:
            return
        last = self._body.sectPr.getprevious()
        kept = last.pPr.find(_tag("w:sectPr")) if last.tag == _tag("w:p") and last.pPr is not None else None
        if kept is not None:
            # Nothing stands on the page that was just begun: the one before goes on.
            last.pPr.remove(kept)
        else:
            if last.tag != _tag("w:p"):
                last = self._writer.paragraph("Table Text")._p  # noqa: SLF001 - see above
            last.get_or_add_pPr()._insert_sectPr(self._section())  # noqa: SLF001 - puts it in its place
        self._wide = wide

    def finish(self) -> None:
        """Set up the last page."""
        old = self._body.sectPr
        old.addprevious(self._section())
        old.getparent().remove(old)

    def _section(self) -> Any:  # noqa: ANN401 - elements of lxml
        made = element("w:sectPr")
        if self._notice or self._numbered:
            reference = element("w:footerReference", type="default")
            reference.set(_RELATION, self._foot())
            made.append(reference)
        across, down = (str(round(SIDES[turned] * _TWIPS)) for turned in (self._wide, not self._wide))
        orient = {"orient": "landscape"} if self._wide else {}
        made.append(element("w:pgSz", w=across, h=down, **orient))
        side = str(round(self._margin * _TWIPS))
        edges = dict.fromkeys(("top", "right", "bottom", "left"), side) | dict.fromkeys(("header", "footer"), "567")
        made.append(element("w:pgMar", **edges, gutter="0"))
        made.append(element("w:cols", space="708"))
        return made

    def _foot(self) -> str:
        """Give the id of the foot of pages that lie so; the number stands at the right margin, so there are two."""
        from docx.shared import Cm  # noqa: PLC0415 - heavy, imported where used
        from docx.text.paragraph import Paragraph  # noqa: PLC0415 - same

        if self._wide in self._feet:
            return self._feet[self._wide]
        owner: Any = self._writer.document.part
        part, name = owner.add_footer_part()
        self._feet[self._wide] = name
        paragraph = Paragraph(part.element.p_lst[0], part)
        self._writer.write(paragraph, [one_line(self._notice)])
        if self._numbered:
            from docx.enum.text import WD_TAB_ALIGNMENT  # noqa: PLC0415 - same

            paragraph.paragraph_format.right_indent = Cm(0)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(self.width), WD_TAB_ALIGNMENT.RIGHT)
            paragraph.add_run("\t")
            add_field(paragraph, "PAGE", "1")
            paragraph.add_run(" / ")
            add_field(paragraph, "NUMPAGES", "1")
        return self._feet[self._wide]


def _tag(name: str) -> str:
    from docx.oxml.ns import qn  # noqa: PLC0415 - heavy, imported where used

    return qn(name)
