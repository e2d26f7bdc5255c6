"""What the codes mean: MacQueen's parts, in three languages, with the cues that look for them."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from fou_toolkit._i18n import current_language, t
from fou_toolkit.errors import UnknownIdError
from fou_toolkit.model.attributes import Attributes

__all__ = ["Code", "Codebook", "Cue", "Example", "Localised", "Utterance"]

_EMPTY: Mapping[str, str] = Attributes()


@dataclass(frozen=True, slots=True)
class Localised:
    """One text in nb, nn and en; a language may be empty."""

    nb: str = ""
    nn: str = ""
    en: str = ""

    def __str__(self) -> str:
        """Show the text in the current language, else in the first that has it."""
        return str(getattr(self, current_language())) or self.nb or self.nn or self.en

    def __bool__(self) -> bool:
        """Tell whether any language has a text."""
        return bool(self.nb or self.nn or self.en)


@dataclass(frozen=True, slots=True)
class Cue:
    """One pattern that suggests a code, as it was written.

    Args:
        text: The pattern in the cue language; for spaCy patterns, the pattern as JSON.
        language: `nb` and `nn` cues look at Norwegian turns, `en` at English ones.
        spacy: Whether the text is a spaCy token pattern.
        anchor: For spaCy patterns: a cue that tells where to look.
        line: Line in the codebook file, from 1; 0 where there is none.
        column: Column in that line, from 1.
    """

    text: str
    language: str = "nb"
    spacy: bool = False
    anchor: str = ""
    line: int = field(default=0, compare=False, repr=False)
    column: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Example:
    """A quotation that shows the code.

    Args:
        source: Id of the source it stands in.
        quote: The words, exactly.
    """

    source: str
    quote: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """What a code can sound like.

    Args:
        text: Made up; it stands in no source.
        language: `nb`, `nn` or `en`.
    """

    text: str
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class Code:
    """One code or theme (MacQueen et al. 1998: codebook development for team-based qualitative analysis).

    Args:
        id: Short and stable, such as `M1`.
        name: What people see.
        parent: Id of the theme it belongs to; empty for a theme.
        brief: The definition in one sentence.
        definition: The definition in full.
        use_when: When to use it.
        do_not_use_when: When not, with the neighbour code named.
        seed_lines: Lines of the seed deck it comes from.
        examples: Quotations that stand in the corpus.
        utterances: What it can sound like; not from the corpus.
        cues: Patterns that suggest it.
        no_cues: Why it has none, where rules cannot hear it.
        exceptions: Phrases that never count, for any cue of this code.
    """

    id: str
    name: Localised
    parent: str = ""
    brief: Localised = Localised()
    definition: Localised = Localised()
    use_when: Localised = Localised()
    do_not_use_when: Localised = Localised()
    seed_lines: str = ""
    examples: tuple[Example, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    cues: tuple[Cue, ...] = ()
    no_cues: Localised = Localised()
    exceptions: tuple[Cue, ...] = ()


@dataclass(frozen=True)
class Codebook:
    """Codes in order, with their version.

    Args:
        name: Short name.
        codes: Themes and codes; parents come before their children.
        version: Version of the codebook.
        title: What people see.
        unit: Unit of coding: `sentence`, `turn` or `source`.
        note: Rules that go for all codes.
        attributes: Licence and other parts of the head, as they are.
    """

    name: str
    codes: tuple[Code, ...]
    version: str = "0"
    title: Localised = Localised()
    unit: str = "sentence"
    note: Localised = Localised()
    attributes: Mapping[str, str] = _EMPTY

    def __post_init__(self) -> None:
        """Keep the attributes from changing."""
        object.__setattr__(self, "attributes", Attributes(self.attributes))

    @cached_property
    def _by_id(self) -> dict[str, Code]:
        return {code.id: code for code in self.codes}

    def __len__(self) -> int:
        """Give the number of codes and themes."""
        return len(self.codes)

    def __iter__(self) -> Iterator[Code]:
        """Go through themes and codes in order."""
        return iter(self.codes)

    def __contains__(self, code_id: object) -> bool:
        """Tell whether there is a code of that id."""
        return code_id in self._by_id

    def __getitem__(self, code_id: str) -> Code:
        """Give the code of that id."""
        try:
            return self._by_id[code_id]
        except KeyError:
            hint = t("The codebook has: {ids}", ids=", ".join(self._by_id))
            raise UnknownIdError(t("There is no code «{id}».", id=code_id), hint=hint) from None

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._by_id)

    @property
    def themes(self) -> tuple[Code, ...]:
        """Codes without a parent."""
        return tuple(code for code in self.codes if not code.parent)

    def children(self, code_id: str) -> tuple[Code, ...]:
        """Give the codes directly under a theme."""
        return tuple(code for code in self.codes if code.parent == code_id)

    def theme_of(self, code_id: str) -> Code:
        """Give the theme above a code; a theme is its own."""
        code = self[code_id]
        while code.parent:
            code = self[code.parent]
        return code

    def with_code(self, code: Code) -> "Codebook":
        """Give a new codebook in which one code is replaced."""
        self[code.id]
        return replace(self, codes=tuple(code if old.id == code.id else old for old in self.codes))

    def with_exceptions(self, code_id: str, *cues: str, language: str = "nb") -> "Codebook":
        """Give a new codebook in which these forms or phrases never count for a code.

        Args:
            code_id: The code.
            cues: In the cue language, such as `=avmakt` or `i praksis`.
            language: `nb` and `nn` look at Norwegian turns, `en` at English ones.
        """
        code = self[code_id]
        new = tuple(cue for cue in (Cue(text, language) for text in dict.fromkeys(cues)) if cue not in code.exceptions)
        return self.with_code(replace(code, exceptions=code.exceptions + new))

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 (hex) of the codes, their cues, the unit and the note."""
        content = repr((self.name, self.version, self.unit, self.note, self.codes))
        return hashlib.sha256(content.encode()).hexdigest()
