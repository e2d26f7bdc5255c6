"""Elements of pandoc's tree, and the way through all of them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

__all__ = ["Node", "Rule", "attributes", "classes_of", "element", "raw_block", "raw_inline", "rewritten", "texts_in"]

Node = dict[str, Any]
"""An element: its kind (`t`) and what stands in it (`c`)."""
Rule = Callable[[Node], "list[Node] | None"]
"""Gives what stands in the place of an element, or `None` where it stays."""


def element(kind: str, *content: Any) -> Node:  # noqa: ANN401 - pandoc's content is of many kinds
    """Make an element.

    >>> element("Str", "a"), element("Space")
    ({'t': 'Str', 'c': 'a'}, {'t': 'Space'})
    """
    if not content:
        return {"t": kind}
    return {"t": kind, "c": content[0] if len(content) == 1 else list(content)}


def attributes(id: str = "", *classes: str, **pairs: str) -> list[Any]:  # noqa: A002 - pandoc's word
    """Make what pandoc calls attributes: id, classes, and pairs of key and value."""
    return [id, list(classes), [[key, value] for key, value in pairs.items() if value]]


def raw_inline(format: str, text: str) -> Node:  # noqa: A002 - pandoc's word
    """Make a part that pandoc writes as it is; never a text from anywhere."""
    return element("RawInline", format, text)


def raw_block(format: str, text: str) -> Node:  # noqa: A002 - pandoc's word
    """Make a block that pandoc writes as it is; never a text from anywhere."""
    return element("RawBlock", format, text)


def classes_of(node: Node) -> Sequence[str]:
    """Give the classes of a block or a span; nothing for other elements."""
    found: Sequence[str] = node["c"][0][1] if node["t"] in {"Div", "Span"} else ()
    return found


def rewritten(tree: Any, rule: Rule) -> Any:  # noqa: ANN401 - a tree is lists and dictionaries of many kinds
    """Change a tree from the innermost elements on.

    Args:
        tree: The tree, or a part of it; it stays as it is.
        rule: What becomes of each element.

    >>> rewritten([element("Str", "a")], lambda node: [node, node])
    [{'t': 'Str', 'c': 'a'}, {'t': 'Str', 'c': 'a'}]
    """
    if isinstance(tree, dict):
        return {key: rewritten(value, rule) for key, value in tree.items()}
    if not isinstance(tree, list):
        return tree
    made: list[Any] = []
    for part in tree:
        inner = rewritten(part, rule)
        new = rule(inner) if isinstance(inner, dict) and "t" in inner else None
        made.extend([inner] if new is None else new)
    return made


def texts_in(tree: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """Go through all texts of a tree."""
    if isinstance(tree, dict):
        if tree.get("t") == "Str":
            yield tree["c"]
        else:
            for value in tree.values():
                yield from texts_in(value)
    elif isinstance(tree, list):
        for part in tree:
            yield from texts_in(part)
