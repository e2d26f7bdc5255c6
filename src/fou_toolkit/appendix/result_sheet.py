"""One page to give back to those who took part: short sentences, everyday words."""

from dataclasses import replace
from typing import Final

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.appendix.document import (
    Blank,
    Block,
    Bullets,
    Document,
    Inline,
    Paragraph,
    Quote,
    Section,
    Words,
    blanks_of,
)
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.facts import Facts
from fou_toolkit.appendix.quoting.alone import MOST, StandsAlone
from fou_toolkit.appendix.quoting.candidates import Candidate, candidates_of
from fou_toolkit.appendix.quoting.choosing import spread
from fou_toolkit.appendix.quoting.wording import words_of
from fou_toolkit.model import Code

__all__ = ["result_sheet"]

_THREE: Final = 3
_TITLE: Final = 14
"""Words of the title."""
_LOOKED: Final = 32
"""Words of what people wrote themselves about what we looked at."""
_SENTENCE: Final = 18
"""Words of any other sentence that people wrote, and of what is talked about."""
_CONTACT: Final = 14
_SENTENCES: Final = 3
_LETTERS: Final = 6
"""Letters of a word in the mean, blanks too: long words leave room for fewer."""
_NEARLY_ALL, _MOST, _HALF = 0.9, 0.6, 0.4


def result_sheet(edition: Edition) -> Document:
    """Make the page: what we looked at, what we found together, three quotations, and what happens now."""
    shared = _shared(edition)
    sections = (
        Section("looked-at", t("What we looked at"), _looked_at(edition)),
        Section("found", t("What we found together"), _found(edition, shared)),
        _said(edition, shared),
        Section("next", t("What happens now"), _next(edition)),
    )
    title = edition.config.study.title or edition.material.title or t("What we found out together")
    made = Document(
        title=_short(title, _TITLE),
        language=edition.language,
        sections=sections,
        subtitle=t("Thank you for taking part! This is for all of you who did."),
        notice=t("Names are left out, but those who know you may still recognise you."),
        # The renderers write the day into the file's properties, not on the sheet.
        day=edition.day,
        numbered=False,
    )
    if not any(True for _ in blanks_of(made)):
        return made
    where = t("Before you share this sheet, fill in what is still open, in appendix.toml under [result_sheet].")
    last = sections[-1]
    return replace(
        made, sections=(*sections[:-1], replace(last, blocks=(*last.blocks, Paragraph.of(where, kind="note"))))
    )


def _short(text: str, most: int) -> str:
    """Cut a text to so many words, fewer where they are long."""
    said, room = words_of(text, most), most * _LETTERS
    while len(said) > room and most > 1:
        most -= 1
        said = words_of(text, most)
    return said


def _looked_at(edition: Edition) -> tuple[Block, ...]:
    own = edition.config.result_sheet.looked_at.strip()
    if own:
        return (Paragraph.of(_short(own, _LOOKED)),)
    facts = Facts.of(edition)
    if not facts.texts:
        what = t("Fill in «looked_at»: what you looked at, and why")
        return (Paragraph((edition.answer("result_sheet.looked_at", what),)),)
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
    """Give the codes that most people say something of, one of each theme, with how many they are.

    What few people talk about is not told. Of equals, the one is taken that can be said in the fewest words.
    """
    cells, found = SmallCells(edition.threshold), list[tuple[Code, int]]()
    for code in edition.codes:
        count = edition.people_behind(edition.rows_with(code.id))
        if count and not cells.hides(count) and not edition.codebook.children(code.id):
            found.append((code, count))
    found.sort(key=lambda one: (-one[1], len(str(one[0].brief).split())))
    first: dict[str, tuple[Code, int]] = {}
    for one in found:
        first.setdefault(edition.codebook.theme_of(one[0].id).id, one)
    return list(first.values())[:_THREE]


def _found(edition: Edition, shared: list[tuple[Code, int]]) -> tuple[Block, ...]:
    own = [_short(one, _SENTENCE) for one in edition.config.result_sheet.found if one.strip()]
    if own:
        return (Bullets.of(own[:_SENTENCES]),)
    what = t("Fill in «found»: what you found out together, in your own words")
    everybody = Facts.of(edition).people
    blocks: list[Block] = []
    if shared:
        # A code is given both where something is so and where it is missed.
        blocks.append(Paragraph.of(t("This is what you talked about, whether it is so where you are, or not:")))
        said = (_sentence(place, code, count / max(everybody, 1)) for place, (code, count) in enumerate(shared))
        blocks.append(Bullets.of(said))
    return *blocks, Paragraph((edition.answer("result_sheet.found", what),))


def _sentence(place: int, code: Code, share: float) -> str:
    """Say how many talk about something; three sentences that do not begin alike."""
    who, what = _who(share), _short(str(code.brief) or str(code.name) or code.id, _SENTENCE)
    ends = what.endswith((".", "!", "?", "]"))
    forms = (
        t("{who} talked about this: {what}", who=who[:1].upper() + who[1:], what=what),
        t("This, too, is something {who} talked about: {what}", who=who, what=what),
        t("And here is what {who} had something to say about: {what}", who=who, what=what),
    )
    return forms[place % _THREE] + ("" if ends else ".")


def _who(share: float) -> str:
    """Say how many in words: exact numbers would tell who did not."""
    if share >= _NEARLY_ALL:
        return t("nearly everybody")
    if share > _MOST:
        return t("most of you")
    return t("about half of you") if share >= _HALF else t("some of you")


def _said(edition: Edition, shared: list[tuple[Code, int]]) -> Section:
    wanted = edition.config.result_sheet.quotations
    candidates = candidates_of(edition).candidates
    asked = [one for name in dict.fromkeys(wanted) for one in candidates if one.id == name][:_THREE]
    missing = [name for name in dict.fromkeys(wanted) if all(name != one.id for one in candidates)]
    chosen = asked or _chosen(edition, candidates, {code.id for code, _ in shared})
    blocks: list[Block] = [_quote(edition, one) for one in chosen]
    if not chosen:
        blocks.append(Paragraph.of(t("There is no quotation here yet. We only show what people have agreed to.")))
    if missing:
        what = t("Fill in «quotations»: others in the place of {ids}", ids=", ".join(missing[:_THREE]))
        blocks.append(Paragraph((Blank("result_sheet.quotations", what),)))
    heading = t("Three quotations that people have agreed to")
    title = heading if len(chosen) == _THREE else t("Quotations that people have agreed to")
    return Section("said", title, tuple(blocks))


def _quote(edition: Edition, one: Candidate) -> Quote:
    """Make a quotation that has nothing beside it but who said it; a level is not who somebody is."""
    roles = {person.role for person in edition.corpus.participants}
    who = one.who if one.who in roles else t("a participant")
    text = one.text(edition, MOST)
    if len(text) > MOST * _LETTERS:
        text = _short(text, MOST)
    return Quote(one.id, text, who, "", "", language=one.language)


def _chosen(edition: Edition, candidates: tuple[Candidate, ...], preferred: set[str]) -> list[Candidate]:
    """Choose three by different people: reviewed ones, else those that can be understood alone, else whole ones."""
    alone = StandsAlone(edition)
    whole = [one for one in candidates if one.reviewed or alone.whole(one)]
    best = [one for one in whole if one.reviewed or alone.understood(one)]
    most = min(_THREE, len({one.person for one in candidates}))
    found: list[Candidate] = []
    for pool in (best, whole, candidates):
        found = spread(pool, _THREE, edition.config.quotations.seed, preferred)
        if len(found) == _THREE and len({one.person for one in found}) >= most:
            break
    return found


def _next(edition: Edition) -> tuple[Block, ...]:
    choice = edition.config.result_sheet
    own = [_short(one, _SENTENCE) for one in choice.next if one.strip()]
    blank = edition.answer("result_sheet.next", t("Fill in «next»: what happens now, and when"))
    contact = choice.contact.strip() or edition.config.study.contact.strip()
    ask: Inline = (
        Words(_short(contact, _CONTACT))
        if contact and not edition.blind
        else Blank("result_sheet.contact", t("Fill in «contact»: name, telephone or e-mail"))
    )
    steps: Block = Bullets.of(own[:_SENTENCES]) if own else Paragraph((blank,))
    return steps, Paragraph((Words(t("Do you wonder about anything? Ask:") + " "), ask))
