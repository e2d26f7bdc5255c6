"""One-line builders of sources, corpora and codebooks for tests."""

import re
from collections.abc import Mapping, Sequence

from fou_toolkit.model import Code, Codebook, Corpus, Cue, Localised, Mark, Participant, Source, Span, Turn

__all__ = ["cues", "make_codebook", "make_corpus", "make_index", "make_source", "sentences_in", "words_in"]

_LABEL = re.compile(r"(\w+): ")
_BRACKETS = re.compile(r"\[[^\]]*\]")


def make_source(
    *turns: str,
    id: str = "s1",  # noqa: A002 - the name of the field
    language: str = "nb",
    interviewer: str = "I",
    break_: str = "\n",
    marks: Sequence[tuple[int, int]] = (),
    **attributes: str,
) -> Source:
    """Make a source, one turn an argument; `Anne: ` in front is the speaker, `[latter]` is marked.

    Args:
        turns: What is said; by nobody if no label stands in front.
        id: Id of the source.
        language: Language of all turns.
        interviewer: Label of the interviewer.
        break_: What stands between turns.
        marks: Further stretches that are not speech.
        attributes: Genre, phase ...
    """
    text, made, found = "", [], []
    for turn in turns:
        label = _LABEL.match(turn)
        speaker = label[1] if label else ""
        start = len(text) + (label.end() if label else 0)
        if label:
            found.append(Mark(Span(len(text), start), "label"))
        found += [Mark(Span(len(text) + a.start(), len(text) + a.end()), "comment") for a in _BRACKETS.finditer(turn)]
        text += turn
        person = speaker if speaker != interviewer else ""
        made.append(Turn(Span(start, len(text)), speaker, person, language, speaker == interviewer != ""))
        text += break_
    found += [Mark(Span(*mark), "comment") for mark in marks]
    found.sort(key=lambda mark: mark.span)
    return Source(id, text.removesuffix(break_), tuple(made), tuple(found), attributes)


def make_corpus(
    *sources: Source | str, roles: Mapping[str, str] | None = None, fillers: frozenset[str] | None = None
) -> Corpus:
    """Make a corpus of sources, or of texts of one turn each; `roles` says who is what: `{"Anne": "styrer"}`."""
    made = tuple(
        make_source(source, id=f"s{number}") if isinstance(source, str) else source
        for number, source in enumerate(sources, 1)
    )
    people = tuple(Participant(name, role) for name, role in (roles or {}).items())
    return Corpus(made, people, fillers)


def cues(*texts: str, language: str = "nb") -> tuple[Cue, ...]:
    """Make cues of one language."""
    return tuple(Cue(text, language) for text in texts)


def make_codebook(
    codes: Mapping[str, Sequence[str | Cue]],
    *,
    unit: str = "sentence",
    language: str = "nb",
    exceptions: Mapping[str, Sequence[str | Cue]] | None = None,
) -> Codebook:
    """Make a codebook: `make_codebook({"M1": ["makt"]}, exceptions={"M1": ["i praksis"]})`."""

    def made(listed: Sequence[str | Cue]) -> tuple[Cue, ...]:
        return tuple(Cue(cue, language) if isinstance(cue, str) else cue for cue in listed)

    never = exceptions or {}
    return Codebook(
        "test",
        tuple(
            Code(name, Localised(name), cues=made(listed), exceptions=made(never.get(name, ())))
            for name, listed in codes.items()
        ),
        unit=unit,
    )


def make_index(*sources: Source | str, fillers: frozenset[str] | None = None):  # the engine is imported late
    """Index some sources, or texts of one turn each."""
    from fou_toolkit.text import index_of

    return index_of(make_corpus(*sources, fillers=fillers))


def words_in(index) -> list[str]:
    """Give the folded words of an index, in text order."""
    return [index.form(number) for number in range(len(index))]


def sentences_in(index) -> list[str]:
    """Give the text of every sentence of an index."""
    return [
        index.text(start, end)
        for start, end in zip(index.sentence_start.tolist(), index.sentence_end.tolist(), strict=True)
    ]
