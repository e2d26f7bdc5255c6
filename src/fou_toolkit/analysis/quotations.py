"""The passages behind a number: what was said, by whom in which role, with what stands around it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice, zip_longest
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit import _html
from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.counted import Counted, Selection
from fou_toolkit.analysis.units import turns_at
from fou_toolkit.match import turns_of
from fou_toolkit.model import Corpus, Span
from fou_toolkit.text import index_of

__all__ = ["Quotation", "Quotations", "quotation_of", "quotations_of"]

Bools = npt.NDArray[np.bool_]

_SHOWN: Final = 12
_SHOWN_CONTEXT: Final = 300
"""Letters of context at most, before and behind."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A coded passage.

    Args:
        source: Id of the text.
        span: Where, in code points.
        text: The words.
        codes: Ids of the codes it was chosen for.
        coders: Ids of those who gave them.
        participant: Who says it, under pseudonym; empty where nobody knows.
        role: In which role.
        phase: In which phase.
        before: What is said before it in the same turn.
        after: What is said after it in the same turn.
    """

    source: str
    span: Span
    text: str
    codes: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()
    participant: str = ""
    role: str = ""
    phase: str = ""
    before: str = ""
    after: str = ""

    @property
    def place(self) -> str:
        """Say in which role, when and where it was said."""
        phase = t("phase {n}", n=self.phase) if self.phase else ""
        return ", ".join(part for part in (self.role, phase, self.source) if part)


@dataclass(frozen=True, repr=False)
class Quotations(Tabular):
    """Passages, in the order in which they were chosen.

    Args:
        passages: The passages.
        names: Names of the codes, by id.
        total: How many there are, whatever the number that is kept.
        counted: What was looked at.
        about: What they are about; empty where that is said elsewhere.
    """

    passages: tuple[Quotation, ...]
    names: dict[str, str]
    total: int
    counted: Counted = field(default_factory=Counted)
    about: str = ""

    def __len__(self) -> int:
        """Give the number of passages."""
        return len(self.passages)

    def __getitem__(self, place: int) -> Quotation:
        """Give a passage."""
        return self.passages[place]

    def __iter__(self) -> Iterator[Quotation]:
        """Go through the passages."""
        return iter(self.passages)

    def head(self, count: int) -> "Quotations":
        """Keep the first."""
        return replace(self, passages=self.passages[:count])

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a passage."""
        return ("source", "start", "end", "codes", "coders", "participant", "role", "phase", "before", "text", "after")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per passage."""
        for one in self.passages:
            who = (one.participant, one.role, one.phase)
            codes, coders = " ".join(one.codes), " ".join(one.coders)
            yield (one.source, one.span.start, one.span.end, codes, coders, *who, one.before, one.text, one.after)

    @property
    def caption(self) -> str:
        """Say how many there are."""
        count = tn("{n} passage", "{n} passages", self.total)
        if len(self) < self.total:
            count = t("{passages}; {n} of them are shown", passages=count, n=len(self))
        return f"{self.about}: {count}" if self.about else count

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was looked at."""
        return self.counted.notes if self.counted.corpus else ()

    def _repr_html_(self) -> str:
        """Show the first passages, each in its context."""
        parts: list[str] = [_html.tag("p", _html.tag("b", self.caption))]
        for one in islice(self.passages, _SHOWN):
            whole = f"{one.before}{one.text}{one.after}"
            start = len(one.before)
            names = ", ".join(_called(code, self.names.get(code, "")) for code in one.codes)
            marked = _html.highlighted(whole, [(start, start + len(one.text), names)])
            parts.append(_html.passage(marked, names, one.place))
        if len(self) > _SHOWN:
            more = tn("… and {n} more", "… and {n} more", len(self) - _SHOWN)
            parts.append(_html.tag("p", more, class_="quiet"))
        return _html.page(*parts)


def quotation_of(
    corpus: Corpus,
    source: str,
    span: Span,
    *,
    codes: Sequence[str] = (),
    coders: Sequence[str] = (),
    context: int = 1,
) -> Quotation:
    """Quote one passage.

    Args:
        corpus: The texts.
        source: Id of the text.
        span: Where, in code points.
        codes: Ids of the codes it was chosen for.
        coders: Ids of those who gave them.
        context: Sentences before and behind, within the turn.
    """
    index, turns = index_of(corpus), turns_of(corpus)
    base = int(index.bases[index.source_ids.index(source)])
    start, end = base + span.start, base + span.end
    turn = int(turns_at(index, np.array([start]))[0])
    low, high = (
        (int(border[turn]) for border in (index.turn_start, index.turn_end)) if index.turn_end.size else (start, end)
    )
    first = int(np.searchsorted(index.sentence_start, start, side="right")) - 1
    last = int(np.searchsorted(index.sentence_start, end, side="left")) - 1
    from_ = int(index.sentence_start[max(first - context, 0)]) if first >= 0 else start
    to = int(index.sentence_end[min(last + context, index.sentence_end.size - 1)]) if last >= 0 else end
    begin = max(min(start, max(from_, low)), start - _SHOWN_CONTEXT)
    stop = min(max(end, min(to, high)), end + _SHOWN_CONTEXT)
    known = turns.attributes[turn] if turns.attributes else {}
    return Quotation(
        source=source,
        span=span,
        text=index.text(start, end),
        codes=tuple(codes),
        coders=tuple(coders),
        participant=known.get("participant", ""),
        role=known.get("role", ""),
        phase=known.get("phase", ""),
        before=index.text(begin, start) if context else "",
        after=index.text(end, stop) if context and end < stop else "",
    )


def quotations_of(
    selection: Selection,
    codes: Collection[str],
    *,
    turns: Bools | None = None,
    most: int | None = None,
    spread: bool = True,
    context: int = 1,
    about: str = "",
) -> Quotations:
    """Quote what was coded with any of some codes; passages of several coders that overlap are one passage.

    Args:
        selection: What is counted.
        codes: Ids of the codes.
        turns: Whether each turn counts, shape `(turns,)`; by default all.
        most: How many passages; by default all.
        spread: Whether people take turns, so that one talker does not fill the list; else in text order.
        context: Sentences before and behind, within the turn.
        about: What they are about, for the caption.
    """
    codings = selection.codings
    wanted = np.array([name in set(codes) for name in codings.codes] or [False], np.bool_)
    kept = wanted[codings.code] if len(codings) else np.zeros(0, np.bool_)
    if turns is not None and kept.size:
        kept = kept & turns[selection.turn]
    found = [one for one in _merged(selection, np.flatnonzero(kept)) if _enough(selection, one)]
    order = _by_turns(found) if spread else range(len(found))
    chosen = [found[place] for place in islice(order, most)]
    book = selection.project.codebook
    return Quotations(
        passages=tuple(
            quotation_of(selection.corpus, source, span, codes=names, coders=coders, context=context)
            for source, span, names, coders, _ in chosen
        ),
        names={name: str(book[name].name) for name in codes if name in book},
        total=len(found),
        counted=selection.counted.with_codings(int(kept.sum())),
        about=about,
    )


_Found = tuple[str, Span, tuple[str, ...], tuple[str, ...], int]


def _merged(selection: Selection, rows: npt.NDArray[np.int64]) -> list[_Found]:
    """Join codings that overlap in one turn, in text order: where, which codes, which coders, who says it."""
    codings = selection.codings
    place = {source.id: number for number, source in enumerate(selection.corpus)}
    rank = np.array([place[name] for name in codings.sources] or [0], np.int64)
    order = rows[np.lexsort((codings.end[rows], codings.start[rows], rank[codings.source[rows]]))]
    people = turns_of(selection.corpus).people[1]
    turn = selection.turn
    joined: list[list[int]] = []
    reach, at = -1, (-1, -1)
    for row in order.tolist():
        here = int(codings.source[row]), int(turn[row])
        if joined and here == at and codings.start[row] < reach:
            joined[-1].append(row)
            reach = max(reach, int(codings.end[row]))
        else:
            joined.append([row])
            reach, at = int(codings.end[row]), here
    made = []
    for group in joined:
        source = codings.sources[codings.source[group[0]]]
        span = Span(int(codings.start[group].min()), int(codings.end[group].max()))
        names = tuple(codings.codes[number] for number in sorted(set(codings.code[group].tolist())))
        coders = tuple(codings.coder_ids[number] for number in sorted(set(codings.coder[group].tolist())))
        made.append((source, span, names, coders, int(people[turn[group[0]]])))
    return made


def _enough(selection: Selection, found: _Found) -> bool:
    """Tell whether a passage counts: with `combine="all"`, all who count have it."""
    return selection.counted.combine == "any" or len(found[3]) == len(selection.codings.coders)


def _by_turns(found: Sequence[_Found]) -> Iterator[int]:
    """Let people take turns: the first passage of each, then the second of each ..."""
    of_person: dict[int, list[int]] = {}
    for place, one in enumerate(found):
        of_person.setdefault(one[-1], []).append(place)
    rounds = zip_longest(*of_person.values())
    return (place for place in chain.from_iterable(rounds) if place is not None)


def _called(code: str, name: str) -> str:
    """Give id and name, once where they are the same."""
    return code if name in ("", code) else f"{code} {name}"
