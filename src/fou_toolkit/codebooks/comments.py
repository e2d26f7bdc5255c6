"""Comments of a codebook file, by what they belong to."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from fou_toolkit.codebooks.document import read_document
from fou_toolkit.codebooks.places import Places

__all__ = ["Comments", "comments_in"]


@dataclass(frozen=True)
class Comments:
    """Comments with their `#`.

    Args:
        head: At the top of the file.
        codes: By the id of the code they stand in or over.
        tail: At the end.
    """

    head: tuple[str, ...] = ()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    tail: tuple[str, ...] = ()


def comments_in(text: str) -> Comments | None:
    """Gather all comments; `None` where the text is no YAML mapping.

    Args:
        text: A file with line feeds only.
    """
    document = read_document(text)
    if document.findings or not isinstance(document.data, dict | None):
        return None
    items = (document.data or {}).get("codes", [])
    ids = [str(item.get("id", "")) if isinstance(item, dict) else "" for item in items if isinstance(items, list)]
    ends = _ends(document.places, len(ids))
    head: list[str] = []
    tail: list[str] = []
    codes: dict[str, list[str]] = {}
    first_code = document.places.keys.get(("codes",))
    for at, comment in _comments(document.places):
        if not ids or (first_code is not None and at < first_code.begin):
            head.append(comment)
        else:
            number = bisect_right(ends, at)
            (codes.setdefault(ids[number], []) if number < len(ids) else tail).append(comment)
    return Comments(tuple(head), {code: tuple(lines) for code, lines in codes.items()}, tuple(tail))


def _ends(places: Places, count: int) -> list[int]:
    """Give for each code where the line of its last text ends."""
    ends = [0] * count
    for path, mark in (*places.values.items(), *places.keys.items()):
        if len(path) > 1 and path[0] == "codes" and isinstance(path[1], int):
            line_end = places.source.find("\n", mark.end)
            ends[path[1]] = max(ends[path[1]], len(places.source) if line_end < 0 else line_end)
    return ends


def _comments(places: Places) -> Iterator[tuple[int, str]]:
    """Give offset and text of every comment: a `#` at the beginning of a line or behind a blank, outside of texts."""
    texts = sorted(
        (mark.begin, mark.end) for mark in (*places.values.values(), *places.keys.values()) if mark.end > mark.begin
    )
    begins = [begin for begin, _ in texts]
    at = 0
    for line in places.source.splitlines(keepends=True):
        sign = line.find("#")
        while sign >= 0:
            before = bisect_right(begins, at + sign) - 1
            inside = before >= 0 and at + sign < texts[before][1]
            if not inside and (sign == 0 or line[sign - 1].isspace()):
                yield at + sign, line[sign:].rstrip()
                break
            sign = line.find("#", sign + 1)
        at += len(line)
