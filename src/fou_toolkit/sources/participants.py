"""Who the speakers are: `participants.csv`.

    source;label;pseudonym;role;level;site;interviewer
    intervju_ragna.docx;Styrer;Ragna;styrer;barnehage;Lykteveien;nei
    ;I;Eivind;forsker;universitet;Universitetet i Storvik;ja

One row per label and text; `source` is a file or an id, empty for all texts (a row with a source goes first). Without
`label`, the label is the pseudonym. `interviewer` is ja, nei, yes, no, true, false, 1, 0, or empty: as recognised.
Further columns are kept. The author of a log is found by the pseudonym.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from fou_toolkit._i18n import Message
from fou_toolkit.model import Participant, Source, Turn
from fou_toolkit.sources._csv import ALIASES, Row, Table, read_table
from fou_toolkit.sources._lookup import texts_meant
from fou_toolkit.text.tables import ANSWERS

__all__ = ["COLUMNS", "People", "identify", "parse"]

COLUMNS = ("source", "label", "pseudonym", "role", "level", "site", "interviewer")
_ALIASES = {**ALIASES, **dict.fromkeys(("file", "fil", "id", "tekst"), "source")}
"""People write the name of the text under the name that the other table has for it."""


@dataclass(frozen=True, slots=True)
class People:
    """Sources with their speakers identified.

    Args:
        sources: As before, with `participant` and `interviewer` on the turns.
        participants: Everybody in the tables, in order.
        unknown: Speakers without a row, by source id.
        answered: Ids of texts about whose interviewer some row says something.
        warnings: Rows that fit nowhere.
    """

    sources: tuple[Source, ...]
    participants: tuple[Participant, ...]
    unknown: Mapping[str, tuple[str, ...]]
    answered: frozenset[str]
    warnings: tuple[Message, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """One row: who speaks under a label in some texts; `given` tells that the row has a label of its own."""

    file: str
    line: int
    source: str
    label: str
    given: bool
    person: Participant
    interviewer: bool | None


def parse(data: bytes, *, name: str = "participants.csv") -> Table:
    """Read a table.

    Args:
        data: Content of the file.
        name: Its name, for messages.
    """
    return read_table(data, name=name, columns=COLUMNS, aliases=_ALIASES)


def identify(
    tables: Mapping[str, Table],
    sources: Sequence[Source],
    *,
    unlabelled: frozenset[str],
    others: Sequence[str] = (),
    some: bool = False,
) -> People:
    """Say who speaks under which label.

    Args:
        tables: Table by its own path.
        sources: Texts with turns.
        unlabelled: Ids of texts without labels; their speaker is an author, by pseudonym.
        others: Files that were not read; rows about them are no mistake.
        some: Whether only some texts were wanted; then a label that occurs in none of them is no mistake either.
    """
    entries, warnings = _entries(tables)
    participants, contradictions = _participants(entries)
    lookup, misplaced, excused = _by_source(entries, sources, others)
    pseudonyms = {_key(person.pseudonym): person.pseudonym for person in participants}
    done: list[Source] = []
    unknown: dict[str, tuple[str, ...]] = {}
    answered: set[str] = set()
    used: set[_Entry] = set()
    for source in sources:
        rows = lookup[source.name]
        found = {label: rows.get(_key(label)) for label in source.speakers}
        if source.id in unlabelled:
            # A row for all texts is about labels; about an author, only a row for this text or the pseudonym is.
            found = {label: entry if entry and entry.source else None for label, entry in found.items()}
        used.update(entry for entry in found.values() if entry is not None)
        if any(entry is not None and entry.interviewer is not None for entry in found.values()):
            answered.add(source.id)
        done.append(_identified(source, found, pseudonyms))
        unknown[source.id] = tuple(
            label for label, entry in found.items() if entry is None and _key(label) not in pseudonyms
        )
    idle = [entry for entry in entries if entry.given and not some and entry not in used | excused]
    return People(
        tuple(done),
        participants,
        MappingProxyType(unknown if tables else {}),
        frozenset(answered),
        (*warnings, *contradictions, *misplaced, *map(_idle, idle)),
    )


def _key(label: str) -> str:
    return " ".join(label.casefold().split()).rstrip(":")


def _entries(tables: Mapping[str, Table]) -> tuple[list[_Entry], list[Message]]:
    entries: list[_Entry] = []
    warnings: list[Message] = []
    for path, table in tables.items():
        warnings.extend(table.warnings)
        for row in table.rows:
            entry = _entry(path, row)
            answer = row.values.get("interviewer", "")
            if entry is None:
                warnings.append(
                    Message.of(
                        "{file}, line {line}: The row has neither a label nor a pseudonym.", file=path, line=row.line
                    )
                )
                continue
            entries.append(entry)
            if answer and entry.interviewer is None:
                warnings.append(
                    Message.of(
                        "{file}, line {line}: interviewer is «{answer}»; write ja or nei.",
                        file=path,
                        line=row.line,
                        answer=answer,
                    )
                )
    return entries, warnings


def _entry(path: str, row: Row) -> _Entry | None:
    values = dict(row.values)
    pseudonym = values.pop("pseudonym", "")
    label = values.pop("label", "")
    if not (label or pseudonym):
        return None
    person = Participant(
        pseudonym,
        role=values.pop("role", ""),
        level=values.pop("level", ""),
        site=values.pop("site", ""),
        attributes=MappingProxyType({key: value for key, value in values.items() if key not in COLUMNS}),
    )
    answer = ANSWERS.get(values.get("interviewer", "").casefold())
    return _Entry(path, row.line, values.get("source", ""), label or pseudonym, bool(label), person, answer)


def _participants(entries: Iterable[_Entry]) -> tuple[tuple[Participant, ...], list[Message]]:
    """Make one participant of all rows of a pseudonym; the first value given holds."""
    people: dict[str, Participant] = {}
    differing: dict[str, None] = {}
    for person in (entry.person for entry in entries if entry.person.pseudonym):
        first = people.setdefault(person.pseudonym, person)
        both = [(first.role, person.role), (first.level, person.level), (first.site, person.site)]
        both += [(first.attributes.get(key, ""), value) for key, value in person.attributes.items()]
        if any(one and two and one != two for one, two in both):
            differing[person.pseudonym] = None
        people[person.pseudonym] = Participant(
            person.pseudonym,
            role=first.role or person.role,
            level=first.level or person.level,
            site=first.site or person.site,
            attributes=MappingProxyType({**person.attributes, **first.attributes}),
        )
    if not differing:
        return tuple(people.values()), []
    contradiction = Message.of(
        "Rows of participants.csv say different things about {names}; what stands first was used.",
        names=", ".join(differing),
    )
    return tuple(people.values()), [contradiction]


def _by_source(
    entries: Sequence[_Entry], sources: Sequence[Source], others: Sequence[str]
) -> tuple[dict[str, dict[str, _Entry]], list[Message], set[_Entry]]:
    """Give the row of each label, by file name; rows with a source go before rows for all texts.

    Give also messages about texts that are not there, and the rows about texts that are not there or were not read:
    that nobody speaks in those is no second mistake.
    """
    names = {**dict.fromkeys(others, ""), **{source.name: source.id for source in sources}}
    lookup: dict[str, dict[str, _Entry]] = {source.name: {} for source in sources}
    misplaced: list[Message] = []
    excused: set[_Entry] = set()
    for entry in sorted(entries, key=lambda entry: not entry.source):
        folder = entry.file.rpartition("/")[0]
        meant = [name for name in names if not folder or name.startswith(f"{folder}/")]
        if entry.source:
            meant = texts_meant(entry.source, names, folder=folder)
            if not meant:
                misplaced.append(
                    Message.of(
                        "{file}, line {line}: There is no text «{name}».",
                        file=entry.file,
                        line=entry.line,
                        name=entry.source,
                    )
                )
            if not any(name in lookup for name in meant):
                excused.add(entry)
        for name in meant:
            if name in lookup:
                lookup[name].setdefault(_key(entry.label), entry)
    return lookup, misplaced, excused


def _identified(source: Source, found: Mapping[str, _Entry | None], pseudonyms: Mapping[str, str]) -> Source:
    def changed(turn: Turn) -> Turn:
        entry = found.get(turn.speaker)
        if entry is None:
            return replace(turn, participant=pseudonyms.get(_key(turn.speaker), ""))
        interviewer = turn.interviewer if entry.interviewer is None else entry.interviewer
        return replace(turn, participant=entry.person.pseudonym, interviewer=interviewer)

    return replace(source, turns=tuple(changed(turn) for turn in source.turns))


def _idle(entry: _Entry) -> Message:
    return Message.of(
        "{file}, line {line}: The label «{label}» occurs in no text it could be in.",
        file=entry.file,
        line=entry.line,
        label=entry.label,
    )
