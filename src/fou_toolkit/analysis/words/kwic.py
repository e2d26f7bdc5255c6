"""The verb `concordance`: every place of a word or phrase, with what stands around it.

Only positions are kept. Lines are cut out of the texts when somebody looks at them, a page at a time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from operator import index as whole_number
from typing import Final, overload

import numpy as np

from fou_toolkit import _html
from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.quotations import Quotations, quotation_of
from fou_toolkit.analysis.words.checks import from_one
from fou_toolkit.analysis.words.lines import SORTS, Line, line_order, lines
from fou_toolkit.analysis.words.search import Found, Query, find, query_text
from fou_toolkit.analysis.words.spoken import Ints, Material, Spoken, Where, spoken, with_interviewers
from fou_toolkit.errors import DataError
from fou_toolkit.model import Corpus

__all__ = ["Concordance", "concordance"]

_PAGE: Final = 50
_AT_A_TIME: Final = 1024
_MOST: Final = 10_000
_PLAIN: Final = "white-space:pre"
"""Blanks beside the hit are as in the text."""
_LEFT: Final = f"text-align:right!important;padding-right:0;{_PLAIN}"
_RIGHT: Final = f"padding-left:0;{_PLAIN}"


@dataclass(frozen=True, repr=False, eq=False)
class Concordance(Tabular):
    """Places of a query, one line each.

    Args:
        query: What was looked for, as it was written.
        among: Whose words were looked at.
        found: All places, in the order of the text.
        sort: What the lines are in order of.
        width: Letters on each side of the hit, at most.
        part: Which lines this is, where it is a part: numbers of places in their order, and the number of the first.
        further: How many more places are in what interviewers say, where that was not searched.
    """

    query: str
    among: Spoken
    found: Found
    sort: tuple[str, ...] = ("text",)
    width: int = 40
    part: tuple[Ints, int] | None = field(default=None)
    further: int = 0

    @cached_property
    def order(self) -> Ints:
        """Which place each line shows, shape `(len(self),)`."""
        return line_order(self.found, self.sort, self.among) if self.part is None else self.part[0]

    @property
    def total(self) -> int:
        """How many places there are, of which this may be a part."""
        return len(self.found)

    @property
    def corpus(self) -> Corpus:
        """The texts."""
        return self.among.corpus

    def __len__(self) -> int:
        """Give the number of lines."""
        return self.total if self.part is None else int(self.part[0].size)

    def __bool__(self) -> bool:
        """Tell whether there is any line."""
        return len(self) > 0

    def __iter__(self) -> Iterator[Line]:
        """Go through the lines."""
        for at in range(0, len(self), _AT_A_TIME):
            yield from lines(self.found, self.order[at : at + _AT_A_TIME], self.among, self.width)

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> "Concordance": ...
    def __getitem__(self, place: int | slice) -> "Line | Concordance":
        """Give a line, or some lines as a concordance of their own."""
        if isinstance(place, slice):
            start = place.indices(len(self))[0]
            return replace(self, part=(self.order[place], start + (self.part[1] if self.part else 0)))
        number = whole_number(place)
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        return next(lines(self.found, self.order[[number]], self.among, self.width))

    def page(self, number: int = 1, *, size: int = _PAGE) -> "Concordance":
        """Give one page of lines.

        Args:
            number: From 1; behind the last page there is an empty one.
            size: Lines a page.

        Raises:
            DataError: One of them is no whole number from 1.
        """
        first, many = from_one("number", number), from_one("size", size)
        return self[(first - 1) * many : first * many]

    def sorted(self, *sort: str) -> "Concordance":
        """Give the same places in another order; see `concordance`."""
        return replace(self, sort=checked_sort(sort), part=None)

    def quotations(self, most: int | None = 12, *, context: int = 1) -> Quotations:
        """Quote the first of these places, each with whole sentences around it.

        Args:
            most: How many; `None` for all.
            context: Sentences before and behind, within the turn.
        """
        passages = (quotation_of(self.corpus, line.source, line.span, context=context) for line in islice(self, most))
        return Quotations(tuple(passages), {}, self.total, self.counted, about=self.query)

    @cached_property
    def counted(self) -> Counted:
        """What was looked at."""
        return self.among.counted.given(query=self.query, sort=",".join(self.sort), width=self.width)

    @cached_property
    def documents(self) -> Ints:
        """Numbers of the texts that have a place, in order."""
        return np.unique(self.among.index.source_of(self.found.start)).astype(np.int64)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a line."""
        return ("source", "start", "end", "participant", "role", "phase", "left", "hit", "right")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per line."""
        for one in self:
            where = (one.source, one.span.start, one.span.end, one.participant, one.role, one.phase)
            yield (*where, one.left, one.hit, one.right)

    @property
    def caption(self) -> str:
        """Say what was looked for and how often it is there."""
        places = tn("{n} place", "{n} places", self.total)
        said = t("{places} in {texts}", places=places, texts=tn("{n} text", "{n} texts", int(self.documents.size)))
        if self.part is not None:
            first = self.part[1] + 1
            said = f"{said}; {t('lines {first} to {last}', first=first, last=first + len(self) - 1)}" if self else said
        return f"«{self.query}»: {said}"

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was looked at."""
        notes = [*self.counted.notes]
        if self.further:
            notes.append(
                tn(
                    "{n} further place is in what interviewers say: {option}",
                    "{n} further places are in what interviewers say: {option}",
                    self.further,
                    option="interviewer=True",
                )
            )
        return (*notes, t("Quotes what people said: treat it as you treat the texts."))

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of `text_rows`."""
        return t("before"), t("hit"), t("after"), t("role"), t("text")

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give one row per line: the line itself, the role, and the text."""
        return ((one.left, one.hit, one.right, one.role, one.source) for one in self)

    def _repr_html_(self) -> str:
        """Show the first page, the hits below each other."""
        before, hit, after, *others = self.headings
        head = _html.tag("tr", *(_html.tag("th", name, scope="col") for name in (before, f"{hit} … {after}", *others)))
        body = [_row(one) for one in islice(self, _PAGE)]
        table = _html.tag("table", _html.tag("caption", self.caption), _html.tag("thead", head), _body(body))
        more = [t("Showing {n} lines; the next ones: .page(2)", n=_PAGE)] if len(self) > _PAGE else []
        return _html.page(_html.tag("div", table, style="overflow-x:auto"), _html.notes((*more, *self.notes)))


def _body(rows: list[_html.Html]) -> _html.Html:
    return _html.tag("tbody", *rows)


def _row(line: Line) -> _html.Html:
    cells = [
        _html.tag("td", line.left, style=_LEFT),
        _html.tag("td", _html.tag("b", line.hit), line.right, style=_RIGHT),
        _html.tag("td", line.role, class_="quiet", style=_PLAIN),
        _html.tag("td", line.source, class_="quiet", style=_PLAIN),
    ]
    return _html.tag("tr", *cells)


def checked_sort(sort: str | Sequence[str]) -> tuple[str, ...]:
    """Give what lines are put in order of.

    Raises:
        DataError: It is not possible.
    """
    asked = (sort,) if isinstance(sort, str) else tuple(sort)
    for one in asked:
        if one not in SORTS:
            hint = t("Possible are: {names}", names=", ".join(SORTS))
            raise DataError(t("«{value}» is not possible for {key}.", value=one, key="sort"), hint=hint)
    return asked or ("text",)


def concordance(
    material: Material,
    query: Query,
    *,
    sort: str | Sequence[str] = "right",
    where: Where | None = None,
    interviewer: bool = False,
    language: str | None = None,
    width: int = 40,
) -> Concordance:
    r"""Find every place of a word, a phrase or a pattern, with what stands before and behind it (KWIC).

    Args:
        material: Texts, a project, or a selection from one, whose texts are searched.
        query: In the cue language: `makt` (all its forms), `=makten`, `makt~`, `ta ansvar`, `{bestemt} .. {vi kom}`,
            with exceptions and limits; or a regular expression between slashes: `/\bmakt\w*/`. That one is searched in
            the text of each turn as it is written, signs and fillers included, small and capital letters alike.
        sort: By the words to the `right`, to the `left`, by the `hit` itself, or by `text`; or several of these:
            `("hit", "left")`. Three words decide, in Norwegian alphabetical order.
        where: Which turns, by what is known about them: `{"role": "assistent"}`, `{"source": ["a", "b"]}`.
        interviewer: Whether what interviewers say is searched.
        language: `nb` and `nn` look at Norwegian turns, `en` at English ones; by default all are looked at.
        width: Letters on each side, at most.

    Returns:
        The places. Lines are cut when they are looked at.

    Raises:
        CueError: The query does not follow the cue language, or is no regular expression.
        DataError: A setting is not possible, or there are no words to look at.
        UnknownIdError: Nothing is known of such an attribute, or no turn has the value.
    """
    order, letters = checked_sort(sort), from_one("width", width, _MOST)
    among = spoken(material, where=where, interviewer=interviewer)
    if among.interviewer:
        return Concordance(query_text(query), among, find(query, among, language), order, letters)
    # Searched once, with interviewers: so it is known what they have, too.
    everywhere = find(query, with_interviewers(material, where=where), language)
    found = everywhere.within(among)
    further = len(everywhere) - len(found)
    return Concordance(query_text(query), among, found, order, letters, further=further)
