"""The codes along one text: where each stands, in words from the beginning, and who speaks there."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.cases.one_text import OneText
from fou_toolkit.analysis.counted import Counted, Selection
from fou_toolkit.analysis.quotations import Quotation
from fou_toolkit.analysis.retrieve.quoting import quoted
from fou_toolkit.analysis.retrieve.stretches import Stretches
from fou_toolkit.model import Project

__all__ = ["Codeline", "Track", "codeline_of"]

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Track:
    """One code, theme or speaker along a text.

    Args:
        kind: `code` or `speaker`.
        id: Id of the code or theme; pseudonym or label of the speaker.
        name: Name of the code; role of the speaker, if it is known.
        stretches: First word of each passage or turn, from 0, and one past the last.
        interviewer: Whether the speaker is an interviewer.
        passages: The words of each passage of a code; none for speakers.
    """

    kind: str
    id: str
    name: str
    stretches: tuple[tuple[int, int], ...]
    interviewer: bool = False
    passages: tuple[Quotation, ...] = field(default=(), repr=False)

    @property
    def words(self) -> int:
        """Number of words in any of the passages."""
        covered, reach = 0, 0
        for start, end in sorted(self.stretches):
            covered += max(end - max(start, reach), 0)
            reach = max(reach, end)
        return covered


@dataclass(frozen=True, repr=False)
class Codeline(Tabular):
    """Codes and speakers along one text.

    Args:
        source: Id of the text.
        words: Its number of words.
        tracks: Codes or themes that stand in it, in the order of the codebook.
        speakers: Who speaks, in the order of their first turn.
        minutes: Words at which turns begin whose time is known, and the time in minutes from the beginning.
        unused: Number of codes or themes that were looked for and stand nowhere.
        counted: What was counted.
    """

    source: str
    words: int
    tracks: tuple[Track, ...]
    speakers: tuple[Track, ...]
    minutes: tuple[tuple[int, float], ...]
    unused: int
    counted: Counted

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a passage or turn."""
        return ("kind", "id", "name", "first_word", "last_word")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per passage and per turn; words are counted from 1."""
        for track in (*self.tracks, *self.speakers):
            for start, end in track.stretches:
                yield (track.kind, track.id, track.name, start + 1, end)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("code"), t("passages"), t("words"))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give one row per code, and then per speaker."""
        for track in (*self.tracks, *self.speakers):
            yield (f"{track.id}  {track.name}".strip(), len(track.stretches), track.words)

    @property
    def caption(self) -> str:
        """Say which text, how long it is, and how many passages there are."""
        passages = tn("{n} passage", "{n} passages", sum(len(track.stretches) for track in self.tracks))
        words = tn("{n} word", "{n} words", self.words)
        return t(
            "Codes along the text {source}: {words}, {passages}", source=self.source, words=words, passages=passages
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted, and what is not shown."""
        rest = (
            tn("{n} code or theme stands nowhere in it.", "{n} codes or themes stand nowhere in it.", self.unused)
            if self.unused
            else ""
        )
        single = t("Names single people: for use inside of the project, not for publication.")
        return tuple(one for one in (*self.counted.notes, rest, single) if one)


def codeline_of(
    material: Project | Selection,
    source: str,
    *,
    codes: str | Collection[str] | None = None,
    level: str = "theme",
) -> Codeline:
    """Give the codes along one text.

    Args:
        material: A project, or what `select` chose from one.
        source: Id of the text.
        codes: Ids of codes or themes; by default all.
        level: `theme` or `code`.

    Raises:
        UnknownIdError: There is no such text or code.
        DataError: Nobody has coded the text, or the level is not possible.
    """
    text = OneText.of(material, source, codes, level)
    index = text.ground.index
    low, high = (int(index.bases[text.number + more]) for more in (0, 1))
    first = int(np.searchsorted(index.start, low))
    words = int(np.searchsorted(index.start, high)) - first
    made = []
    for code, ids in zip(text.codes, text.ids, strict=True):
        found = text.ground.coded(ids)
        own, places = _in_words(text, found.where((found.start >= low) & (found.start < high)), first)
        passages = quoted(text.ground, own, text.ground.rows(ids))
        made.append(Track("code", code.id, str(code.name), places, passages=passages))
    tracks = tuple(track for track in made if track.stretches)
    turns = np.flatnonzero((index.turn_source == text.number) & (np.diff(index.turn_word) > 0))
    return Codeline(
        source=text.source,
        words=words,
        tracks=tracks,
        speakers=_speakers(text, turns, first),
        minutes=_minutes(text, first),
        unused=len(made) - len(tracks),
        counted=text.counted.given(level=level),
    )


def _in_words(text: OneText, stretches: Stretches, first: int) -> tuple[Stretches, tuple[tuple[int, int], ...]]:
    """Count passages in words; one without any word is left out."""
    index = text.ground.index
    start = np.searchsorted(index.end, stretches.start, side="right") - first
    end = np.searchsorted(index.start, stretches.end, side="left") - first
    some = start < end
    return stretches.where(some), tuple(zip(start[some].tolist(), end[some].tolist(), strict=True))


def _speakers(text: OneText, turns: Ints, first: int) -> tuple[Track, ...]:
    """Give who speaks where; turns of one speaker that follow each other stay apart."""
    index, table = text.ground.index, text.ground.table
    found: dict[tuple[str, str, bool], list[tuple[int, int]]] = {}
    for turn in turns.tolist():
        known = table.attributes[turn]
        who = known.get("participant", "") or known.get("speaker", "")
        key = who, known.get("role", ""), bool(table.interviewer[turn])
        stretch = int(index.turn_word[turn]) - first, int(index.turn_word[turn + 1]) - first
        found.setdefault(key, []).append(stretch)
    return tuple(Track("speaker", who, role, tuple(stretches), asks) for (who, role, asks), stretches in found.items())


def _minutes(text: OneText, first: int) -> tuple[tuple[int, float], ...]:
    """Give the times of turns, where they are known and go forward."""
    index, source = text.ground.index, text.ground.selection.corpus[text.source]
    begin = int(np.searchsorted(index.turn_source, text.number, side="left"))
    found, latest = [], -1
    for number, turn in enumerate(source.turns, begin):
        if turn.start_ms is not None and turn.start_ms > latest:
            latest = turn.start_ms
            found.append((int(index.turn_word[number]) - first, turn.start_ms / 60_000))
    return tuple(found)
