"""Digests of what an appendix says, part by part: whether two say the same, and where they differ."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from fou_toolkit.appendix.document import Document, Drawing, Section

__all__ = ["digest_of", "digests_of"]


def digests_of(document: Document) -> dict[str, str]:
    """Give a digest for each section by its id, for each picture by its name, and one for the rest (`document`).

    Pictures stand apart: their dots can differ between machines where every number is the same.

    Args:
        document: Any document.
    """
    found: dict[str, str] = {}

    def note(section: Section) -> None:
        for block in section.blocks:
            if isinstance(block, Drawing):
                found[f"figure:{block.name}"] = hashlib.sha256(block.svg).hexdigest()
        for one in section.sections:
            note(one)

    for section in document.sections:
        found[section.id] = digest_of(section)
        note(section)
    head = {one.name: getattr(document, one.name) for one in fields(document) if one.name != "sections"}
    return {"document": digest_of(head), **found}


def digest_of(value: object) -> str:
    """Give the SHA-256 (hex) of a value of the document model; the bytes of pictures do not count."""
    return hashlib.sha256(json.dumps(_plain(value), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> object:  # noqa: ANN401 - all that a document is made of
    if is_dataclass(value) and not isinstance(value, type):
        inside = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
        return {"is": type(value).__name__, **{name: one for name, one in inside.items() if one is not None}}
    if isinstance(value, Mapping):
        return sorted([str(key), _plain(one)] for key, one in value.items())
    if isinstance(value, frozenset | set):
        return sorted(map(str, value))
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, bytes):
        return None
    # A number that is not defined has no place in JSON.
    return str(value) if isinstance(value, float) and not abs(value) < float("inf") else value
