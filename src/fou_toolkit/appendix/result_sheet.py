"""One page to give back to those who took part: short sentences, everyday words."""

from typing import Final

import numpy as np

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.appendix.document import Blank, Block, Bullets, Document, Inline, Paragraph, Section, Words
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.facts import Facts
from fou_toolkit.appendix.quoting.candidates import Candidate, candidates_of
from fou_toolkit.appendix.quoting.choosing import spread
from fou_toolkit.appendix.quoting.wording import words_of
from fou_toolkit.appendix.sections.quotations import quote_of
from fou_toolkit.model import Code

__all__ = ["result_sheet"]

_THREE: Final = 3
_LONGEST: Final = 30
"""Words of a quotation."""
_MEANING: Final = 25
"""Words of what a theme is about."""
_LOOKED: Final = 60
"""Words of what people wrote themselves about what we looked at."""
_SENTENCE: Final = 35
"""Words of any other sentence that people wrote."""
_SENTENCES: Final = 4
_NEARLY_ALL, _MOST, _HALF = 0.9, 0.6, 0.4


def result_sheet(edition: Edition) -> Document:
    """Make the page: what we looked at, what we found together, three quotations, and what happens now."""
    themes = _shared(edition)
    return Document(
        title=edition.config.study.title or edition.material.title or t("What we found out together"),
        language=edition.language,
        sections=(
            Section("looked-at", t("What we looked at"), _looked_at(edition)),
            Section("found", t("What we found together"), _found(edition, themes)),
            _said(edition, themes),
            Section("next", t("What happens now"), _next(edition)),
        ),
        subtitle=t("Thank you for taking part! This is for all of you who did."),
        notice=t("Names are left out, but those who know you may still recognise you."),
        day=edition.day,
        numbered=False,
    )


def _looked_at(edition: Edition) -> tuple[Block, ...]:
    own = edition.config.result_sheet.looked_at.strip()
    if own:
        return (Paragraph.of(words_of(own, _LOOKED)),)
    facts = Facts.of(edition)
    if not facts.texts:
        return (Paragraph((edition.answer("result_sheet.looked_at", t("what we looked at")),)),)
    years = list(dict.fromkeys(day[:4] for day in (facts.first, facts.last) if day))
    texts = tn("one text", "{n} texts", facts.texts)
    parts = [t("We have read {texts} with what you told us or wrote down.", texts=texts)]
    if facts.is_few(facts.people):
        parts.append(t("A few people took part."))
    elif facts.people:
        parts.append(tn("{n} person took part.", "{n} people took part.", facts.people))
    if len(years) > 1:
        parts.append(t("The texts are from the years {first} to {last}.", first=years[0], last=years[1]))
    elif years:
        parts.append(t("The texts are from the year {year}.", year=years[0]))
    return (Paragraph.of(" ".join(parts)),)


def _shared(edition: Edition) -> list[tuple[Code, int]]:
    """Give the themes that most people talk about, with how many they are; none that few talk about."""
    cells, found = SmallCells(edition.threshold), list[tuple[Code, int]]()
    people = edition.people_of_rows
    for theme in edition.codebook.themes:
        below = [code.id for code in edition.codes if edition.codebook.theme_of(code.id).id == theme.id]
        rows = edition.rows_with(*below)
        count = int(np.unique(people[rows]).size) if rows.size else 0
        if count and not cells.hides(count):
            found.append((theme, count))
    return sorted(found, key=lambda one: -one[1])[:_THREE]


def _found(edition: Edition, themes: list[tuple[Code, int]]) -> tuple[Block, ...]:
    own = [words_of(one, _SENTENCE) for one in edition.config.result_sheet.found if one.strip()]
    if own:
        return (Bullets.of(own[:_SENTENCES]),)
    blank = Blank("result_sheet.found", t("in your own words: what did you find out together?"))
    everybody = Facts.of(edition).people
    said = tuple((Words(_sentence(theme, count, everybody)),) for theme, count in themes)
    return (*((Bullets(said),) if said else ()), Paragraph((edition.answer(blank.key, blank.what),)))


def _sentence(theme: Code, count: int, everybody: int) -> str:
    """Say how many talk about a theme, and what that is."""
    share, name = count / max(everybody, 1), str(theme.name) or theme.id
    if share >= _NEARLY_ALL:
        said = t("Nearly everybody talks about this: {theme}.", theme=name)
    elif share > _MOST:
        said = t("Most people talk about this: {theme}.", theme=name)
    elif share >= _HALF:
        said = t("About half of the people talk about this: {theme}.", theme=name)
    else:
        said = t("Some people talk about this: {theme}.", theme=name)
    meaning = str(theme.brief)
    return f"{said} {words_of(meaning, _MEANING)}" if meaning.strip() else said


def _said(edition: Edition, themes: list[tuple[Code, int]]) -> Section:
    wanted = edition.config.result_sheet.quotations
    candidates = candidates_of(edition).candidates
    asked = [one for name in dict.fromkeys(wanted) for one in candidates if one.id == name][:_THREE]
    missing = [name for name in dict.fromkeys(wanted) if all(name != one.id for one in candidates)]
    chosen = asked or _chosen(edition, candidates, themes)
    blocks: list[Block] = [quote_of(edition, one, _LONGEST) for one in chosen]
    if not chosen:
        blocks.append(Paragraph.of(t("There is no quotation here yet. We only show what people have agreed to.")))
    if missing:
        what = t("another quotation in the place of {ids}", ids=", ".join(missing[:_THREE]))
        blocks.append(Paragraph((Blank("result_sheet.quotations", what),)))
    heading = t("Three quotations that people have agreed to")
    title = heading if len(chosen) == _THREE else t("Quotations that people have agreed to")
    return Section("said", title, tuple(blocks))


def _chosen(edition: Edition, candidates: tuple[Candidate, ...], themes: list[tuple[Code, int]]) -> list[Candidate]:
    """Choose three: reviewed ones, by different people, about what was found, and short enough to be read whole."""
    preferred = {
        code.id for theme, _ in themes for code in edition.codes if edition.codebook.theme_of(code.id) == theme
    }
    short = [one for one in candidates if one.words <= _LONGEST and not one.before and not one.behind]
    reviewed = [one for one in candidates if one.reviewed]
    pool = [*short, *(one for one in reviewed if one not in short)]
    seed = edition.config.quotations.seed
    return spread(pool if len(pool) >= _THREE else candidates, _THREE, seed, preferred)


def _next(edition: Edition) -> tuple[Block, ...]:
    choice = edition.config.result_sheet
    own = [words_of(one, _SENTENCE) for one in choice.next if one.strip()]
    blank = edition.answer("result_sheet.next", t("what happens now, and when"))
    contact = choice.contact.strip() or ("" if edition.blind else edition.config.study.contact.strip())
    ask: Inline = (
        Words(words_of(contact, _SENTENCE))
        if contact and not edition.blind
        else Blank("result_sheet.contact", t("whom to ask"))
    )
    steps: Block = Bullets.of(own[:_SENTENCES]) if own else Paragraph((blank,))
    return steps, Paragraph((Words(t("Do you wonder about anything? Ask:") + " "), ask))
