"""Between the nouns and the contents they are stored as; ids of people and codes are those of the log there."""

from collections.abc import Mapping
from typing import Any, cast

from fou_toolkit.codebooks.data import codebook_of, data_of
from fou_toolkit.codebooks.places import Places
from fou_toolkit.model import TEXT_LANGUAGES, Code, Codebook, Coder, Consent, Mark, Participant, Source, Span, Turn

__all__ = [
    "code_record",
    "codebook_from",
    "coder_from",
    "coder_record",
    "consent_from",
    "consent_record",
    "facts_record",
    "head_record",
    "participant_from",
    "participant_record",
    "source_from",
    "text_record",
]

_LANGUAGES = ("", *TEXT_LANGUAGES)


def facts_record(source: Source) -> dict[str, Any]:
    """Give what is known about a text, without the text."""
    return {
        "id": source.id,
        "name": source.name,
        "digest": source.digest,
        "attributes": dict(source.attributes),
    }


def text_record(source: Source, people: Mapping[str, str]) -> dict[str, Any]:
    """Give a text with its turns and marks.

    Args:
        source: The source.
        people: Id in the log by pseudonym.
    """
    speakers = list(dict.fromkeys(turn.speaker for turn in source.turns))
    there = list(dict.fromkeys(people.get(turn.participant, "") for turn in source.turns))
    kinds = list(dict.fromkeys(mark.kind for mark in source.marks))
    return {
        "text": source.text,
        "speakers": speakers,
        "people": there,
        "kinds": kinds,
        "turns": [
            [
                *(turn.span.start, turn.span.end, speakers.index(turn.speaker)),
                *(there.index(people.get(turn.participant, "")), _LANGUAGES.index(turn.language)),
                *(int(turn.interviewer), turn.start_ms, turn.end_ms),
            ]
            for turn in source.turns
        ],
        "marks": [[mark.span.start, mark.span.end, kinds.index(mark.kind)] for mark in source.marks],
    }


def source_from(name: str, facts: Mapping[str, Any], text: Mapping[str, Any], people: Mapping[str, str]) -> Source:
    """Give the source of its contents.

    Args:
        name: Its id in the corpus.
        facts: What `facts_record` gave.
        text: What `text_record` gave.
        people: Pseudonym by id in the log.
    """
    speakers, kinds = text["speakers"], text["kinds"]
    there = [people.get(one, "") for one in text["people"]]
    turns = tuple(
        Turn(Span(start, end), speakers[speaker], there[person], _LANGUAGES[language], bool(asks), begin, until)
        for start, end, speaker, person, language, asks, begin, until in text["turns"]
    )
    marks = tuple(Mark(Span(start, end), kinds[kind]) for start, end, kind in text["marks"])
    return Source(name, text["text"], turns, marks, facts["attributes"], facts["digest"], facts["name"])


def participant_record(person: Participant) -> dict[str, Any]:
    """Give what is known about a person."""
    return {
        "pseudonym": person.pseudonym,
        "role": person.role,
        "level": person.level,
        "site": person.site,
        "attributes": dict(person.attributes),
    }


def participant_from(record: Mapping[str, Any], consent: Consent | None) -> Participant:
    """Give the person of a record."""
    return Participant(
        record["pseudonym"], record["role"], record["level"], record["site"], record["attributes"], consent
    )


def consent_record(consent: Consent) -> dict[str, Any]:
    """Give a consent as it is stored."""
    return {
        "basis": consent.basis,
        "date": consent.date,
        "scopes": sorted(consent.scopes),
        "note": consent.note,
    }


def consent_from(record: Mapping[str, Any]) -> Consent:
    """Give the consent of a record."""
    return Consent(record["basis"], record["date"], frozenset(record["scopes"]), record["note"])


def coder_record(coder: Coder) -> dict[str, Any]:
    """Give what is known about a coder."""
    return {"id": coder.id, "kind": coder.kind, "codebook_version": coder.codebook_version, "note": coder.note}


def coder_from(record: Mapping[str, Any]) -> Coder:
    """Give the coder of a record."""
    return Coder(record["id"], record["kind"], record["codebook_version"], record["note"])


def head_record(codebook: Codebook) -> dict[str, Any]:
    """Give what a codebook says beside its codes."""
    return {name: value for name, value in data_of(codebook).items() if name != "codes"}


def code_record(code: Code) -> dict[str, Any]:
    """Give one code, without the theme it stands under: that is a reference."""
    [record] = cast("list[dict[str, Any]]", data_of(Codebook("", (code,)))["codes"])
    return {name: value for name, value in record.items() if name != "parent"}


def codebook_from(head: Mapping[str, Any], codes: list[dict[str, Any]]) -> Codebook:
    """Give the codebook of its head and its codes, in order, each with `parent`."""
    return codebook_of({**head, "codes": codes}, Places())
