"""Changing what a code says: its definition and the other parts, or its id."""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from typing import Any, Final, TypedDict, Unpack

from fou_toolkit._i18n import t
from fou_toolkit.codebooks.accepting import accepted, as_read
from fou_toolkit.errors import DataError
from fou_toolkit.model import TEXT_LANGUAGES, Code, Codebook, Cue, Example, Localised, Utterance

__all__ = ["CodeParts", "Texts", "one_line", "redefined", "with_other_id"]

Texts = Localised | Mapping[str, str]
_TEXTS: Final = ("brief", "definition", "use_when", "do_not_use_when", "no_cues")
_LISTS: Final[Mapping[str, type]] = {"examples": Example, "utterances": Utterance, "cues": Cue, "exceptions": Cue}


class CodeParts(TypedDict, total=False):
    """The parts of a code that can be written anew; of texts given as `{"nn": "…"}`, the other languages stay."""

    brief: Texts
    definition: Texts
    use_when: Texts
    do_not_use_when: Texts
    no_cues: Texts
    seed_lines: str
    examples: tuple[Example, ...]
    utterances: tuple[Utterance, ...]
    cues: tuple[Cue, ...]
    exceptions: tuple[Cue, ...]


def redefined(book: Codebook, code: str, **parts: Unpack[CodeParts]) -> Codebook:
    """Write parts of a code anew; its id, name and place stay.

    Args:
        book: The codebook.
        code: Id of the code.
        parts: What is new; parts that are left out stay as they are.

    Raises:
        UnknownIdError: There is no such code.
        DataError: There is no such part, or it is not what it should be.
        CodebookError: A part that the format asks for would be empty, or a cue is wrong.
    """
    old = book[code]
    changed: dict[str, Any] = {name: _part(old, name, value) for name, value in parts.items()}
    new = as_read(replace(old, **changed))
    if new == old:
        return book
    # A cue that was there before is not in the way; new ones are looked at.
    fresh = replace(
        new,
        cues=tuple(one for one in new.cues if one not in old.cues),
        exceptions=tuple(one for one in new.exceptions if one not in old.exceptions),
    )
    return accepted(book, book.with_code(new), [fresh])


def with_other_id(book: Codebook, code: str, name: str) -> Codebook:
    """Give a code another id; what its texts and those of other codes say is left to a person.

    Args:
        book: The codebook.
        code: Id of the code.
        name: The new id.

    Raises:
        UnknownIdError: There is no such code.
        CodebookError: It cannot be an id, or another code has it.
    """
    book[code]
    # What was wrong with the old id must not excuse the new one: compared is with an id in which nothing is wrong.
    free = next(one for one in map("x{}".format, count()) if one not in book)
    return accepted(_with_id(book, code, free), _with_id(book, code, name), ids={free: name})


def _with_id(book: Codebook, code: str, name: str) -> Codebook:
    codes = (
        replace(one, id=name if one.id == code else one.id, parent=name if one.parent == code else one.parent)
        for one in book
    )
    return replace(book, codes=tuple(codes))


def _part(old: Code, name: str, value: object) -> object:
    if name in _TEXTS:
        return _text(getattr(old, name), name, value)
    if name in _LISTS and isinstance(value, tuple | list) and all(isinstance(one, _LISTS[name]) for one in value):
        return tuple(value)
    if name == "seed_lines" and isinstance(value, str):
        return value
    hint = t("Possible are: {names}", names=", ".join(CodeParts.__optional_keys__))
    raise DataError(t("That is no part of a code: «{name}».", name=name), hint=hint)


def _text(old: Localised, name: str, value: object) -> Localised:
    if isinstance(value, Localised):
        return Localised(*(one_line(getattr(value, language)) for language in TEXT_LANGUAGES))
    given = dict(value) if isinstance(value, Mapping) else {}
    if not given or not set(given) <= set(TEXT_LANGUAGES) or not all(isinstance(one, str) for one in given.values()):
        hint = t("Give one for each language: {example}", example='{"nb": "…", "nn": "…", "en": "…"}')
        raise DataError(t("That is no text for «{name}».", name=name), hint=hint)
    return replace(old, **{language: one_line(one) for language, one in given.items()})


def one_line(text: str) -> str:
    """Give a text as it would be read from a file: on one line, in composed form."""
    return " ".join(unicodedata.normalize("NFC", text).split())
