"""What the parts of a page share while it is written: its ids, what it opens, where its marks lie."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from fou_toolkit import _html
from fou_toolkit.appendix.document import Behind, Document, Drawing, Quote, TableBlock
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.evidence import Opened
from fou_toolkit.appendix.html.anchors import Anchors
from fou_toolkit.appendix.html.opening import openable

__all__ = ["Writer"]


@dataclass
class Writer:
    """A page that is being written, in the order of reading.

    Args:
        document: What is written.
        edition: Where the codings are; `None` where nothing is opened.
    """

    document: Document
    edition: Edition | None
    opened: Opened = field(default_factory=Opened)
    rules: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Give every place an id."""
        self.anchors = Anchors.of(self.document)
        self._sections: Iterator[str] = iter(self.anchors.sections)
        self._blocks: Iterator[str] = iter(self.anchors.blocks)
        self._blanks = dict(self.anchors.blanks)

    @property
    def opens(self) -> bool:
        """Whether numbers open anything: not on a result sheet."""
        return self.document.numbered and self.edition is not None

    def section_id(self) -> str:
        """Give the id of the next section."""
        return next(self._sections)

    def block_id(self, _block: Quote | TableBlock | Drawing) -> str:
        """Give the id of the next table, picture or quotation."""
        return next(self._blocks)

    def blank_id(self, key: str) -> dict[str, str]:
        """Give the id of a blank where it stands first."""
        found = self._blanks.pop(key, "")
        return {"id": found} if found else {}

    def button(self, content: str, behind: Behind | None, **attributes: str) -> _html.Html:
        """Make what is read a button, if codings stand behind it.

        Args:
            content: What is read.
            behind: The codings.
            attributes: Further ones.
        """
        if behind is None or not self.opens:
            return content if isinstance(content, _html.Html) else _html.tag("span", content)
        number = str(self.opened.place(behind))
        given = {"type": "button", "class_": "opens", **attributes, "data_n": number, "aria_haspopup": "dialog"}
        return _html.tag("button", content, **given)

    def cells(self, block: TableBlock) -> Mapping[tuple[int, int], Behind]:
        """Give the cells of a table that open something."""
        return openable(block, self.edition) if self.edition is not None and self.opens else {}
