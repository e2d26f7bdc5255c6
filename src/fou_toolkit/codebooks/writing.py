"""Writing a codebook to its file; `codebooks.reading` describes the format."""

import json
import re
from collections.abc import Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import Final

from fou_toolkit._files import write_text
from fou_toolkit._i18n import t
from fou_toolkit.codebooks.check import check_codebook
from fou_toolkit.codebooks.comments import Comments, comments_in
from fou_toolkit.codebooks.data import data_of
from fou_toolkit.codebooks.files import file_text
from fou_toolkit.codebooks.reading import refuse
from fou_toolkit.codebooks.result import Finding
from fou_toolkit.errors import WriteError
from fou_toolkit.model import Codebook

__all__ = ["format_codebook", "write_codebook"]

_WIDTH: Final = 120
_PLAIN_KEY: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_RESERVED: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_RISKY: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_FLOWING: Final = frozenset({"spacy"})
_ON_ONE_LINE: Final = frozenset({"cues", "exceptions"})
"""Cues are not folded, so that an error can be shown at its very column."""


def write_codebook(codebook: Codebook, path: str | PathLike[str]) -> Path:
    """Write a codebook; what is written can be read again and is equal.

    The file is rendered anew, in one style. Comments of a file that stood there are kept: those at the top stay at the
    top, those in or over a code stand over that code afterwards, those of codes that are gone stand at the end.
    Cues are grouped by language.

    Args:
        codebook: The codebook.
        path: The file; it is replaced at once.

    Raises:
        CodebookError: The codebook has errors; nothing is written.
        WriteError: The file cannot be written, or what stands there is no YAML.
    """
    file = Path(path)
    result = check_codebook(codebook)
    if not result.ok:
        refuse(result, str(path))
    return write_text(file, format_codebook(codebook, _comments_of(file)))


def _comments_of(file: Path) -> Comments:
    if not file.exists():
        return Comments()
    text = file_text(file)
    found = None if isinstance(text, Finding) else comments_in(text)
    if found is None:
        hint = t("Choose another name, or move the file out of the way.")
        raise WriteError(t("A file of that name is there, and it is no codebook."), where=str(file), hint=hint)
    return found


def format_codebook(codebook: Codebook, comments: Comments | None = None) -> str:
    """Give the text of the file.

    Args:
        codebook: A codebook without errors.
        comments: Comments to keep.
    """
    kept = comments or Comments()
    data = data_of(codebook)
    codes = data.pop("codes")
    lines = [*kept.head, *([""] if kept.head else []), *_fields(data, 0), "", "codes:"]
    for number, item in enumerate(codes if isinstance(codes, list) else []):
        lines.extend([""] if number else [])
        lines.extend(f"  {comment}" for comment in kept.codes.get(item["id"], ()))
        lines.extend(_item(item, 2))
    known = {code.id for code in codebook}
    left = [line for code_id, texts in kept.codes.items() if code_id not in known for line in texts]
    lines.extend([*([""] if left or kept.tail else []), *left, *kept.tail])
    return "\n".join(lines) + "\n"


def _item(value: object, indent: int, *, fold: bool = True) -> Iterator[str]:
    """Give an entry of a list."""
    if not isinstance(value, Mapping):
        yield f"{' ' * indent}- {_text(value, indent + 2, indent + 2, fold=fold)}"
        return
    first, *rest = _fields(value, indent + 2)
    yield f"{' ' * indent}- {first.lstrip()}"
    yield from rest


def _fields(data: Mapping[str, object], indent: int, *, fold: bool = True) -> Iterator[str]:
    """Give the lines of a mapping: short texts in several languages on one line, everything else one by one."""
    for key, value in data.items():
        name = f"{' ' * indent}{_key(key)}:"
        inner = fold and key not in _ON_ONE_LINE
        flow = f"{name} {_flow(value)}"
        if not isinstance(value, list | Mapping):
            yield f"{name} {_text(value, indent + 2, len(name) + 1, fold=inner)}"
        elif key in _FLOWING or (isinstance(value, Mapping) and inner and len(flow) <= _WIDTH):
            yield flow
        elif isinstance(value, Mapping):
            yield name
            yield from _fields(value, indent + 2, fold=inner)
        else:
            yield name
            for one in value:
                yield from _item(one, indent + 2, fold=inner)


def _key(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) and key.lower() not in _RESERVED else _quoted(key)


def _flow(value: object) -> str:
    """Give a value on one line, as YAML's brackets have it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _quoted(value) if isinstance(value, str) else json.dumps(value)


def _quoted(text: str) -> str:
    """Put a text in double quotation marks; what YAML does not allow there becomes an escape."""
    return _RISKY.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def _text(value: object, indent: int, column: int, *, fold: bool) -> str:
    """Give a text in quotation marks, folded at blanks where it is long."""
    quoted = _flow(value)
    if not fold or column + len(quoted) <= _WIDTH:
        return quoted
    line = ""
    lines: list[str] = []
    # A blank next to another one would get lost in the fold.
    for word in re.split(r"(?<! ) (?! )", quoted):
        longer = f"{line} {word}" if line else word
        room = _WIDTH - (indent if lines else column)
        if line and len(longer) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return ("\n" + " " * indent).join([*lines, line])
