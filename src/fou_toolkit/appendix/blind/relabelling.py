"""Give people, coders, places and texts of a project numbers, before anything is made from it.

Labels stand in the order of the names, so that whatever is sorted stays as it is: every number of a blind edition is
that of the open one.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath
from string import ascii_uppercase
from types import MappingProxyType
from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit.appendix.blind.documents import without_names
from fou_toolkit.appendix.blind.masking import Mask
from fou_toolkit.appendix.blind.names import Names
from fou_toolkit.appendix.config import Config
from fou_toolkit.appendix.material import Audit, BookChange, InputFile, Material
from fou_toolkit.model import Coding, CodingSet, Consent, Corpus, Memo, Participant, Source, Turn
from fou_toolkit.model import Receipt as _Receipt

__all__ = ["Labels", "blind_config", "labels_of", "relabelled"]

_KEPT: Final = ("genre", "phase", "language", "constructed", "role", "level", "site", "date")
_DAY: Final = re.compile(r"^(\d{4})-\d{2}(?:-\d{2})?.*$", re.DOTALL)


@dataclass(frozen=True, repr=False)
class Labels:
    """What everything is called in a blind edition, by what it is called in the project.

    Args:
        texts: Ids of texts.
        people: Pseudonyms and labels of speakers.
        coders: Ids of coders.
        places: Sites.
        values: Values of kept attributes, by name of the attribute.
    """

    texts: Mapping[str, str]
    people: Mapping[str, str]
    coders: Mapping[str, str]
    places: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]

    def __repr__(self) -> str:
        """Say how many there are."""
        return f"<Labels: {len(self.texts)} texts, {len(self.people)} people, {len(self.coders)} coders>"


def labels_of(material: Material, config: Config, names: Names, texts: Mapping[str, str]) -> Labels:
    """Choose the labels.

    Args:
        material: The material as it is.
        config: The settings as they are.
        names: Its names.
        texts: Labels of the texts, by id.
    """
    corpus, codings = material.project.corpus, material.project.codings
    turns = [turn for source in corpus for turn in source.turns]
    people = {person.pseudonym for person in corpus.participants}
    people |= {name for turn in turns for name in (turn.participant, turn.speaker)}
    coders = {coder.id for coder in codings.coders} | {memo.coder for memo in material.project.memos}
    coders |= {change.coder for change in material.book_changes} | set(config.codings.coders)
    things = (*corpus, *corpus.participants)
    places = {one.attributes.get("site", "") for one in things} | {one.site for one in corpus.participants}
    wanted = sorted({*_KEPT, *config.codings.groups, config.codings.over} - {"site", "date"})
    values: dict[str, set[str]] = {key: {one.attributes.get(key, "") for one in things} for key in wanted}
    for key in ("role", "level"):
        values[key] |= {getattr(person, key) for person in corpus.participants}
    mask = Mask(names)
    return Labels(
        texts=texts,
        people=_numbered(people, lambda n, width: f"P{n:0{max(width, 2)}d}"),
        coders=_numbered(coders, lambda n, width: t("Coder {letter}", letter=_letter(n, width))),
        places=_numbered(places, lambda n, width: t("Place {n}", n=f"{n:0{width}d}")),
        values={key: _told_apart(found, mask) for key, found in values.items()},
    )


def _numbered(names: Iterable[str], label: Callable[[int, int], str]) -> dict[str, str]:
    wanted = sorted(set(names) - {""})
    width = len(str(len(wanted)))
    return {"": ""} | {name: label(n, width) for n, name in enumerate(wanted, 1)}


def _letter(n: int, width: int) -> str:
    """Give A, B, C; of many, as many letters each, so that they stay in order."""
    letters, rest = "", n - 1
    for _ in range(1 if width == 1 else width):
        rest, place = divmod(rest, len(ascii_uppercase))
        letters = ascii_uppercase[place] + letters
    return letters


def _told_apart(values: Iterable[str], mask: Mask) -> dict[str, str]:
    """Mask values; two that would become the same are numbered, for groups must stay as they are."""
    wanted = sorted(values)
    new = {value: mask.words(value) for value in wanted}
    taken = {value for value in wanted if new[value] == value}
    for value in wanted:
        if new[value] != value:
            label, n = new[value], 1
            while label in taken:
                n += 1
                label = f"{new[value]} {n}"
            new[value] = label
            taken.add(label)
    return new


def relabelled(material: Material, labels: Labels, names: Names) -> Material:
    """Give the material under its labels; texts of interviews stay, so that passages do not move.

    Args:
        material: The material as it is.
        labels: From `labels_of`.
        names: Its names.
    """
    project, mask = material.project, Mask(names)
    words = mask.words
    texts = {label: name for name, label in labels.texts.items()}
    coders = {label: name for name, label in labels.coders.items()}

    def before(coding: Coding) -> Coding:
        return replace(coding, source=texts[coding.source], coder=coders[coding.coder])

    return replace(
        material,
        project=replace(
            project,
            corpus=_corpus(project.corpus, labels),
            codebook=without_names(project.codebook, mask),
            codings=_codings(project.codings, labels),
            memos=tuple(_memo(one, labels, words) for one in project.memos),
        ),
        quotable=lambda coding: material.quotable(before(coding)),
        reusable=lambda coding: material.reusable(before(coding)),
        title=words(material.title),
        day=material.day[:4],
        retention=material.retention[:4],
        audit=_audit(material.audit),
        book_changes=tuple(_change(one, labels, words) for one in material.book_changes),
        validated=tuple(words(text) for text in material.validated),
        files=_files(material, words),
        private=frozenset(),
    )


def _corpus(corpus: Corpus, labels: Labels) -> Corpus:
    return replace(
        corpus,
        sources=tuple(_source(one, labels) for one in corpus),
        participants=tuple(_person(one, labels) for one in corpus.participants),
        receipt=_Receipt(),
    )


def _source(source: Source, labels: Labels) -> Source:
    turns = tuple(_turn(turn, labels) for turn in source.turns)
    return replace(
        source,
        id=labels.texts[source.id],
        turns=turns,
        attributes=_attributes(source.attributes, labels),
        digest="",
        name="",
        consent=_consent(source.consent),
    )


def _turn(turn: Turn, labels: Labels) -> Turn:
    return replace(turn, speaker=labels.people[turn.speaker], participant=labels.people[turn.participant])


def _person(person: Participant, labels: Labels) -> Participant:
    return Participant(
        labels.people[person.pseudonym],
        labels.values["role"][person.role],
        labels.values["level"][person.level],
        labels.places[person.site],
        _attributes(person.attributes, labels),
        _consent(person.consent),
    )


def _attributes(attributes: Mapping[str, str], labels: Labels) -> dict[str, str]:
    kept = {}
    for key, value in attributes.items():
        if key == "site":
            kept[key] = labels.places[value]
        elif key == "date":
            kept[key] = value[:4]
        elif key in labels.values:
            kept[key] = labels.values[key][_year(value)] if _year(value) in labels.values[key] else _year(value)
    return kept


def _year(value: str) -> str:
    """Give the year of a day; other values as they are."""
    return _DAY.sub(r"\1", value)


def _consent(consent: Consent | None) -> Consent | None:
    return None if consent is None else Consent("", "", consent.scopes)


def _codings(codings: CodingSet, labels: Labels) -> CodingSet:
    return replace(
        codings,
        sources=tuple(labels.texts[name] for name in codings.sources),
        coders=tuple(replace(coder, id=labels.coders[coder.id], note="") for coder in codings.coders),
    )


def _memo(memo: Memo, labels: Labels, words: Callable[[str], str]) -> Memo:
    return replace(
        memo,
        text=words(memo.text),
        coder=labels.coders[memo.coder],
        time=memo.time[:4],
        source=labels.texts[memo.source] if memo.source else "",
    )


def _audit(audit: Audit | None) -> Audit | None:
    if audit is None:
        return None
    return replace(audit, lines=tuple(replace(one, first=one.first[:4], last=one.last[:4]) for one in audit.lines))


def _change(change: BookChange, labels: Labels, words: Callable[[str], str]) -> BookChange:
    return replace(
        change,
        day=change.day[:4],
        coder=labels.coders[change.coder],
        what=words(change.what),
        changes=words(change.changes),
    )


def _files(material: Material, words: Callable[[str], str]) -> tuple[InputFile, ...]:
    """Name files by what they are: texts are numbered, so is what bears a name."""
    own = {PurePosixPath(source.name).name for source in material.project.corpus}
    made = []
    for number, file in enumerate(material.files, 1):
        path = PurePosixPath(file.name)
        telling = path.name in own or words(file.name) != file.name
        kind = t("text") if path.name in own else t("file")
        made.append(replace(file, name=f"{kind} {number}{path.suffix}" if telling else path.name))
    return tuple(made)


def blind_config(config: Config, labels: Labels, names: Names) -> Config:
    """Give the settings under the labels, without authors, addresses and who paid.

    Args:
        config: The settings as they are.
        labels: From `labels_of`.
        names: Names of the project.
    """
    words = Mask(names).words
    several = partial(_several, words=words)
    study, sheet = config.study, config.result_sheet
    return replace(
        config,
        study=replace(
            study, title=words(study.title), authors=(), doi="", contact="", funder="", keywords=several(study.keywords)
        ),
        codings=replace(config.codings, coders=tuple(labels.coders[name] for name in config.codings.coders)),
        result_sheet=replace(
            sheet,
            looked_at=words(sheet.looked_at),
            found=several(sheet.found),
            next=several(sheet.next),
            contact="",
        ),
        package=replace(config.package, publisher=words(config.package.publisher)),
        answers=MappingProxyType({key: words(value) for key, value in config.answers.items()}),
    )


def _several(texts: tuple[str, ...], words: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(words(text) for text in texts)
