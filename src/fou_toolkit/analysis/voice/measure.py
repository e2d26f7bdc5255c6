"""Who speaks: the verb `voice`."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.bootstrap import Bootstrap, checked_bootstrap
from fou_toolkit.analysis.counted import Counted, Selection, chosen_codes, counted_of, select
from fou_toolkit.analysis.groups import in_natural_order
from fou_toolkit.analysis.small_cells import SmallCells, small_cells_for
from fou_toolkit.analysis.voice.facts import BASES, SPEAKER, Facts
from fou_toolkit.analysis.voice.grouping import VoiceGroups, voice_groups
from fou_toolkit.analysis.voice.result import Voice
from fou_toolkit.analysis.voice.rows import MEASURES
from fou_toolkit.analysis.voice.tables import Tables
from fou_toolkit.analysis.voice.talk import Talk, talk_of
from fou_toolkit.analysis.voice.target import Target
from fou_toolkit.analysis.voice.topics import Topics, topics_of
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.match import turns_of
from fou_toolkit.model import Corpus, Project

__all__ = ["voice"]

Ints = npt.NDArray[np.int64]

_USUAL: Final = Bootstrap()


def voice(  # noqa: PLR0913 - each is a choice that a methods section has to name
    material: Corpus | Project | Selection,
    *,
    by: str = SPEAKER,
    over: str | None = None,
    target: Target | Mapping[str, object] | None = None,
    sources: str | Collection[str] | None = None,
    genres: str | Collection[str] | None = None,
    interviewer: bool | None = None,
    measure: str = "words",
    base: str = "all",
    codes: str | Collection[str] | None = None,
    level: str = "code",
    merged: Mapping[str, str] | None = None,
    bootstrap: Bootstrap | None = _USUAL,
    small: SmallCells | str | None = None,
) -> Voice:
    """Tell who speaks how much in conversations, who follows whom, and who brings in topics.

    A conversation is a text in which two people or more speak; logs and minutes are left out. Nothing is judged: an
    even share is good or bad only against a target that the project has declared.

    Args:
        material: Texts; with a project or a selection of codings also who brings in topics. A selection says itself
            which texts count, and whether interviewers do.
        by: What a row is: `speaker`, `role`, `level`, `site`, or another attribute of speakers.
        over: An attribute of texts, such as `phase` or `genre`, whose values are looked at one by one, too.
        target: What was agreed on: `{"forsker": (0.2, 0.4), "assistent": 0.3}`, or a `Target`.
        sources: Ids of the texts; by default all.
        genres: Genres of the texts, such as `dialogseminar`; by default all.
        interviewer: Whether interviewers count. By default they do: they are part of how the room is shared. Leave them
            out to see how the others share the rest; interviews with one person then fall away.
        measure: What shares are shares of: `words`, `turns` or `questions`.
        base: `all`: shares of all conversations, which add up to everything; `present`: of the conversations that the
            person or group takes part in.
        codes: Ids of the codes or themes that are topics; by default all.
        level: Whether topics are codes (`code`) or themes (`theme`).
        merged: Other names of groups: `{"assistent": "ansatt", "fagarbeider": "ansatt"}`.
        bootstrap: How intervals are made: conversations are drawn with replacement. `None` for none.
        small: What happens to groups of few people: `suppress` (the default), `merge`, `show`, or `SmallCells`. It says
            nothing about single people, who are named.

    Raises:
        DataError: There are no texts, or a setting is not possible.
        UnknownIdError: There is no such text, attribute or code, or a target names a group that does not speak.
    """
    given: tuple[tuple[str, object, Mapping[str, str]], ...] = (("measure", measure, MEASURES), ("base", base, BASES))
    for key, value, possible in given:
        if not isinstance(value, str) or value not in possible:
            hint = t("Possible are: {names}", names=", ".join(possible))
            raise DataError(t("«{value}» is not possible for {key}.", value=value, key=key), hint=hint)
    bootstrap = _over_meetings(bootstrap)
    declared = None if target is None else Target.of(target)
    selection, corpus, counts = _opened(material, interviewer=interviewer)
    if isinstance(material, Selection) and sources is None:
        sources = material.sources
    talk = talk_of(corpus, sources=sources, genres=genres, interviewer=counts)
    asked = _cells(material, small)
    cells = None if by == SPEAKER else asked
    groups = voice_groups(talk, by, merged, cells)
    occasions = _occasions(talk, over)
    _check_target(declared, groups, occasions)
    topics = None
    if selection is not None:
        topics = topics_of(talk, selection, chosen_codes(selection.project, codes, level=level), level)
    counted = _counted(talk, selection, topics, interviewer=counts).given(by=by, measure=measure, base=base)
    counted = counted if over is None else counted.given(over=over)
    counted = counted if topics is None else counted.given(level=level)
    asking = turns_of(corpus).interviewer[talk.counts]
    facts = Facts(
        counted=_with_seed(counted, bootstrap),
        by=by,
        measure=measure,
        base=base,
        bootstrap=bootstrap,
        cells=cells,
        target=declared,
        talk=talk,
        topics=topics,
        genres=_genres(talk),
        alone=tuple(when or t("not known") for when, places in occasions.items() if places.size == 1),
        asking=bool(asking.any()),
    )
    return Tables(facts, groups, over or "", occasions).voice()


def _over_meetings(bootstrap: Bootstrap | None) -> Bootstrap | None:
    """Refuse a bootstrap over anything but texts."""
    found = checked_bootstrap(bootstrap)
    if found is not None and found.over != "documents":
        hint = t("Turns of one conversation hang together: draw conversations, over={value}.", value="documents")
        raise DataError(t("«{value}» is not possible for {key}.", value=found.over, key="over"), hint=hint)
    return found


def _opened(material: object, *, interviewer: bool | None) -> tuple[Selection | None, Corpus, bool]:
    """Give the codings that count, the texts, and whether interviewers count."""
    if isinstance(material, Selection):
        if interviewer is not None and interviewer != material.counted.interviewer:
            hint = t("Say it where the codings are chosen: select(project, interviewer=...).")
            raise DataError(t("Whether interviewers count was chosen already."), hint=hint)
        return material, material.corpus, material.counted.interviewer
    counts = interviewer is not False
    if isinstance(material, Project):
        known = select(material, interviewer=counts) if len(material.codings) else None
        return known, material.corpus, counts
    if isinstance(material, Corpus):
        return None, material, counts
    hint = t("Give a corpus, a project, or what `select` gives.")
    raise DataError(t("Who speaks cannot be told of this."), hint=hint)


def _cells(material: Corpus | Project | Selection, given: SmallCells | str | None) -> SmallCells:
    cells = small_cells_for(material, given)
    if cells.how == "passages":
        hint = t("Possible are: {names}", names="suppress, merge, show")
        raise DataError(t("«{value}» is not possible for {key}.", value=cells.how, key="small"), hint=hint)
    return cells


def _occasions(talk: Talk, over: str | None) -> dict[str, Ints]:
    """Give the places of the conversations of each phase, in order."""
    if over is None:
        return {}
    known = sorted({"genre", "phase", "site"}.union(*(source.attributes for source in talk.corpus)))
    if over not in (*known, "source"):
        hint = t("Possible are: {names}", names=", ".join(known))
        raise UnknownIdError(t("There is no attribute «{name}».", name=over), hint=hint)
    values = [name if over == "source" else talk.corpus[name].attributes.get(over, "") for name in talk.sources]
    column = np.array(values, np.str_)
    return {value: np.flatnonzero(column == value) for value in in_natural_order(set(values), over)}


def _check_target(target: Target | None, groups: VoiceGroups, occasions: Mapping[str, Ints]) -> None:
    """Refuse a target for nobody."""
    if target is None:
        return
    for asked, known in ((target.groups, groups.values), (target.occasions, tuple(occasions))):
        unknown = [name for name in asked if name not in known]
        if unknown:
            hint = t("There are: {ids}", ids=", ".join(known) or "–")
            raise UnknownIdError(t("There is no «{name}» that a target is for.", name=", ".join(unknown)), hint=hint)


def _counted(talk: Talk, selection: Selection | None, topics: Topics | None, *, interviewer: bool) -> Counted:
    """Say what is counted."""
    size = counted_of(talk.corpus, talk.sources, interviewer=interviewer)
    size = replace(size, people=len(talk.people))
    if selection is None or topics is None:
        return size
    known = selection.counted
    return replace(
        size,
        coders=known.coders,
        combine=known.combine,
        round=known.round,
        codings=topics.codings,
        codebook=known.codebook,
        codebook_version=known.codebook_version,
    )


def _with_seed(counted: Counted, bootstrap: Bootstrap | None) -> Counted:
    if bootstrap is None:
        return counted.given(bootstrap="none")
    return counted.given(replicates=bootstrap.replicates, confidence=bootstrap.confidence, seed=bootstrap.seed)


def _genres(talk: Talk) -> tuple[tuple[str, int], ...]:
    """Count the conversations of each genre, the most frequent first."""
    counts = Counter(talk.corpus[name].attributes.get("genre", "") for name in talk.sources)
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
