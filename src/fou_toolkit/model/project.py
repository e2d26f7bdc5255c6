"""What analyses take: texts, codes and codings that belong together."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from fou_toolkit._i18n import t, tn
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model.codebook import Code, Codebook
from fou_toolkit.model.corpus import Corpus
from fou_toolkit.model.memo import Memo

if TYPE_CHECKING:
    from fou_toolkit.model.codings import CodingSet

__all__ = ["ORIENTATIONS", "SMALLEST_GROUP", "Project", "check_group", "similar"]

ORIENTATIONS: Final = ("reflexive", "codebook", "reliability")
"""Families of thematic analysis (Braun & Clarke): what the project takes coding for."""
SMALLEST_GROUP: Final = 5
"""People that a number must come from before it is shown, unless a project says otherwise."""
_SHOWN: Final = 10
"""So many ids are named in one message."""
_SEVERAL: Final = re.compile("[,;]")


@dataclass(frozen=True, repr=False)
class Project:
    """Corpus, codebook and codings, with every reference checked.

    Args:
        corpus: The texts.
        codebook: The codes.
        codings: What coders found.
        orientation: One of `ORIENTATIONS`. Under a reflexive one, figures of agreement are there for talk only.
        smallest_group: People that a number in a table must come from; smaller groups could be recognised.
        memos: What coders wrote beside their codings.

    Raises:
        UnknownIdError: A coding names a code or text that is not there.
        DataError: A coding reaches out of its text, the orientation is not known, or the smallest group is no number.
    """

    corpus: Corpus
    codebook: Codebook
    codings: "CodingSet"
    orientation: str = "codebook"
    smallest_group: int = SMALLEST_GROUP
    memos: tuple[Memo, ...] = ()

    def __post_init__(self) -> None:
        """Check that all parts belong together."""
        if self.orientation not in ORIENTATIONS:
            hint = t("Possible are: {names}", names=", ".join(ORIENTATIONS))
            key = "orientation"
            raise DataError(t("«{value}» is not possible for {key}.", value=self.orientation, key=key), hint=hint)
        check_group(self.smallest_group)
        self._check_names()
        self._check_places()

    def with_codings(self, codings: "CodingSet") -> "Project":
        """Give the same project with other codings, such as those of one coder."""
        return replace(self, codings=codings)

    def _check_names(self) -> None:
        codes = [name for name in self.codings.codes if name not in self.codebook]
        if codes:
            advice = [_advice(name, self.codebook) for name in codes]
            if not all(advice):
                advice.append(t("Were they made with another codebook, or another version of it?"))
            counts = Counter(one.code for one in self.codings)
            message = t("The codebook has no code {ids}.", ids=_counted(codes, counts))
            raise UnknownIdError(message, hint=_joined(advice))
        sources = [name for name in self.codings.sources if name not in self.corpus]
        if sources:
            ids = [source.id for source in self.corpus]
            advice = [_is_it(name, similar(name, ids)) for name in sources]
            counts = Counter(one.source for one in self.codings)
            message = t("The corpus has no source {ids}.", ids=_counted(sources, counts))
            known = t("The corpus has: {ids}", ids=", ".join(ids))
            raise UnknownIdError(message, hint=_joined([*advice, known]))

    def _check_places(self) -> None:
        ends = self.codings.ends()
        wrong = {name: end for name, end in ends.items() if end > len(self.corpus[name].text)}
        if wrong:
            coders = {one.source: one.coder for one in self.codings if one.span.end == wrong.get(one.source)}
            places = [
                t(
                    "the coding by «{coder}» in «{source}» ends at {end}, and the text has {n} signs",
                    coder=coders[name],
                    source=name,
                    end=end,
                    n=len(self.corpus[name].text),
                )
                for name, end in wrong.items()
            ]
            hint = t("Has the text been changed since it was coded? Codings belong to one version of a text.")
            message = t("A coding reaches out of its text: {place}.", place=_listed(places, "; "))
            raise DataError(message, hint=hint)

    def __repr__(self) -> str:
        """Say how much there is."""
        return f"<Project: {len(self.corpus)} sources, {len(self.codebook)} codes, {len(self.codings)} codings>"


def check_group(number: object) -> None:
    """Refuse a smallest group that is none.

    Raises:
        DataError: It is no whole number from 1.
    """
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        hint = t("Give a whole number from 1.")
        raise DataError(t("«{value}» is not possible for {key}.", value=number, key="smallest_group"), hint=hint)


def similar(name: str, names: Iterable[str]) -> str:
    """Give the name that is most like this one, whatever the case; nothing where none is like it.

    >>> similar("ANNA", ["Anne", "anna"])
    'anna'
    """
    folded: dict[str, str] = {}
    for one in names:
        folded.setdefault(one.casefold(), one)
    return next((folded[one] for one in get_close_matches(name.casefold(), folded, 1, 0.7)), "")


def _advice(name: str, codebook: Codebook) -> str:
    """Say what can be meant by a code that is not there; nothing where nobody knows."""
    wanted = name.strip().casefold()
    named = next((code for code in codebook if wanted and wanted in _names(code)), None)
    if named is not None:
        return t("«{name}» is the name of {id}: use the id.", name=name, id=named.id)
    parts = [part.strip() for part in _SEVERAL.split(name) if part.strip()]
    if len(parts) > 1 and all(part in codebook for part in parts):
        return t("«{name}» is several codes: write one row per code.", name=name)
    return _is_it(name, similar(name, [code.id for code in codebook]))


def _names(code: Code) -> list[str]:
    return [text.casefold() for text in (code.name.nb, code.name.nn, code.name.en)]


def _is_it(name: str, other: str) -> str:
    return t("«{name}»: is it «{other}»?", name=name, other=other) if other else ""


def _counted(names: Sequence[str], counts: Mapping[str, int]) -> str:
    return _listed([f"«{name}» ({tn('{n} coding', '{n} codings', counts[name])})" for name in names])


def _listed(parts: Sequence[str], sign: str = ", ") -> str:
    """Name the first of many, and how many more there are."""
    rest = len(parts) - _SHOWN
    return sign.join(parts[:_SHOWN]) + (f" … (+{rest})" if rest > 0 else "")


def _joined(advice: Iterable[str]) -> str:
    """Give one hint; advice about everything that is named would be longer than anybody reads."""
    said = [one for one in advice if one]
    return " ".join([*said[:-1][:_SHOWN], *said[-1:]])
