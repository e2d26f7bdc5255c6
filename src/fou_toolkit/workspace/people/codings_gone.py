"""Codings that go with somebody who leaves, and those of which a part is left."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from fou_toolkit.store import STANDS
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.snapshot import codings_now
from fou_toolkit.workspace.people.kept import Kept, texts_in
from fou_toolkit.workspace.people.leaver import Survey
from fou_toolkit.workspace.people.leaving_words import LeavingWords
from fou_toolkit.workspace.people.redacting import Cut, Voice, cut_record, own_stretches

__all__ = ["CodingsGone", "is_gone"]


class CodingsGone:
    """Looks for codings of what goes.

    Args:
        opened: The project.
        found: Which texts go, and what is cut out of others; gets the codings.
        voice: The person.
        kept: All that is stored, by entity.
    """

    def __init__(self, opened: Opened, found: Survey, voice: Voice, kept: Mapping[str, list[Kept]]) -> None:
        self._opened = opened
        self._found = found
        self._voice = voice
        self._kept = kept

    def find(self) -> None:
        """Find them, and the new places of those of which a part is left."""
        found, opened = self._found, self._opened
        columns = opened.coding_columns()
        of_whole = {one.body["version"] for uid in found.whole for one in self._kept[uid] if "version" in one.body}
        names = np.array([name in of_whole for name in columns.names], np.bool_)
        here = (columns.state == STANDS) & names[columns.version] if columns.version.size else np.zeros(0, np.bool_)
        for number in np.flatnonzero(here).tolist():
            self._goes(columns.ids[number].decode(), columns.names[columns.coder[number]])
        standing = codings_now(opened)
        for uid, cut in found.cuts.items():
            if cut is not None:
                for number in np.flatnonzero(standing.source == standing.sources.index(uid)).tolist():
                    self._coding(standing, number, uid, cut)

    def _coding(self, standing: Any, number: int, uid: str, cut: Cut) -> None:  # noqa: ANN401 - columns
        coding, coder = standing.ids[number].decode(), standing.coders[standing.coder[number]]
        start, end = int(standing.start[number]), int(standing.end[number])
        if not standing.placed[number]:
            if self.was_theirs(standing.versions[standing.version[number]], uid, start, end):
                self._goes(coding, coder)
            return
        if cut.steps.move(start, end) is not None:
            return
        place = cut.place(start, end)
        if place is None:
            self._goes(coding, coder)
        else:
            self._found.placed.setdefault(uid, []).append((coding, *place))

    def _goes(self, coding: str, coder: str) -> None:
        self._found.gone.append(coding)
        known = self._opened.present.coders.get(coder)
        self._found.coders[known.id if known else coder] += 1

    def was_theirs(self, version: str, uid: str, start: int, end: int) -> bool:
        """Tell whether a passage of an older version lies in turns of the person."""
        for one, value in texts_in(self._opened.ledger, self._kept[uid]):
            if one.body.get("version") == version and self._voice.person:
                cut = cut_record(value, own_stretches(value, self._voice, LeavingWords()))
                return is_gone(cut, start, end)
        return False


def is_gone(cut: Cut, start: int, end: int) -> bool:
    """Tell whether nothing is left of a passage."""
    return cut.steps.move(start, end) is None and cut.place(start, end) is None
