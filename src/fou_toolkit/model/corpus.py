"""Sources and participants, in order, with a fingerprint of their content."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from fou_toolkit._i18n import t
from fou_toolkit.errors import UnknownIdError
from fou_toolkit.model.attributes import Attributes
from fou_toolkit.model.receipt import Receipt
from fou_toolkit.model.source import Participant, Source, Turn

__all__ = ["Corpus"]


@dataclass(frozen=True, repr=False)
class Corpus:
    """All texts of a project.

    Args:
        sources: In order; ids are unique.
        participants: Whom the pseudonyms stand for, as far as roles and sites go.
        fillers: Words that are no words (`eh`), in small letters; `None` for the usual ones.
        receipt: What was read, skipped and guessed; no part of the content.

    Raises:
        ValueError: Two sources share an id.
    """

    sources: tuple[Source, ...] = ()
    participants: tuple[Participant, ...] = ()
    fillers: frozenset[str] | None = None
    receipt: Receipt = field(default_factory=Receipt, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Refuse two sources with one id."""
        if len(self._by_id) != len(self.sources):
            raise ValueError("source ids must be unique")

    @cached_property
    def _by_id(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def _people(self) -> dict[str, Participant]:
        return {participant.pseudonym: participant for participant in self.participants}

    def __len__(self) -> int:
        """Give the number of sources."""
        return len(self.sources)

    def __repr__(self) -> str:
        """Say how much there is; the texts are confidential, so they are shown only when asked for."""
        return f"<Corpus: {len(self.sources)} sources, {len(self.participants)} participants>"

    def __iter__(self) -> Iterator[Source]:
        """Go through the sources in order."""
        return iter(self.sources)

    def __contains__(self, source_id: object) -> bool:
        """Tell whether there is a source of that id."""
        return source_id in self._by_id

    def __getitem__(self, source_id: str) -> Source:
        """Give the source of that id."""
        try:
            return self._by_id[source_id]
        except KeyError:
            hint = t("The corpus has: {ids}", ids=", ".join(self._by_id))
            raise UnknownIdError(t("There is no source «{id}».", id=source_id), hint=hint) from None

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._by_id)

    def participant(self, turn: Turn) -> Participant | None:
        """Give who speaks, where that is known."""
        return self._people.get(turn.participant)

    def attributes(self, source: Source, turn: Turn) -> Mapping[str, str]:
        """Give what is known about a turn: the source's attributes, then the speaker's.

        The speaker's `site` goes before the source's, since a seminar gathers people from several sites.
        """
        person = self.participant(turn)
        known = dict(source.attributes)
        if person is not None:
            own = {"participant": person.pseudonym, "role": person.role, "level": person.level, "site": person.site}
            known.update({key: value for key, value in (*person.attributes.items(), *own.items()) if value})
        known.update({"source": source.id, "speaker": turn.speaker, "language": turn.language})
        return Attributes(known)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 (hex) of everything that analyses can depend on."""
        digest = hashlib.sha256(repr(None if self.fillers is None else sorted(self.fillers)).encode())
        for source in self.sources:
            digest.update(repr((source.id, len(source.text))).encode())
            digest.update(source.text.encode("utf-8", "surrogatepass"))
            digest.update(repr((source.turns, source.marks, sorted(source.attributes.items()))).encode())
        for person in self.participants:
            digest.update(repr((replace(person, attributes={}), sorted(person.attributes.items()))).encode())
        return digest.hexdigest()

    def map_sources(self, change: Callable[[Source], Source]) -> "Corpus":
        """Give a new corpus with every source changed by a function."""
        return replace(self, sources=tuple(change(source) for source in self.sources))
