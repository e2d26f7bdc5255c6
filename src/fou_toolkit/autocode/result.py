"""What the rules proposed: columns of numbers; suggestions, tables and highlighted text are made when asked for."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from fou_toolkit import _html
from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.autocode.summary import Summary, summarise
from fou_toolkit.match import KNOWN_ATTRIBUTES, TurnTable, negated, own_negators_in
from fou_toolkit.match.hits import Hits
from fou_toolkit.model import Codebook, Coder, Coding, CodingSet, Corpus, Cue, Evidence, Span, Suggestion
from fou_toolkit.text import Index, sorted_unique

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["AutocodeResult"]

Ids = npt.NDArray[np.int32]
Ints = npt.NDArray[np.int64]

_SHOWN: Final = 12


@dataclass(frozen=True, eq=False, repr=False)
class AutocodeResult(Tabular):
    """Suggestions with their evidence.

    Args:
        corpus: The texts.
        codebook: The codes.
        unit: `sentence`, `turn` or `source`.
        interviewer: Whether interviewer turns were coded.
        index: The index of the corpus.
        turns: What is known about the turns.
        cues: All cues, in the order of the codebook.
        hit_code: Place of the code in the codebook, for each hit; shape `(h,)`.
        hit_cue: Place of the cue in `cues`.
        hit_first: First word of the hit, in the index.
        hit_last: Last word, inclusive.
    """

    corpus: Corpus
    codebook: Codebook
    unit: str
    interviewer: bool
    index: Index
    turns: TurnTable
    cues: tuple[Cue, ...]
    hit_code: Ids
    hit_cue: Ids
    hit_first: Ids
    hit_last: Ids

    def __len__(self) -> int:
        """Give the number of suggestions."""
        return int(self.pairs[0].size)

    @cached_property
    def _keys(self) -> Ints:
        """One number a hit that orders by unit, then code."""
        return self._units().astype(np.int64) * len(self.codebook) + self.hit_code

    def _units(self) -> Ints | Ids:
        """Give the unit that each hit lies in."""
        if self.unit == "sentence":
            return self.index.sentence[self.hit_first]
        turn = self.index.turn_of(self.hit_first)
        return turn if self.unit == "turn" else self.index.turn_source[turn]

    @cached_property
    def pairs(self) -> tuple[Ints, Ints]:
        """Unit and code of every suggestion, in text order; two arrays of shape `(k,)`."""
        units, codes = np.divmod(sorted_unique(self._keys), max(len(self.codebook), 1))
        return units, codes

    @cached_property
    def _order(self) -> tuple[Ints, Ints]:
        """Hits in the order of their suggestions, and where each suggestion's begin."""
        order = np.lexsort((self.hit_cue, self.hit_last, self.hit_first, self._keys))
        begins = np.searchsorted(self._keys[order], sorted_unique(self._keys))
        return order, np.append(begins, order.size)

    @cached_property
    def hit_negated(self) -> npt.NDArray[np.bool_]:
        """Whether each hit stands in a negated clause, shape `(h,)`."""
        # Hits stand in the order of the cues.
        borders = np.searchsorted(self.hit_cue, np.arange(len(self.cues) + 1))
        own = np.zeros(self.hit_cue.size, np.int64)
        for cue, start, end in zip(self.cues, borders[:-1].tolist(), borders[1:].tolist(), strict=True):
            hits = Hits(self.hit_first[start:end], self.hit_last[start:end])
            own[start:end] = own_negators_in(cue, self.index, hits)
        return negated(self.index, Hits(self.hit_first, self.hit_last), own=own)

    @cached_property
    def suggestion_negated(self) -> npt.NDArray[np.bool_]:
        """Whether all evidence of each suggestion stands in negated clauses, shape `(k,)`."""
        order, begins = self._order
        if not len(self):
            return np.zeros(0, np.bool_)
        return np.logical_and.reduceat(self.hit_negated[order], begins[:-1])

    @cached_property
    def turn_of_suggestion(self) -> Ints:
        """Number of the turn in which each suggestion's first hit stands, shape `(k,)`."""
        order, begins = self._order
        return self.index.turn_of(self.hit_first[order[begins[:-1]]])

    def _unit_border(self, unit: int) -> tuple[int, int]:
        if self.unit == "sentence":
            return int(self.index.sentence_start[unit]), int(self.index.sentence_end[unit])
        if self.unit == "turn":
            return int(self.index.turn_start[unit]), int(self.index.turn_end[unit])
        return int(self.index.bases[unit]), int(self.index.bases[unit + 1]) - 1

    @cached_property
    def _text_digests(self) -> dict[str, str]:
        return {source.id: hashlib.sha256(source.text.encode()).hexdigest() for source in self.corpus}

    def suggestions(self) -> Iterator[Suggestion]:
        """Give the suggestions, in text order; codes of one unit in the order of the codebook."""
        order, begins = self._order
        units, codes = self.pairs
        for number, (unit, code) in enumerate(zip(units.tolist(), codes.tolist(), strict=True)):
            source, span = self.index.locate(*self._unit_border(unit))
            name = self.codebook.codes[code].id
            hits = order[begins[number] : begins[number + 1]].tolist()
            evidence = tuple(self._evidence(hit) for hit in hits)
            yield Suggestion(self._id(source, span, name), source, span, name, evidence)

    def to_codings(self) -> CodingSet:
        """Give the suggestions as codings of a coder called `rules`, to hold them against people's or readers'."""
        units, codes = self.pairs
        found = (
            (self.index.locate(*self._unit_border(unit)), self.codebook.codes[code].id)
            for unit, code in zip(units.tolist(), codes.tolist(), strict=True)
        )
        rules = Coder("rules", "rules", self.codebook.version)
        codings = (Coding(source, span, code, rules.id) for (source, span), code in found)
        return CodingSet.of(codings, [rules], read=[(rules.id, source.id) for source in self.corpus])

    def _id(self, source: str, span: Span, code: str) -> str:
        """Name a suggestion by what it is about, so that it keeps its name when a cue changes."""
        content = f"{source}\0{self._text_digests[source]}\0{span.start}\0{span.end}\0{code}"
        return hashlib.blake2b(content.encode(), digest_size=10).hexdigest()

    def _evidence(self, hit: int) -> Evidence:
        start, end = int(self.index.start[self.hit_first[hit]]), int(self.index.end[self.hit_last[hit]])
        _, span = self.index.locate(start, end)
        cue = self.cues[self.hit_cue[hit]].text
        return Evidence(cue, self.index.text(start, end), span, bool(self.hit_negated[hit]))

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a suggestion."""
        return ("id", "source", "start", "end", "code", "name", *KNOWN_ATTRIBUTES, "cues", "forms", "negated", "text")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per suggestion."""
        for suggestion, turn in zip(self.suggestions(), self.turn_of_suggestion.tolist(), strict=True):
            known = self.turns.attributes[turn]
            cues = "; ".join(dict.fromkeys(evidence.cue for evidence in suggestion.evidence))
            forms = "; ".join(dict.fromkeys(evidence.form for evidence in suggestion.evidence))
            yield (
                suggestion.id,
                suggestion.source,
                suggestion.span.start,
                suggestion.span.end,
                suggestion.code,
                str(self.codebook[suggestion.code].name),
                *(known.get(attribute, "") for attribute in KNOWN_ATTRIBUTES),
                cues,
                forms,
                all(evidence.negated for evidence in suggestion.evidence),
                suggestion.span.of(self.corpus[suggestion.source].text),
            )

    @property
    def caption(self) -> str:
        """Say what was counted."""
        count = tn("{n} suggestion", "{n} suggestions", len(self))
        units = {"sentence": t("sentence"), "turn": t("turn"), "source": t("text")}
        who = t("interviewer turns included") if self.interviewer else t("interviewer turns left out")
        return t("{count} by rules, one per {unit} and code; {who}", count=count, unit=units[self.unit], who=who)

    def summary(self, by: str | Sequence[str] = ("role", "phase")) -> Summary:
        """Count suggestions per code, and per code and value of some attributes.

        Args:
            by: Names of attributes, such as `role`, `phase`, `site`, `genre`; the Norwegian names of limits will do.

        Raises:
            UnknownIdError: Nothing is known of such an attribute anywhere in the corpus.
        """
        return summarise(self, tuple(self.turns.named(name) for name in ((by,) if isinstance(by, str) else by)))

    def to_spacy(self, source_id: str) -> "Doc":
        """Give one source as a spaCy `Doc`; `doc.spans[code]` holds the units, `doc.spans["evidence"]` the hits.

        Tokens are spaCy's own; spans are widened to whole tokens. Evidence is labelled with its code.
        """
        from fou_toolkit.autocode.spacy_doc import doc_of  # noqa: PLC0415 - heavy, imported where used

        wanted = (suggestion for suggestion in self.suggestions() if suggestion.source == source_id)
        return doc_of(self.corpus[source_id], wanted)

    def _repr_html_(self) -> str:
        """Show the first coded units with their evidence highlighted."""
        parts = [f"<p>{_html.highlighted(self.caption, ())}</p>"]
        parts += [self._shown(suggestion) for suggestion in islice(self.suggestions(), _SHOWN)]
        if len(self) > _SHOWN:
            more = tn("… and {n} more", "… and {n} more", len(self) - _SHOWN)
            parts.append(f'<p class="quiet">{_html.highlighted(more, ())}</p>')
        return _html.page(*parts)

    def _shown(self, suggestion: Suggestion) -> str:
        text = suggestion.span.of(self.corpus[suggestion.source].text)
        marks = [
            (evidence.span.start - suggestion.span.start, evidence.span.end - suggestion.span.start, evidence.cue)
            for evidence in suggestion.evidence
        ]
        label = f"{suggestion.code} {self.codebook[suggestion.code].name}"
        return _html.passage(_html.highlighted(text, marks), label, suggestion.source)
