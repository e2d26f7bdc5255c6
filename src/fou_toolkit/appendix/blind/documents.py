"""Mask names in a whole document: in every text that it holds, wherever that stands."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from fou_toolkit.appendix.blind.masking import Mask
from fou_toolkit.appendix.blind.names import Names
from fou_toolkit.appendix.document import Document

__all__ = ["masked", "without_names"]

_KEPT: Final = frozenset({"id", "key", "name", "language", "look", "kind", "target", "code", "number", "rows"})
"""Fields that are no words but what programs go by; ids come from relabelled projects."""


def masked(document: Document, names: Names) -> Document:
    """Give a document in which no text holds a name, and nobody is its author.

    Args:
        document: The document.
        names: What is masked; from `names_of`.
    """
    return replace(without_names(document, Mask(names)), authors=())  # type: ignore[no-any-return]


def without_names(value: Any, mask: Mask) -> Any:  # noqa: ANN401 - every kind of value that a document holds
    """Give a value in which no text holds a name: a document, a codebook, or anything in them.

    Args:
        value: Texts, tuples, mappings and dataclasses; what programs go by stays.
        mask: What is masked.
    """
    if isinstance(value, str):
        return mask.words(value)
    if isinstance(value, tuple):
        return tuple(without_names(one, mask) for one in value)
    if isinstance(value, Mapping):
        return {key: without_names(one, mask) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return _thing(value, mask)
    return value


def _thing(value: Any, mask: Mask) -> Any:  # noqa: ANN401 - as above
    changed = {}
    for one in fields(value):
        old = getattr(value, one.name)
        if one.init and not (one.name in _KEPT and isinstance(old, str)):
            new = without_names(old, mask)
            if new is not old and new != old:
                changed[one.name] = new
    return replace(value, **changed) if changed else value
