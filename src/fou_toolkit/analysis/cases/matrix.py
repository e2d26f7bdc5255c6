"""The case × theme table of the framework method: passages in every cell, and room for a summary.

Ritchie, J. & Spencer, L. (1994). Qualitative data analysis for applied policy research. In A. Bryman & R. Burgess
(eds.), Analyzing Qualitative Data, 173–194: «charting». Gale, N. K., Heath, G., Cameron, E., Rashid, S. & Redwood, S.
(2013). Using the framework method for the analysis of qualitative data in multi-disciplinary health research. BMC
Medical Research Methodology 13:117. A row is a case, a column a theme; in each cell stands, in few words, what the case
says of the theme, with a reference to the passages it rests on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Final

from fou_toolkit import _html
from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.groups import ATTRIBUTES
from fou_toolkit.analysis.quotations import Quotations
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import SMALLEST_GROUP, Code
from fou_toolkit.model.project import similar

__all__ = ["UNKNOWN", "CaseCell", "CaseMatrix"]

_SHOWN: Final = 160
"""Letters of a quotation in a cell of the table."""
UNKNOWN: Final = "?"
"""What a case without a name is called in tables."""


@dataclass(frozen=True, slots=True)
class CaseCell:
    """What one case says of one theme.

    Args:
        case: The case; empty where nobody knows.
        theme: Id of the theme or code.
        passages: How many passages there are.
        quotations: Some of them, from as many people as possible.
        summary: What a person wrote about them; empty at first.
    """

    case: str
    theme: str
    passages: int
    quotations: Quotations
    summary: str = ""

    def __repr__(self) -> str:
        """Say which cell it is; its words are shown only when asked for."""
        return f"<CaseCell: {self.case or UNKNOWN} × {self.theme}>"


@dataclass(frozen=True, repr=False)
class CaseMatrix(Tabular):
    """Cases as rows, themes as columns.

    Args:
        attribute: What a case is: `site`, `participant`, `source` ...
        cases: The cases, in order.
        themes: The themes or codes, in the order of the codebook.
        cells: One row per case, one cell per theme.
        people: How many people speak in each case.
        counted: What was counted.
        smallest: People that a group must have to be shown outside of the project.
    """

    attribute: str
    cases: tuple[str, ...]
    themes: tuple[Code, ...]
    cells: tuple[tuple[CaseCell, ...], ...]
    people: tuple[int, ...]
    counted: Counted
    smallest: int = SMALLEST_GROUP

    def cell(self, case: str, theme: str) -> CaseCell:
        """Give one cell.

        Args:
            case: The case.
            theme: Id of the theme or code.

        Raises:
            UnknownIdError: There is no such case or theme.
        """
        row, column = self._place(case, theme)
        return self.cells[row][column]

    def with_summary(self, case: str, theme: str, text: str) -> "CaseMatrix":
        """Give a new matrix with one summary written or replaced; an empty text takes it away.

        Raises:
            UnknownIdError: There is no such case or theme.
            DataError: The summary is no text.
        """
        return self.with_summaries({(case, theme): text})

    def with_summaries(self, summaries: Mapping[tuple[str, str], str]) -> "CaseMatrix":
        """Give a new matrix with several summaries by case and theme; see `with_summary`."""
        cells = [list(row) for row in self.cells]
        for (case, theme), text in summaries.items():
            row, column = self._place(case, theme)
            cells[row][column] = replace(cells[row][column], summary=_text(text))
        return replace(self, cells=tuple(tuple(row) for row in cells))

    @property
    def summaries(self) -> dict[tuple[str, str], str]:
        """All summaries that somebody wrote, by case and theme."""
        return {(one.case, one.theme): one.summary for one in self._all if one.summary}

    @property
    def _all(self) -> Iterator[CaseCell]:
        return chain.from_iterable(self.cells)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {case: row for row, case in enumerate(self.cases)}

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {theme.id: column for column, theme in enumerate(self.themes)}

    def _place(self, case: str, theme: str) -> tuple[int, int]:
        for name, known, message in (
            (case, self._rows, t("There is no case «{id}».", id=case)),
            (theme, self._columns, t("There is no code «{id}».", id=theme)),
        ):
            if name not in known:
                there = t("There are: {ids}", ids=", ".join(one or UNKNOWN for one in known) or "–")
                near = similar(str(name), known)
                hint = f"{t('Did you mean «{text}»?', text=near)} {there}" if near else there
                raise UnknownIdError(message, hint=hint)
        return self._rows[case], self._columns[theme]

    def sheets(self) -> dict[str, list[tuple[object, ...]]]:
        """Give the sheets of a workbook: `summaries` to fill in, `quotations` to read, `about`."""
        ids, names = (theme.id for theme in self.themes), (str(theme.name) for theme in self.themes)
        summaries = [
            (case or UNKNOWN, *(one.summary for one in row)) for case, row in zip(self.cases, self.cells, strict=True)
        ]
        quotations = [
            (one.case or UNKNOWN, one.theme, one.passages, *(quotation.place, quotation.participant, quotation.text))
            for one in self._all
            for quotation in one.quotations
        ]
        heads = ("case", "theme", "passages", "place", "participant", "text")
        about = [("key", "value"), *self.made_of.items(), ("", ""), *((t("How to"), line) for line in _how_to())]
        return {
            "summaries": [("case", *ids), ("", *names), *summaries],
            "quotations": [heads, *quotations],
            "about": [*about, *(("", note) for note in self.notes)],
        }

    @property
    def made_of(self) -> dict[str, str]:
        """What the table depends on, by name: it says whether a workbook belongs to it."""
        coders = ", ".join(name for name, _ in self.counted.coders)
        return {
            "cases": self.attribute,
            "coders": coders,
            "corpus": self.counted.corpus,
            "codebook": self.counted.codebook,
            **{name: value for name, value in self.counted.parameters if name != "cases"},
        }

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a cell."""
        return ("case", "theme", "name", "passages", "summary", "quotations")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per case and theme; quotations stand one a line."""
        names = {theme.id: str(theme.name) for theme in self.themes}
        for one in self._all:
            quotations = "\n".join(quotation.text for quotation in one.quotations)
            yield (one.case, one.theme, names[one.theme], one.passages, one.summary, quotations)

    @property
    def headings(self) -> tuple[str, ...]:
        """The attribute that makes a case, and the themes."""
        return (self._what, *(f"{theme.id}  {theme.name}" for theme in self.themes))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give one row per case: the summary of each cell, or how many passages there are."""
        for case, row in zip(self.cases, self.cells, strict=True):
            yield (case or UNKNOWN, *(one.summary or str(one.passages or "–") for one in row))

    @property
    def _what(self) -> str:
        return t(ATTRIBUTES[self.attribute]) if self.attribute in ATTRIBUTES else self.attribute

    @property
    def caption(self) -> str:
        """Say how large it is, and how far people have come."""
        size = f"{tn('{n} case', '{n} cases', len(self.cases))} ({self._what})"
        themes = tn("{n} theme or code", "{n} themes or codes", len(self.themes))
        filled = sum(one.passages > 0 for one in self._all)
        done = sum(bool(one.summary) for one in self._all)
        with_passages = tn("{n} cell with passages", "{n} cells with passages", filled)
        return f"{size}, {themes}: {with_passages}, {tn('{n} summary', '{n} summaries', done)}"

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted, and which cases are so small that people could be recognised."""
        sizes = list(zip(self.cases, self.people, strict=True))
        alone = ", ".join(case or UNKNOWN for case, people in sizes if people == 1)
        few = ", ".join(case or UNKNOWN for case, people in sizes if 1 < people < self.smallest)
        more = [t("Names single people: for use inside of the project, not for publication.")]
        if alone:
            more.append(t("These cases are one person each: {names}", names=alone))
        if few:
            more.append(t("These cases are fewer than {n} people each: {names}", n=self.smallest, names=few))
        return (*self.counted.notes, *more)

    def _repr_html_(self) -> str:
        """Show cases as rows and themes as columns, each cell with its summary and first quotation."""
        head = _html.tag("tr", *(_html.tag("th", name, scope="col") for name in self.headings))
        body = [
            _html.tag("tr", _html.tag("th", case or UNKNOWN, scope="row"), *(_shown(one) for one in row))
            for case, row in zip(self.cases, self.cells, strict=True)
        ]
        table = _html.tag(
            "table",
            _html.tag("caption", self.caption),
            _html.tag("thead", head),
            _html.tag("tbody", *body),
        )
        return _html.page(table, _html.notes(self.notes))


def _text(summary: object) -> str:
    """Give a summary without blanks around it.

    Raises:
        DataError: It is no text.
    """
    if not isinstance(summary, str):
        hint = t("Write a text in quotes.")
        raise DataError(t("«{value}» is not possible for {key}.", value=summary, key="text"), hint=hint)
    return summary.strip()


def _shown(one: CaseCell) -> _html.Html:
    """Show one cell."""
    parts: list[str] = []
    if one.summary:
        parts.append(_html.tag("p", one.summary))
    if one.passages:
        parts.append(_html.tag("p", tn("{n} passage", "{n} passages", one.passages), class_="quiet"))
    for quotation in one.quotations.passages[:1]:
        words = " ".join(quotation.text.split())
        words = words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"
        who = ", ".join(part for part in (quotation.participant or quotation.role, quotation.source) if part)
        parts.append(_html.tag("p", f"«{words}» ", _html.tag("span", f"({who})", class_="quiet")))
    return _html.tag("td", *(parts or ["–"]))


def _how_to() -> tuple[str, ...]:
    return (
        t("Write a summary into the cells of the sheet «summaries»: in few words, what the case says of the theme."),
        t("Rows and columns can be moved. Leave the first row and the column «case» as they are."),
        t("The sheet «quotations» is for reading: what is changed there is not read back."),
    )
