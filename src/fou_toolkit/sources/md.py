"""Markdown (`.md`), with YAML front matter.

    ---
    title: Logg, veke 11
    author: Terje
    ---

    Porten er smurd.

The front matter becomes attributes, word for word: `phase: 01` stays `01`. Lists become one text with commas; nested
values are left out, and the receipt says so. The body is the text; its Markdown signs stay, and turns are recognised as
`turns` describes them. Front matter that cannot be read is left out with a warning, the body is read.

Lost are comments and the order of names in the front matter, and blank lines between front matter and body.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from fou_toolkit._i18n import Message
from fou_toolkit.sources.parsed import Parsed
from fou_toolkit.sources.turns import find_turns
from fou_toolkit.text.decode import decode
from fou_toolkit.text.normalise import normalise

__all__ = ["parse", "split_front_matter"]

_FENCE = "---"
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_LONGEST = 64_000
"""Code points of front matter; more is no front matter."""
_NONE: Mapping[str, str] = MappingProxyType({})


def parse(data: bytes) -> Parsed:
    """Read Markdown.

    Args:
        data: Content of the file.

    Raises:
        ReadError: The bytes are no text.
    """
    decoded = decode(data)
    normal = normalise(decoded.text)
    attributes, body, doubts = split_front_matter(normal.text)
    speech = find_turns(body)
    return Parsed(
        text=body,
        turns=speech.turns,
        marks=speech.marks,
        attributes=attributes,
        encoding=decoded.encoding,
        changes=normal.changes,
        warnings=(*decoded.warnings, *doubts, *speech.warnings),
    )


def split_front_matter(text: str) -> tuple[Mapping[str, str], str, tuple[Message, ...]]:
    r"""Split a text into attributes, body and warnings.

    Args:
        text: The whole text, line ends LF.

    >>> attributes, body, _ = split_front_matter("---\nauthor: Terje\nphase: 01\n---\n\nPorten er smurd.")
    >>> dict(attributes), body
    ({'author': 'Terje', 'phase': '01'}, 'Porten er smurd.')
    """
    first, _, rest = text.partition("\n")
    if first.rstrip() != _FENCE:
        return _NONE, text, ()
    closing = _CLOSING.search(rest, 0, _LONGEST)
    if closing is None:
        hint = Message.of("The front matter has no closing line «---»; everything was read as text.")
        return _NONE, text, (hint,)
    body = rest[closing.end() :].lstrip("\n")
    try:
        found = YAML(typ="base", pure=True).load(rest[: closing.start()])
    except (YAMLError, ValueError, RecursionError) as error:
        return _NONE, body, (_broken(error),)
    if found is None:
        return _NONE, body, ()
    if not isinstance(found, dict):
        shapeless = Message.of(
            "The front matter has no lines «name: value»; it was left out. Write for example «author: Mona»."
        )
        return _NONE, body, (shapeless,)
    attributes, warnings = _flat(found)
    return attributes, body, warnings


def _broken(error: Exception) -> Message:
    line = error.problem_mark.line + 2 if isinstance(error, MarkedYAMLError) and error.problem_mark else 1
    return Message.of(
        "The front matter is broken at line {line} and was left out; the text was read. "
        'Write «name: value», and put the value in "quotes" if it has a colon.',
        line=line,
    )


def _flat(found: dict[object, object]) -> tuple[Mapping[str, str], tuple[Message, ...]]:
    """Give simple values and lists of them as text, and say what was left out; empty values are no values."""
    attributes: dict[str, str] = {}
    nested: list[str] = []
    for name, value in found.items():
        values = value if isinstance(value, list) else [value]
        texts = [one.strip() for one in values if isinstance(one, str)]
        if len(texts) < len(values):
            nested.append(str(name))
        elif any(texts):
            attributes[str(name).strip()] = ", ".join(one for one in texts if one)
    if not nested:
        return MappingProxyType(attributes), ()
    left_out = Message.of(
        "Only simple values can be read from the front matter; left out: {names}.", names=", ".join(nested)
    )
    return MappingProxyType(attributes), (left_out,)
