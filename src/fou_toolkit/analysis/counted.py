"""Whose codings count, in which texts: chosen once for an analysis, and said under every table and figure.

A coding exists where a person made or accepted it. In the example, readings by a language model stand in for people.
What rules propose can be counted too, but never by accident: only if it is asked for, or if there is nothing else.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import mark, t, tn
from fou_toolkit.analysis.units import Units, presence, sentence_units, touches, turn_units, turns_at
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.match import turns_of
from fou_toolkit.model import Code, Codebook, CodingSet, Corpus, Project
from fou_toolkit.text import index_of

__all__ = [
    "COMBINE",
    "Counted",
    "Selection",
    "chosen_codes",
    "counted_of",
    "names_of",
    "select",
    "selection_of",
    "toolkit_version",
]

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

COMBINE: Final = ("any", "all")
"""A code stands where at least one of the coders has it, or where all who read the text have it."""

_RULES: Final = "rules"
_COMBINED: Final = {
    "any": mark("a code stands where at least one of them has it"),
    "all": mark("a code stands where all of them have it"),
}


def toolkit_version() -> str:
    """Give the version of this library, as it stands under tables."""
    try:
        return version("fou-toolkit")
    except PackageNotFoundError:
        return "0"


@dataclass(frozen=True, slots=True)
class Counted:
    """What a result counted.

    Args:
        coders: Ids and kinds of the coders; empty where no codings were counted.
        combine: One of `COMBINE`; says nothing where there is one coder.
        round: Round of coding; `None` for what stands now.
        documents: Number of texts.
        people: Number of people who speak in them, interviewers left out unless they count.
        codings: Number of codings.
        interviewer: Whether what interviewers say counts.
        corpus: Fingerprint of the corpus.
        codebook: Fingerprint of the codebook; empty where none was needed.
        codebook_version: Version of the codebook.
        parameters: What else the result depends on, by name.
        hidden: Numbers that are left out, since with them others could be worked out: `people`, `codings`; they are 0.
    """

    coders: tuple[tuple[str, str], ...] = ()
    combine: str = "any"
    round: int | None = None
    documents: int = 0
    people: int = 0
    codings: int = 0
    interviewer: bool = False
    corpus: str = ""
    codebook: str = ""
    codebook_version: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    hidden: tuple[str, ...] = ()

    def given(self, **parameters: object) -> "Counted":
        """Add parameters; they are shown as text, in the order given."""
        added = tuple((name, str(value)) for name, value in parameters.items())
        return replace(self, parameters=self.parameters + added)

    def with_codings(self, number: int) -> "Counted":
        """Say how many codings were counted, where some were left out."""
        return replace(self, codings=number)

    def hiding(self, *names: str) -> "Counted":
        """Leave out the number of `people` or `codings`, where it would give others away."""
        hidden = tuple(dict.fromkeys(self.hidden + names))
        people = 0 if "people" in hidden else self.people
        return replace(self, hidden=hidden, people=people, codings=0 if "codings" in hidden else self.codings)

    @property
    def whose(self) -> str:
        """Say whose codings were counted."""
        coders = ", ".join(f"{name} ({t(kind)})" for name, kind in self.coders)
        return t("codings by {coders}", coders=coders) if coders else ""

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands under a table: n, who, parameters, version."""
        sizes = [tn("{n} text", "{n} texts", self.documents)]
        if "people" not in self.hidden:
            sizes.append(tn("{n} person", "{n} people", self.people))
        if self.coders and "codings" not in self.hidden:
            sizes.append(tn("{n} coding", "{n} codings", self.codings))
        size = ", ".join(sizes)
        who = t("interviewer turns included") if self.interviewer else t("interviewer turns left out")
        parts = [f"{t('Counted')}: {size}; {who}"]
        if self.coders:
            parts[0] += f"; {self.whose}"
        if len(self.coders) > 1:
            parts[0] += f"; {t(_COMBINED[self.combine])}"
        if self.round is not None:
            parts.append(t("Round {n}", n=self.round))
        if self.parameters:
            parts.append(f"{t('Parameters')}: {', '.join(f'{name}={value}' for name, value in self.parameters)}")
        made = f"fou_toolkit {toolkit_version()}; {t('corpus')} {self.corpus[:12]}"
        if self.codebook:
            made += f"; {t('codebook')} {self.codebook_version} ({self.codebook[:12]})"
        return (*parts, made)


@dataclass(frozen=True, eq=False, repr=False)
class Selection:
    """Codings of some coders in some texts.

    Args:
        project: Where they come from.
        codings: The codings; those outside of what is looked at are left out.
        sources: Ids of the texts, in the order of the corpus.
        counted: What is counted, in words.
    """

    project: Project
    codings: CodingSet
    sources: tuple[str, ...]
    counted: Counted

    def __repr__(self) -> str:
        """Say how much there is."""
        size = f"{len(self.sources)} sources, {len(self.codings)} codings"
        return f"<Selection: {size} by {', '.join(self.codings.coder_ids)}>"

    @property
    def corpus(self) -> Corpus:
        """The texts; also those that nobody read."""
        return self.project.corpus

    def units(self, unit: str = "sentence") -> Units:
        """Give the sentences, turns or documents that codings are looked for in.

        Raises:
            DataError: The unit is none of these.
        """
        cut = {"sentence": sentence_units, "turn": turn_units}
        if unit == "document":
            return document_units(self.corpus, self.sources)
        if unit not in cut:
            hint = t("Possible are: {names}", names=", ".join((*cut, "document")))
            raise DataError(t("«{value}» is not possible for {key}.", value=unit, key="unit"), hint=hint)
        return cut[unit](self.corpus, sources=self.sources, interviewer=self.counted.interviewer)

    def presence(self, units: Units, codes: Sequence[str]) -> Bools:
        """Tell in which units each code stands, as `combine` has it; flags of shape `(units, codes)`."""
        if self.counted.combine == "any" or len(self.codings.coders) <= 1:
            return presence(self.codings, units, codes)
        found = np.ones((len(units), len(codes)), np.bool_)
        numbers = {name: number for number, name in enumerate(units.source_ids)}
        place = [numbers[name] for name in self.codings.sources]
        for number, coder in enumerate(self.codings.coder_ids):
            looked = np.zeros(len(units.source_ids), np.bool_)
            looked[place] = self.codings.read[number]
            found &= presence(self.codings.by(coder), units, codes) | ~looked[units.source][:, None]
        return found

    @cached_property
    def turn(self) -> Ints:
        """Number of the turn that each coding begins in, shape `(codings,)`; a label goes with what is said."""
        index = index_of(self.corpus)
        place = {name: number for number, name in enumerate(index.source_ids)}
        source = np.array([place[name] for name in self.codings.sources] or [0], np.int64)[self.codings.source]
        at = index.bases[source] + self.codings.start
        return turns_at(index, at)


def turn_of_units(corpus: Corpus, units: Units) -> Ints:
    """Give the number of the turn that each unit begins in, shape `(u,)`."""
    return turns_at(index_of(corpus), units.start)


def document_units(corpus: Corpus, sources: Sequence[str]) -> Units:
    """Give whole texts as units."""
    index = index_of(corpus)
    wanted = set(sources)
    number = np.array([place for place, name in enumerate(index.source_ids) if name in wanted], np.int64)
    # Texts stand one sign apart.
    return Units(index.source_ids, index.bases, index.bases[number], index.bases[number + 1] - 1, number)


def select(
    project: Project,
    *,
    coders: str | Collection[str] | None = None,
    combine: str = "any",
    round: int | None = None,  # noqa: A002 - the field's word
    sources: str | Collection[str] | None = None,
    interviewer: bool = False,
) -> Selection:
    """Choose what is counted.

    Args:
        project: Texts, codes and codings.
        coders: Ids of the coders; by default all but rules, and rules where there is nobody else.
        combine: `any`: a code stands where at least one of them has it; `all`: where all have it. Then texts that not
            all of them read are left out.
        round: Round of coding; by default what stands now.
        sources: Ids of the texts; by default all that the coders read.
        interviewer: Whether what interviewers say counts.

    Raises:
        DataError: `combine` is not known, or nobody has read any of the texts.
        UnknownIdError: There is no such coder, round or text.
    """
    if combine not in COMBINE:
        hint = t("Possible are: {names}", names=", ".join(COMBINE))
        raise DataError(t("«{value}» is not possible for {key}.", value=combine, key="combine"), hint=hint)
    codings = project.codings.in_round(round).by(*_wanted(project.codings, coders))
    read = np.all(codings.read, axis=0) if combine == "all" else np.any(codings.read, axis=0)
    known = {codings.sources[number] for number in np.flatnonzero(read).tolist()}
    asked = known if sources is None else {project.corpus[name].id for name in names_of(sources, "sources")} & known
    documents = tuple(source.id for source in project.corpus if source.id in asked)
    if not documents:
        hint = t("Read codings for these texts first, or let rules propose some.")
        raise DataError(t("Nobody has coded any of these texts."), hint=hint)
    within = touches(codings, turn_units(project.corpus, sources=documents, interviewer=interviewer))
    kept = codings.where(within)
    counted = counted_of(project.corpus, documents, interviewer=interviewer)
    counted = replace(
        counted,
        coders=tuple((coder.id, coder.kind) for coder in kept.coders),
        combine=combine,
        round=round,
        codings=len(kept),
        codebook=project.codebook.fingerprint,
        codebook_version=project.codebook.version,
    )
    return Selection(project, kept, documents, counted)


def selection_of(
    material: object,
    *,
    coders: str | Collection[str] | None = None,
    combine: str = "any",
    interviewer: bool = False,
) -> Selection:
    """Give a selection as it is, or choose from a project; see `select`.

    Args:
        material: A project, or a selection.
        coders: See `select`.
        combine: See `select`.
        interviewer: See `select`.

    Raises:
        DataError: It is neither, or something is chosen from what was chosen already.
    """
    if isinstance(material, Project):
        return select(material, coders=coders, combine=combine, interviewer=interviewer)
    if not isinstance(material, Selection):
        hint = t("Put texts, codes and codings together: Project(corpus, codebook, codings).")
        raise DataError(t("This is no project."), hint=hint)
    if coders is not None or combine != "any" or interviewer:
        hint = t("Give the project, or say it in `select(...)`.")
        raise DataError(t("Coders were chosen already."), hint=hint)
    return material


def counted_of(corpus: Corpus, sources: Collection[str] | None = None, *, interviewer: bool = False) -> Counted:
    """Say what is counted where codings play no part."""
    wanted = {source.id for source in corpus} if sources is None else set(sources)
    turns, index = turns_of(corpus), index_of(corpus)
    inside = np.array([name in wanted for name in index.source_ids] or [False], np.bool_)[index.turn_source]
    if not interviewer:
        inside = inside & ~turns.interviewer
    people = np.unique(turns.people[1][inside]).size if inside.size else 0
    return Counted(documents=len(wanted), people=people, interviewer=interviewer, corpus=corpus.fingerprint)


def _wanted(codings: CodingSet, coders: str | Collection[str] | None) -> tuple[str, ...]:
    if coders is None:
        others = tuple(coder.id for coder in codings.coders if coder.kind != _RULES)
        return others or codings.coder_ids
    return tuple(dict.fromkeys(names_of(coders, "coders")))


def chosen_codes(project: Project, codes: str | Collection[str] | None, *, level: str = "code") -> tuple[Code, ...]:
    """Give the codes that are asked for, in the order of the codebook; a theme stands for all of its codes.

    Args:
        project: Texts, codes and codings.
        codes: Ids of codes or themes; by default all codes.
        level: `code` or `theme`; with `theme`, the themes themselves are given.

    Raises:
        DataError: The level is neither.
        UnknownIdError: There is no such code.
    """
    book = project.codebook
    if level not in ("code", "theme"):
        hint = t("Possible are: {names}", names="code, theme")
        raise DataError(t("«{value}» is not possible for {key}.", value=level, key="level"), hint=hint)
    asked = None if codes is None else {book[name].id for name in names_of(codes, "codes")}
    if asked is not None and not asked:
        raise DataError(t("No codes are given."), hint=t("The codebook has: {ids}", ids=", ".join(_themes_of(book))))
    if level == "theme":
        themes = None if asked is None else {book.theme_of(name).id for name in asked}
        return tuple(theme for theme in book.themes if themes is None or theme.id in themes)
    leaves = tuple(code for code in book if code.parent or not book.children(code.id))
    if asked is None:
        return leaves
    found = tuple(code for code in leaves if code.id in asked or _above(project, code) & asked)
    if not found:
        raise UnknownIdError(t("There is no code «{id}».", id=", ".join(sorted(asked))))
    return found


def _themes_of(book: Codebook) -> list[str]:
    return [theme.id for theme in book.themes]


def names_of(given: object, key: str) -> tuple[str, ...]:
    """Give one name or several, as people write them.

    Raises:
        DataError: It is neither.
    """
    if isinstance(given, str):
        return (given,)
    if isinstance(given, Collection) and all(isinstance(one, str) for one in given):
        return tuple(given)
    hint = t("Give a name, or a list of names.")
    raise DataError(t("«{value}» is not possible for {key}.", value=given, key=key), hint=hint)


def _above(project: Project, code: Code) -> set[str]:
    above = set()
    while code.parent:
        above.add(code.parent)
        code = project.codebook[code.parent]
    return above
