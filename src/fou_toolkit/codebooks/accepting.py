"""Whether a changed codebook can stand: nothing in it may be wrong that was right before."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from fou_toolkit.codebooks.cue_checks import check_cues
from fou_toolkit.codebooks.data import codebook_of, data_of
from fou_toolkit.codebooks.places import Places
from fou_toolkit.codebooks.reading import refuse
from fou_toolkit.codebooks.result import CheckResult, Finding
from fou_toolkit.codebooks.schema import check_schema
from fou_toolkit.codebooks.structure import check_structure
from fou_toolkit.model import Code, Codebook

__all__ = ["accepted", "as_read"]


def as_read(code: Code) -> Code:
    """Give a code as it would be read from a file: one language after the other, texts in composed form."""
    return codebook_of(_composed(data_of(Codebook("", (code,)))), Places()).codes[0]


def _composed(data: object) -> object:
    if isinstance(data, Mapping):
        return {name: _composed(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_composed(value) for value in data]
    return unicodedata.normalize("NFC", data) if isinstance(data, str) else data


def accepted(
    old: Codebook, new: Codebook, codes: Sequence[Code] = (), *, ids: Mapping[str, str] | None = None
) -> Codebook:
    """Give the new codebook, if nothing in it is wrong that was right in the old one.

    Args:
        old: Before the change.
        new: After it.
        codes: Codes that were not there before; their cues are looked at.
        ids: New ids of codes, by their old ones.
    """
    other = ids or {}
    known = Counter((other.get(code, code), text) for code, text in map(_kind, _errors(old)))
    wrong = []
    for finding in (*_errors(new), *check_cues(replace(new, codes=tuple(codes)), Places())):
        known[_kind(finding)] -= 1
        if known[_kind(finding)] < 0:
            wrong.append(finding)
    if wrong:
        refuse(CheckResult(new.name, tuple(wrong)), old.name)
    return new


def _errors(book: Codebook) -> Iterator[Finding]:
    yield from check_schema(data_of(book), Places())
    yield from check_structure(book, Places())


def _kind(finding: Finding) -> tuple[str, str]:
    """Say what is wrong with which code; the details may read differently after a change."""
    return finding.code, finding.message.text
