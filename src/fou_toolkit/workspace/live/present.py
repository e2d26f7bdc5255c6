"""What there is now, by the names that people use: texts, people, coders, codes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from fou_toolkit.codebooks.changes import version_after
from fou_toolkit.model import Codebook, Coder, Consent, Participant
from fou_toolkit.store import Ledger
from fou_toolkit.store.state import Act
from fou_toolkit.workspace.live.records import codebook_from, coder_from, consent_from, participant_from

__all__ = ["Present", "StoredCode", "StoredPerson", "StoredSource", "stamp_of"]

_TYPES: Final = ("source", "participant", "consent", "coder", "codebook", "code")


@dataclass(frozen=True, slots=True)
class StoredSource:
    """A text in the database.

    Args:
        uid: Its id in the log.
        id: Its id in the corpus; a second text of one id has a number.
        facts: What is known about it.
        versions: Its versions, oldest first; each is a mapping with `id`, `from`, `content`, and how codings move.
        version: Id of the present version.
        text: Id of the content of the present version.
    """

    uid: str
    id: str
    facts: Mapping[str, Any]
    versions: tuple[Mapping[str, Any], ...]
    version: str
    text: str


@dataclass(frozen=True, slots=True)
class StoredPerson:
    """A participant in the database.

    Args:
        uid: Id in the log.
        person: Who; with the consent, if there is one.
        withdrawn: Empty, or `quotation`: may no longer be quoted. Who has left altogether is not here.
    """

    uid: str
    person: Participant
    withdrawn: str


@dataclass(frozen=True, slots=True)
class StoredCode:
    """A code in the database.

    Args:
        uid: Id in the log.
        id: Its id in the codebook.
        data: Its definition, as plain data.
        row: Its state: parent, place, retired, into, split.
    """

    uid: str
    id: str
    data: Mapping[str, Any]
    row: Mapping[str, Any]


def stamp_of(ledger: Ledger) -> tuple[int, ...]:
    """Give numbers that change whenever something changes that `Present` tells."""
    return tuple(ledger.store.state_number(kind) for kind in _TYPES)


class Present:
    """Read once; made anew when `stamp_of` has changed.

    Args:
        ledger: The acts.
        values: Contents that were read before, by id; contents never change.
    """

    def __init__(self, ledger: Ledger, values: dict[str, Any]) -> None:
        self._ledger = ledger
        self._values = values

    def value(self, content: str) -> Any:  # noqa: ANN401 - each kind of content has its own shape
        """Give what a content holds; `None` where it was erased."""
        if content not in self._values:
            self._values[content] = self._ledger.value(content)
        return self._values[content]

    def _rows(self, kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        return self._ledger.store.entities(kind)

    @cached_property
    def sources(self) -> Mapping[str, StoredSource]:
        """Texts by id in the log, in the order of their ids in the corpus."""
        found = []
        gone = self._ledger.store.erased()
        for uid, row in self._rows("source"):
            facts = None if row["erased"] else self.value(row["facts"])
            content = next((one["content"] for one in row["versions"] if one["id"] == row["version"]), "")
            if facts is not None and content not in gone:
                found.append((facts["id"], row["versions"][0]["ms"], uid, row, facts, content))
        names: set[str] = set()
        sources: dict[str, StoredSource] = {}
        for name, _, uid, row, facts, content in sorted(found, key=lambda one: one[:3]):
            own = _free(name, names)
            sources[uid] = StoredSource(uid, own, facts, tuple(row["versions"]), row["version"], content)
        return dict(sorted(sources.items(), key=lambda one: one[1].facts.get("name") or one[1].id))

    @cached_property
    def source_uids(self) -> Mapping[str, str]:
        """Ids in the log by id in the corpus."""
        return {source.id: uid for uid, source in self.sources.items()}

    @cached_property
    def version_owners(self) -> Mapping[str, StoredSource]:
        """Texts by the id of each of their versions."""
        return {one["id"]: stored for stored in self.sources.values() for one in stored.versions}

    @cached_property
    def taken_back(self) -> Mapping[str, tuple[Mapping[str, Any], ...]]:
        """Versions that were taken back, by the id in the log of their text.

        Somebody in another copy may have coded them before they knew: that is not lost, but has no place any more, or
        one in the version before.
        """
        found = {}
        for uid, stored in self.sources.items():
            known = {one["id"] for one in stored.versions}
            acts = (act for act in self._ledger.acts_on(uid) if act.event.kind == "source.revised")
            gone = tuple({**act.body, "id": act.body["version"]} for act in acts if act.body["version"] not in known)
            if gone:
                found[uid] = gone
        return found

    def versions_of(self, stored: StoredSource) -> tuple[Mapping[str, Any], ...]:
        """Give all versions of a text, also those that were taken back."""
        return (*stored.versions, *self.taken_back.get(stored.uid, ()))

    @cached_property
    def people(self) -> Mapping[str, StoredPerson]:
        """Participants by id in the log; those who have left are not here."""
        found: dict[str, StoredPerson] = {}
        names: set[str] = set()
        for uid, row in _by_age(self._rows("participant")):
            record = self.value(row["content"]) if row["withdrawn"] != "all" else None
            if record is not None:
                named = {**record, "pseudonym": _free(record["pseudonym"], names)}
                consent = self.consents.get(uid)
                if consent is not None and row["withdrawn"]:
                    consent = replace(consent, scopes=consent.scopes - {row["withdrawn"]})
                found[uid] = StoredPerson(uid, participant_from(named, consent), row["withdrawn"])
        return found

    @cached_property
    def person_uids(self) -> Mapping[str, str]:
        """Ids in the log by pseudonym."""
        return {one.person.pseudonym: uid for uid, one in self.people.items()}

    @cached_property
    def pseudonyms(self) -> Mapping[str, str]:
        """Pseudonyms by id in the log."""
        return {uid: one.person.pseudonym for uid, one in self.people.items()}

    @cached_property
    def consents(self) -> Mapping[str, Consent]:
        """Consents by the id of whom or what they are about."""
        records = {row["subject"]: self.value(row["content"]) for _, row in self._rows("consent")}
        return {subject: consent_from(record) for subject, record in records.items() if record is not None}

    @cached_property
    def coders(self) -> Mapping[str, Coder]:
        """Coders by id in the log."""
        names: set[str] = set()
        found: dict[str, Coder] = {}
        for uid, row in _by_age(self._rows("coder")):
            record = self.value(row["content"])
            named = {**record, "id": record["id"]} if record else {**_NOBODY, "id": uid}
            found[uid] = coder_from({**named, "id": _free(named["id"], names)})
        return found

    @cached_property
    def coder_uids(self) -> Mapping[str, str]:
        """Ids in the log by id of the coder."""
        return {coder.id: uid for uid, coder in self.coders.items()}

    @cached_property
    def codes(self) -> Mapping[str, StoredCode]:
        """All codes that ever were, by id in the log; a second code of one id has a number, unless one was retired."""
        rows = [(uid, row, self.value(row["content"]) or {"id": uid}) for uid, row in self._rows("code")]
        order = sorted(rows, key=lambda one: (one[1]["retired"], one[1]["place"], one[0]))
        names: set[str] = set()
        found: dict[str, StoredCode] = {}
        for uid, row, data in order:
            found[uid] = StoredCode(uid, _free(data["id"], names), data, row)
        return found

    @cached_property
    def code_uids(self) -> Mapping[str, str]:
        """Ids in the log by id of the code; of all codes that ever were."""
        return {code.id: uid for uid, code in self.codes.items()}

    @cached_property
    def head(self) -> Mapping[str, Any] | None:
        """What the codebook says beside its codes, as it was taken in."""
        content = next((row["content"] for _, row in self._rows("codebook")), "")
        head: Mapping[str, Any] | None = self.value(content) if content else None
        return head

    @cached_property
    def codebook(self) -> Codebook | None:
        """The codebook; nothing where none was taken in."""
        head = self.head
        if head is None:
            return None
        standing = [code for code in self.codes.values() if not code.row["retired"]]
        names = {code.uid: code.id for code in standing}
        data = [{**code.data, "id": code.id, "parent": names.get(code.row["parent"], "")} for code in standing]
        return codebook_from({**head, "version": self._counted(head["version"])}, _parents_first(data))

    def _counted(self, version: str) -> str:
        """Give the version that was taken in, with the changes that were made since: `1.2+3`.

        They are counted, not written down: else every two changes in two copies would contradict each other.
        """
        heads = (act.event.order for act in self.standing("codebook"))
        head = max(heads, default=(0, 0, "", ""))
        changes = {act.event.id: act.event for uid in self.codes for act in self.standing(uid)}
        for event in changes.values():
            version = version_after(version) if event.order > head else version
        return version

    def standing(self, entity: str) -> list[Act]:
        """Give the acts on something that were not taken back, in total order."""
        return self._ledger.standing(entity, self._ledger.acts_on(entity))

    def code_now(self, uid: str) -> str:
        """Follow merges from a code to the one that it went into; gives the id in the log."""
        seen = {uid}
        while (row := self.codes[uid].row)["retired"] and row["into"] in self.codes and row["into"] not in seen:
            uid = row["into"]
            seen.add(uid)
        return uid


def _by_age(rows: Iterable[tuple[str, Mapping[str, Any]]]) -> list[tuple[str, Mapping[str, Any]]]:
    """Put first what came first."""
    return sorted(rows, key=lambda one: (one[1]["at"], one[0]))


_NOBODY: Final = {"kind": "person", "codebook_version": "", "note": ""}


def _free(name: str, taken: set[str]) -> str:
    """Give a name that nobody has yet: `a`, `a~2`, `a~3` …; from now on it is taken."""
    number, free = 2, name
    while free in taken:
        free, number = f"{name}~{number}", number + 1
    taken.add(free)
    return free


def _parents_first(codes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put each code behind its theme, in the order that they have."""
    children: dict[str, list[dict[str, Any]]] = {}
    for code in codes:
        children.setdefault(code["parent"], []).append(code)
    ordered: list[dict[str, Any]] = []

    def follow(parent: str) -> None:
        for code in children.pop(parent, []):
            ordered.append(code)
            follow(code["id"])

    follow("")
    # After a merge two codes can stand under each other; nothing is lost.
    for rest in list(children.values()):
        ordered.extend({**code, "parent": ""} for code in rest)
    return ordered
