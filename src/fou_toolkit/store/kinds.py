"""Every kind of event, with the fields of its body: ids, numbers, digests and closed words; there is no field for text.

A body that does not fit is refused before it is written, so that no path leads text into the log. Events of a kind
that is not known (from a newer version) are kept and touch nothing.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError

__all__ = ["KINDS", "MEMO_KINDS", "SCOPES", "Kind", "check_body", "contents_in", "is_act", "touched"]

MEMO_KINDS: Final = ("analytic", "reflexive", "ethical", "codebook")
SCOPES: Final = ("all", "quotation")
VERDICTS: Final = ("accept", "reject", "move")
TARGETS: Final = ("coding", "span", "code", "source", "project")

Check = Callable[[object], bool]
_ID: Final = re.compile(r"[0-9a-f]{20}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_LARGEST: Final = 2**53


def _ident(value: object) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _none_or_ident(value: object) -> bool:
    return value == "" or _ident(value)


def _hash(value: object) -> bool:
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST


def _word(*words: str) -> Check:
    return lambda value: isinstance(value, str) and value in words


def _list(one: Check) -> Check:
    return lambda value: isinstance(value, list) and all(one(item) for item in value)


def _record(*optional: str, **fields: Check) -> Check:
    """Check a part of a body: every field is there, but for the optional ones, and no other."""
    needed = fields.keys() - set(optional)

    def check(value: object) -> bool:
        if not isinstance(value, dict) or not needed <= value.keys() <= fields.keys():
            return False
        return all(fields[name](one) for name, one in value.items())

    return check


_ENTITY: Final = re.compile(r"(codebook|[0-9a-f]{20})(/(consent|queue|[0-9a-f]{20}|[0-9]{1,16}))*")


def _entity(value: object) -> bool:
    return isinstance(value, str) and _ENTITY.fullmatch(value) is not None


_REF: Final[dict[str, Check]] = {"content": _ident, "digest": _hash}
_POLARITY: Final = _word("", "supports", "hinders", "ambivalent")
_PLACE: Final[dict[str, Check]] = {"version": _ident, "start": _whole, "end": _whole}
_MAP: Final[dict[str, Check]] = {"ops": _list(_list(_whole)), "doubts": _list(_list(_whole))}
_ROUNDED: Final[dict[str, Check]] = {"round": _whole, "polarity": _POLARITY}
_CODING: Final = _record(coding=_ident, code=_ident, **_ROUNDED, **_PLACE)
_BROUGHT_IN: Final = _record(coding=_ident, code=_ident, coder=_ident, **_ROUNDED, **_PLACE)
_DECISION: Final = _record(
    *("coding", "suggested", *_ROUNDED),
    suggestion=_ident,
    verdict=_word(*VERDICTS),
    coding=_ident,
    code=_ident,
    suggested=_record(code=_ident, **_PLACE),
    **_ROUNDED,
    **_PLACE,
)


def _decision(value: object) -> bool:
    """Check a decision; one that makes a coding says all that a coding needs."""
    if not _DECISION(value) or not isinstance(value, dict):
        return False
    return "coding" not in value or value["verdict"] == "reject" or value.keys() >= _ROUNDED.keys()


_READING: Final = _record(coder=_ident, source=_ident, round=_whole, whole=_word("yes", "no"))
_CODE: Final = _record(code=_ident, parent=_none_or_ident, place=_whole, **_REF)


@dataclass(frozen=True, slots=True)
class Kind:
    """What an event of this kind looks like.

    Args:
        fields: Check of every field that a body may have.
        touches: Ids of the entities that it changes.
        optional: Fields that may be missing.
        undoable: Whether its actor can take it back.
        removes: Whether it takes something away.
        erases: Whether it belongs to the erasure of what somebody said.
    """

    fields: Mapping[str, Check]
    touches: Callable[[Mapping[str, Any]], Iterable[str]] = field(default=lambda _: ())
    optional: frozenset[str] = frozenset()
    undoable: bool = False
    removes: bool = False
    erases: bool = False


def _one(name: str) -> Callable[[Mapping[str, Any]], Iterable[str]]:
    return lambda body: (body[name],)


def _items(name: str) -> Callable[[Mapping[str, Any]], Iterable[str]]:
    return lambda body: (item[name] for item in body["items"])


def _decided(body: Mapping[str, Any]) -> Iterable[str]:
    for item in body["items"]:
        yield f"{item['suggestion']}/{body['coder']}"
        if "coding" in item:
            yield item["coding"]


def _brought_in(body: Mapping[str, Any]) -> Iterable[str]:
    yield from (item["coding"] for item in body["items"])
    yield from (f"{item['coder']}/{item['source']}/{item['round']}" for item in body["read"])


def _book(body: Mapping[str, Any]) -> Iterable[str]:
    return ("codebook", *(item["code"] for item in body["items"]), *body["retired"])


KINDS: Final[dict[str, Kind]] = {
    "project.begun": Kind({"project": _ident}, _one("project")),
    "replica.begun": Kind({"from": _list(_hash)}),
    "coder.named": Kind({"coder": _ident, **_REF}, _one("coder")),
    # texts
    "source.taken_in": Kind(
        {"source": _ident, "version": _ident, "facts": _record(**_REF), **_REF}, _one("source"), undoable=True
    ),
    "source.described": Kind({"source": _ident, **_REF}, _one("source"), undoable=True),
    "source.revised": Kind(
        {"source": _ident, "version": _ident, "from": _ident, "facts": _record(**_REF), **_MAP, **_REF},
        _one("source"),
        frozenset({"facts"}),
        undoable=True,
    ),
    "source.redacted": Kind(
        {"source": _ident, "version": _ident, "from": _ident, **_MAP, **_REF}, _one("source"), erases=True
    ),
    "source.erased": Kind({"source": _ident}, _one("source"), erases=True),
    # people
    "participant.described": Kind({"participant": _ident, **_REF}, _one("participant"), undoable=True),
    "participant.withdrawn": Kind({"participant": _ident, "scope": _word(*SCOPES)}, _one("participant"), erases=True),
    "consent.given": Kind({"subject": _ident, **_REF}, lambda body: (f"{body['subject']}/consent",), undoable=True),
    "mention.noted": Kind({"mention": _ident, **_PLACE, **_REF}, _one("mention"), undoable=True),
    "mention.removed": Kind({"mention": _ident}, _one("mention"), undoable=True, removes=True),
    "content.erased": Kind({"contents": _list(_ident)}),
    "record.redacted": Kind({"entity": _entity, **_REF}, _one("entity"), erases=True),
    "codings.redacted": Kind(
        {"items": _list(_record(coding=_ident, **_PLACE)), "gone": _list(_ident)},
        lambda body: (*(item["coding"] for item in body["items"]), *body["gone"]),
        erases=True,
    ),
    # codes
    "codebook.taken_in": Kind({"items": _list(_CODE), "retired": _list(_ident), **_REF}, _book, undoable=True),
    "codebook.redacted": Kind({"items": _list(_record(code=_ident, **_REF))}, _items("code"), erases=True),
    "codebook.described": Kind({**_REF}, lambda _: ("codebook",), undoable=True),
    "code.defined": Kind(
        {"code": _ident, "parent": _none_or_ident, "place": _whole, **_REF}, _one("code"), undoable=True
    ),
    "code.moved": Kind({"code": _ident, "parent": _none_or_ident, "place": _whole}, _one("code"), undoable=True),
    "code.retired": Kind({"code": _ident}, _one("code"), undoable=True, removes=True),
    "code.merged": Kind(
        {"code": _ident, "into": _ident, **_REF}, lambda body: (body["code"], body["into"]), undoable=True
    ),
    "code.split": Kind(
        {"code": _ident, "items": _list(_CODE)},
        lambda body: (body["code"], *(item["code"] for item in body["items"])),
        undoable=True,
    ),
    # coding
    "coding.added": Kind({"coder": _ident, "items": _list(_CODING)}, _items("coding"), undoable=True),
    "codings.brought_in": Kind({"items": _list(_BROUGHT_IN), "read": _list(_READING)}, _brought_in, undoable=True),
    "coding.removed": Kind({"codings": _list(_ident)}, lambda body: body["codings"], undoable=True, removes=True),
    "coding.changed": Kind(
        {"coding": _ident, "code": _ident, "polarity": _POLARITY, **_PLACE},
        _one("coding"),
        frozenset({"code", "polarity", *_PLACE}),
        undoable=True,
    ),
    "coding.recoded": Kind({"codings": _list(_ident), "code": _ident}, lambda body: body["codings"], undoable=True),
    "coding.kept": Kind(
        {"codings": _list(_ident), "code": _ident},
        lambda body: (f"{coding}/queue" for coding in body["codings"]),
        undoable=True,
    ),
    "reading.done": Kind(
        {"coder": _ident, "source": _ident, "round": _whole, "whole": _word("yes", "no")},
        lambda body: (f"{body['coder']}/{body['source']}/{body['round']}",),
        undoable=True,
    ),
    "rules.run": Kind({"found": _whole}),
    "decision.made": Kind({"coder": _ident, "items": _list(_decision)}, _decided, undoable=True),
    "memo.written": Kind(
        {"memo": _ident, "kind": _word(*MEMO_KINDS), "target": _word(*TARGETS), "on": _ident, **_PLACE, **_REF},
        _one("memo"),
        frozenset({"on", *_PLACE}),
        undoable=True,
    ),
    "memo.removed": Kind({"memo": _ident}, _one("memo"), undoable=True, removes=True),
    # the log itself
    "act.undone": Kind({"act": _hash}),
    "act.redone": Kind({"act": _hash}),
    "merge.joined": Kind({"heads": _list(_hash)}),
    "conflict.settled": Kind({"entity": _entity, "keep": _hash}, _one("entity")),
}
"""By name."""


def check_body(kind: str, body: Mapping[str, Any], *, actor: str = "") -> None:
    """Refuse a body that is not what its kind says; above all one with text in it.

    Args:
        kind: One of `KINDS`.
        body: The body.
        actor: Who does it: an id, or empty for nobody.

    Raises:
        DataError: The kind is not known, a field is missing, unknown, or no id, number or closed word.
    """
    wrong = _wrong_in(kind, body, actor)
    if wrong:
        hint = t("Text belongs into contents; the log holds ids and numbers only.")
        raise DataError(
            t("The event «{kind}» cannot be written: {fields}.", kind=kind, fields=", ".join(wrong)), hint=hint
        )


def is_act(kind: str, body: Mapping[str, Any], actor: str) -> bool:
    """Tell whether a body is what its kind says; see `check_body`."""
    return not _wrong_in(kind, body, actor)


def _wrong_in(kind: str, body: Mapping[str, Any], actor: str) -> list[str]:
    known = KINDS.get(kind)
    who = [] if _none_or_ident(actor) else ["actor"]
    return [*who, kind] if known is None else [*who, *_wrong(known, body)]


def _wrong(kind: Kind, body: Mapping[str, Any]) -> Iterable[str]:
    yield from sorted(kind.fields.keys() - body.keys() - kind.optional)
    yield from sorted(body.keys() - kind.fields.keys())
    for name, check in kind.fields.items():
        if name in body and not check(body[name]):
            yield name


def touched(kind: str, body: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the ids of the entities that an event changes, each once."""
    known = KINDS.get(kind)
    return () if known is None else tuple(dict.fromkeys(known.touches(body)))


def contents_in(body: object) -> Iterable[tuple[str, str]]:
    """Give id and digest of every content that a body refers to."""
    if isinstance(body, dict):
        if "content" in body and "digest" in body:
            yield body["content"], body["digest"]
        for value in body.values():
            yield from contents_in(value)
    elif isinstance(body, list):
        for value in body:
            yield from contents_in(value)
