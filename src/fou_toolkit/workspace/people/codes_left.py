"""What is left of a code when a name or words are cut out of it: a code that can still be read, written and used."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fou_toolkit.workspace.people.leaving_words import LeavingWords, strings_in

__all__ = ["CodesLeft"]

_ID: Final = "slettet-{number}"
"""An id has no brackets."""
_PATTERNS: Final = ("cues", "exceptions", "utterances")
"""Half a pattern would be another pattern, or none."""


@dataclass(slots=True)
class CodesLeft:
    """Cuts codes; gives ids and names that no other code has.

    Args:
        words: How the person is found.
        placeholder: What stands where something was cut.
        codes: Definitions of all codes, as plain data.
        taken: Ids and names that are in use, in small letters; filled by itself.
    """

    words: LeavingWords
    placeholder: str
    codes: Iterable[Mapping[str, Any]] = ()
    taken: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Note what other codes are called."""
        for code in self.codes:
            self.taken.add(("id", code["id"].casefold()))
            self.taken |= {(language, _key(name)) for language, name in code.get("name", {}).items()}

    def left(self, code: Mapping[str, Any], bad_examples: Iterable[object] = ()) -> dict[str, Any]:
        """Give what is left of a code.

        Args:
            code: Its definition, as plain data.
            bad_examples: Examples that go.
        """
        bad, kept = list(bad_examples), dict(code)
        kept["examples"] = [one for one in code.get("examples", ()) if one not in bad and not self._is_theirs(one)]
        kept |= {part: self._without(code.get(part)) for part in _PATTERNS}
        kept = {name: value for name, value in kept.items() if value or name not in (*_PATTERNS, "examples")}
        cleaned: dict[str, Any] = self.words.cleaned(kept, self.placeholder)
        cleaned["id"] = code["id"]
        if self._is_theirs(code["id"]):
            cleaned["id"] = self._free("id", lambda number: _ID.format(number=number))
        if "name" in code:
            cleaned["name"] = {
                language: name if name == code["name"][language] else self._renamed(language, name)
                for language, name in cleaned["name"].items()
            }
        return cleaned

    def _is_theirs(self, value: object) -> bool:
        return self.words.names_them(value) or self.words.quotes(value)

    def _without(self, group: object) -> object:
        """Leave patterns out that name or quote the person; and languages in which none is left."""
        if isinstance(group, dict):
            return {language: kept for language, items in group.items() if (kept := self._without(items))}
        if isinstance(group, list):
            return [one for one in group if not any(map(self._is_theirs, strings_in(one)))]
        return group

    def _renamed(self, language: str, name: str) -> str:
        return self._free(language, lambda number: name if number == 1 else f"{name} ({number})")

    def _free(self, kind: str, named: Callable[[int], str]) -> str:
        number = 1
        while (kind, _key(named(number))) in self.taken:
            number += 1
        self.taken.add((kind, _key(named(number))))
        return named(number)


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
