"""The study in one page: what the project knows is filled in, what only people know is left open."""

from collections.abc import Iterator

import numpy as np

from fou_toolkit._i18n import number, t, tn
from fou_toolkit.analysis.counted import Selection, toolkit_version
from fou_toolkit.appendix.config import PARTS, Author
from fou_toolkit.appendix.document import Block, Definitions, Inline, Number, Paragraph, Section, TableBlock, Words
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.facts import ORIENTATION_WORDS, Facts, few, selection_of
from fou_toolkit.tables import Table

__all__ = ["QUESTIONS", "orientation", "study"]

Item = tuple[str, tuple[Inline, ...]]

QUESTIONS = (
    "study.question",
    "study.background",
    "study.context",
    "study.recruitment",
    "study.collection",
    "study.processing",
    "study.position",
    "study.co_researchers",
    "study.ethics",
    "study.legal_basis",
    "study.limitations",
    "study.funder",
)
"""Keys of what only people can say about a study."""


def study(edition: Edition) -> Section | None:
    """Describe the study.

    Args:
        edition: The material and the settings.
    """
    facts = Facts.of(edition)
    items = (*_known(edition), *_said(edition, QUESTIONS[:5]), *_done(edition, facts), *_said(edition, QUESTIONS[5:]))
    selection = selection_of(edition)
    blocks: list[Block] = [Definitions(items)]
    if selection is not None:
        blocks.append(_coders(edition, selection))
    below = Section(
        "study-analysis",
        t("«Analysis», ready for an article"),
        (
            Paragraph.of(t("You can copy this paragraph, and change it."), kind="note"),
            Paragraph.of(" ".join(_analysis(edition, facts))),
        ),
    )
    return Section("study", t(PARTS["study"]), tuple(blocks), (below,))


# --- who and what


def _known(edition: Edition) -> Iterator[Item]:
    known = edition.config.study
    title = known.title or edition.material.title
    yield t("Title"), (Words(title) if title else edition.answer("study.title", t("What is the study called?")),)
    if edition.blind:
        yield t("Authors"), (Words(t("Left out: this edition is blind.")),)
    else:
        names = "; ".join(_author(author) for author in known.authors)
        asked = edition.answer("study.authors", t("Who wrote it?"))
        yield t("Authors"), (Words(names) if names else asked,)


def _author(author: Author) -> str:
    more = ", ".join(part for part in (author.affiliation, f"ORCID {author.orcid}" if author.orcid else "") if part)
    return f"{author.name} ({more})" if more else author.name


def _said(edition: Edition, keys: tuple[str, ...]) -> Iterator[Item]:
    """Give what people said about the study, or what is asked for."""
    asked = {
        "study.question": (t("Research question"), t("What did you want to find out?")),
        "study.background": (t("Background"), t("What was known before, and why is the study needed?")),
        "study.context": (t("Context"), t("Where did it happen, and what is particular about it?")),
        "study.recruitment": (t("Recruitment"), t("How were people chosen and asked, and how many declined?")),
        "study.collection": (t("Data collection"), t("How were the texts made: where, by whom, with which guide?")),
        "study.processing": (
            t("Transcription"),
            t("Who transcribed, how closely, and how were names taken out?"),
        ),
        "study.position": (
            t("Researchers' position"),
            t("Who are the researchers, and how do they stand to those who took part?"),
        ),
        "study.co_researchers": (t("Co-researchers"), t("What did those who took part do in the research itself?")),
        "study.ethics": (t("Ethics"), t("Who assessed the study, when, and under which number?")),
        "study.legal_basis": (t("Legal basis"), t("On which legal basis were personal data handled?")),
        "study.limitations": (t("Limitations"), t("What can the study not say?")),
        "study.funder": (t("Funding"), t("Who paid for it?")),
    }
    for key in keys:
        name, what = asked[key]
        funder = edition.config.study.funder if key == "study.funder" else ""
        if edition.blind and key == "study.funder":
            yield name, (Words(t("Left out: this edition is blind.")),)
        else:
            yield name, (Words(funder) if funder else edition.answer(key, what),)


# --- what the project knows


def _done(edition: Edition, facts: Facts) -> Iterator[Item]:
    yield t("Material"), (Words(_sentence(facts.size_words)),)
    asked = edition.answer("study.period", t("From when to when was the material made?"))
    yield t("Period"), (Words(_sentence(facts.time_words)) if facts.time_words else asked,)
    yield t("Orientation"), (Words(orientation(edition)),)
    yield t("Codebook"), (Words(_codebook(edition, facts)),)
    yield t("How it was coded"), tuple(_coding(edition, facts))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."


def orientation(edition: Edition) -> str:
    """Say what the project takes coding for, and what follows from it.

    Args:
        edition: The material and the settings.
    """
    kind = edition.project.orientation
    meaning = {
        "reflexive": t(
            "Coding is the researchers' own reading. Coders talk about what they see differently; figures of agreement"
            " are no measure of quality here."
        ),
        "codebook": t(
            "Codes are defined in a codebook that is revised in rounds. Agreement is looked at to find what is unclear,"
            " and disagreements are talked through."
        ),
        "reliability": t(
            "Several coders use the same definitions independently of each other, and agreement between them is"
            " reported as a measure of reliability."
        ),
    }
    name = t(ORIENTATION_WORDS[kind])
    return f"{_sentence(name)} {meaning[kind]}"


def _codebook(edition: Edition, facts: Facts) -> str:
    if not facts.codes:
        return t("The codebook has no codes.")
    units = {"sentence": t("sentence"), "turn": t("turn"), "source": t("text")}
    book = edition.codebook
    size = t(
        "{codes} in {themes}",
        codes=tn("{n} code", "{n} codes", facts.codes),
        themes=tn("{n} theme", "{n} themes", facts.themes),
    )
    title = str(book.title) or book.name
    said = t("«{title}», version {version}: {size}.", title=title, version=book.version, size=size)
    unit = t("Unit of coding: {unit}.", unit=units.get(book.unit, book.unit))
    changes = len(edition.material.book_changes)
    more = tn("It was changed {n} time.", "It was changed {n} times.", changes) if changes else ""
    return f"{said} {unit} {more}".strip()


def _coding(edition: Edition, facts: Facts) -> Iterator[Inline]:
    selection = selection_of(edition)
    if selection is None:
        yield Words(t("Nobody has coded anything yet."))
        return
    yield Words(t("Coded by {coders}, in {rounds}: ", coders=facts.coder_words, rounds=_rounds(facts)))
    behind = edition.behind(t("All codings that are counted"), np.arange(facts.codings))
    yield Number(tn("{n} coding", "{n} codings", facts.codings), behind)
    yield Words(".")
    if facts.models:
        yield Words(" " + t("A reading by a language model is no human coding."))
    said = _decisions(edition)
    if said:
        yield Words(" " + said)


def _rounds(facts: Facts) -> str:
    return tn("{n} round", "{n} rounds", max(len(facts.rounds), 1))


def _decisions(edition: Edition) -> str:
    audit = edition.material.audit
    if audit is None or not audit.suggested:
        return ""
    share = number(100 * audit.accepted / audit.suggested, 0)
    return t(
        "Rules suggested passages and people decided on each: of {n} suggestions they accepted {share} %.",
        n=number(audit.suggested, 0),
        share=share,
    )


def _coders(edition: Edition, selection: Selection) -> TableBlock:
    """Say who coded how much; how it was done is in words of people, and so not in a blind edition."""
    codings = selection.codings
    counts = np.bincount(codings.coder, minlength=len(codings.coders)).tolist()
    read = codings.read.sum(axis=1).tolist()
    notes = () if edition.blind else tuple(f"{one.id}: {one.note}" for one in codings.coders if one.note)
    headings = (t("coded by"), t("kind"), t("version of the codebook"), t("texts"), t("codings"))
    coders = list(zip(codings.coders, read, counts, strict=True))
    cells = tuple(
        (one.id, t(one.kind), one.codebook_version or "–", texts, number(count, 0)) for one, texts, count in coders
    )
    exact = tuple((one.id, one.kind, one.codebook_version, texts, count) for one, texts, count in coders)
    behind = {}
    for row, one in enumerate(codings.coders):
        opened = edition.behind(t("Codings by {coder}", coder=one.id), np.flatnonzero(codings.coder == row))
        if opened is not None:
            behind[row, 4] = opened
    names = ("coder", "kind", "codebook_version", "texts", "codings")
    title = t("Who coded how much")
    return TableBlock(
        "coders", Table(title, headings, cells, notes), behind, data=Table(title, names, exact, precise=True)
    )


# --- the paragraph


def _analysis(edition: Edition, facts: Facts) -> Iterator[str]:
    """Give the sentences of the paragraph: about a hundred words."""
    name = t(ORIENTATION_WORDS[edition.project.orientation])
    tool = f"fou_toolkit {toolkit_version()}"
    yield t("We analysed {size}, as {orientation} in {tool}.", size=facts.size_words, orientation=name, tool=tool)
    if not facts.codings:
        yield t("Nobody has coded anything yet.")
        return
    size = t(
        "{codes} in {themes}",
        codes=tn("{n} code", "{n} codes", facts.codes),
        themes=tn("{n} theme", "{n} themes", facts.themes),
    )
    yield t("The codebook (version {version}) has {size}.", version=edition.codebook.version, size=size)
    if all(code.use_when and code.do_not_use_when for code in edition.codes):
        yield t("It says of each code when to use it and when not.")
    coders = t("Coded by {coders}, in {rounds}: ", coders=facts.coder_words, rounds=_rounds(facts))
    yield coders + tn("{n} coding", "{n} codings", facts.codings) + "."
    if facts.models:
        yield t("A reading by a language model is no human coding.")
    decisions = _decisions(edition)
    if decisions:
        yield decisions
    yield _agreement(edition, facts)
    yield t("We count people as well as passages, and show no number that comes from {few}.", few=few(facts.smallest))
    yield t("An appendix lets readers rebuild every number.")


def _agreement(edition: Edition, facts: Facts) -> str:
    shown = edition.config.codings.agreement
    if edition.project.orientation == "reflexive" and not shown:
        return t(
            "In line with a reflexive orientation, we talked through differences and report no figures of agreement."
        )
    if facts.persons + facts.models > 1 and shown is not False and "agreement" not in edition.config.leave_out:
        return t(
            "Agreement between coders is reported with intervals in the appendix, together with what remained open."
        )
    return t("Agreement between coders is not reported.")
