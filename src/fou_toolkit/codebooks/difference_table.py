"""The differences of two codebooks, for machines and for people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from fou_toolkit._i18n import mark, t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.codebooks.word_changes import clipped, word_changes
from fou_toolkit.model import Codebook

__all__ = ["CodebookChange", "CodebookDifferences"]

_MEANING: Final = ("brief", "definition", "use_when", "do_not_use_when")
_LISTS: Final = ("examples", "utterances", "cues", "exceptions")
_MOST_ITEMS: Final = 3
_SHORT: Final = frozenset({"codebook", "version", "seed_lines", "name"})

_PARTS: Final = {
    "codebook": mark("name of the codebook"),
    "version": mark("version"),
    "unit": mark("unit of coding"),
    "title": mark("title"),
    "note": mark("rules for all codes"),
    "name": mark("name"),
    "parent": mark("stands under"),
    "place": mark("order"),
    "brief": mark("short definition"),
    "definition": mark("definition"),
    "use_when": mark("Use when"),
    "do_not_use_when": mark("Do not use when"),
    "no_cues": mark("why it has no cues"),
    "seed_lines": mark("where it comes from"),
    "examples": mark("Examples"),
    "utterances": mark("It can sound like"),
    "cues": mark("Cues"),
    "exceptions": mark("Never counts"),
}
_UNITS: Final = {"sentence": mark("sentence"), "turn": mark("turn"), "source": mark("source")}


@dataclass(frozen=True, slots=True)
class CodebookChange:
    """One thing that is different.

    Args:
        code: Id of the code; empty for the head of the codebook.
        change: `added`, `gone`, `renamed`, `moved` (another parent), `order`, `changed` (any other part), `head`, or
            `id changed?` (a code that is gone looks like a new one).
        part: What is different, as it is called in the file; `place` for the place of a code among its neighbours.
        language: `nb`, `nn`, `en`; empty where there is none.
        old: What stood there; for a place, the id of the code before it.
        new: What stands there now.
    """

    code: str
    change: str
    part: str = ""
    language: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, repr=False)
class CodebookDifferences(Tabular):
    """All that is different in two versions of a codebook; the head first, then the codes in their new order.

    Args:
        old: The version before.
        new: The version after.
        changes: What is different.
    """

    old: Codebook
    new: Codebook
    changes: tuple[CodebookChange, ...]

    def __bool__(self) -> bool:
        """Tell whether anything is different."""
        return bool(self.changes)

    def codes(self, *kinds: str) -> tuple[str, ...]:
        """Give the codes with a change, each once.

        Args:
            kinds: Kinds of changes, such as `renamed`; without one, all.
        """
        found = (one.code for one in self.changes if one.code and (not kinds or one.change in kinds))
        return tuple(dict.fromkeys(found))

    @property
    def other_meaning(self) -> tuple[str, ...]:
        """Codes with another definition or another rule for their use: what was coded with them is to be read again."""
        return tuple(dict.fromkeys(one.code for one in self.changes if one.code and one.part in _MEANING))

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return ("code", "change", "part", "language", "old", "new")

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Give one row per change, texts in full."""
        for one in self.changes:
            yield (one.code, one.change, one.part, one.language, one.old, one.new)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of `text_rows`."""
        return (t("Code"), t("What"), t("Change"))

    def text_rows(self) -> Iterator[tuple[str, ...]]:
        """Give the rows as people read them: of long texts what is near a change, of long lists the first ones."""
        for group in _grouped(self.changes):
            one = group[0]
            yield (self._label(one.code), _what(one), _items(group) if _list_of(one) else self._difference(one))

    @property
    def summary(self) -> str:
        """Say in one sentence how much is different."""
        if not self.changes:
            return t("Nothing is different.")
        counts = {kind: len(self.codes(kind)) for kind in ("added", "gone", "renamed", "moved", "changed")}
        head = sum(one.change == "head" and one.part != "version" for one in self.changes)
        order = len({one.code for one in self.changes if one.part == "place"})
        inner = {one.code for one in self.changes if one.change == "order" and one.part != "place"}
        other = len(inner | set(self.codes("changed")))
        parts = [
            (counts["added"], tn("{n} code added", "{n} codes added", counts["added"])),
            (counts["gone"], tn("{n} code gone", "{n} codes gone", counts["gone"])),
            (counts["renamed"], tn("{n} code renamed", "{n} codes renamed", counts["renamed"])),
            (counts["moved"], tn("{n} code moved", "{n} codes moved", counts["moved"])),
            (order, tn("{n} code in another order", "{n} codes in another order", order)),
            (other, tn("{n} code with other content", "{n} codes with other content", other)),
            (head, tn("{n} change for the whole codebook", "{n} changes for the whole codebook", head)),
        ]
        said = ", ".join(text for count, text in parts if count)
        return f"{said}." if said else t("Only the version is different.")

    @property
    def caption(self) -> str:
        """Say which versions were compared and how much is different."""
        return t("Version {old} → {new}: {summary}", old=self.old.version, new=self.new.version, summary=self.summary)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say how to read the table."""
        marks = t("{gone}: words that are gone. {new}: new words.", gone="[-…-]", new="{+…+}")
        same = t("A code that looks like one that is gone may be the same. That is for you to say.")
        asked = any(one.change == "id changed?" for one in self.changes)
        return (*([marks] if self.changes else ()), *([same] if asked else ()))

    def __str__(self) -> str:
        """Print what is different."""
        lines = (" · ".join(filter(None, row)).replace("\n", "\n    ") for row in self.text_rows())
        return "\n".join([self.caption, *(f"  {line}" for line in lines)])

    def _label(self, code: str) -> str:
        if not code:
            return ""
        return f"{code} {(self.new if code in self.new else self.old)[code].name}".rstrip()

    def _difference(self, one: CodebookChange) -> str:
        if one.change == "added":
            return word_changes("", str(self.new[one.code].brief))
        if one.change == "gone":
            return word_changes(str(self.old[one.code].brief), "")
        if one.change == "id changed?":
            return t("perhaps {new} now", new=self._label(one.new))
        if one.change == "moved":
            return f"{self._parent(one.old)} → {self._parent(one.new)}"
        if one.change == "order":
            return self._order(one)
        return _text(one)

    def _parent(self, code: str) -> str:
        return self._label(code) if code in self.old or code in self.new else code or t("theme")

    def _order(self, one: CodebookChange) -> str:
        if one.part != "place":
            return t("in another order")
        return t("now behind {code}", code=self._label(one.new)) if one.new else t("now first")


def _list_of(one: CodebookChange) -> tuple[str, ...]:
    """Say in which list an item is new or gone; empty for what is no item."""
    if one.change != "changed" or one.part not in _LISTS:
        return ()
    return (one.code, one.part, one.language, "+" if one.new else "−")


def _grouped(changes: Sequence[CodebookChange]) -> Iterator[list[CodebookChange]]:
    """Put items that are new in one list together, and those that are gone."""
    group: list[CodebookChange] = []
    for one in changes:
        if group and (not _list_of(one) or _list_of(one) != _list_of(group[0])):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _items(group: Sequence[CodebookChange]) -> str:
    sign = _list_of(group[0])[-1]
    shown = [f"{sign} {clipped(one.new or one.old)}" for one in group[:_MOST_ITEMS]]
    more = len(group) - len(shown)
    # No braces and brackets here: the cue language has them, too.
    return "\n".join([*shown, *([tn("… and {n} more", "… and {n} more", more)] if more else [])])


def _what(one: CodebookChange) -> str:
    fixed = {"added": t("new code"), "gone": t("gone"), "id changed?": t("another id?")}
    if one.change in fixed:
        return fixed[one.change]
    # Further fields of the head have names that people gave them.
    part = t(_PARTS[one.part]) if one.part in _PARTS and (one.change != "head" or one.part in _HEAD) else one.part
    return f"{part} ({one.language})" if one.language else part


_HEAD: Final = ("codebook", "version", "unit", "title", "note")


def _text(one: CodebookChange) -> str:
    if one.part in _SHORT and one.old and one.new:
        return f"{clipped(one.old)} → {clipped(one.new)}"
    if one.change == "head" and one.part == "unit":
        old, new = (t(_UNITS[unit]) if unit in _UNITS else unit for unit in (one.old, one.new))
        return f"{old} → {new}"
    if one.old.split() == one.new.split():
        return t("only blanks or line breaks")
    return word_changes(one.old, one.new)
