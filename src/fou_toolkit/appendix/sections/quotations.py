"""Quotations for each code: balanced over participants, sites and phases, chosen by a rule that is told."""

from collections.abc import Callable, Iterator

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.small_cells import HIDDEN, SmallCells
from fou_toolkit.analysis.voice.hiding import hidden_line
from fou_toolkit.appendix.document import Bullets, Definitions, Paragraph, Quote, Section, TableBlock, Words
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.quoting.candidates import Candidate, Found
from fou_toolkit.appendix.quoting.choosing import Choice, quotations_for
from fou_toolkit.model import Code
from fou_toolkit.tables import Table

__all__ = ["quotations", "quote_of"]


def quotations(edition: Edition) -> Section | None:
    """Make the section: the rule, the quotations by theme, how even they are, and what is not quoted."""
    title = t("Quotations for each code")
    if not len(edition.selection.codings):
        return Section("quotations", title, (Paragraph.of(t("Nothing is coded yet, so that nothing is quoted.")),))
    choice = quotations_for(edition)
    above = _rule(edition) if choice.quoted else (Paragraph.of(t("No passage can be quoted.")),)
    return Section("quotations", title, above, (*_themes(edition, choice), _balance(edition, choice)))


def quote_of(edition: Edition, one: Candidate, longest: int | None = None) -> Quote:
    """Make a quotation of a passage.

    Args:
        edition: Where it comes from.
        one: The passage.
        longest: Words at most; by default as the settings say.
    """
    return Quote(
        id=one.id,
        text=one.text(edition, longest),
        who=one.who,
        place=edition.place(one.source, one.span.start),
        code=one.code,
        reviewed=one.reviewed,
        language=one.language,
    )


def _rule(edition: Edition) -> tuple[Paragraph | Bullets, ...]:
    choice = edition.config.quotations
    first = tn(
        "The quotations were chosen by this rule, {n} for each code at most:",
        "The quotations were chosen by this rule, {n} for each code at most:",
        choice.per_code,
    )
    steps = (
        t(
            "A passage is what coders gave one code, within one turn; where they overlap, they are one passage. "
            "Passages by interviewers, and those that people have not agreed to have quoted, are left out, and so are "
            "those with fewer than {n} words.",
            n=choice.shortest,
        ),
        t(
            "Round by round, each code gets one quotation. Codes that the fewest people talk about come first, since "
            "there is least to choose from."
        ),
        t(
            "Of a code's passages, those come first that somebody of the project has read and found publishable. Then "
            "the one whose participant has been quoted least so far in the whole appendix; then whose site; then whose "
            "phase; then the one on which most coders agree."
        ),
        t(
            "Between equals a lot decides: the smallest SHA-256 digest of the seed ({seed}) and the id of the "
            "quotation. So one new text does not change the other quotations more than it must.",
            seed=choice.seed,
        ),
    )
    cuts = t(
        "«[…]» shows where something is left out: what is longer than {n} words is cut at the end of a sentence or "
        "of a word, and what lies outside of the passage or the turn is not quoted. Line breaks have become blanks. "
        "A participant is named by role; where few have a role, by level only.",
        n=choice.longest,
    )
    return Paragraph.of(first), Bullets.of(steps, ordered=True), Paragraph.of(cuts)


def _themes(edition: Edition, choice: Choice) -> Iterator[Section]:
    """Give a section for each theme that has quotations, with its codes in order."""
    by_code: dict[str, list[Candidate]] = {}
    for one in choice.quoted:
        by_code.setdefault(one.code, []).append(one)
    themes: dict[str, list[Code]] = {}
    for code in edition.codes:
        if code.id in by_code:
            themes.setdefault(edition.codebook.theme_of(code.id).id, []).append(code)
    for number, (name, codes) in enumerate(themes.items(), 1):
        theme = edition.codebook[name]
        blocks: list[Definitions | Quote] = []
        for code in codes:
            meaning = str(code.brief or code.definition)
            blocks.append(Definitions(((_called(code), (Words(meaning),) if meaning else ()),)))
            blocks.extend(quote_of(edition, one) for one in by_code[code.id])
        yield Section(f"quotations-{number}", _called(theme), tuple(blocks))


def _called(code: Code) -> str:
    """Give id and name, once where they are the same."""
    name = str(code.name)
    return code.id if name in ("", code.id) else f"{code.id} {name}"


def _balance(edition: Edition, choice: Choice) -> Section:
    """Say how even the quotations are, and what is not quoted."""
    blocks: list[Paragraph | Bullets | TableBlock] = []
    if choice.quoted:
        table = _table(edition, choice)
        blocks += [Paragraph.of(_evenness(edition, choice)), *((table,) if table.table.cells else ())]
    blocks.append(Paragraph.of(_withheld(edition, choice.found)))
    without = [code for code in edition.codes if not choice.of(code.id)]
    if without:
        said = tn("{n} code has no quotation:", "{n} codes have no quotation:", len(without))
        blocks += [Paragraph.of(said), Bullets.of(_reasons(edition, choice.found, without))]
    if choice.found.unknown:
        ids = ", ".join(choice.found.unknown)
        blocks.append(Paragraph.of(t("The settings name quotations that are not there: {ids}.", ids=ids), kind="note"))
    return Section("quotations-balance", t("How even the quotations are"), tuple(blocks))


def _evenness(edition: Edition, choice: Choice) -> str:
    people: dict[int, int] = {}
    for one in choice.quoted:
        people[one.person] = people.get(one.person, 0) + 1
    said = tn("{n} quotation is shown.", "{n} quotations are shown.", len(choice.quoted))
    reviewed = sum(one.reviewed for one in choice.quoted)
    parts = [said, t("Read and found publishable: {n}.", n=reviewed)]
    if not SmallCells(edition.threshold).hides(len(people)):
        parts.append(
            t(
                "They come from {n} people, none of whom is quoted more than {most} times.",
                n=len(people),
                most=max(people.values()),
            )
        )
    return " ".join(parts)


def _table(edition: Edition, choice: Choice) -> TableBlock:
    """Count quotations by role, phase and site; numbers from few people are hidden, and what would give them away."""
    cells = SmallCells(edition.threshold)
    groups: tuple[tuple[str, str, Callable[[Candidate], str]], ...] = (
        ("role", t("role"), lambda one: one.who),
        ("phase", t("phase"), lambda one: one.phase),
        ("site", t("site"), lambda one: one.site),
    )
    rows: list[tuple[str, str, int | str]] = []
    exact: list[tuple[str, str, int | str]] = []
    for key, name, value_of in groups:
        quoted: dict[str, list[int]] = {}
        for one in choice.quoted:
            quoted.setdefault(value_of(one), []).append(one.person)
        if not any(quoted):
            continue
        values = sorted(quoted)
        hidden = hidden_line([frozenset(quoted[value]) for value in values], cells).tolist()
        if all(hidden):
            # Nothing of it can be shown.
            continue
        for value, away in zip(values, hidden, strict=True):
            rows.append((name, value or t("not known"), HIDDEN if away else len(quoted[value])))
            exact.append((key, value, "" if away else len(quoted[value])))
    table = Table(
        t("How often each role, phase and site is quoted"),
        (t("group"), t("value"), t("quotations")),
        tuple(rows),
        notes=(cells.note,),
        grouped_by=0,
        language=edition.language,
    )
    data = Table(table.title, ("group", "value", "quotations"), tuple(exact), (cells.note,), precise=True)
    return TableBlock("quoted", table, data=data)


def _withheld(edition: Edition, found: Found) -> str:
    """Say how many passages may not be quoted; nothing about few people."""
    if not found.withheld_passages:
        return t("No passage was withheld for lack of consent.")
    if SmallCells(edition.threshold).hides(found.withheld_people):
        n = edition.threshold
        return t("Passages of fewer than {n} people were withheld, since they have not agreed to be quoted.", n=n)
    return tn(
        "{n} passage was withheld, since consent to quote it is missing.",
        "{n} passages were withheld, since consent to quote them is missing.",
        found.withheld_passages,
    )


def _reasons(edition: Edition, found: Found, without: list[Code]) -> Iterator[str]:
    """Name codes without a quotation, with the reason; which few people did not agree is not told."""
    cells = SmallCells(edition.threshold)
    for code in without:
        withheld = set(found.withheld.get(code.id, ()))
        other = code.id in found.short or code.id in found.left_out
        if not found.coded.get(code.id):
            why = t("nothing is coded with it")
        elif withheld and not other and not cells.hides(len(withheld)):
            why = t("consent to quote is missing")
        elif withheld:
            why = t("no passage is long enough and may be quoted")
        elif code.id in found.left_out:
            why = t("its passages are left out or too short")
        elif code.id in found.short:
            why = t("its passages are too short")
        else:
            why = t("no quotations are asked for")
        yield f"{_called(code)}: {why}"
