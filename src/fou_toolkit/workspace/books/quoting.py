"""Codes whose definitions quote a text: for when somebody who speaks in it leaves.

The withdrawal takes the examples out (`without_examples_of`), then erases the old definitions (`contents_quoting`).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from fou_toolkit.store import Content, Event
from fou_toolkit.workspace.books.past import BookLog, content_given
from fou_toolkit.workspace.live.opened import Opened

__all__ = ["codes_quoting", "contents_quoting", "without_examples_of"]


def contents_quoting(opened: Opened, source: str) -> tuple[str, ...]:
    """Give the contents that hold a definition with an example from a text, of all times and all codes.

    Args:
        opened: The project.
        source: Id of the text, as examples name it.

    Returns:
        Ids of the contents in the log, sorted; those that were erased are not among them.
    """
    return tuple(sorted(content for _, content, _ in _quoting(opened, BookLog(opened), source)))


def codes_quoting(opened: Opened, source: str) -> tuple[str, ...]:
    """Give the codes whose definition quotes a text now; retired ones too."""
    codes = opened.present.codes.values()
    return tuple(code.id for code in codes if _quotes(code.data, source))


def without_examples_of(opened: Opened, source: str) -> Event | None:
    """Define the codes that quote a text, or did once, without these examples; gives the act, which cannot be undone.

    Codes that only did once are written anew, too: undoing a later change would lead back to what will be erased.

    Args:
        opened: The project.
        source: Id of the text, as examples name it.

    Returns:
        The act; nothing where no code ever quoted it.
    """
    log = BookLog(opened)
    codes = dict.fromkeys(code for code, _, _ in _quoting(opened, log, source))
    items, contents = [], []
    for code in sorted(codes):
        content = Content.of(_without(_latest(opened, log, code), source))
        contents.append(content)
        items.append({"code": code, **content.ref})
    return opened.act("codebook.redacted", {"items": items}, contents) if items else None


def _quoting(opened: Opened, log: BookLog, source: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Give code, content and value of every definition, of any time, that quotes a text."""
    for code, acts in log.on.items():
        for content in dict.fromkeys(content_given(act, code) for act in acts):
            value = opened.present.value(content) if content else None
            if value is not None and _quotes(value, source):
                yield code, content, value


def _latest(opened: Opened, log: BookLog, code: str) -> Mapping[str, Any]:
    """Give what a code says; of one that was taken back, what it said last."""
    stored = opened.present.codes.get(code)
    if stored is not None:
        return stored.data
    given = (content_given(act, code) for act in reversed(log.on[code]))
    values = (opened.present.value(content) for content in given if content)
    return next(value for value in values if value is not None)


def _quotes(value: Mapping[str, Any], source: str) -> bool:
    return any(example["source"] == source for example in value.get("examples", ()))


def _without(value: Mapping[str, Any], source: str) -> dict[str, Any]:
    left = [example for example in value.get("examples", ()) if example["source"] != source]
    return {
        **{name: part for name, part in value.items() if name != "examples"},
        **({"examples": left} if left else {}),
    }
