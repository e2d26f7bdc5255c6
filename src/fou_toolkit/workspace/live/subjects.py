"""Whom or what a consent is about: a participant or a text; one name can stand for both."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final, Literal, NamedTuple

from fou_toolkit.model import Source
from fou_toolkit.workspace.live.present import Present

__all__ = ["TEXT_PREFIX", "Subject", "Subjects"]

TEXT_PREFIX: Final = "text:"
"""In front of the id of a text, where a participant has the same name."""


class Subject(NamedTuple):
    """A participant by pseudonym, or a text by its id."""

    what: Literal["participant", "text"]
    name: str


class Subjects:
    """Tells what a name stands for.

    A name that a participant has means the participant, so that the consent of a person is never taken for one of all
    who speak in a text. A text is also found by `text:` and its id, and by its file name.

    Args:
        people: Pseudonyms.
        texts: Ids of texts, with the names of their files.
    """

    def __init__(self, people: Collection[str], texts: Mapping[str, str]) -> None:
        self._people = frozenset(people)
        self._texts = dict(texts)
        files: dict[str, list[str]] = {}
        for name, file in texts.items():
            files.setdefault(file, []).append(name)
        self._files = {file: names[0] for file, names in files.items() if file and len(names) == 1}

    @classmethod
    def of(cls, present: Present, coming: Iterable[Source] = ()) -> "Subjects":
        """Give those of a project, with the texts that are about to be taken in."""
        new = list(coming)
        speaking = {turn.participant for source in new for turn in source.turns} - {""}
        texts = {one.id: one.facts["name"] for one in present.sources.values()}
        return cls({*present.person_uids, *speaking}, {**texts, **{one.id: one.name for one in new}})

    @property
    def names(self) -> tuple[str, ...]:
        """All names that can be given, each once."""
        return (*sorted(self._people), *(self.name_of(Subject("text", name)) for name in self._texts))

    def find(self, name: str) -> Subject | None:
        """Give whom or what a name stands for; nothing where it stands for nobody."""
        if name in self._people:
            return Subject("participant", name)
        for text in (name, name.removeprefix(TEXT_PREFIX)):
            if text in self._texts:
                return Subject("text", text)
            if text in self._files:
                return Subject("text", self._files[text])
        return None

    def name_of(self, subject: Subject) -> str:
        """Give the name by which `find` finds it: a text that is called like a participant has `text:` in front."""
        clash = subject.what == "text" and subject.name in self._people
        return f"{TEXT_PREFIX}{subject.name}" if clash else subject.name
