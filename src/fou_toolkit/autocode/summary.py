"""How often each code was proposed, and by whom and when what was said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fou_toolkit._tabular import Tabular

if TYPE_CHECKING:
    from fou_toolkit.autocode.result import AutocodeResult

__all__ = ["CodeCount", "Summary", "summarise"]


@dataclass(frozen=True, slots=True)
class CodeCount:
    """One code's numbers.

    Args:
        code: Id of the code.
        name: Its name, in the language of the summary.
        total: Number of suggestions.
        documents: Number of sources they are in.
        people: Number of different participants; where nobody is known, of labels in each text.
        negated: How many have only evidence in negated clauses.
        groups: Number of suggestions per value, in the order of `Summary.groups`.
    """

    code: str
    name: str
    total: int
    documents: int
    people: int
    negated: int
    groups: tuple[int, ...]


@dataclass(frozen=True, repr=False)
class Summary(Tabular):
    """Counts per code; codes never proposed are left out.

    Args:
        counts: Most frequent first; ties in the order of the codebook.
        groups: Attribute and value of each group column.
        caption_text: What was counted.
    """

    counts: tuple[CodeCount, ...]
    groups: tuple[tuple[str, str], ...]
    caption_text: str

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; group columns are called `attribute: value`."""
        names = (f"{attribute}: {value or 'unknown'}" for attribute, value in self.groups)
        return ("code", "name", "total", "documents", "people", "negated", *names)

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per code."""
        for count in self.counts:
            yield (count.code, count.name, count.total, count.documents, count.people, count.negated, *count.groups)

    @property
    def caption(self) -> str:
        """Say what was counted."""
        return self.caption_text

    def top(self, number: int) -> "Summary":
        """Give the most frequent codes only."""
        return Summary(self.counts[:number], self.groups, self.caption_text)


def _last_if_empty(value: str) -> tuple[bool, str]:
    return (not value, value)


def summarise(result: "AutocodeResult", by: tuple[str, ...]) -> Summary:
    """Count the suggestions of a result, per code and per value of some attributes."""
    _, codes = result.pairs
    turn = result.turn_of_suggestion
    source = result.index.turn_source[turn]
    negated = result.suggestion_negated
    attributes = result.turns.attributes
    people = result.turns.people[1][turn]
    values = {name: np.array([attributes[number].get(name, "") for number in turn.tolist()]) for name in by}
    groups = [(name, value) for name in by for value in sorted(set(values[name].tolist()), key=_last_if_empty)]
    counts = []
    for number in np.unique(codes).tolist():
        of_code = codes == number
        code = result.codebook.codes[number]
        counts.append(
            CodeCount(
                code=code.id,
                name=str(code.name),
                total=int(of_code.sum()),
                documents=np.unique(source[of_code]).size,
                people=np.unique(people[of_code]).size,
                negated=int(negated[of_code].sum()),
                groups=tuple(int((values[name][of_code] == value).sum()) for name, value in groups),
            )
        )
    counts.sort(key=lambda count: -count.total)
    return Summary(tuple(counts), tuple(groups), result.caption)
