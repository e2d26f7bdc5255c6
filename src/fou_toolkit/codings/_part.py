"""What one file says about codings, and how the files of a folder come together."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit.errors import ReadError, WriteError
from fou_toolkit.model import ID_LENGTH, KINDS, POLARITIES, Coder, Coding, CodingSet, Corpus, Span, is_coding_id
from fou_toolkit.model.project import similar

__all__ = [
    "LARGEST",
    "Part",
    "changed",
    "check",
    "checked_id",
    "checked_kind",
    "checked_polarity",
    "folded",
    "joined",
    "known_source",
    "no_number",
    "refuse_two_ways",
]

LARGEST: Final = 2**31 - 1
"""No text is longer, and no project has more rounds."""
_ENDING: Final = re.compile(r"(?<=.)\.[A-Za-z][A-Za-z0-9]{1,4}")
"""What makes an id look like the name of a file."""
_LONGEST_VALUE: Final = 40


@dataclass(frozen=True, slots=True)
class Part:
    """What one file says.

    Args:
        name: Name of the file.
        codings: In any order.
        coders: What is said about the coders, by id: fields of `Coder`, empty or missing where nothing is said.
        read: Ids of coder and source, for each source that the file says was read whole.
        told: Coders of whom the file says what they read; of the others, sources with a coding count.
        listed: Coders of whom the file says so for the files beside it, too.
    """

    name: str
    codings: Sequence[Coding] = ()
    coders: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    read: frozenset[tuple[str, str]] = frozenset()
    told: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()


def joined(parts: Sequence[Part]) -> CodingSet:
    """Bring the files together.

    Raises:
        ReadError: Two files call one coder by different kinds, or one coder is written in two ways.
    """
    known: list[str] = []
    for part in parts:
        known.extend(part.coders)
        refuse_two_ways(known, ReadError, where=part.name)
    coders = _coders(parts)
    listed = frozenset[str]().union(*(part.listed for part in parts))
    read = {pair for part in parts for pair in part.read} | {
        (one.coder, one.source) for part in parts for one in part.codings if one.coder not in part.told | listed
    }
    return CodingSet.of([one for part in parts for one in part.codings], list(coders.values()), read=read)


def _coders(parts: Sequence[Part]) -> dict[str, Coder]:
    """Put together what the files say about each coder; what stands first holds, but nobody is of two kinds."""
    known: dict[str, dict[str, str]] = {}
    for part in parts:
        for name, said in part.coders.items():
            facts = known.setdefault(name, {})
            kind = said.get("kind", "")
            if kind and facts.get("kind", kind) != kind:
                message = t("The coder «{id}» is {one} and {two}.", id=name, one=t(facts["kind"]), two=t(kind))
                raise ReadError(message, where=part.name, hint=t("Give each coder one kind, or two coders two names."))
            facts.update({field: value for field, value in said.items() if value and field not in facts})
    return {name: Coder(name, **facts) for name, facts in known.items()}


def folded(name: str) -> str:
    """Give the name of a coder with one blank where there are several."""
    return " ".join(name.split())


def refuse_two_ways(coders: Iterable[str], error: type[ReadError | WriteError], *, where: str = "") -> None:
    """Refuse coders whose ids differ in case and blanks only.

    Args:
        coders: Ids.
        error: What is raised.
        where: Name of the file.
    """
    seen: dict[str, str] = {}
    for name in coders:
        other = seen.setdefault(folded(name).casefold(), name)
        if other != name:
            message = t("«{one}» and «{other}»: is this one coder, written in two ways?", one=other, other=name)
            raise error(message, where=where, hint=t("Write the name of a coder in one way."))


def changed() -> str:
    """Say what may have happened to a text whose codings do not fit."""
    return t("Has the text been changed since it was coded? Codings belong to one version of a text.")


def no_number(name: str, value: str, least: int, *, where: str) -> ReadError:
    """Say that a value is no whole number, or too small or large a one.

    Args:
        name: Name of the column or field.
        value: What stands there; empty where nothing does.
        least: The least number that is possible.
        where: Place in the file.
    """
    if not value:
        return ReadError(t("«{name}» is missing, or is no whole number.", name=name), where=where)
    shown = value if len(value) <= _LONGEST_VALUE else value[: _LONGEST_VALUE - 1] + "…"
    message = t("«{name}» must be a whole number from {least}, and is «{value}».", name=name, least=least, value=shown)
    return ReadError(message, where=where, hint=t("Write {good}, not {bad}.", good="120", bad="120,0"))


def checked_kind(kind: str, *, where: str) -> str:
    """Give a kind of coder that is possible.

    Raises:
        ReadError: There is no such kind.
    """
    if kind and kind not in KINDS:
        hint = t("Possible are: {names}", names=", ".join(KINDS))
        raise ReadError(t("«{value}» is not possible for {key}.", value=kind, key="kind"), where=where, hint=hint)
    return kind


def checked_polarity(polarity: str, *, name: str = "polarity", where: str) -> str:
    """Give a polarity that is possible.

    Args:
        polarity: What stands there.
        name: Name of the column or field.
        where: Place in the file.

    Raises:
        ReadError: There is no such polarity.
    """
    if polarity not in POLARITIES:
        hint = t("Possible are: {names}", names=", ".join(POLARITIES[1:]))
        raise ReadError(t("«{value}» is not possible for {key}.", value=polarity, key=name), where=where, hint=hint)
    return polarity


def checked_id(name: str, *, where: str) -> str:
    """Give the id of a coding, or nothing.

    Raises:
        ReadError: It is none.
    """
    if name and not is_coding_id(name):
        hint = t("It has at most {n} letters (a–z) and digits.", n=ID_LENGTH)
        raise ReadError(t("«{id}» is no id of a coding.", id=name), where=where, hint=hint)
    return name


def known_source(source: str, corpus: Corpus, *, where: str) -> str:
    """Give the id of a source that is told by its id or by the name of its file.

    Raises:
        ReadError: There is no such text, or several have this name.
    """
    if source in corpus:
        return source
    found = _of_file(source, corpus)
    if len(found) == 1:
        return found[0]
    ids = [one.id for one in corpus]
    other = similar(_bare(source), ids)
    known = t("The corpus has: {ids}", ids=", ".join(ids))
    hint = " ".join([t("Is it «{name}»?", name=other), known]) if other else known
    raise ReadError(t("There is no source «{id}».", id=source), where=where, hint=hint)


def _of_file(file: str, corpus: Corpus) -> list[str]:
    """Give the sources of a file of this name; the ending may be another one, since programs convert texts."""
    exact = [one.id for one in corpus if file in (one.name, PurePath(one.name).name)]
    return exact or [one.id for one in corpus if _bare(file) in (one.id, _bare(PurePath(one.name).name))]


def _bare(file: str) -> str:
    ending = PurePath(file).suffix
    return file.removesuffix(ending) if _ENDING.fullmatch(file, len(file) - len(ending)) else file


def check(source: str, span: Span, quote: str, corpus: Corpus, *, where: str, same: Callable[[str, str], bool]) -> None:
    """Refuse a coding whose words have moved or changed.

    Args:
        source: Id of a source that is there.
        span: Where the coding is.
        quote: The words that should stand there; empty where nobody said.
        corpus: The texts.
        where: Place in the file.
        same: Tells whether two texts are the same words.

    Raises:
        ReadError: The text is shorter, or the words do not stand there.
    """
    text = corpus[source].text
    if span.end > len(text) and not quote:
        message = t("The text has {n} signs; the coding ends at {end}.", n=len(text), end=span.end)
        raise ReadError(message, where=where, hint=changed())
    if span.end > len(text) or (quote and not same(span.of(text), quote)):
        message = t("The coded words do not stand at this place of {id}.", id=source)
        raise ReadError(message, where=where, hint=changed())
