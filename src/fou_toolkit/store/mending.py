"""What is derived can be built again: where it does not agree with the log, it is, before anybody works with it.

SQLite keeps no checksums. A letter that a bad disk changed in an act or in a text is found by its hash; one in what is
derived from them is found by deriving it once more. That takes some 40 µs per act and coding, so on opening it is done
for projects up to `MOST`; for larger ones `verify` does it.
"""

import json
import re
from collections.abc import Mapping
from typing import Final

from fou_toolkit.store.ledger import UNKNOWN, Ledger
from fou_toolkit.store.sqlite import SqliteStore
from fou_toolkit.store.verify import replayed, state_faults

__all__ = ["MOST", "mend", "needs_mending"]

MOST: Final = 20_000
"""So many acts and codings together are derived once more on opening."""
_ID: Final = re.compile(r"[0-9a-f]{20}")
_NUMBERS: Final = "key = 'state' OR key LIKE 'state %' OR key = ?"


def needs_mending(store: SqliteStore, *, most: int = MOST) -> bool:
    """Tell whether the state does not agree with the log, whose hashes were checked before.

    Args:
        store: The store.
        most: If there are more acts and codings than this, only the facts about the store are looked at.
    """
    with store.reading():
        if _wrong_facts(store):
            return True
        (codings,) = store.connection.execute("SELECT count(*) FROM coding").fetchone()
        if store.count_events() + codings > most:
            return False
        return bool(state_faults(store, replayed(store)))


def mend(store: SqliteStore) -> None:
    """Derive the state anew from the log, and the facts about the store that follow from it."""
    with store.writing():
        for key, value in _wrong_facts(store).items():
            store.put(key, value)
        ledger = Ledger(store)
        ledger.rebuild()
        if not _ID.fullmatch(store.get("replica")):
            ledger.begin_replica()


def _wrong_facts(store: SqliteStore) -> Mapping[str, str]:
    """Give the facts about the store that are not what they should be, with their right values."""
    right: dict[str, str] = {}
    begun = next(store.events(kind="project.begun"), None)
    if begun is not None:
        right["project"] = json.loads(begun.body)["project"]
        right["clock"] = _latest(store)
    if begun is not None and not _ID.fullmatch(store.get("replica")):
        # Empty until a chain of its own is begun.
        right["replica"] = ""
    # A number that is too small does no harm: whoever has read the state reads it again when it was derived anew.
    rows = store.connection.execute(f"SELECT key, value FROM fact WHERE {_NUMBERS}", (UNKNOWN,))  # noqa: S608 - our own words
    right |= {key: "0" for key, value in rows.fetchall() if not re.fullmatch(r"\d{1,15}", value, re.ASCII)}
    broken = {"replica"} if right.get("replica") == "" else set()
    return {key: value for key, value in right.items() if key in broken or store.get(key) != value}


def _latest(store: SqliteStore) -> str:
    ms, count = store.connection.execute("SELECT ms, count FROM event ORDER BY ms DESC, count DESC LIMIT 1").fetchone()
    return f"{ms} {count}"
