"""From one file to one source."""

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from types import MappingProxyType

from fou_toolkit._i18n import t
from fou_toolkit.errors import MaterialError, ReadError
from fou_toolkit.model import TEXT_LANGUAGES, Mark, Source, Span, Turn
from fou_toolkit.sources.formats import READERS
from fou_toolkit.sources.interviewers import find_interviewers
from fou_toolkit.sources.metadata import Metadata
from fou_toolkit.sources.parsed import Parsed
from fou_toolkit.text.marks import DEFAULT_MARKS, MarkTable, find_marks

__all__ = ["Draft", "make_draft", "make_source", "read_source"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that was read, before the tables beside it are.

    Args:
        name: File name.
        digest: SHA-256 of its bytes.
        parsed: What the reader made of it.
    """

    name: str
    digest: str
    parsed: Parsed

    @property
    def labelled(self) -> bool:
        """Whether the text says itself who speaks."""
        return any(turn.speaker for turn in self.parsed.turns)


def read_source(path: str | Path, *, marks: MarkTable = DEFAULT_MARKS) -> Source:
    """Read one text, without the tables beside it.

    Args:
        path: A file with one of the endings in `READERS`.
        marks: What is not speech, and how it is written.

    Raises:
        MaterialError: There is no such file.
        ReadError: The file cannot be read.
    """
    from fou_toolkit.text import detect_languages  # noqa: PLC0415 - the language lists are read when they are needed

    path = Path(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        hint = t("Check the name; the folder is {folder}.", folder=path.parent.resolve())
        raise MaterialError(t("There is no such file."), where=str(path), hint=hint) from error
    except OSError as error:
        hint = t("Close it in other programs, and check that you may read it.")
        raise ReadError(t("The file cannot be opened."), where=str(path), hint=hint) from error
    with _located(str(path)):
        draft = make_draft(path.name, data)
    facts = Metadata({}, tables=False, warnings=()).facts(draft.name, draft.parsed.attributes)
    return detect_languages((make_source(draft, facts.id, facts.attributes, marks=marks),))[0]


def make_draft(name: str, data: bytes) -> Draft:
    """Parse the bytes of a file by the ending of its name.

    Args:
        name: File name.
        data: Content of the file.

    Raises:
        ReadError: The file cannot be read, or holds no text.
    """
    reader = READERS.get(PurePath(name).suffix.casefold())
    if reader is None:
        hint = t("Save it as one of these: {endings}.", endings=", ".join(READERS))
        raise ReadError(t("This kind of file cannot be read."), hint=hint)
    parsed = reader(data)
    if not parsed.text.strip():
        hint = t("Check that it was saved, or that the copying was finished.")
        raise ReadError(t("There is no text in the file."), hint=hint)
    return Draft(unicodedata.normalize("NFC", name), hashlib.sha256(data).hexdigest(), parsed)


def make_source(draft: Draft, source_id: str, attributes: Mapping[str, str], *, marks: MarkTable) -> Source:
    """Make a source of a draft and what is known about it.

    Args:
        draft: The file.
        source_id: Its id; empty for the file name without ending.
        attributes: What is known about it.
        marks: What is not speech, and how it is written.
    """
    parsed = draft.parsed
    return Source(
        source_id or PurePath(draft.name).stem,
        parsed.text,
        _turns(draft, attributes),
        tuple(_merged(parsed.marks, find_marks(parsed.text, marks))),
        MappingProxyType(dict(attributes)),
        digest=draft.digest,
        name=draft.name,
    )


def _turns(draft: Draft, attributes: Mapping[str, str]) -> tuple[Turn, ...]:
    """Give the turns; without a speaker, the whole text is the turn of its author."""
    parsed = draft.parsed
    if draft.labelled:
        asking = find_interviewers(parsed.text, parsed.turns)
        return tuple(replace(turn, interviewer=turn.speaker in asking) for turn in parsed.turns)
    start = len(parsed.text) - len(parsed.text.lstrip())
    turn = parsed.turns[0] if parsed.turns else Turn(Span(start, len(parsed.text.rstrip())))
    language = attributes.get("language", "")
    return (
        replace(
            turn,
            speaker=attributes.get("author", ""),
            language=language if language in TEXT_LANGUAGES else "",
        ),
    )


def _merged(labels: Sequence[Mark], others: Sequence[Mark]) -> Iterator[Mark]:
    """Put marks in order; what lies in a label or its time stamp is marked already."""
    waiting = iter(labels)
    label = next(waiting, None)
    for other in others:
        while label is not None and label.span.end <= other.span.start:
            yield label
            label = next(waiting, None)
        if label is None or not label.span.overlaps(other.span):
            yield other
    if label is not None:
        yield label
    yield from waiting


@contextmanager
def _located(where: str) -> Iterator[None]:
    """Say in an error which file it is about."""
    try:
        yield
    except ReadError as error:
        raise ReadError(error.message, where=where, hint=error.hint) from error
