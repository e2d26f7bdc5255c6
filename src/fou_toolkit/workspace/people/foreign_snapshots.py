"""Snapshots that other machines have put into the folder, and that still hold what was erased here."""

import contextlib
from collections.abc import Collection
from pathlib import Path
from typing import Final

from fou_toolkit._files import reason_of
from fou_toolkit._i18n import Message
from fou_toolkit.errors import FouError
from fou_toolkit.store.connection import connect, explaining
from fou_toolkit.store.snapshots import snapshots_in
from fou_toolkit.workspace.live.opened import Opened

__all__ = ["let_go_of_foreign"]

_ABOUT_COPIES: Final = ("replica.begun", "merge.joined")


def let_go_of_foreign(opened: Opened) -> tuple[Message, ...]:
    """Delete snapshots of other machines that hold what was erased here, if all their acts are known here.

    One that brings acts that are not merged stays, and is named: what they did would be lost with it.

    Args:
        opened: The project.

    Returns:
        What is to be said about those that stay.
    """
    erased = opened.store.erased()
    if opened.placement is None or not erased:
        return ()
    replica = opened.store.get("replica")
    foreign = [one.path for one in snapshots_in(opened.placement.snapshots) if not replica.startswith(one.replica)]
    holding = [path for path in foreign if any(one in erased for (one,) in _rows(path, "SELECT id FROM content"))]
    if not holding:
        return ()
    known = {event.id for event in opened.store.events()}
    return tuple(said for path in holding if (said := _let_go(path, known)) is not None)


def _let_go(path: Path, known: Collection[str]) -> Message | None:
    acts = _rows(path, "SELECT id, kind FROM event")
    # What is about copies only, a merge need not bring.
    if any(one not in known and kind not in _ABOUT_COPIES for one, kind in acts):
        return Message.of(
            "{file}: a snapshot of another machine holds what was erased here, and acts that are not here yet. "
            "Bring them in, then it is deleted: fou merge.",
            file=path.name,
        )
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        return Message.of(
            "{file}: a snapshot of another machine holds what was erased here, and cannot be deleted: {reason}.",
            file=path.name,
            reason=reason_of(error),
        )
    return None


def _rows(path: Path, statement: str) -> list[tuple[str, ...]]:
    """Read from a snapshot; nothing where it cannot be read."""
    with (
        contextlib.suppress(FouError),
        contextlib.closing(connect(path, read_only=True)) as connection,
        explaining(path),
    ):
        return connection.execute(statement).fetchall()
    return []
