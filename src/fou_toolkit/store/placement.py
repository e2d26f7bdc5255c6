"""Where the live database of a project lies.

A database that is written while a program synchronises its folder breaks, and on a network drive locks do not hold.
There the live database lies on this machine, and only finished snapshots go into the folder.

Folders are known by their names, by marks that synchronising programs leave in them, by what these programs say about
themselves, and by how the drive is mounted. A drive of Windows seen from its Linux counts as a network drive, since
locks do not hold across; folders that a virtual machine or a container shares with its host (9p, virtiofs) do not: what
else they hold may be thrown away with the container.
"""

import hashlib
import json
import os
import platform
import re
import sys
import unicodedata
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

import platformdirs

from fou_toolkit._i18n import mark, t
from fou_toolkit.errors import DataError

__all__ = [
    "DATABASE",
    "SNAPSHOTS",
    "Placement",
    "conflicted_copies",
    "identity",
    "place",
    "places_on_machine",
    "service_of",
]

DATABASE: Final = "project.fou"
SNAPSHOTS: Final = "snapshots"
_PROGRAM: Final = "fou_toolkit"

_DASH: Final = "[-–—]"
_FOLDERS: Final = {
    "OneDrive": rf"onedrive( ?{_DASH} ?.+| \(.+\))?",
    "Dropbox": r"([^/]+ )?dropbox( \(.+\))?",
    "Google Drive": r"googledrive(-.+)?|google (drive|disk)( \(.+\))?|my drive|min disk|shared drives|delte disk[ea]r",
    "iCloud": r"mobile documents|icloud ?drive|icloud(-| )disk|com~apple~clouddocs",
    "Nextcloud": r"nextcloud(\d+| ?-.+)?",
    "ownCloud": r"owncloud( ?-.+)?",
    "Box": r"box( sync|-box)?",
    "pCloud": r"pcloud ?(drive|sync)",
    "Jottacloud": r"jottacloud",
}
_NAMES: Final = {service: re.compile(pattern) for service, pattern in _FOLDERS.items()}
_CLOUDS_OF_MACOS: Final = ("Library", "CloudStorage")
_MARKS: Final = {
    ".dropbox.cache": "Dropbox",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
}
"""What synchronising programs leave in the topmost folder, whatever that is called."""
_VARIABLES: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_SERVERS: Final = ("nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "afpfs", "ceph", "ncpfs")
_OVER_THE_NET: Final = ("davfs", "webdav", "sshfs", "rclone", "glusterfs", "gvfsd-fuse", "s3fs", "pcloud", "onedriver")
_NETWORK_TYPES: Final = {*_SERVERS, *_OVER_THE_NET, *(f"fuse.{name}" for name in _OVER_THE_NET), "fuse.ceph", "drvfs"}
_WINDOWS_DRIVE: Final = "aname=drvfs"
"""In the options of a mount: a drive of Windows, seen from the Linux that runs in it."""
NETWORK: Final = mark("a network drive")


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the parts of a project lie.

    Attributes:
        live: The live database.
        snapshots: The folder of finished snapshots.
        shared: What the folder is shared by, in the person's language, such as `OneDrive`; empty if by nothing.
    """

    live: Path
    snapshots: Path
    shared: str

    @property
    def is_moved(self) -> bool:
        """Whether the live database lies outside of the folder of the project."""
        return self.live.parent != self.snapshots.parent


def place(
    folder: Path,
    project_id: str,
    *,
    env: Mapping[str, str] = os.environ,
    mounts: str | None = None,
    home: Path | None = None,
) -> Placement:
    """Choose where a project lies.

    Args:
        folder: The folder of the project.
        project_id: Letters, digits, `-` and `_`.
        env: The variables of the environment.
        mounts: What is mounted, as in `/proc/mounts`; by default what the system says.
        home: The home of the person; by default that of the system.

    Returns:
        The places; nothing is made. On a network drive the database stays in the folder if this machine has no place
        of its own either.

    Raises:
        DataError: The id of the project is none.
    """
    if not re.fullmatch(r"[0-9A-Za-z_-]{1,64}", project_id):
        raise DataError(
            t("The project has an id that cannot be one: «{id}».", id=project_id),
            where=str(folder),
            hint=t("Take fou.toml from a backup, or ask the person who sent you the folder."),
        )
    known = _system_mounts() if mounts is None else mounts
    shared = service_of(folder, env=env, mounts=known, home=home)
    inside = Placement(folder / DATABASE, folder / SNAPSHOTS, t(shared) if shared else "")
    if not shared:
        return inside
    local = _data_folder(home) / "projects" / project_id
    if _is_network(local.resolve(), known):
        return inside
    return Placement(local / DATABASE, inside.snapshots, inside.shared)


def places_on_machine(project_id: str) -> list[Path]:
    """Give the places on this machine where databases of a project lie whose folders are shared.

    Args:
        project_id: Its id.
    """
    of_it = re.compile(rf"{re.escape(project_id)}(-[0-9a-f]{{8}})?")
    try:
        return sorted(path for path in (_data_folder(None) / "projects").iterdir() if of_it.fullmatch(path.name))
    except OSError:
        return []


def _data_folder(home: Path | None) -> Path:
    if home is not None:
        return home / ".local" / "share" / _PROGRAM
    return platformdirs.user_data_path(_PROGRAM, appauthor=False)


def service_of(
    folder: Path, *, env: Mapping[str, str] = os.environ, mounts: str | None = None, home: Path | None = None
) -> str:
    """Say what a folder is shared by: the name of a service, `a network drive`, or nothing.

    Args:
        folder: Need not be there.
        env: The variables of the environment.
        mounts: What is mounted; by default what the system says.
        home: The home of the person.
    """
    home = home or Path.home()
    real = folder.resolve()
    for path in (folder.absolute(), real):
        service = _named_in(path) or _marked_in(path)
        if service:
            return service
    for service, root in _roots(env, home):
        if real.is_relative_to(root.resolve()):
            return service
    return NETWORK if _is_network(real, _system_mounts() if mounts is None else mounts) else ""


def _named_in(path: PurePath) -> str:
    """Find a service by the names of folders; where macOS keeps its clouds, every folder is one."""
    parts = [unicodedata.normalize("NFC", part) for part in path.parts]
    for number, part in enumerate(parts):
        for service, pattern in _NAMES.items():
            if pattern.fullmatch(part.casefold()):
                return service
        if tuple(parts[max(number - 2, 0) : number]) == _CLOUDS_OF_MACOS:
            return part
    return ""


def _marked_in(path: Path) -> str:
    """Find a service by the marks it left in the folder or in one above it."""
    for above in (path, *path.parents):
        for name, service in _MARKS.items():
            if os.path.lexists(above / name):
                return service
    return ""


def _roots(env: Mapping[str, str], home: Path) -> Iterator[tuple[str, Path]]:
    """Give the folders that services say they synchronise."""
    for variable in _VARIABLES:
        if env.get(variable):
            yield "OneDrive", Path(env[variable])
    settings = [home / ".dropbox"]
    settings += [Path(env[variable]) / "Dropbox" for variable in ("APPDATA", "LOCALAPPDATA") if env.get(variable)]
    for place_of_settings in settings:
        for root in _dropbox_roots(place_of_settings / "info.json"):
            yield "Dropbox", root
    # macOS can keep these two in iCloud; their path does not tell.
    for name in ("Desktop", "Documents"):
        if (home / "Library/Mobile Documents/com~apple~CloudDocs" / name).exists():
            yield "iCloud", home / name


def _dropbox_roots(info: Path) -> list[Path]:
    """Read where Dropbox says its folders are; nothing if it does not say so in a way we know."""
    try:
        accounts = json.loads(info.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    accounts = accounts.values() if isinstance(accounts, dict) else []
    paths = [account.get("path") for account in accounts if isinstance(account, dict)]
    return [Path(path) for path in paths if isinstance(path, str) and path]


def _is_network(path: Path, mounts: str) -> bool:
    """Say whether a path lies on another machine."""
    return _is_remote(path) or _mount_of(path, mounts) in _NETWORK_TYPES


def _is_remote(path: PurePath) -> bool:
    r"""Say whether a path of Windows leads to a server (`\\server\felles`), or to a drive that does (`M:`)."""
    drive = path.drive.replace("/", "\\")
    if drive.startswith(("\\\\?\\", "\\\\.\\")):
        return drive.upper().startswith("\\\\?\\UNC\\")
    return drive.startswith("\\\\") or (len(drive) > 1 and _is_remote_drive(drive))


def _is_remote_drive(drive: str) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

        remote = 4
        return ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == remote
    return False


def _system_mounts() -> str:
    try:
        return Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _mount_of(path: Path, mounts: str) -> str:
    """Give the kind of file system a path lies on; the last mount of the longest matching path counts."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < len(("device", "place", "kind", "options")):
            continue
        point = Path(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[1]))
        length = len(point.parts)
        if length >= best and path.is_relative_to(point):
            best, kind = length, "drvfs" if _WINDOWS_DRIVE in fields[3] else fields[2]
    return kind


_CONFLICT: Final = re.compile(
    r"(project|prosjekt)([ (~._-].*)?"
    r"|.*(conflicted copy|conflicted_copy|sync-conflict|case conflict|motstridende kopi|konflikt).*",
    re.DOTALL,
)


def conflicted_copies(folder: Path) -> list[Path]:
    """Find copies of the database that a synchronising program made because two machines wrote at once.

    Args:
        folder: The folder of the project; may be missing.
    """
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return []
    return [path for path in found if path.name != DATABASE and _is_conflict(path.name) and path.is_file()]


def _is_conflict(name: str) -> bool:
    stem, _, ending = unicodedata.normalize("NFC", name).casefold().rpartition(".")
    return ending == "fou" and bool(_CONFLICT.fullmatch(stem))


def identity(path: Path) -> str:
    """Give a sign that changes when a database is copied: to another machine, another place, or over the old file.

    Args:
        path: The database, which is there.

    Returns:
        A SHA-256; neither the machine nor the path can be read out of it.
    """
    real = path.resolve()
    parts = [*_machine(), str(real), str(real.stat().st_ino)]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _machine() -> list[str]:
    """Tell this machine from others by what does not change with the network it is in."""
    for name in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        try:
            found = Path(name).read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            continue
        if found:
            return [found]
    node = uuid.getnode()
    # Where there is no address, Python makes one up for each run, and marks it by this bit.
    is_made_up = bool(node >> 40 & 1)
    return [platform.node(), "" if is_made_up else str(node)]
