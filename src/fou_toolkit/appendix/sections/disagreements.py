"""Disagreements that remain: how many, between which codes, examples; and what participants say of the findings."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.agreement import AgreementResult, Passage, shown_codes
from fou_toolkit.analysis.counted import turn_of_units
from fou_toolkit.analysis.small_cells import HIDDEN, SmallCells
from fou_toolkit.appendix.document import Blank, Block, Bullets, Paragraph, Quote, Section, TableBlock
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.quoting.candidates import quote_id, text_keys
from fou_toolkit.appendix.quoting.wording import words_of
from fou_toolkit.appendix.sections.standing_coders import coders_in_words, compared
from fou_toolkit.match import turns_of
from fou_toolkit.model import Coding, Participant, Span
from fou_toolkit.tables import Table
from fou_toolkit.text import index_of

__all__ = ["disagreements"]

_EXAMPLES: Final = 6
_PAIRS: Final = 10
Bools = npt.NDArray[np.bool_]


def disagreements(edition: Edition) -> Section | None:
    """Make the section: passages that coders see differently, and participants' checking."""
    title = t("Disagreements that remain")
    result = compared(edition)
    if result is None:
        said = Paragraph.of(t("There are not two coders who have read the same text, so that nothing can differ."))
        return Section("disagreements", title, (said,), (_validation(edition),))
    differing = result.disagreements()
    coders = coders_in_words(result)
    count = tn(
        "{n} passage is still seen differently by {coders}.",
        "{n} passages are still seen differently by {coders}.",
        differing.total,
        coders=coders,
    )
    blocks: list[Block] = [Paragraph.of(count)]
    if not differing.total:
        return Section("disagreements", title, tuple(blocks), (_validation(edition),))
    blocks.append(
        Paragraph.of(
            t(
                "They are not settled by vote: what coders see differently can show where a code is unclear, or where "
                "a passage means several things."
            )
        )
    )
    blocks.append(_by_code(edition, result))
    pairs = _pairs(edition, result)
    if pairs is not None:
        blocks.append(pairs)
    examples = tuple(_examples(edition, result, differing.passages))
    below = Section("disagreements-examples", t("Examples"), examples or (_none(),))
    return Section("disagreements", title, tuple(blocks), (below, _validation(edition)))


def _none() -> Paragraph:
    return Paragraph.of(t("None of these passages may be quoted."))


def _validation(edition: Edition) -> Section:
    """Say what participants said of the findings, or leave it to people."""
    said = edition.material.validated
    blank = Blank("validation", t("participants' checking, once there is any"))
    block = Bullets.of(said) if said else Paragraph.of(edition.answer(blank.key, blank.what))
    return Section("disagreements-validation", t("What participants said of the findings"), (block,))


def _people(edition: Edition, result: AgreementResult, units: Bools) -> frozenset[int]:
    """Give who speaks in some units."""
    turns = turn_of_units(edition.corpus, result.compared.units)[units]
    return frozenset(turns_of(edition.corpus).people[1][turns].tolist())


def _by_code(edition: Edition, result: AgreementResult) -> TableBlock:
    """Count the sentences that coders see differently, by code; numbers from few people are hidden."""
    found, size = result.compared.at("code"), result.compared.size
    cells, apart = SmallCells(edition.threshold), _apart(found, size)
    used: Bools = np.asarray(found.any(axis=0))
    rows: list[tuple[str, int | str, int | str]] = []
    exact: list[tuple[str, int | str, int | str]] = []
    for place, code in enumerate(result.compared.columns.codes):
        if not used[:, place].any():
            continue
        counts: list[int | str] = []
        for units in (used[:, place], apart[:, place]):
            away = cells.hides(len(_people(edition, result, units)))
            counts.append(HIDDEN if away else int(units.sum()))
        # What all agree on is the one less the other, so that both are hidden where that comes from few.
        agreed = used[:, place] & ~apart[:, place]
        if HIDDEN in counts or cells.hides(len(_people(edition, result, agreed))):
            counts[1] = HIDDEN
        label = code.id if str(code.name) in ("", code.id) else f"{code.id} {code.name}"
        rows.append((label, counts[0], counts[1]))
        exact.append((code.id, *("" if one == HIDDEN else one for one in counts)))  # type: ignore[arg-type]
    table = Table(
        t("Sentences that coders see differently, by code"),
        (t("code"), t("somebody has it"), t("of these, not all have it")),
        tuple(rows),
        notes=(cells.note,),
        language=edition.language,
    )
    data = Table(table.title, ("code", "units", "differing"), tuple(exact), (cells.note,), precise=True)
    return TableBlock("differing", table, data=data)


def _apart(found: Bools, size: npt.NDArray[np.int64]) -> Bools:
    has = found.sum(axis=0)
    apart: Bools = (has > 0) & (has < size[:, None])
    return apart


def _pairs(edition: Edition, result: AgreementResult) -> TableBlock | None:
    """List the pairs of codes that are taken for each other most often; those from few people are left out."""
    confusion, found = result.confusion(), result.compared.at("code")
    place = {name: number for number, name in enumerate(confusion.ids)}
    cells = SmallCells(edition.threshold)
    rows: list[tuple[str, str, int]] = []
    # A few more than are shown, since some come from few people.
    for row in islice(confusion.rows(), 4 * _PAIRS):
        one, other = place[str(row[0])], place[str(row[2])]
        units = _mixed(found[..., one], found[..., other])
        if units.any() and not cells.hides(len(_people(edition, result, units))):
            rows.append((f"{row[0]} {row[1]}", f"{row[2]} {row[3]}", int(units.sum())))
    if not rows:
        return None
    rows = sorted(rows, key=lambda row: -row[2])[:_PAIRS]
    note = t("One coder has the one code where another has the other. Pairs from fewer than {n} people are left out.")
    table = Table(
        t("Codes that are taken for each other"),
        (t("code"), t("other code"), t("sentences")),
        tuple(rows),
        notes=(note.format(n=edition.threshold),),
        language=edition.language,
    )
    data = Table(table.title, ("code", "other_code", "units"), tuple(rows), table.notes, precise=True)
    return TableBlock("mixed_up", table, data=data)


def _mixed(one: Bools, other: Bools) -> Bools:
    """Tell the units in which one coder has the one code alone, and another one the other; shape `(units,)`."""
    first, second = one & ~other, other & ~one
    mixed: Bools = np.asarray(first.any(axis=0)) & np.asarray(second.any(axis=0))
    return mixed


def _examples(edition: Edition, result: AgreementResult, passages: Sequence[Passage]) -> Iterator[Quote | Paragraph]:
    """Quote some passages, each of somebody else, with what each coder has there."""
    choice, keys = edition.config.quotations, text_keys(edition)
    quotable, speaker, shown = _Quotable(edition), _Speaker(edition), 0
    seen: set[int] = set()
    for one in passages:
        number, who, language = speaker.at(one.source, one.span.start)
        name = quote_id(keys[one.source], one.span, "\ndisagreement")
        long_enough = len(one.text.split()) >= choice.shortest
        if number in seen or not long_enough or name in choice.left_out or not quotable.whole(one.source, one.span):
            continue
        seen.add(number)
        shown += 1
        first = next((code for codes in one.codes for code in codes or ()), "")
        yield Quote(
            id=name,
            text=words_of(one.text, choice.longest),
            who=edition.who(who),
            place=edition.place(one.source, one.span.start),
            code=first,
            reviewed=name in choice.reviewed,
            language=language,
        )
        had = (f"{coder}: {shown_codes(codes)}" for coder, codes in zip(result.compared.coders, one.codes, strict=True))
        yield Paragraph.of("; ".join(had), kind="note")
        if shown == _EXAMPLES:
            return


class _Quotable:
    """Whether a stretch may be quoted: by itself, and wherever it was coded."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        codings = edition.selection.codings
        self._number = {name: number for number, name in enumerate(codings.sources)}

    def whole(self, source: str, span: Span) -> bool:
        codings = self._edition.selection.codings
        here = codings.source == self._number.get(source, -1)
        touching = np.flatnonzero(here & (codings.start < span.end) & (codings.end > span.start))
        if not touching.size or not self._edition.quotable_rows[touching].all():
            return False
        row = int(touching[0])
        code, coder = codings.codes[codings.code[row]], codings.coder_ids[codings.coder[row]]
        return self._edition.material.quotable(Coding(source, span, code, coder))


class _Speaker:
    """Who speaks at a place."""

    def __init__(self, edition: Edition) -> None:
        self._corpus, self._index = edition.corpus, index_of(edition.corpus)
        self._base = dict(zip(self._index.source_ids, self._index.bases.tolist(), strict=False))
        self._turns = [turn for source in edition.corpus for turn in source.turns]
        self._people = turns_of(edition.corpus).people[1]

    def at(self, source: str, place: int) -> tuple[int, Participant | None, str]:
        number = int(np.searchsorted(self._index.turn_start, self._base[source] + place, side="right")) - 1
        turn = self._turns[number]
        return int(self._people[number]), self._corpus.participant(turn), turn.language
