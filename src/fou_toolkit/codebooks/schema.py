"""The JSON Schema of codebooks, and what its violations mean for people.

The schema itself is `schema.json`; the same file lies beside the shipped codebook, so that editors can use it. The few
keywords that it uses are interpreted here: importing jsonschema takes two seconds wherever Jupyter is installed, and a
codebook is read at every start. A test holds this module against jsonschema.
"""

import json
import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, Final

from fou_toolkit._i18n import Message, mark
from fou_toolkit.codebooks.places import Path, Places
from fou_toolkit.codebooks.result import ERROR, Finding

__all__ = ["KEYWORDS", "check_schema", "code_of", "field_name", "schema"]

Schema = dict[str, Any]
_Found = tuple[Path, Message, Message | None]
"""Path, message, advice; a path that ends in `KEY` and a name means the name of a field, not its value."""

_KEY: Final = "<key>"
_TYPES: Final[dict[str, type | tuple[type, ...]]] = {
    "array": list,
    "boolean": bool,
    "number": (int, float),
    "object": dict,
    "string": str,
}
_KINDS: Final = {
    "array": mark("a list"),
    "number": mark("a number"),
    "object": mark("a group of fields"),
    "string": mark("a text"),
}
_NOTHING: Final = mark("nothing")
_ADVICE: Final = {
    "codebook": mark('Give the codebook a short name: codebook: "..."'),
    "version": mark('Give the codebook a version: version: "1.0"'),
    "codes": mark("A codebook has a list of codes: codes:"),
    "brief": mark("Say in one plain sentence what the code means."),
    "use_when": mark("Say what someone says or does when the code fits."),
    "do_not_use_when": mark("Say when it does not fit, and name the code to use instead."),
    "nb": mark("Every code has this text in bokmål."),
    "nn": mark("Every code has this text in nynorsk."),
    "en": mark("Every code has a name in English."),
    "quote": mark("Write the words exactly as they stand in the source."),
}


def check_schema(data: object, places: Places) -> Iterator[Finding]:
    """Compare data with the schema.

    Args:
        data: What stands in the file.
        places: Where it stands.
    """
    for path, message, hint in _compare(schema(), data, ()):
        is_key = _KEY in path
        plain = tuple(part for part in path if part != _KEY)
        place = places.at_key(plain) if is_key else places.at(plain)
        yield Finding(ERROR, message, code_of(data, plain), *place, hint)


@cache
def schema() -> Schema:
    """Give the schema."""
    found: Schema = json.loads(files("fou_toolkit.codebooks").joinpath("schema.json").read_text(encoding="utf-8"))
    return found


def code_of(data: object, path: Path) -> str:
    """Give the id of the code that a path lies in; empty outside of codes."""
    if len(path) < 2 or path[0] != "codes" or not isinstance(data, dict):  # noqa: PLR2004 - `codes` and a number
        return ""
    item = data["codes"][path[1]]
    found = item.get("id", "") if isinstance(item, dict) else ""
    return found if isinstance(found, str) else ""


def field_name(path: Path) -> str:
    """Give a path as people say it.

    >>> field_name(("codes", 3, "cues", "nb", 0))
    'cues.nb[1]'
    """
    inner = path[2:] if len(path) > 2 and path[0] == "codes" else path  # noqa: PLR2004 - `codes` and a number
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in inner]
    return "".join(parts).lstrip(".")


def _compare(rule: Schema, value: object, path: Path) -> Iterator[_Found]:
    if "$ref" in rule:
        yield from _compare(schema()["$defs"][rule["$ref"].rsplit("/", 1)[1]], value, path)
    if "type" in rule and not _is_a(rule["type"], value):
        yield path, *_wrong_kind(rule["type"], value, path)
        return
    if "if" in rule:
        fits = next(_compare(rule["if"], value, path), None) is None
        yield from _compare(rule.get("then" if fits else "else", {}), value, path)
    for keyword, test in KEYWORDS.items():
        if keyword in rule:
            yield from test(rule, value, path)


def _is_a(kinds: str | list[str], value: object) -> bool:
    wanted = [kinds] if isinstance(kinds, str) else kinds
    return any(isinstance(value, _TYPES[kind]) and isinstance(value, bool) <= (kind == "boolean") for kind in wanted)


def _wrong_kind(kinds: str | list[str], value: object, path: Path) -> tuple[Message, Message | None]:
    kind = kinds if isinstance(kinds, str) else kinds[0]
    found = next((name for name in _KINDS if _is_a(name, value)), "")
    wanted, got = Message(_KINDS[kind]), Message(_KINDS.get(found, _NOTHING))
    hint = Message.of("Put texts that begin with «{sign}» in quotation marks.", sign="{")
    message = (
        Message.of("«{field}» has to be {wanted}, not {got}.", field=field_name(path), wanted=wanted, got=got)
        if path
        else Message.of("The codebook has to be {wanted}, not {got}.", wanted=wanted, got=got)
    )
    return message, hint if (kind, found) == ("string", "object") else None


def _enum(rule: Schema, value: object, path: Path) -> Iterator[_Found]:
    if value not in rule["enum"]:
        hint = Message.of("Possible are: {fields}", fields=", ".join(rule["enum"]))
        yield path, Message.of("«{value}» is not possible for «{field}».", value=value, field=field_name(path)), hint


def _pattern(rule: Schema, value: object, path: Path) -> Iterator[_Found]:
    if not isinstance(value, str) or re.search(rule["pattern"], value):
        return
    if value.strip():
        hint = Message.of("An id is made of letters, digits, hyphens and full stops, such as M1.")
        yield path, Message.of("«{value}» cannot be an id.", value=value), hint
    else:
        yield path, Message.of("«{field}» is empty.", field=field_name(path)), None


def _min_items(rule: Schema, value: object, path: Path) -> Iterator[_Found]:
    if isinstance(value, list) and len(value) < rule["minItems"]:
        yield path, Message.of("The list «{field}» is empty.", field=field_name(path)), None


def _items(rule: Schema, value: object, path: Path) -> Iterator[_Found]:
    for number, item in enumerate(value if isinstance(value, list) else []):
        yield from _compare(rule["items"], item, (*path, number))


def _required(rule: Schema, value: object, path: Path) -> Iterator[_Found]:
    for name in rule["required"] if isinstance(value, dict) else []:
        if isinstance(value, dict) and name not in value:
            advice = _ADVICE.get(name)
            inner = (*path, name)
            message = Message.of("«{field}» is missing.", field=field_name(inner))
            yield inner, message, Message(advice) if advice else None


def _properties(rule: Schema, value: object, path: Path) -> Iterator[_Found]:
    for name, inner in rule["properties"].items():
        if isinstance(value, dict) and name in value:
            yield from _compare(inner, value[name], (*path, name))


def _property_names(rule: Schema, value: object, path: Path) -> Iterator[_Found]:
    for name in value if isinstance(value, dict) else []:
        if not re.search(rule["propertyNames"]["pattern"], name):
            hint = Message.of("Use letters, digits, blanks and hyphens; at most 80 signs.")
            yield (*path, _KEY, name), Message.of("«{field}» cannot be the name of a field.", field=name), hint


def _additional(rule: Schema, value: object, path: Path) -> Iterator[_Found]:
    known, other = rule["properties"], rule["additionalProperties"]
    for name in value if isinstance(value, dict) else []:
        if name in known:
            continue
        if other is not False:
            yield from _compare(other, value[name] if isinstance(value, dict) else None, (*path, name))
            continue
        near = get_close_matches(name, known, n=1)
        hint = (
            Message.of("Do you mean «{field}»?", field=near[0])
            if near
            else Message.of("Possible are: {fields}", fields=", ".join(known))
        )
        message = Message.of("There is no field «{field}» here.", field=field_name((*path, name)))
        yield (*path, _KEY, name), message, hint


KEYWORDS: Final[dict[str, Callable[[Schema, object, Path], Iterator[_Found]]]] = {
    "enum": _enum,
    "pattern": _pattern,
    "minItems": _min_items,
    "items": _items,
    "required": _required,
    "properties": _properties,
    "propertyNames": _property_names,
    "additionalProperties": _additional,
}
"""Keywords of the schema besides `type`, `$ref`, `if`, `then` and `else`."""
