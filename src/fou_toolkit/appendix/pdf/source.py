"""The tree of a document as typst, with texts as texts: nothing in them is ever read as typst's language."""

from typing import Any, Final

from fou_toolkit.appendix.pandoc import converted, raw_block, raw_inline, rewritten
from fou_toolkit.appendix.pandoc.walk import Node, classes_of, element

__all__ = ["literal", "source"]

_TYPST: Final = "typst"
_SPANS: Final = {"fou-blank": "#fou-blank[", "fou-code": "#fou-code["}
_DIVS: Final = {
    "fou-note": "#fou-note[",
    "fou-warning": "#fou-warning[",
    "fou-quote": "#fou-quote[",
    "fou-source": "#fou-source[",
    "fou-drawing": "#block(breakable: false)[",
    "fou-wide": "#page(flipped: true)[",
}


def literal(text: str) -> str:
    r"""Write a text as a string of typst: the one place in which a text stands beside typst's own signs.

    >>> print(literal('a "b" \\'))
    "a \"b\" \\"
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("\r", " ")
    return f'"{escaped}"'


def source(tree: dict[str, Any]) -> str:
    """Write the body of a document; `template.typ` has the functions that stand in it.

    Args:
        tree: As `pandoc.tree` makes it.
    """
    return converted(rewritten(tree, _rule), _TYPST)


def _rule(node: Node) -> list[Node] | None:
    kind = node["t"]
    if kind == "Str":
        # Pandoc leaves some signs to typst (`...`, `-?`, `1.` at the start of a line); a string has no such signs.
        return None if node["c"].isalpha() else [raw_inline(_TYPST, f"#{literal(node['c'])};")]
    if kind == "Span":
        before = next((_SPANS[name] for name in classes_of(node) if name in _SPANS), None)
        return None if before is None else [raw_inline(_TYPST, before), *node["c"][1], raw_inline(_TYPST, "]")]
    if kind == "Div":
        return _division(node)
    if kind == "DefinitionList":
        return [_terms(node)]
    return [_picture(node)] if kind == "Figure" else None


def _division(node: Node) -> list[Node] | None:
    (id_, names, pairs), inner = node["c"]
    before = next((_DIVS[name] for name in names if name in _DIVS), None)
    if "fou-table" in names:
        before = f"#fou-table({dict(pairs).get('scale', '1')})["
    if "fou-said" in names:
        said = dict(pairs)
        language = literal(said["lang"]) if "lang" in said else "auto"
        before = f"#fou-said({language}, {said.get('dir', 'ltr')})["
    if before is None:
        return None if pairs or id_ else list(inner)
    return [raw_block(_TYPST, before), *inner, raw_block(_TYPST, f"] <{id_}>" if id_ else "]")]


def _terms(node: Node) -> Node:
    """Let a term and what belongs to it stand in one paragraph; pandoc would begin a new line after each term."""
    parts: list[Node] = []
    for term, said in node["c"]:
        inner = [part for blocks in said for block in blocks for part in block["c"]]
        parts += [
            raw_inline(_TYPST, "#terms.item["),
            *term,
            raw_inline(_TYPST, "]["),
            *inner,
            raw_inline(_TYPST, "]\n"),
        ]
    return element("Para", parts)


def _picture(node: Node) -> Node:
    (id_, _, _), (_, caption), content = node["c"]
    (_, _, pairs), _, (name, _) = content[0]["c"][0]["c"]
    said = dict(pairs)
    call = f"#fou-figure({literal(name)}, {literal(said['alt'])}, {said['width']})["
    shown = caption[0]["c"] if caption else []
    return element("Para", [raw_inline(_TYPST, call), *shown, raw_inline(_TYPST, f"] <{id_}>" if id_ else "]")])
