"""Between a codebook and the plain data of its file."""

import json
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from fou_toolkit.codebooks.places import Path, Places
from fou_toolkit.model import TEXT_LANGUAGES, Code, Codebook, Cue, Example, Localised, Utterance

__all__ = ["HEAD_FIELDS", "codebook_of", "data_of"]

HEAD_FIELDS: Final = ("codebook", "version", "title", "unit", "note", "codes")
"""Fields of the head with a meaning of their own; all others are attributes."""

_LANGUAGES: Final = TEXT_LANGUAGES


def data_of(codebook: Codebook) -> dict[str, object]:
    """Give a codebook as it stands in a file; empty parts are left out."""
    head: dict[str, object] = {"codebook": codebook.name, "version": codebook.version}
    if codebook.title:
        head["title"] = _languages(codebook.title)
    head.update({name: text for name, text in codebook.attributes.items() if name not in HEAD_FIELDS})
    head["unit"] = codebook.unit
    if codebook.note:
        head["note"] = _languages(codebook.note)
    return {**head, "codes": [_code_data(code) for code in codebook.codes]}


def _code_data(code: Code) -> dict[str, object]:
    found: dict[str, object] = {
        "id": code.id,
        "parent": code.parent,
        **{
            name: _languages(getattr(code, name))
            for name in ("name", "brief", "definition", "use_when", "do_not_use_when")
        },
        "seed_lines": code.seed_lines,
        "examples": [{"source": example.source, "quote": example.quote} for example in code.examples],
        "utterances": _utterances_data(code.utterances),
        "cues": _cues_data(code.cues),
        "no_cues": _languages(code.no_cues),
        "exceptions": _exceptions_data(code.exceptions),
    }
    return {name: value for name, value in found.items() if value or name == "id"}


def _languages(text: Localised) -> dict[str, str]:
    return {language: found for language in _LANGUAGES if (found := getattr(text, language))}


def _cues_data(cues: Iterable[Cue]) -> dict[str, list[object]]:
    groups: dict[str, list[object]] = {}
    for cue in cues:
        groups.setdefault(cue.language, []).append(_cue_data(cue))
    return groups


def _utterances_data(utterances: Iterable[Utterance]) -> dict[str, list[object]] | list[object]:
    groups: dict[str, list[object]] = {}
    for utterance in utterances:
        groups.setdefault(utterance.language, []).append(utterance.text)
    return _plain_if_bokmaal(groups)


def _cue_data(cue: Cue) -> object:
    if not cue.spacy:
        return cue.text
    try:
        pattern = json.loads(cue.text)
    except ValueError:
        pattern = cue.text
    return {"spacy": pattern, "anchor": cue.anchor} if cue.anchor else {"spacy": pattern}


def _exceptions_data(cues: tuple[Cue, ...]) -> dict[str, list[object]] | list[object]:
    return _plain_if_bokmaal(_cues_data(cues))


def _plain_if_bokmaal(groups: dict[str, list[object]]) -> dict[str, list[object]] | list[object]:
    return groups["nb"] if list(groups) == ["nb"] else groups


def codebook_of(data: object, places: Places) -> Codebook:
    """Make a codebook of data; what does not have the right form is left out.

    Codes keep their number: an entry that is no code becomes one without an id, so that findings can be placed.

    Args:
        data: What stands in the file.
        places: Where it stands.
    """
    head = _mapping(data)
    attributes = {name: value for name, value in head.items() if name not in HEAD_FIELDS and isinstance(value, str)}
    codes = tuple(_code(item, ("codes", number), places) for number, item in enumerate(_items(head.get("codes"))))
    return Codebook(
        _text(head.get("codebook")),
        codes,
        version=_text(head.get("version")),
        title=_localised(head.get("title")),
        unit=_text(head.get("unit")) or "sentence",
        note=_localised(head.get("note")),
        attributes=MappingProxyType(attributes),
    )


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _localised(value: object) -> Localised:
    found = _mapping(value)
    return Localised(*(_text(found.get(language)) for language in _LANGUAGES))


def _code(item: object, path: Path, places: Places) -> Code:
    fields = _mapping(item)
    pairs = [
        (_text(one.get("source")), _text(one.get("quote"))) for one in map(_mapping, _items(fields.get("examples")))
    ]
    return Code(
        _text(fields.get("id")),
        _localised(fields.get("name")),
        parent=_text(fields.get("parent")),
        brief=_localised(fields.get("brief")),
        definition=_localised(fields.get("definition")),
        use_when=_localised(fields.get("use_when")),
        do_not_use_when=_localised(fields.get("do_not_use_when")),
        seed_lines=_text(fields.get("seed_lines")),
        examples=tuple(Example(source, quote) for source, quote in pairs),
        utterances=tuple(
            Utterance(_text(one), language)
            for language, items, _ in _by_language(fields.get("utterances"))
            for one in items
        ),
        cues=_cues(fields.get("cues"), (*path, "cues"), places),
        no_cues=_localised(fields.get("no_cues")),
        exceptions=_cues(fields.get("exceptions"), (*path, "exceptions"), places),
    )


def _cues(value: object, path: Path, places: Places) -> tuple[Cue, ...]:
    return tuple(
        cue
        for language, items, inner in _by_language(value)
        for cue in _list_of_cues(items, language, (*path, *inner), places)
    )


def _by_language(value: object) -> Iterator[tuple[str, list[object], Path]]:
    """Give each language with its list and where that stands; a plain list is bokmål."""
    if isinstance(value, list):
        yield "nb", value, ()
    for language, items in _mapping(value).items():
        if language in _LANGUAGES:
            yield language, _items(items), (language,)


def _list_of_cues(items: list[object], language: str, path: Path, places: Places) -> Iterable[Cue]:
    for number, item in enumerate(items):
        line, column = places.at((*path, number))
        if isinstance(item, str):
            yield Cue(item, language, line=line, column=column)
        elif isinstance(item, dict) and isinstance(item.get("spacy"), list):
            text = json.dumps(item["spacy"], ensure_ascii=False)
            anchor = _text(item.get("anchor")) or _anchor(item["spacy"])
            yield Cue(text, language, spacy=True, anchor=anchor, line=line, column=column)


def _anchor(pattern: list[object]) -> str:
    """Find where to look for a pattern; empty where the pattern is wrong or nothing in it is fixed."""
    from fou_toolkit.match import anchor_of  # noqa: PLC0415 - brings the whole index with it

    tokens = [token for token in pattern if isinstance(token, dict)]
    return anchor_of(tokens) if len(tokens) == len(pattern) else ""
