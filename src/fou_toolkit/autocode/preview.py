"""See what cues catch before anything is coded, and untick what is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.autocode.search import hits_of_code
from fou_toolkit.errors import UnknownIdError
from fou_toolkit.match import Hits, turns_of
from fou_toolkit.model import Codebook, Corpus, Cue
from fou_toolkit.text import Index, index_of

__all__ = ["CaughtForm", "Preview", "preview_cues"]

_EXAMPLES: Final = 2


@dataclass(frozen=True, slots=True)
class CaughtForm:
    """A word form or phrase that a cue catches.

    Args:
        code: Id of the code.
        cue: The cue.
        form: The words in small letters, from the first to the last.
        count: How often.
        documents: In how many sources.
        examples: One or two sentences.
        language: Language of the cue.
    """

    code: str
    cue: str
    form: str
    count: int
    documents: int
    examples: tuple[str, ...]
    language: str = "nb"


@dataclass(frozen=True, repr=False)
class Preview(Tabular):
    """Every form that the cues catch, most frequent first within each cue.

    Args:
        forms: One entry per code, cue and form.
        codebook: The codebook that was looked at.
        silent: Code and cue of the cues that catch nothing.
    """

    forms: tuple[CaughtForm, ...]
    codebook: Codebook
    silent: tuple[tuple[str, str], ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return ("code", "cue", "form", "count", "documents", "example 1", "example 2")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per form."""
        for form in self.forms:
            one, two = (*form.examples, "", "")[:_EXAMPLES]
            yield (form.code, form.cue, form.form, form.count, form.documents, one, two)

    @property
    def caption(self) -> str:
        """Say how many forms were caught, and how many cues caught none."""
        caught = tn("{n} form caught", "{n} forms caught", len(self.forms))
        silent = tn("{n} cue catches nothing", "{n} cues catch nothing", len(self.silent))
        return f"{caught}, {silent}"

    def untick(self, *forms: str, code: str | None = None) -> Codebook:
        """Give a codebook in which these forms no longer count.

        A form becomes an exception of its code: what shares a word with it no longer counts either, such as a longer
        phrase around it.

        Args:
            forms: As they stand in the preview.
            code: Only for this code; by default for every code that catches the form.

        Raises:
            UnknownIdError: No cue catches one of the forms.
        """
        codebook = self.codebook
        for form in forms:
            rows = [row for row in self.forms if row.form == form and code in (None, row.code)]
            if not rows:
                hint = t("Copy the form from the column «form» of the preview.")
                raise UnknownIdError(t("No cue catches «{form}».", form=form), hint=hint)
            # Cues in nb and nn look at the same turns: one exception is enough for both.
            for code_id, english in sorted({(row.code, row.language == "en") for row in rows}):
                codebook = codebook.with_exceptions(code_id, _exactly(form), language="en" if english else "nb")
        return codebook


def _exactly(form: str) -> str:
    """Write a caught form as a cue that finds just this.

    >>> _exactly("tok ikke ansvar")
    '=tok =ikke =ansvar'
    """
    return " ".join(f"={word}" for word in form.split())


def preview_cues(corpus: Corpus, codebook: Codebook, code: str | None = None, *, interviewer: bool = False) -> Preview:
    """Show every word form or phrase that the cues catch, with counts, documents and two examples.

    Args:
        corpus: The texts.
        codebook: Codes with cues.
        code: Id of one code, or of a theme (then all its codes); by default all.
        interviewer: Whether interviewer turns are looked at, too.

    Raises:
        UnknownIdError: There is no such code.
        CueError: A cue does not follow the cue language.
    """
    index, turns = index_of(corpus), turns_of(corpus)
    codes = codebook.codes if code is None else (codebook[code], *codebook.children(code))
    forms: list[CaughtForm] = []
    silent = []
    for one in codes:
        for cue, hits in hits_of_code(one, index, turns, interviewer=interviewer):
            caught = _caught(one.id, cue, hits, index)
            forms.extend(caught)
            if not caught:
                silent.append((one.id, cue.text))
    return Preview(tuple(forms), codebook, tuple(silent))


def _caught(code: str, cue: Cue, hits: Hits, index: Index) -> list[CaughtForm]:
    """Group the hits of one cue by the words they are made of."""
    members: dict[str, list[npt.NDArray[np.int32]]] = {}
    length = hits.last - hits.first + 1
    for words in np.unique(length).tolist():
        first = hits.first[length == words]
        types = index.type[first[:, None] + np.arange(words)]
        unique, group = np.unique(types, axis=0, return_inverse=True)
        order = np.argsort(group.ravel(), kind="stable")
        borders = np.searchsorted(group.ravel()[order], np.arange(len(unique) + 1))
        for number, row in enumerate(unique.tolist()):
            form = " ".join(index.vocabulary.forms[word] for word in row)
            members.setdefault(form, []).append(first[order[borders[number] : borders[number + 1]]])
    rows = [_row(code, cue, form, np.sort(np.concatenate(places)), index) for form, places in members.items()]
    return sorted(rows, key=lambda row: (-row.count, row.form))


def _row(code: str, cue: Cue, form: str, first: npt.NDArray[np.int32], index: Index) -> CaughtForm:
    sentences = np.unique(index.sentence[first])[:_EXAMPLES].tolist()
    examples = [index.text(int(index.sentence_start[s]), int(index.sentence_end[s])) for s in sentences]
    documents = np.unique(index.source_of(index.start[first])).size
    shown = tuple(" ".join(text.split()) for text in examples)
    return CaughtForm(code, cue.text, form, first.size, documents, shown, cue.language)
