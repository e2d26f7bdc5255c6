"""Whether cues can be read, whether they stand twice, whether they ever match."""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from fou_toolkit._i18n import Message
from fou_toolkit.codebooks.places import Places
from fou_toolkit.codebooks.result import ERROR, WARNING, Finding
from fou_toolkit.errors import CueError
from fou_toolkit.match import check_pattern, find_cue, parse_cue, turns_of
from fou_toolkit.text import index_of

if TYPE_CHECKING:
    from fou_toolkit.match import TurnTable
    from fou_toolkit.model import Code, Codebook, Corpus, Cue
    from fou_toolkit.text import Index

__all__ = ["check_cues", "check_hits", "check_repeats"]

_FEW: Final = 3
"""So many silent cues of a code are named one by one."""


def check_cues(codebook: "Codebook", places: Places) -> Iterator[Finding]:
    """Find cues and exceptions that do not follow the cue language or are no spaCy patterns."""
    for code in codebook:
        for cue in (*code.cues, *code.exceptions):
            wrong = _spacy_error(code, cue) if cue.spacy else _syntax_error(code, cue, places)
            if wrong is not None:
                yield wrong


def _syntax_error(code: "Code", cue: "Cue", places: Places) -> Finding | None:
    try:
        parse_cue(cue.text)
    except CueError as error:
        line, column = places.inside(cue.line, cue.column, error.position)
        return _of_error(error, code, cue.text, line, column)
    return None


def _spacy_error(code: "Code", cue: "Cue") -> Finding | None:
    try:
        _accepted_by_spacy(check_pattern(json.loads(cue.text)))
        if cue.anchor:
            parse_cue(cue.anchor)
            return None
    except CueError as error:
        return _of_error(error, code, cue.text, cue.line, cue.column)
    except (ValueError, TypeError, KeyError, re.error):
        message = Message.of("spaCy does not accept the pattern {pattern}.", pattern=cue.text)
        return Finding(
            ERROR, message, code.id, cue.line, cue.column, Message.of("See spacy.io/usage/rule-based-matching.")
        )
    message = Message.of("It cannot be told where to look for the pattern {pattern}.", pattern=cue.text)
    hint = Message.of('Add a word that always stands near: anchor: "ansvar"')
    return Finding(ERROR, message, code.id, cue.line, cue.column, hint)


def _accepted_by_spacy(pattern: list[dict[str, Any]]) -> None:
    import spacy  # noqa: PLC0415 - heavy, imported where used
    from spacy.matcher import Matcher  # noqa: PLC0415 - same

    Matcher(spacy.blank("nb").vocab, validate=True).add("cue", [pattern])


def _of_error(error: CueError, code: "Code", cue: str, line: int, column: int) -> Finding:
    # The cue's own message is translated already.
    message = Message.of("In the cue «{cue}»: {problem}", cue=cue, problem=error.message)
    return Finding(ERROR, message, code.id, line, column, Message(error.hint) if error.hint else None)


def check_repeats(codebook: "Codebook") -> Iterator[Finding]:
    """Find cues that stand twice in one code, or in two codes; case, blanks and language make no difference.

    A cue such as `nettverk|samling` counts as two, since either word alone suggests the code.
    """
    owners: dict[str, list[str]] = {}
    for code in codebook:
        for cue in code.cues:
            for part in _parts(cue):
                before = owners.setdefault(" ".join(part.split()).casefold(), [])
                if code.id in before:
                    message = Message.of("The cue «{cue}» stands here for the second time.", cue=part)
                    hint = Message.of("Leave one of them out.")
                    yield Finding(WARNING, message, code.id, cue.line, cue.column, hint)
                elif before:
                    message = Message.of("The cue «{cue}» also stands in {code}.", cue=part, code=before[0])
                    hint = Message.of("Both codes are suggested each time. Make the cue narrower in one of them.")
                    yield Finding(WARNING, message, code.id, cue.line, cue.column, hint)
                before.append(code.id)


def _parts(cue: "Cue") -> list[str]:
    """Give what suggests a code by itself: the words of a choice, or else the whole cue."""
    text = cue.text.strip()
    return [text] if cue.spacy or any(sign.isspace() for sign in text) else text.split("|")


def check_hits(codebook: "Codebook", corpus: "Corpus") -> Iterator[Finding]:
    """Find cues that never match in a corpus; cues that cannot be read are left to `check_cues`.

    A general codebook has hundreds of them on a small corpus, so a code with many is told once.
    """
    index, turns = index_of(corpus), turns_of(corpus)
    for code in codebook:
        silent = [cue for cue in code.cues if _is_silent(cue, index, turns)]
        if len(silent) > _FEW:
            first = silent[0]
            message = Message.of(
                "{n} of {all} cues never match in this corpus, «{cue}» for one.",
                n=len(silent),
                all=len(code.cues),
                cue=first.text,
            )
            hint = Message.of("fou codebook preview shows what the others find.")
            yield Finding(WARNING, message, code.id, first.line, first.column, hint)
            continue
        for cue in silent:
            message = Message.of("The cue «{cue}» never matches in this corpus.", cue=cue.text)
            yield Finding(WARNING, message, code.id, cue.line, cue.column)


def _is_silent(cue: "Cue", index: "Index", turns: "TurnTable") -> bool:
    """Tell a cue that can be read and finds nothing."""
    try:
        return not len(find_cue(cue, index, turns))
    except (CueError, ValueError, TypeError, KeyError, re.error):
        return False
