"""What a project knows about the items of checklists."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from fou_toolkit._i18n import number, t, tn
from fou_toolkit.analysis.counted import toolkit_version
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.facts import ORIENTATION_WORDS, Facts, counted_or_few, selection_of
from fou_toolkit.match import turns_of
from fou_toolkit.model import Source
from fou_toolkit.text import index_of

__all__ = ["FACTS", "Known"]

_MINUTE: Final = 60_000


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about an item.

    Args:
        text: In words; empty for nothing.
        is_whole: Whether it is all that the item asks for; else people add to it.
        inside: Whether it is true only as long as the part of the appendix is there that the item names.
    """

    text: str = ""
    is_whole: bool = False
    inside: bool = False


Fact = Callable[[Edition, Facts], Known]


def _title(edition: Edition, _: Facts) -> Known:
    title = edition.config.study.title or edition.material.title
    return Known(f"«{title}»") if title else Known()


def _interviewers(_: Edition, facts: Facts) -> Known:
    if not facts.interviewers:
        return Known()
    return Known(tn("{n} person asks as interviewer.", "{n} people ask as interviewers.", facts.interviewers))


def _orientation(edition: Edition, _: Facts) -> Known:
    name = t(ORIENTATION_WORDS[edition.project.orientation])
    return Known(t("The project is set up as {orientation}.", orientation=name))


def _sample(_: Edition, facts: Facts) -> Known:
    return Known(t("The material is {size}.", size=facts.size_words), is_whole=True) if facts.texts else Known()


def _withdrawn(edition: Edition, facts: Facts) -> Known:
    consents = edition.material.consents
    if not consents.known:
        return Known()
    if not consents.withdrawn:
        return Known(t("Nobody has withdrawn."))
    return Known(t("Withdrawn: {n}.", n=counted_or_few(consents.withdrawn, facts.smallest)))


def _setting(edition: Edition, _: Facts) -> Known:
    sites = {site for source in edition.corpus if (site := source.attributes.get("site", ""))}
    sites |= {person.site for person in edition.corpus.participants} - {""}
    return Known(tn("{n} site is named.", "{n} sites are named.", len(sites))) if sites else Known()


def _groups(edition: Edition, _: Facts) -> Known:
    people = edition.corpus.participants
    names = {"role": t("role"), "level": t("level"), "site": t("site")}
    known = [name for key, name in names.items() if any(getattr(person, key) for person in people)]
    if not known:
        return Known()
    return Known(t("Counted by {names}; small groups are hidden.", names=", ".join(known)), is_whole=True, inside=True)


def _repeated(edition: Edition, facts: Facts) -> Known:
    turns, index = turns_of(edition.corpus), index_of(edition.corpus)
    keys, who = turns.people
    named = np.array(["\n" not in key for key in keys] or [False], np.bool_)
    counts = ~turns.interviewer & named[who] if who.size else np.zeros(0, np.bool_)
    pairs = np.unique(np.column_stack([who[counts], index.turn_source[counts]]), axis=0)
    several = int((np.bincount(pairs[:, 0].astype(np.int64)) > 1).sum()) if pairs.size else 0
    if not several:
        return Known()
    return Known(t("People who speak in several texts: {n}.", n=counted_or_few(several, facts.smallest)))


def _timed(edition: Edition) -> list[Source]:
    """Give the texts that have times of a recording."""
    return [source for source in edition.corpus if any(turn.start_ms is not None for turn in source.turns)]


def _recorded(edition: Edition, _: Facts) -> Known:
    timed = len(_timed(edition))
    return (
        Known(tn("{n} text has times of a recording.", "{n} texts have times of a recording.", timed))
        if timed
        else Known()
    )


def _duration(edition: Edition, facts: Facts) -> Known:
    found = [minutes for source in _timed(edition) if (minutes := _minutes(source)) > 0]
    if len(found) < facts.smallest:
        return Known()
    text = t(
        "By the times of the recordings, {texts}: median {n} minutes.",
        texts=tn("{n} text", "{n} texts", len(found)),
        n=number(float(np.median(found)), 0),
    )
    return Known(text, is_whole=len(found) == facts.texts)


def _minutes(source: Source) -> float:
    begins = [turn.start_ms for turn in source.turns if turn.start_ms is not None]
    ends = [turn.end_ms for turn in source.turns if turn.end_ms is not None]
    return (max([*begins, *ends]) - min(begins)) / _MINUTE if begins else 0.0


def _memos(edition: Edition, _: Facts) -> Known:
    count = len(edition.project.memos)
    return Known(tn("The project holds {n} memo.", "The project holds {n} memos.", count)) if count else Known()


def _saturation(edition: Edition, _: Facts) -> Known:
    if edition.project.orientation != "reflexive":
        return Known()
    return Known(t("Under a reflexive orientation, saturation is not claimed."))


def _coders(_: Edition, facts: Facts) -> Known:
    if not facts.codings:
        return Known()
    said = t("Coded by {coders}.", coders=facts.coder_words)
    more = t("A reading by a language model is no human coding.") if facts.models else ""
    return Known(f"{said} {more}".strip(), is_whole=True)


def _tree(edition: Edition, facts: Facts) -> Known:
    if not facts.codes:
        return Known()
    codes = tn("{n} code", "{n} codes", facts.codes)
    themes = tn("{n} theme", "{n} themes", facts.themes)
    size = t("{codes} in {themes}", codes=codes, themes=themes)
    return Known(
        t("Codebook {version}: {size}.", version=edition.codebook.version, size=size), is_whole=True, inside=True
    )


def _derivation(edition: Edition, _: Facts) -> Known:
    given = sum(bool(code.seed_lines) for code in edition.codebook)
    changes = len(edition.material.book_changes)
    said = []
    if given:
        said.append(
            tn(
                "{n} code or theme comes from a text that was there beforehand.",
                "{n} codes and themes come from a text that was there beforehand.",
                given,
            )
        )
    if changes:
        said.append(tn("The codebook was changed {n} time.", "The codebook was changed {n} times.", changes))
    return Known(" ".join(said))


def _software(_: Edition, __: Facts) -> Known:
    return Known(f"fou_toolkit {toolkit_version()}", is_whole=True)


def _checking(edition: Edition, _: Facts) -> Known:
    said = len(edition.material.validated)
    if not said:
        return Known(t("The project holds nothing that those who took part said about findings."))
    text = tn("{n} answer from those who took part.", "{n} answers from those who took part.", said)
    return Known(text, is_whole=True, inside=True)


def _quotations(edition: Edition, _: Facts) -> Known:
    if selection_of(edition) is None or not edition.quotable_rows.any():
        return Known()
    text = t("Quotations are chosen by a rule that is stated; each has role, text and line.")
    return Known(text, is_whole=True, inside=True)


def _consistent(_: Edition, facts: Facts) -> Known:
    if not facts.codings:
        return Known()
    return Known(
        t("Numbers open the codings behind them; whether findings follow is said in the article."), inside=True
    )


def _major(_: Edition, facts: Facts) -> Known:
    if not (facts.themes and facts.codings):
        return Known()
    text = tn("{n} theme, with people and passages.", "{n} themes, with people and passages.", facts.themes)
    return Known(text, is_whole=True, inside=True)


def _minor(_: Edition, facts: Facts) -> Known:
    if not facts.codings:
        return Known()
    return Known(t("Rare codes and disagreements are listed; cases that differ are told in the article."), inside=True)


def _consents(edition: Edition, _: Facts) -> Known:
    return (
        Known(t("Consents are counted by what they cover."), inside=True)
        if edition.material.consents.known
        else Known()
    )


def _period(_: Edition, facts: Facts) -> Known:
    return Known(t("The texts are {time}.", time=facts.time_words)) if facts.time_words else Known()


def _processing(_: Edition, facts: Facts) -> Known:
    return (
        Known(t("The texts are pseudonymised. The program sends nothing away from the machine."))
        if facts.texts
        else Known()
    )


def _analysis(_: Edition, facts: Facts) -> Known:
    if not facts.codings:
        return Known()
    return Known(t("A paragraph on the analysis stands ready for the article."), is_whole=True, inside=True)


def _trust(edition: Edition, _: Facts) -> Known:
    if edition.material.audit is None:
        return Known()
    return Known(
        t("Audit trail with a log that nobody can change unseen; every number can be rebuilt."),
        is_whole=True,
        inside=True,
    )


def _funding(edition: Edition, _: Facts) -> Known:
    if edition.blind:
        return Known(t("Left out: this edition is blind."), is_whole=True)
    return Known(edition.config.study.funder, is_whole=True) if edition.config.study.funder else Known()


FACTS: Final[Mapping[str, Fact]] = MappingProxyType(
    {
        "analysis": _analysis,
        "checking": _checking,
        "coders": _coders,
        "consents": _consents,
        "consistent": _consistent,
        "derivation": _derivation,
        "duration": _duration,
        "funding": _funding,
        "groups": _groups,
        "interviewers": _interviewers,
        "major": _major,
        "memos": _memos,
        "minor": _minor,
        "orientation": _orientation,
        "period": _period,
        "processing": _processing,
        "quotations": _quotations,
        "recorded": _recorded,
        "repeated": _repeated,
        "sample": _sample,
        "saturation": _saturation,
        "setting": _setting,
        "software": _software,
        "title": _title,
        "tree": _tree,
        "trust": _trust,
        "withdrawn": _withdrawn,
    }
)
"""By the names that items use."""
