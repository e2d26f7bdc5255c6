"""What a YAML parser complains about, in words for people who write codebooks."""

from typing import TYPE_CHECKING, Final

from fou_toolkit._i18n import Message, mark
from fou_toolkit.codebooks.result import ERROR, Finding

if TYPE_CHECKING:
    from ruamel.yaml.error import YAMLError

__all__ = ["explain"]

_QUOTE: Final = mark('Put the text in quotation marks: "..."')
_INDENT: Final = mark("Fields of one code stand exactly under each other; use spaces.")

# What the parser says (a part of it is enough), what we say, what to do, and whether the place where it began is meant.
_KNOWN: Final = (
    ("unknown escape", mark("«\\» with a letter behind it has a meaning of its own in double quotation marks."),
     mark("Write «\\\\» or use single quotation marks."), False),
    ("while scanning a quoted scalar", mark("The quotation mark that stands here is not closed."), "", True),
    ("while scanning a double-quoted", mark("The quotation mark that stands here is not closed."), "", True),
    ("mapping values are not allowed", mark("A colon with a space behind it is not possible here."), _QUOTE, False),
    ("while parsing a flow sequence", mark("The list that begins here is not closed, or a comma is missing."),
     mark('Write ["a", "b"].'), True),
    ("while parsing a flow mapping", mark("The bracket «{» that stands here is not closed, or a comma is missing."),
     mark('Write {nb: "...", nn: "..."}; put cues with brackets in quotation marks.'), True),
    ("cannot start any token", mark("A text cannot begin with this sign."), _QUOTE, False),
    ("undefined alias", mark("A text cannot begin with «*»."), _QUOTE, False),
    ("while scanning an alias", mark("A text cannot begin with «*»."), _QUOTE, False),
    ("while scanning an anchor", mark("A text cannot begin with «&»."), _QUOTE, False),
    ("could not find expected ':'", mark("A colon is missing behind the name of the field."), "", True),
    ("while parsing a block", mark("Something does not fit in here: an indentation, or text behind a quotation mark."),
     _INDENT, False),
)  # fmt: skip
_TAB: Final = mark("There is a tab in front of the text; YAML allows only spaces there.")
_OTHER: Final = mark("This is not valid YAML.")


def explain(error: "YAMLError", text: str) -> Finding:
    """Make a finding of a parser's error.

    Args:
        error: What the parser raised.
        text: The whole file.
    """
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    here, began = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    message, hint, at_begin = _OTHER, _INDENT, False
    for part, *known in _KNOWN:
        if part in said:
            message, hint, at_begin = str(known[0]), str(known[1]), bool(known[2])
            break
    place = (began if at_begin else None) or here or began
    line, column = (1, 1) if place is None else (place.line + 1, place.column + 1)
    tab = _tab_in_front(text, here.line if here is not None else 0)
    if tab:
        return Finding(ERROR, Message(_TAB), "", tab[0], tab[1], Message(_INDENT))
    return Finding(ERROR, Message(message), "", line, column, Message(hint) if hint else None)


def _tab_in_front(text: str, line: int) -> tuple[int, int] | None:
    """Find a tab in the indentation of the line the parser stopped at, or of the one above."""
    lines = text.split("\n")
    for number in (line, line - 1):
        content = lines[number] if 0 <= number < len(lines) else ""
        indentation = content[: len(content) - len(content.lstrip())]
        if "\t" in indentation:
            return number + 1, indentation.index("\t") + 1
    return None
