"""The stored codebook: between its nouns and what the log holds, in the order in which it is kept."""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from fou_toolkit._i18n import t
from fou_toolkit.errors import MaterialError
from fou_toolkit.model import Code, Codebook
from fou_toolkit.store import Content
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.present import StoredCode
from fou_toolkit.workspace.live.records import code_record

__all__ = [
    "STEP",
    "Place",
    "content_of",
    "ids_in_order",
    "in_tree_order",
    "items_of",
    "known_code",
    "last_place",
    "names_of",
    "place_of",
    "standing_codes",
    "stored_book",
]

STEP: Final = 1024
"""Between the places of two codes that were taken in together: others can come in between without moving them."""
_ID_SIZE: Final = 20
"""Hex digits of an id in the log."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a code stands among those under the same parent: by its number, then by its id in the log."""

    number: int
    uid: str


def stored_book(opened: Opened) -> Codebook:
    """Give the codebook of the project.

    Raises:
        MaterialError: None was taken in yet.
    """
    book = opened.present.codebook
    if book is None:
        hint = t("Take one in: fou take-in FILE.yaml")
        raise MaterialError(t("The project has no codebook yet."), where=str(opened.folder), hint=hint)
    return book


def in_tree_order(book: Codebook) -> Codebook:
    """Put each code behind the one it stands under: the order in which a codebook is stored."""
    children: dict[str, list[Code]] = {}
    for code in book:
        children.setdefault(code.parent, []).append(code)

    def below(parent: str) -> Iterator[Code]:
        for code in children.get(parent, ()):
            yield code
            yield from below(code.id)

    return replace(book, codes=tuple(below("")))


def standing_codes(opened: Opened) -> Mapping[str, StoredCode]:
    """Give the codes of the codebook, by the id that people see."""
    return {code.id: code for code in opened.present.codes.values() if not code.row["retired"]}


def place_of(stored: StoredCode) -> Place:
    """Give the place of a code that is stored."""
    return Place(stored.row["place"], stored.uid)


def last_place(opened: Opened, parent: str) -> int:
    """Give the number of a place behind all that stands under a parent.

    Args:
        opened: The project.
        parent: Its id in the log; empty for themes.
    """
    there = [code.row["place"] for code in standing_codes(opened).values() if code.row["parent"] == parent]
    return max(there) + STEP if there else 0


def content_of(code: Code, known: StoredCode | None = None, *, own_id: str = "") -> Content:
    """Give what a code says, as it is stored.

    Args:
        code: The code.
        known: The code as it was; it keeps the id it was given, also where a second one of that id has a number.
        own_id: Another id that it gets.
    """
    name = own_id or (known.data["id"] if known is not None else code.id)
    return Content.of({**code_record(code), "id": name})


def ids_in_order(opened: Opened, old: StoredCode, count: int) -> list[str]:
    """Give ids in the log for codes that come in the place of an old one, in order.

    They get its number; what stands at one number is sorted by id. So the ids are random, but lie between those of the
    neighbours, and nothing else has to move.
    """
    same = [
        int(code.uid, 16)
        for code in standing_codes(opened).values()
        if code.row["parent"] == old.row["parent"] and code.row["place"] == old.row["place"]
    ]
    here = int(old.uid, 16)
    low = max((one for one in same if one < here), default=0)
    high = min((one for one in same if one > here), default=16**_ID_SIZE)
    found: set[int] = set()
    while len(found) < count:
        found.add(low + 1 + secrets.randbelow(high - low - 1))
    return [f"{one:0{_ID_SIZE}x}" for one in sorted(found)]


def known_code(opened: Opened, name: str) -> StoredCode:
    """Give a code of the codebook by the id that people see.

    Raises:
        UnknownIdError: There is no such code.
    """
    return opened.present.codes[opened.code_uid(name)]


def items_of(pairs: Iterable[tuple[str, str, int, Content]]) -> tuple[list[dict[str, Any]], list[Content]]:
    """Give the items of an act, and their contents, of id, parent, place and content of codes."""
    rows = list(pairs)
    items = [{"code": uid, "parent": parent, "place": place, **content.ref} for uid, parent, place, content in rows]
    return items, [content for *_, content in rows]


def names_of(opened: Opened, uids: Sequence[str]) -> tuple[str, ...]:
    """Give the ids that people see of codes that stand, each once; merges are followed."""
    present = opened.present
    now = [present.codes[present.code_now(uid)] for uid in uids if uid in present.codes]
    return tuple(dict.fromkeys(code.id for code in now if not code.row["retired"]))
