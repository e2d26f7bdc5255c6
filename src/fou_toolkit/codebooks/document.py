"""From YAML text to plain data with places.

Only what a codebook needs: mappings, lists and texts. Every unquoted value is text (`1.10` stays `1.10`, `no` stays
`no`); numbers and true/false exist inside of spaCy patterns only. Tags, and names for repeated parts (`&a`, `*a`), are
refused: a few lines with them can unfold to gigabytes. Nothing is ever constructed but strings, lists and dicts.
"""

import json
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from fou_toolkit._i18n import Message
from fou_toolkit.codebooks.places import Mark, Path, Places
from fou_toolkit.codebooks.result import ERROR, Finding
from fou_toolkit.codebooks.syntax import explain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruamel.yaml.events import Event

__all__ = ["Document", "read_document"]

DEEPEST: Final = 12
"""Levels of lists and mappings; a codebook with spaCy patterns needs nine."""

_NOT_PRINTABLE: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPED: Final = re.compile(r"true|false|null|-?\d+(\.\d+)?")


@dataclass(frozen=True)
class Document:
    """What stands in a file.

    Args:
        data: Strings, lists and dicts; `None` for an empty file. Fields without a value are left out.
        places: Where each field stands.
        findings: What keeps it from being read.
        complete: Whether the whole file was understood; otherwise nothing can be said to be missing.
    """

    data: object
    places: Places
    findings: tuple[Finding, ...] = ()
    complete: bool = True


def read_document(text: str) -> Document:
    """Read YAML.

    Args:
        text: The whole file, with line feeds only.
    """
    builder = _Builder(text)
    bad = _NOT_PRINTABLE.search(text)
    if bad is not None:
        line, column = text.count("\n", 0, bad.start()) + 1, bad.start() - text.rfind("\n", 0, bad.start())
        message = Message.of("There is a character that is no text (U+{number}).", number=f"{ord(bad[0]):04X}")
        builder.fail(message, line, column, Message.of("Is this a YAML file? Save it as plain text."))
    else:
        builder.build()
    places = Places(text, builder.values, builder.keys)
    return Document(builder.root, places, tuple(builder.findings), builder.complete)


@dataclass(slots=True)
class _Level:
    """A list or mapping that is open."""

    content: "dict[str, object] | list[object]"
    path: Path
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    """Follows the parser's events; errors are collected, so that a person sees all at once."""

    text: str
    root: object = None
    levels: list[_Level] = field(default_factory=list)
    values: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    documents: int = 0
    complete: bool = False

    def fail(self, message: Message, line: int, column: int, hint: Message | None = None) -> None:
        self.findings.append(Finding(ERROR, message, "", line, column, hint))

    def build(self) -> None:
        from ruamel.yaml.error import YAMLError  # noqa: PLC0415 - heavy, imported where used

        try:
            for event in self._events():
                self._take(event)
                if len(self.levels) > DEEPEST or self.documents > 1:
                    return
            self.complete = True
        except YAMLError as error:
            self.findings.append(explain(error, self.text))

    def _events(self) -> "Iterator[Event]":
        from ruamel.yaml import YAML  # noqa: PLC0415 - heavy, imported where used

        # The pure parser counts columns in code points.
        yield from YAML(typ="safe", pure=True).parse(self.text)

    def _take(self, event: "Event") -> None:
        from ruamel.yaml import events  # noqa: PLC0415 - heavy, imported where used

        self._refuse(event)
        match event:
            case events.ScalarEvent():
                self._text(event)
            case events.AliasEvent():
                self._put("", self._mark(event))
            case events.SequenceStartEvent():
                self._open(event, [])
            case events.MappingStartEvent():
                self._open(event, {})
            case events.CollectionEndEvent():
                self.levels.pop()
            case events.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self.fail(Message.of("A second document begins here (---)."), *self._place(event))

    def _refuse(self, event: "Event") -> None:
        if getattr(event, "anchor", None):
            message = Message.of("Names for repeated parts (&name, *name) are not possible in a codebook.")
            self.fail(
                message, *self._place(event), Message.of("Write the part out, or put the text in quotation marks.")
            )
        if getattr(event, "tag", None):
            message = Message.of("Tags (!name) are not possible in a codebook.")
            self.fail(message, *self._place(event), Message.of("Leave it out, or put the text in quotation marks."))

    @staticmethod
    def _place(event: "Event") -> tuple[int, int]:
        return event.start_mark.line + 1, event.start_mark.column + 1

    def _mark(self, event: "Event", end: int | None = None, style: str = "") -> Mark:
        begin = event.start_mark.index
        return Mark(*self._place(event), begin, begin if end is None else end, style)

    def _text(self, event: Any) -> None:  # noqa: ANN401 - ruamel.yaml's events carry no types
        mark = self._mark(event, event.end_mark.index, event.style or "")
        value = unicodedata.normalize("NFC", event.value)
        if mark.style in ("|", ">"):
            value = value.rstrip("\n")
        if self.levels and isinstance(self.levels[-1].content, dict) and self.levels[-1].key is None:
            self._key(value, mark)
        elif not mark.style and value in ("", "~", "null"):
            self._put(None, mark)
        else:
            self._put(self._typed(value, mark), mark)

    def _typed(self, value: str, mark: Mark) -> object:
        inside = self.levels and "spacy" in (*self.levels[-1].path, self.levels[-1].key)
        return json.loads(value) if inside and not mark.style and _TYPED.fullmatch(value) else value

    def _key(self, value: str, mark: Mark) -> None:
        level = self.levels[-1]
        if value in level.content:
            self.fail(
                Message.of("The field «{field}» stands here for the second time.", field=value), mark.line, mark.column
            )
        level.key = value
        self.keys.setdefault((*level.path, value), mark)

    def _open(self, event: "Event", content: "dict[str, object] | list[object]") -> None:
        mark = self._mark(event)
        path = self._put(content, mark)
        if path is None:  # in the place of a key
            hint = Message.of("Put texts that begin with «{sign}» in quotation marks.", sign="{")
            self.fail(Message.of("This cannot be the name of a field."), mark.line, mark.column, hint)
            path = ()
        self.levels.append(_Level(content, path))
        if len(self.levels) > DEEPEST:
            self.fail(Message.of("Too many levels."), mark.line, mark.column)

    def _put(self, value: object, mark: Mark) -> Path | None:
        """Store a value in the open level; give its path, or nothing where it stands in the place of a key."""
        path: Path = ()
        if not self.levels:
            self.root = value
        else:
            level = self.levels[-1]
            if isinstance(level.content, list):
                path = (*level.path, len(level.content))
                level.content.append(value)
            elif level.key is None:
                level.key = ""
                return None
            else:
                path = (*level.path, level.key)
                if value is not None and level.key not in level.content:
                    level.content[level.key] = value
                level.key = None
        self.values.setdefault(path, mark)
        return path
