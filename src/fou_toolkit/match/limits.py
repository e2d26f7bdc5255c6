"""What is known about each turn, so that a cue can be limited to roles, genres, phases."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.errors import UnknownIdError
from fou_toolkit.match.cues import Limit
from fou_toolkit.match.parser import ATTRIBUTE_NAMES
from fou_toolkit.model import TEXT_LANGUAGES, Corpus
from fou_toolkit.text import Index, remembered

__all__ = ["KNOWN_ATTRIBUTES", "TurnTable", "turns_of"]

KNOWN_ATTRIBUTES = ("participant", "role", "level", "site", "genre", "phase", "language")
"""What can be asked for in every corpus, known or not."""


@dataclass(frozen=True, eq=False)
class TurnTable:
    """Attributes of all turns, in the order of the index.

    Args:
        rows: Gives one mapping a turn; called when an attribute is asked for.
        interviewer: Whether each turn is the interviewer's, shape `(t,)`.
    """

    rows: Callable[[], Sequence[Mapping[str, str]]]
    interviewer: npt.NDArray[np.bool_]
    _columns: dict[str, npt.NDArray[np.str_]] = field(default_factory=dict, repr=False)

    @classmethod
    def of_index(cls, index: Index) -> "TurnTable":
        """Give what an index alone knows: the languages."""
        languages = [{"language": TEXT_LANGUAGES[number]} for number in index.turn_language.tolist()]
        return cls(lambda: languages, np.zeros(len(languages), np.bool_))

    @cached_property
    def attributes(self) -> Sequence[Mapping[str, str]]:
        """What is known about each turn."""
        return self.rows()

    def column(self, attribute: str) -> npt.NDArray[np.str_]:
        """Give one attribute of all turns in small letters, empty where unknown; shape `(t,)`."""
        if attribute not in self._columns:
            rows = ({name.lower(): value for name, value in row.items()} for row in self.attributes)
            values = [row.get(attribute.lower(), "").lower() for row in rows]
            self._columns[attribute] = np.array(values, np.str_)
        return self._columns[attribute]

    def named(self, attribute: object) -> str:
        """Give an attribute's name in the tables; the Norwegian names of limits will do.

        Raises:
            UnknownIdError: Nothing is known of such an attribute anywhere in the corpus.
        """
        name = ATTRIBUTE_NAMES.get(attribute, attribute) if isinstance(attribute, str) else repr(attribute)
        known = {*KNOWN_ATTRIBUTES}.union(*self.attributes)
        if name not in known:
            hint = t("Possible are: {names}", names=", ".join(sorted(known)))
            raise UnknownIdError(t("There is no attribute «{name}».", name=name), hint=hint)
        return name

    def values(self, attribute: str) -> tuple[str, ...]:
        """Give one attribute of all turns as it is written, empty where unknown."""
        name = self.named(attribute)
        return tuple(row.get(name, "") for row in self.attributes)

    @cached_property
    def people(self) -> tuple[tuple[str, ...], npt.NDArray[np.int64]]:
        """Who speaks: keys of all people in the order of their first turn, and the number of each turn's, shape `(t,)`.

        A label that nobody was named for is another person in every text. What has no label at all is all said by one
        person: five texts by nobody in particular are no proof of five people.
        """
        keys = [row.get("participant") or _unnamed(row) for row in self.attributes]
        numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
        return tuple(numbers), np.array([numbers[key] for key in keys], np.int64)

    def mask(self, limit: Limit) -> npt.NDArray[np.bool_]:
        """Tell for each turn whether a limit holds there."""
        inside = np.isin(self.column(limit.attribute), limit.values)
        return ~inside if limit.excluded else inside


def _unnamed(row: Mapping[str, str]) -> str:
    return f"{row['source']}\n{row['speaker']}" if row["speaker"] else "\n"


@remembered
def turns_of(corpus: Corpus) -> TurnTable:
    """Gather what a corpus knows about its turns."""
    interviewer = np.array([turn.interviewer for source in corpus for turn in source.turns], np.bool_)
    return TurnTable(
        lambda: [corpus.attributes(source, turn) for source in corpus for turn in source.turns], interviewer
    )
