"""Take names out of words: whole words, in the genitive and inside of ids, addresses and paths too."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit.appendix.blind.names import Names, is_path

__all__ = ["Mask", "plainly"]

_BEFORE: Final = r"(?<![^\W\d_])"
_AFTER: Final = r"(?![^\W\d_])"
_GENITIVE: Final = r"(?P<rest>['’´]s|s|['’])?"
_DEFINITE: Final = re.compile(r"(?:en|et|a)$")
_ENDINGS: Final = r"(?:en|et|a|i|e|ar|er)?"
_SHORTEST_STEM: Final = 5
_ANY_PATH: Final = re.compile(
    r"(?<![\w/.])(?:/(?:home|Users|root|tmp|var|mnt|media|work|opt|srv|Volumes)/[^\s\"'<>«»]*|[A-Za-z]:\\[^\s\"'<>«»]*)"
)
_LETTERS: Final = tuple(dict(zip(map(ord, "åæø"), way, strict=True)) for way in (("aa", "ae", "oe"), ("a", "ae", "o")))


def plainly(name: str) -> tuple[str, ...]:
    """Give a name in small letters, and how file names write it.

    >>> plainly("åse")
    ('åse', 'aase', 'ase')
    """
    ways = (name, *(name.translate(way) for way in _LETTERS))
    return tuple(dict.fromkeys(ways))


class Mask:
    """Masks names in words.

    Args:
        names: What is masked; nothing, where there are none.
    """

    def __init__(self, names: Names) -> None:
        self._names = names

    def __repr__(self) -> str:
        """Say how many names there are."""
        return f"<Mask: {self._names!r}>"

    @cached_property
    def _patterns(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Give expressions with what stands for what they find, in the order in which they are used."""
        names, found = self._names, []
        paths = sorted((name for name in names.private if is_path(name)), key=len, reverse=True)
        if paths:
            found.append(("path", re.compile("(?:" + "|".join(map(re.escape, paths)) + r")[^\s\"'<>«»]*")))
        found.append(("path", _ANY_PATH))
        for kind, parts in (
            ("place", names.parts("places")),
            ("name", names.parts("authors")),
            ("name", names.parts("people")),
            ("name", names.parts("coders")),
            ("name", tuple(sorted(names.private - set(paths), key=lambda name: (-len(name), name)))),
        ):
            found += [(kind, pattern) for pattern in self._of_kind(kind, parts)]
        return tuple(found)

    def _of_kind(self, kind: str, names: tuple[str, ...]) -> Iterable[re.Pattern[str]]:
        free = [name for name in names if name.lower() not in self._names.ordinary]
        strict = [name for name in names if name.lower() in self._names.ordinary]
        if free:
            yield re.compile(_whole("|".join(_way(name, kind) for name in free)), re.IGNORECASE)
        if strict:
            yield re.compile(_whole("|".join(f"{_spaced(name)}|{_spaced(name.upper())}" for name in strict)))
            low = "|".join(_way(name, "") for name in strict)
            yield re.compile(rf"(?<=_)(?:{low}){_AFTER}|{_BEFORE}(?:{low})(?=[_@])", re.IGNORECASE)

    def words(self, text: str) -> str:
        """Give words without names.

        Args:
            text: The words; what is put in their place is in the current language.
        """
        if not text:
            return text
        signs = {"path": t("[path]"), "place": t("[place]"), "name": t("[name]")}
        said = unicodedata.normalize("NFC", text)
        for kind, pattern in self._patterns:
            said = pattern.sub(lambda found, sign=signs[kind]: sign + (found.groupdict().get("rest") or ""), said)  # type: ignore[misc]
        return text if said == unicodedata.normalize("NFC", text) else said


def _whole(ways: str) -> str:
    return rf"{_BEFORE}(?:{ways}){_GENITIVE}{_AFTER}"


def _spaced(name: str) -> str:
    return r"\s+".join(re.escape(word) for word in name.split())


def _way(name: str, kind: str) -> str:
    """Write an expression for a name; places have endings: «Bringebærhaug», «Bringebærhaugen»."""
    stem = _DEFINITE.sub("", name) if kind == "place" else name
    stem = stem if len(stem) >= _SHORTEST_STEM else name
    ways = dict.fromkeys(_spaced(way) for way in plainly(stem.lower()))
    ending = _ENDINGS if kind == "place" else ""
    # A number at the end of a name belongs to it: P1 is not P12.
    last = r"(?!\d)" if name[-1].isdigit() else ""
    return rf"(?:{'|'.join(ways)}){ending}{last}"
