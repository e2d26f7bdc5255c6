"""A project that is open: its folder, its acts, who is working, and what there is."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TypeVar

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError, StaleError, UnknownIdError
from fou_toolkit.model import Coder, Source
from fou_toolkit.model.project import similar
from fou_toolkit.store import CodingColumns, Content, Event, EventStore, Ledger
from fou_toolkit.store.placement import Placement
from fou_toolkit.workspace.live.column_cache import ColumnCache
from fou_toolkit.workspace.live.present import Present, StoredSource, stamp_of
from fou_toolkit.workspace.live.records import coder_record, source_from
from fou_toolkit.workspace.settings import Settings

__all__ = ["Opened", "cache_folder", "coder_name", "now", "time_of"]

Made = TypeVar("Made")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def cache_folder(placement: Placement) -> Path:
    """Give the folder of what can be built again: beside the live database."""
    return placement.live.with_name("cache")


def now() -> datetime:
    """Give the time, UTC."""
    return datetime.now(UTC)


def time_of(ms: int) -> str:
    """Give a time of the log as people write it (UTC).

    >>> time_of(0)
    '1970-01-01T00:00:00Z'
    """
    return datetime.fromtimestamp(ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def coder_name(name: str) -> str:
    """Give the name of a coder as it is known by: without blanks around it, signs composed.

    Raises:
        DataError: It has signs in it that cannot be seen.

    >>> coder_name(" kari ")
    'kari'
    """
    plain = unicodedata.normalize("NFC", name).strip()
    if any(unicodedata.category(sign) in _UNSEEN for sign in plain):
        hint = t("Take a short name of letters and digits.")
        raise DataError(t("A name of a coder has signs in it that cannot be seen: {name}", name=repr(plain)), hint=hint)
    return plain


class Opened:
    """What all verbs share.

    Args:
        folder: The folder of the project.
        ledger: Its acts.
        settings: Its settings.
        placement: Where the live database and the snapshots lie; nothing for a project as it was.
        coder: Who is working: id of a coder; a new one is noted at their first act.
    """

    def __init__(
        self, folder: Path, ledger: Ledger, settings: Settings, placement: Placement | None, coder: str
    ) -> None:
        # Somebody may walk to another folder while the project is open.
        self.folder = folder.absolute()
        self.ledger = ledger
        self.settings = settings
        self.placement = placement
        self.coder = coder_name(coder)
        self._values: dict[str, Any] = {}
        self._present: tuple[tuple[int, ...], Present] | None = None
        self._state = -1
        self._columns = ColumnCache(ledger.store, None if placement is None else cache_folder(placement))
        self._texts: dict[str, tuple[tuple[object, ...], Source]] = {}
        self._made: dict[str, tuple[object, Any]] = {}

    @property
    def store(self) -> EventStore:
        """Where everything is kept."""
        return self.ledger.store

    @property
    def present(self) -> Present:
        """What there is now; read again when something has changed, here or in another process."""
        # This one number tells of most that nothing has changed; it is asked for at every step.
        state = self.store.state_number()
        if self._present is None or self._state != state:
            stamp = stamp_of(self.ledger)
            if self._present is None or self._present[0] != stamp:
                self._present = (stamp, self._look())
            self._state = state
        return self._present[1]

    def _look(self) -> Present:
        return Present(self.ledger, self._values)

    # --- who

    @property
    def actor(self) -> str:
        """Id in the log of who is working."""
        return self.coder_uid(self.coder)

    def coder_uid(self, name: str, *, facts: Coder | None = None) -> str:
        """Give the id in the log of a coder; one that is not known yet is noted.

        Raises:
            DataError: The name is empty.
        """
        name = coder_name(name)
        if not name:
            hint = t("Open the project with coder=…, or set FOU_CODER.")
            raise DataError(t("Nobody is named as the one who works."), hint=hint)
        known = self.present.coder_uids.get(name)
        return self._named_coder(name, facts) if known is None else known

    def _named_coder(self, name: str, facts: Coder | None) -> str:
        """Note a coder, unless another process has done so a moment ago."""
        with self.writing():
            known = self.present.coder_uids.get(name)
            if known is None:
                known = self.ledger.new_id()
                content = Content.of(coder_record(replace(facts or Coder(name), id=name)))
                body = {"coder": known, **content.ref}
                self.ledger.act("coder.named", body, actor=known, contents=[content])
            return known

    # --- doing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Do everything inside, or nothing; then what was read meanwhile is forgotten, since it never was."""
        try:
            with self.ledger.writing():
                yield
        except BaseException:
            self.forget()
            raise

    def act(self, kind: str, body: Mapping[str, Any], contents: Sequence[Content] = ()) -> Event:
        """Do one act in the name of who is working."""
        return self.ledger.act(kind, body, actor=self.actor, contents=contents)

    def mark_of(self) -> tuple[tuple[str, ...], int]:
        """Give what tells whether anything was done since."""
        return self.store.heads(), self.store.count_events()

    def check_fresh(self, mark: tuple[tuple[str, ...], int]) -> None:
        """Refuse to do what was shown, if something was done since.

        Raises:
            StaleError: Something was.
        """
        if mark != self.mark_of():
            hint = t("Look again at what would happen, and confirm it then. Nothing was changed.")
            raise StaleError(t("The project has changed since this was shown."), hint=hint)

    def coding_columns(self) -> CodingColumns:
        """Give all codings as they were made, as columns; only what has changed is read again."""
        return self._columns.columns()

    # --- texts

    def source_uid(self, name: str) -> str:
        """Give the id in the log of a text.

        Raises:
            UnknownIdError: There is no such text.
        """
        return _known(name, self.present.source_uids, t("There is no source «{id}».", id=name))

    def person_uid(self, name: str) -> str:
        """Give the id in the log of a participant.

        Raises:
            UnknownIdError: There is nobody of that pseudonym.
        """
        return _known(name, self.present.person_uids, t("There is no participant «{id}».", id=name))

    def code_uid(self, name: str) -> str:
        """Give the id in the log of a code that stands.

        Raises:
            UnknownIdError: There is no such code.
        """
        standing = {code.id: uid for uid, code in self.present.codes.items() if not code.row["retired"]}
        return _known(name, standing, t("There is no code «{id}».", id=name))

    def source(self, name: str) -> Source:
        """Give a text as it stands, whether or not there is a consent."""
        return self.text_of(self.present.sources[self.source_uid(name)])

    def text_of(self, stored: StoredSource) -> Source:
        """Give the source of a text in the database; made once."""
        names = self.present.pseudonyms
        made_of = (stored.text, stored.id, stored.facts, names)
        known = self._texts.get(stored.uid)
        if known is None or known[0] != made_of:
            source = source_from(stored.id, stored.facts, self.ledger.value(stored.text), names)
            known = self._texts[stored.uid] = (made_of, source)
        return known[1]

    def remembered(self, name: str, stamp: object, make: Callable[[], Made]) -> Made:
        """Give what was made before, if the stamp is the same; else make it.

        Args:
            name: What it is.
            stamp: Changes whenever it has to be made anew.
            make: Makes it.
        """
        known = self._made.get(name)
        if known is None or known[0] != stamp:
            known = self._made[name] = (stamp, make())
        made: Made = known[1]
        return made

    def forget(self) -> None:
        """Let go of everything that was read; after something was erased."""
        self._made.clear()
        self._values.clear()
        self._texts.clear()
        self._present = None
        self._columns.forget()


def _known(name: str, there: Mapping[str, str], message: str) -> str:
    if name in there:
        return there[name]
    near = similar(name, there)
    hint = t("Did you mean «{text}»?", text=near) if near else t("There are: {ids}", ids=", ".join(there) or "–")
    raise UnknownIdError(message, hint=hint)
