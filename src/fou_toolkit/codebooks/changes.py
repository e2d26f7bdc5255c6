"""Changing a codebook: rename, move, add, retire, merge, split.

Each function gives a new codebook and leaves the old one as it is. What the file format asks for goes for changes, too:
a change that brings a new error into the codebook (see `check_codebook`) is refused. Errors that were there before
do not stand in the way, so that a codebook can be put right step by step.

What becomes of the codings is no matter of the codebook, and none of these functions touches its version:
`version_after` says what a changed codebook is called.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from fou_toolkit._i18n import t
from fou_toolkit.codebooks.accepting import accepted, as_read
from fou_toolkit.codebooks.definitions import one_line
from fou_toolkit.errors import CodebookError, DataError
from fou_toolkit.model import TEXT_LANGUAGES, Code, Codebook, Localised

__all__ = ["mentions", "merged", "moved", "renamed", "split", "version_after", "with_new_code", "without_code"]

_T = TypeVar("_T")

_COUNTED: Final = re.compile(r"(.*)\+([0-9]+)", re.DOTALL)
_FEWEST: Final = 2
"""Codes that a code can be split into."""


def renamed(book: Codebook, code: str, name: Localised | str | Mapping[str, str]) -> Codebook:
    """Give a code another name; its id stays.

    Args:
        book: The codebook.
        code: Id of the code.
        name: The names; of a mapping such as `{"nn": "Røyst"}`, languages that are left out stay as they are. One text
            is the name in all three languages.

    Raises:
        UnknownIdError: There is no such code.
        CodebookError: A name is empty, or another code has it.
        DataError: That is no name.
    """
    old = book[code]
    new = old.name if isinstance(name, Mapping) else Localised()
    return accepted(book, book.with_code(replace(old, name=replace(new, **_names(name)))))


def _names(name: object) -> dict[str, str]:
    if isinstance(name, str):
        given: dict[str, object] = dict.fromkeys(TEXT_LANGUAGES, name)
    elif isinstance(name, Localised):
        given = {language: getattr(name, language) for language in TEXT_LANGUAGES}
    else:
        given = dict(name) if isinstance(name, Mapping) else {}
    if not given or not set(given) <= set(TEXT_LANGUAGES) or not all(isinstance(one, str) for one in given.values()):
        hint = t("Give one text, or one for each language: {example}", example='{"nb": "…", "nn": "…", "en": "…"}')
        raise DataError(t("That is no name of a code."), hint=hint)
    return {language: one_line(str(one)) for language, one in given.items()}


def moved(book: Codebook, code: str, parent: str) -> Codebook:
    """Put a code, with all below it, under another theme or code; it becomes the last one there.

    Args:
        book: The codebook.
        code: Id of the code.
        parent: Id of what it goes under; empty, and it becomes a theme. Where it stands there already, nothing changes.

    Raises:
        UnknownIdError: There is no such code or parent.
        CodebookError: The code would stand below itself, or lacks what a code under a theme needs.
    """
    old = book[code]
    if old.parent == parent:
        return book
    branch = _branch(book, code)
    if parent and book[parent].id in branch:
        hint = t("Choose another place, or move «{id}» first.", id=parent)
        raise CodebookError(t("«{code}» cannot stand below itself.", code=code), where=book.name, hint=hint)
    going = [replace(one, parent=parent) if one.id == code else one for one in book if one.id in branch]
    staying = replace(book, codes=tuple(one for one in book if one.id not in branch))
    return accepted(book, _with_last(staying, parent, going))


def with_new_code(book: Codebook, code: Code) -> Codebook:
    """Add a code: as the last one of its parent, a theme as the last of all.

    Args:
        book: The codebook.
        code: The code, with all parts that the format asks for.

    Raises:
        UnknownIdError: There is no such parent.
        CodebookError: A part is missing, a cue is wrong, or the id or the name is taken.
    """
    if code.parent and code.parent != code.id:
        book[code.parent]
    new = as_read(code)
    return accepted(book, _with_last(book, new.parent, [new]), [new])


def without_code(book: Codebook, code: str) -> Codebook:
    """Retire a code.

    Args:
        book: The codebook.
        code: Id of the code; nothing may stand below it.

    Raises:
        UnknownIdError: There is no such code.
        CodebookError: Codes stand below it, or it is the last one.
    """
    _alone(book, code)
    return accepted(book, replace(book, codes=tuple(one for one in book if one.id != code)))


def merged(book: Codebook, code: str, into: str) -> Codebook:
    """Put one code into another one and retire it.

    Examples, utterances, cues and exceptions come after those of the other code, each once. Its name, definitions and
    `use_when` stay as they are; they are for a person to write anew. `no_cues` goes where cues come in.

    Args:
        book: The codebook.
        code: Id of the code that goes; nothing may stand below it.
        into: Id of the code that stays.

    Raises:
        UnknownIdError: One of the codes is not there.
        CodebookError: Both are the same, or codes stand below the one that goes.
    """
    gone, stays = _alone(book, code), book[into]
    if code == into:
        hint = t("Give the code that goes, then the one that stays.")
        raise CodebookError(t("«{code}» cannot go into itself.", code=code), where=book.name, hint=hint)
    cues = _together(stays.cues, gone.cues)
    both = replace(
        stays,
        examples=_together(stays.examples, gone.examples),
        utterances=_together(stays.utterances, gone.utterances),
        cues=cues,
        exceptions=_together(stays.exceptions, gone.exceptions),
        no_cues=stays.no_cues if cues == stays.cues else Localised(),
    )
    rest = replace(book, codes=tuple(one for one in book if one.id != code))
    return accepted(book, rest.with_code(as_read(both)))


def split(book: Codebook, code: str, into: Sequence[Code]) -> Codebook:
    """Retire a code and put new ones in its place.

    Args:
        book: The codebook.
        code: Id of the code that goes; nothing may stand below it.
        into: The new codes, two or more, with ids of their own; they get the parent of the old one.

    Raises:
        UnknownIdError: There is no such code.
        CodebookError: Codes stand below it, there are fewer than two new ones, one of them has the id of the old
            one, a part is missing, a cue is wrong, or an id or a name is taken.
    """
    old = _alone(book, code)
    if len(into) < _FEWEST:
        hint = t("For one new code in place of an old one, add it and merge the old one into it.")
        raise CodebookError(t("A code is split into two or more."), where=book.name, hint=hint)
    if old.id.casefold() in {one.id.casefold() for one in into}:
        # Else old codings would seem to mean what the new code says.
        hint = t("Give the new codes ids of their own; old codings keep «{id}».", id=code)
        raise CodebookError(t("A new code has the id of the old one, «{id}».", id=code), where=book.name, hint=hint)
    new = [as_read(replace(one, parent=old.parent)) for one in into]
    at = book.codes.index(old)
    return accepted(book, replace(book, codes=(*book.codes[:at], *new, *book.codes[at + 1 :])), new)


def mentions(book: Codebook, code: str) -> tuple[str, ...]:
    """Give the codes whose texts name this one by its id, and would point to nothing without it.

    Args:
        book: The codebook.
        code: Id of the code.

    Raises:
        UnknownIdError: There is no such code.
    """
    named = re.compile(rf"(?<![\w.-]){re.escape(book[code].id)}(?![\w-]|\.\w)")
    return tuple(one.id for one in book if one.id != code and any(map(named.search, _texts(one))))


def version_after(version: str) -> str:
    """Give the version of a codebook that was changed inside of a project.

    People set versions by hand, in the file: `1.2`, `2023-11`. A project counts its own changes behind a plus sign, so
    that a version from a file is never reached by counting. Two copies of a project can come to the same number by
    different changes; the fingerprint of the codebook tells them apart.

    Args:
        version: The version before the change.

    >>> version_after("1.2"), version_after("1.2+1"), version_after("1.2+9")
    ('1.2+1', '1.2+2', '1.2+10')
    """
    counted = _COUNTED.fullmatch(version)
    return f"{counted[1]}+{int(counted[2]) + 1}" if counted else f"{version}+1"


def _texts(code: Code) -> Iterator[str]:
    for part in (code.brief, code.definition, code.use_when, code.do_not_use_when, code.no_cues):
        yield from (getattr(part, language) for language in TEXT_LANGUAGES)


def _branch(book: Codebook, code: str) -> set[str]:
    """Give the ids of a code and of all below it."""
    found, new = {code}, {code}
    while new:
        new = {one.id for one in book if one.parent in new} - found
        found |= new
    return found


def _with_last(book: Codebook, parent: str, codes: Iterable[Code]) -> Codebook:
    """Put codes behind all that stands below a parent; themes go to the end."""
    last = len(book)
    if parent in book:
        branch = _branch(book, parent)
        last = 1 + max(number for number, one in enumerate(book) if one.id in branch)
    return replace(book, codes=(*book.codes[:last], *codes, *book.codes[last:]))


def _alone(book: Codebook, code: str) -> Code:
    """Give a code below which nothing stands."""
    found = book[code]
    if below := book.children(code):
        ids = ", ".join(one.id for one in below)
        hint = t("Move them first, or retire them: {ids}", ids=ids)
        raise CodebookError(t("Codes stand below «{code}».", code=code), where=book.name, hint=hint)
    return found


def _together(first: Iterable[_T], second: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys((*first, *second)))
