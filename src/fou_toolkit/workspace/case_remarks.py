"""What was read back from a case × theme workbook, and what was not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from fou_toolkit._i18n import Message, t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.cases import CaseMatrix

__all__ = ["SummariesRead", "SummaryRemark"]


@dataclass(frozen=True, slots=True)
class SummaryRemark:
    """What happened to one cell, row or column.

    Args:
        kind: `new`, `changed`, `removed`: taken in; `unknown case`, `unknown theme`, `no case`, `twice`, `no text`: not
            taken in; `no row`, `no column`: left as it was; `other table`, `not read`: to look at.
        message: The same in words.
        case: The case, as it stands there.
        theme: The theme, as it stands there.
        text: The words, so that nothing is lost.
        row: Row of the sheet, from 1; 0 where it is about none.
    """

    kind: str
    message: Message
    case: str = ""
    theme: str = ""
    text: str = ""
    row: int = 0

    def __repr__(self) -> str:
        """Say what happened; the words are shown only when asked for."""
        return f"<SummaryRemark: {self.kind}, {self.case} × {self.theme}>"


_TAKEN: Final = ("new", "changed", "removed")


@dataclass(frozen=True, repr=False)
class SummariesRead(Tabular):
    """Summaries that were read back, and what was not.

    Args:
        matrix: The table with the summaries.
        remarks: What happened; cells that are as they were are not named.
        name: Name of the file.
    """

    matrix: CaseMatrix
    remarks: tuple[SummaryRemark, ...]
    name: str = ""

    @property
    def warnings(self) -> tuple[SummaryRemark, ...]:
        """What a person should look at."""
        return tuple(one for one in self.remarks if one.kind not in _TAKEN)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a remark."""
        return ("kind", "row", "case", "theme", "message", "text")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per remark."""
        for one in self.remarks:
            yield (one.kind, one.row or None, one.case, one.theme, str(one.message), one.text)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("row"), t("case"), t("theme"), t("what happened"), t("words"))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give one row per remark, for people."""
        for one in self.remarks:
            yield (one.row or "", one.case, one.theme, str(one.message), one.text)

    @property
    def caption(self) -> str:
        """Say how many cells were taken in, and how much has to be looked at."""
        taken = tn("{n} cell taken in", "{n} cells taken in", len(self.remarks) - len(self.warnings))
        if not self.warnings:
            return taken
        return f"{taken}, {tn('{n} thing to look at', '{n} things to look at', len(self.warnings))}"

    def __str__(self) -> str:
        """Print as lines of text, without the words."""
        lines = [f"{self.name}: {self.caption}" if self.name else self.caption]
        for one in self.remarks:
            place = " × ".join(part for part in (one.case, one.theme) if part)
            sign = "✓" if one.kind in _TAKEN else "!"
            lines.append(f"{sign} {place}: {one.message}" if place else f"{sign} {one.message}")
        return "\n".join(lines)
