"""Checking a codebook: a file, or one made in Python."""

from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from fou_toolkit._i18n import Message
from fou_toolkit.codebooks.cue_checks import check_cues, check_hits, check_repeats
from fou_toolkit.codebooks.data import HEAD_FIELDS, codebook_of, data_of
from fou_toolkit.codebooks.document import Document, read_document
from fou_toolkit.codebooks.files import file_text
from fou_toolkit.codebooks.places import Mark, Places
from fou_toolkit.codebooks.places import Path as FieldPath
from fou_toolkit.codebooks.result import ERROR, CheckResult, Finding
from fou_toolkit.codebooks.schema import check_schema
from fou_toolkit.codebooks.structure import check_structure
from fou_toolkit.model import Codebook

if TYPE_CHECKING:
    from fou_toolkit.model import Corpus

__all__ = ["check_codebook", "check_text"]


def check_codebook(codebook: Codebook | str | PathLike[str], corpus: "Corpus | None" = None) -> CheckResult:
    """Check a codebook: form, parents, names, missing parts, cues, and examples where a corpus is given.

    Errors keep a codebook from being read: an unknown parent, a circle, an id or a name that stands twice (anywhere in
    the codebook; see `codebooks.structure`), a missing part, a cue that does not follow the cue language, an example
    that does not stand in its source. Warnings are for people to look at: cues that two codes share, that stand twice
    in one code, or that never match in the corpus.

    Args:
        codebook: A codebook or its file.
        corpus: The texts. Without it, examples are not checked, and nobody knows which cues match.

    Raises:
        MaterialError: There is no such file.
        ReadError: The file cannot be opened.
    """
    if isinstance(codebook, Codebook):
        document = Document(data_of(codebook), _places_of(codebook), tuple(_hidden_attributes(codebook)))
        return _result(codebook.name, codebook, document, corpus)
    path = Path(codebook)
    return check_text(file_text(path), path.name, corpus)[1]


def check_text(content: str | Finding, name: str, corpus: "Corpus | None" = None) -> tuple[Codebook, CheckResult]:
    """Check the text of a file and give the codebook too, as far as it could be read.

    Args:
        content: The text, or why there is none.
        name: Name of the file.
        corpus: The texts.
    """
    if isinstance(content, Finding):
        return Codebook("", ()), CheckResult(name, (content,))
    document = read_document(content)
    codebook = codebook_of(document.data, document.places)
    if document.data is None and not document.findings:
        hint = Message.of('Begin with: codebook: "..."')  # fmt: skip
        empty = Finding(ERROR, Message.of("The file is empty."), "", 1, 1, hint)
        return codebook, CheckResult(name, (empty,))
    return codebook, _result(name, codebook, document, corpus)


def _result(name: str, codebook: Codebook, document: Document, corpus: "Corpus | None") -> CheckResult:
    findings = sorted(
        _findings(codebook, document, corpus), key=lambda finding: (finding.line, finding.column, finding.severity)
    )
    return CheckResult(
        name,
        tuple(findings),
        codes=len(codebook),
        cues=sum(len(code.cues) for code in codebook),
        examples=sum(len(code.examples) for code in codebook),
        corpus=corpus is not None,
    )


def _findings(codebook: Codebook, document: Document, corpus: "Corpus | None") -> Iterator[Finding]:
    yield from document.findings
    if not document.complete:
        return
    yield from check_schema(document.data, document.places)
    yield from check_structure(codebook, document.places)
    yield from check_cues(codebook, document.places)
    yield from check_repeats(codebook)
    if corpus is not None:
        yield from _check_examples(codebook, document.places, corpus)
        yield from check_hits(codebook, corpus)


def _check_examples(codebook: Codebook, places: Places, corpus: "Corpus") -> Iterator[Finding]:
    texts = {source.id: " ".join(source.text.split()) for source in corpus}
    for number, code in enumerate(codebook):
        for place, example in enumerate(code.examples):
            path: FieldPath = ("codes", number, "examples", place)
            if not example.source or not example.quote:
                continue
            if example.source not in texts:
                message = Message.of("The corpus has no source «{id}».", id=example.source)
                hint = Message.of("It has: {ids}", ids=", ".join(texts))
                yield Finding(ERROR, message, code.id, *places.at((*path, "source")), hint)
            # A quotation may run over lines, in the source and in the codebook.
            elif " ".join(example.quote.split()) not in texts[example.source]:
                message = Message.of("«{quote}» does not stand in {id}.", quote=example.quote, id=example.source)
                hint = Message.of("Copy the words from the source; they have to be exactly the same.")
                yield Finding(ERROR, message, code.id, *places.at((*path, "quote")), hint)


def _places_of(codebook: Codebook) -> Places:
    """Give the places that a codebook itself knows: those of its cues."""
    marks: dict[FieldPath, Mark] = {}
    for number, code in enumerate(codebook):
        count: dict[str, int] = {}
        for cue in code.cues:
            at = count[cue.language] = count.get(cue.language, -1) + 1
            if cue.line:
                marks["codes", number, "cues", cue.language, at] = Mark(cue.line, cue.column)
    return Places(values=MappingProxyType(marks))


def _hidden_attributes(codebook: Codebook) -> Iterator[Finding]:
    for name in codebook.attributes:
        if name in HEAD_FIELDS:
            yield Finding(ERROR, Message.of("An attribute cannot be called «{name}»: the format uses it.", name=name))
