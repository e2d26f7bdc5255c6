"""What a project can do to be kept from harm; the verbs that `Workspace` takes over from here."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from fou_toolkit.workspace.keeping.backup import Snapshots, back_up, kept_snapshots
from fou_toolkit.workspace.live.opened import Opened

if TYPE_CHECKING:
    from fou_toolkit.store import SqliteStore
    from fou_toolkit.store.placement import Placement

__all__ = ["KeepingVerbs"]


class KeepingVerbs(Opened):
    """Backups and snapshots of an open project."""

    def backup(self, path: str | Path) -> Path:
        """Write the whole project into one finished file that needs no other.

        The file holds confidential texts: keep it as you keep them. When somebody withdraws, it is out of reach:
        delete it then.

        Args:
            path: A new file, or an older backup of this project; or a folder: it gets the name of the database.

        Returns:
            The file.

        Raises:
            WriteError: There is something else at that place, or the disk is full; what was there is unchanged.
            MaterialError: The folder is not there.
        """
        return back_up(cast("SqliteStore", self.store), Path(path), live=self._lies.live)

    def snapshots(self) -> Snapshots:
        """List the snapshots that were kept, newest first, and say which of them are sound."""
        return kept_snapshots(self._lies.snapshots, self.store.get("replica"))

    @property
    def _lies(self) -> "Placement":
        # A project as it was (`at`) has no place; it is no workspace either.
        return cast("Placement", self.placement)
