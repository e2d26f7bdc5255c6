"""The project as it was at a time, without what was erased or taken back by people since."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any

from fou_toolkit.model import Consent
from fou_toolkit.store import Ledger, replayed
from fou_toolkit.workspace.books.past import content_given
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.present import Present

__all__ = ["Past"]


class Past(Opened):
    """A project as it was; it has no files of its own, and nothing is written through it.

    Args:
        now: The project as it is.
        time: When; with its zone, or local time.
    """

    def __init__(self, now: Opened, time: datetime) -> None:
        past = replayed(now.store, until=int(time.timestamp() * 1000))
        super().__init__(now.folder, Ledger(past), now.settings, None, now.coder)
        self._now = now

    def _look(self) -> Present:
        return _PresentThen(self.ledger, self._values, self._now)


class _PresentThen(Present):
    """What there was; with the consents that stand now, and no words that were cut since."""

    def __init__(self, ledger: Ledger, values: dict[str, Any], now: Opened) -> None:
        super().__init__(ledger, values)
        self._now = now

    @cached_property
    def consents(self) -> Mapping[str, Consent]:
        """Consents as far as they stood then and stand now: what somebody has taken back binds the past, too."""
        found = {}
        for subject, consent in super().consents.items():
            today = self._today(subject)
            if today is not None:
                found[subject] = replace(consent, scopes=consent.scopes & today.scopes)
        return found

    def _today(self, subject: str) -> Consent | None:
        """Give the consent that stands now, without what was withdrawn; somebody who has left has none."""
        present = self._now.present
        person = present.people.get(subject)
        return present.consents.get(subject) if person is None else person.person.consent

    def value(self, content: str) -> Any:  # noqa: ANN401 - each kind of content has its own shape
        """Give what a content holds; also one that came later, in place of one that was erased."""
        known = super().value(content)
        return self._now.present.value(content) if known is None else known

    def _rows(self, kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for entity, row in super()._rows(kind):
            yield entity, self._readable(entity, row) if kind in ("code", "codebook") else row

    def _readable(self, entity: str, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give the state of a code, or of the head, with the words that took the place of those that were erased."""
        gone = self._now.store.erased()
        if row["content"] not in gone:
            return row
        given = [content_given(act, entity) for act in self._now.ledger.acts_on(entity)]
        first = given.index(row["content"]) if row["content"] in given else 0
        there = (one for one in given[first:] if one and one not in gone)
        return {**row, "content": next(there, row["content"])}
