"""What one file says about codings, and how the files of a folder come together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit.errors import ReadError
from fou_toolkit.model import KINDS, Coder, Coding, CodingSet, Corpus

__all__ = ["LARGEST", "Part", "check", "check_source", "checked_kind", "joined"]

LARGEST: Final = 2**31 - 1
"""No text is longer, and no project has more rounds."""


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
        ReadError: Two files call one coder by different kinds.
    """
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


def checked_kind(kind: str, *, where: str) -> str:
    """Give a kind of coder that is possible.

    Raises:
        ReadError: There is no such kind.
    """
    if kind and kind not in KINDS:
        hint = t("Possible are: {names}", names=", ".join(KINDS))
        raise ReadError(t("«{value}» is not possible for {key}.", value=kind, key="kind"), where=where, hint=hint)
    return kind


def check_source(source: str, corpus: Corpus, *, where: str) -> None:
    """Refuse a source that is not there.

    Raises:
        ReadError: There is no such text.
    """
    if source not in corpus:
        hint = t("The corpus has: {ids}", ids=", ".join(one.id for one in corpus))
        raise ReadError(t("There is no source «{id}».", id=source), where=where, hint=hint)


def check(coding: Coding, quote: str, corpus: Corpus, *, where: str, same: Callable[[str, str], bool]) -> None:
    """Refuse a coding whose words have moved or changed.

    Args:
        coding: The coding.
        quote: The words that should stand there; empty where nobody said.
        corpus: The texts.
        where: Place in the file.
        same: Tells whether two texts are the same words.

    Raises:
        ReadError: There is no such text, or the words do not stand there.
    """
    check_source(coding.source, corpus, where=where)
    text = corpus[coding.source].text
    if coding.span.end > len(text) or (quote and not same(coding.span.of(text), quote)):
        raise ReadError(
            t("The coded words do not stand at this place of {id}.", id=coding.source),
            where=where,
            hint=t("Has the text been changed since it was coded? Codings belong to one version of a text."),
        )
