"""Participants and material: how many, in which roles, what they agreed to; nothing by which somebody can be found."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

import numpy as np

from fou_toolkit._i18n import number, t, tn
from fou_toolkit.analysis.groups import ATTRIBUTES, in_natural_order
from fou_toolkit.analysis.small_cells import HIDDEN, SmallCells
from fou_toolkit.appendix.config import PARTS
from fou_toolkit.appendix.document import Block, Bullets, Paragraph, Section, TableBlock
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.facts import LEAVING, Facts, counted_or_few
from fou_toolkit.appendix.head_counts import HeadCount, head_counts
from fou_toolkit.model import CONSENT_SCOPES
from fou_toolkit.tables import Table
from fou_toolkit.text import index_of

__all__ = ["participants"]

_OF_TEXTS = ("genre", "phase", "language")


def participants(edition: Edition) -> Section | None:
    """Say who took part and what there is to read.

    Args:
        edition: The material and the settings.
    """
    facts = Facts.of(edition)
    title = t(PARTS["participants"])
    if not facts.texts:
        return Section("participants", title, (Paragraph.of(t("The project has no texts yet.")),))
    below = (
        Section("participants-people", t("People"), tuple(_people(edition, facts))),
        Section("participants-consents", t("Consents and withdrawals"), tuple(_consents(edition, facts))),
        Section("participants-texts", t("Texts"), tuple(_texts(edition))),
    )
    size = t("The material is {size}.", size=facts.size_words)
    when = t("The texts are {time}.", time=facts.time_words) if facts.time_words else ""
    return Section("participants", title, (Paragraph.of(f"{size} {when}".strip()),), below)


# --- people


def _people(edition: Edition, facts: Facts) -> Iterator[Block]:
    yield Paragraph.of(_who_speaks(facts))
    counts = head_counts(edition.corpus, facts.smallest)
    if not counts:
        yield Paragraph.of(t("Nothing is known about roles, levels, sites or phases."))
        return
    notes = [t("Interviewers are left out. A person can be in several phases.")]
    if any(one.people is None or one.merged for one in counts):
        notes.append(SmallCells(facts.smallest).note)
        notes.append(t("Other groups are hidden where they would give the number of a small one."))
    cells = tuple((one.name, _group(one), HIDDEN if one.people is None else str(one.people)) for one in counts)
    table = Table(
        t("People who speak, by role, phase, level and site"),
        (t("what"), t("group"), t("people")),
        cells,
        tuple(notes),
        grouped_by=0,
    )
    exact = tuple((one.by, _group(one), "" if one.people is None else one.people) for one in counts)
    data = Table(table.title, ("attribute", "group", "people"), exact, precise=True)
    yield TableBlock("people", table, data=data)


def _group(one: HeadCount) -> str:
    return t("together: {names}", names=", ".join(one.merged)) if one.merged else one.value


def _who_speaks(facts: Facts) -> str:
    said = [t("In the texts, {people} speak, interviewers apart.", people=facts.people_words)]
    if facts.unnamed and not facts.is_few(facts.people):
        said.append(
            tn(
                "Of these, {n} is a speaker who nobody is named for.",
                "Of these, {n} are speakers who nobody is named for.",
                facts.unnamed,
            )
        )
    if facts.interviewers:
        said.append(
            tn("{n} person asks as interviewer.", "{n} people ask as interviewers.", facts.interviewers)
            + " "
            + t("Whoever speaks in other texts as a participant counts there as well.")
        )
    return " ".join(said)


# --- consents


def _consents(edition: Edition, facts: Facts) -> Iterator[Block]:
    consents = edition.material.consents
    if not consents.known:
        yield Paragraph.of(t("The project holds no consents."), kind="warning")
        yield Paragraph.of(edition.answer("study.consents", t("How did people consent, and to what?")))
        return
    if facts.is_few(consents.people) or not consents.people:
        yield Paragraph.of(t("Consents are recorded; there are too few people to count them."))
    else:
        yield _scopes(edition)
    yield Paragraph.of(_withdrawn(edition))
    if consents.withdrawn and not facts.is_few(consents.withdrawn):
        yield from _deleted(edition)
    if consents.texts_left_out:
        count = counted_or_few(consents.texts_left_out, facts.smallest)
        yield Paragraph.of(t("Texts that are in no analysis, since a consent is missing: {n}.", n=count))


def _scopes(edition: Edition) -> TableBlock:
    consents, smallest = edition.material.consents, edition.threshold
    rows = [(scope, _agreed(consents.scopes.get(scope, 0), consents.people, smallest)) for scope in CONSENT_SCOPES]
    table = Table(
        t("What people agreed to"),
        (t("scope"), t("people")),
        tuple((t(scope), people) for scope, people in rows),
        (
            t("Of {n} participants, interviewers apart.", n=consents.people),
            t("Where few agreed, or few did not, the number is not shown."),
        ),
    )
    data = Table(table.title, ("scope", "people"), tuple(rows), precise=True)
    return TableBlock("consents", table, data=data)


def _agreed(count: int, people: int, smallest: int) -> str:
    """Give how many agreed; neither few who did nor few who did not can be counted."""
    cells = SmallCells(smallest)
    if cells.hides(count):
        return t("fewer than {n}", n=smallest)
    return t("all but fewer than {n}", n=smallest) if cells.hides(people - count) else str(count)


def _withdrawn(edition: Edition) -> str:
    count = edition.material.consents.withdrawn
    if not count:
        return t("Nobody has withdrawn.")
    if SmallCells(edition.threshold).hides(count):
        gone = t("Somebody has withdrawn: fewer than {n} people.", n=edition.threshold)
    else:
        gone = tn("{n} person has withdrawn.", "{n} people have withdrawn.", count)
    return gone + " " + t("What they said was deleted, with the codings of it; nothing of it is in any number here.")


def _deleted(edition: Edition) -> Iterator[Block]:
    audit = edition.material.audit
    lines = [] if audit is None else [line for line in audit.lines if line.kind in LEAVING and line.things]
    if lines:
        yield Bullets.of(f"{t(line.kind)}: {line.things}" for line in lines)


# --- texts


def _texts(edition: Edition) -> Iterator[Block]:
    rows = _rows(edition)
    some = tuple(name for name in _OF_TEXTS if any(row[1 + _OF_TEXTS.index(name)] for row in rows))
    if some:
        yield _texts_by(rows, some)
    headings = (t("text"), *(t(ATTRIBUTES[name]) for name in _OF_TEXTS), t("words"), t("turns"))
    notes = (
        t("Words and turns are those of interviewers, too; words like «eh» are left out."),
        t("Role, site and speaker are left out, so that nobody can be found through a text."),
    )
    table = Table(t("The texts"), headings, tuple((*row[:4], row[4], row[5]) for row in rows), notes)
    data = Table(table.title, ("text", *_OF_TEXTS, "words", "turns"), rows, precise=True)
    yield TableBlock("texts", table, data=data)


def _rows(edition: Edition) -> tuple[tuple[str, str, str, str, int, int], ...]:
    """Give id, genre, phase, language, words and turns of each text."""
    index = index_of(edition.corpus)
    words = np.bincount(index.turn_source, np.diff(index.turn_word), len(edition.corpus)).astype(int).tolist()
    return tuple(
        (
            source.id,
            source.attributes.get("genre", ""),
            source.attributes.get("phase", ""),
            source.attributes.get("language", "") or source.language,
            words[place],
            len(source.turns),
        )
        for place, source in enumerate(edition.corpus)
    )


def _texts_by(rows: tuple[tuple[str, str, str, str, int, int], ...], some: tuple[str, ...]) -> TableBlock:
    """Count texts and words by what is known about them."""
    found: list[tuple[str, str, int, int]] = []
    for name in some:
        column = 1 + _OF_TEXTS.index(name)
        texts: Counter[str] = Counter(str(row[column]) for row in rows)
        words: Counter[str] = Counter()
        for row in rows:
            words[str(row[column])] += row[4]
        found += [(name, value, texts[value], words[value]) for value in in_natural_order(set(texts), name)]
    shown = [
        (t(ATTRIBUTES[name]), value or t("not known"), count, number(size, 0))
        for name, ones in groupby(found, lambda one: one[0])
        for _, value, count, size in ones
    ]
    title = t("Texts and words by genre, phase and language")
    table = Table(title, (t("what"), t("group"), t("texts"), t("words")), tuple(shown), grouped_by=0)
    data = Table(title, ("attribute", "group", "texts", "words"), tuple(found), precise=True)
    return TableBlock("texts_by", table, data=data)
