"""The live database stays out of folders that are synchronised and off network drives."""

import json
import unicodedata
import uuid
from pathlib import Path, PureWindowsPath

import platformdirs
import pytest

from fou_toolkit.errors import DataError
from fou_toolkit.store import placement as module
from fou_toolkit.store.placement import Placement, conflicted_copies, identity, place, service_of

pytestmark = pytest.mark.usefixtures("english")

ID = "0a1b-2C3d_4e"
LOCAL = "/dev/sda1 / ext4 rw 0 0\n"
SHARED = [
    ("OneDrive", "OneDrive"),
    ("OneDrive - OsloMet", "OneDrive"),
    ("OneDrive – Universitetet i Storvik", "OneDrive"),
    ("OneDrive-OsloMet", "OneDrive"),
    ("onedrive - barnehagen på øya", "OneDrive"),
    ("OneDrive (Personal)", "OneDrive"),
    ("Dropbox", "Dropbox"),
    ("Dropbox (Personal)", "Dropbox"),
    ("Dropbox (Barnehagen på Øya)", "Dropbox"),
    ("OsloMet Dropbox", "Dropbox"),
    ("Google Drive", "Google Drive"),
    ("GoogleDrive-kari@example.no", "Google Drive"),
    ("My Drive", "Google Drive"),
    ("Min disk", "Google Drive"),
    ("Delte disker", "Google Drive"),
    ("Delte diskar", "Google Drive"),
    ("Shared drives", "Google Drive"),
    ("iCloudDrive", "iCloud"),
    ("iCloud Drive", "iCloud"),
    ("Mobile Documents", "iCloud"),
    ("Nextcloud", "Nextcloud"),
    ("Nextcloud2", "Nextcloud"),
    ("ownCloud", "ownCloud"),
    ("Box", "Box"),
    ("Box Sync", "Box"),
    ("pCloudDrive", "pCloud"),
    ("pCloud Drive", "pCloud"),
    ("Jottacloud", "Jottacloud"),
]
PRIVATE = [
    "Dropboxes i barnehagen",
    "onedrivere",
    "OneDriver - notater",
    "Om onedrive",
    "Nextcloudvandring",
    "Boxen",
    "Sandbox",
    "Minidisk",
    "Min diskusjon",
    "Google Driveway",
    "Barnehagen på øya",
    "iCloudier",
    "CloudStorage",
]


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "hjem"
    folder.mkdir()
    return folder


def placed(folder, home, env=None, mounts=LOCAL):
    return place(folder, ID, env=env or {}, mounts=mounts, home=home)


def local_place(home):
    return home / ".local" / "share" / "fou_toolkit" / "projects" / ID / "project.fou"


def is_inside(folder, found):
    return found == Placement(folder / "project.fou", folder / "snapshots", "") and not found.is_moved


# --- names of folders


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("name", "service"), SHARED)
def test_a_folder_of_a_service_gets_only_finished_snapshots(home, name, service, form):
    folder = home / unicodedata.normalize(form, name) / "Prosjekt på øya"
    found = placed(folder, home)
    assert found == Placement(local_place(home), folder / "snapshots", service)
    assert found.is_moved


@pytest.mark.parametrize("name", PRIVATE)
def test_a_folder_that_only_sounds_like_one_is_left_alone(home, name):
    folder = home / name / "prosjekt"
    assert is_inside(folder, placed(folder, home))


def test_the_folder_of_the_project_itself_may_be_the_one_of_the_service(home):
    assert placed(home / "Dropbox", home).shared == "Dropbox"


@pytest.mark.parametrize(
    ("part", "service"),
    [
        ("OneDrive-OsloMet", "OneDrive"),
        ("Box-Box", "Box"),
        ("ProtonDrive-kari@example.no", "ProtonDrive-kari@example.no"),
    ],
)
def test_on_a_mac_every_folder_of_cloud_storage_is_a_service(home, part, service):
    assert placed(home / "Library" / "CloudStorage" / part / "p", home).shared == service


def test_paths_of_windows_are_understood():
    path = PureWindowsPath(r"C:\Users\Kari\OneDrive - OsloMet\Prosjekt")
    assert module._named_in(path) == "OneDrive"
    assert module._named_in(PureWindowsPath(r"G:\Min disk\Prosjekt")) == "Google Drive"
    assert module._named_in(PureWindowsPath(r"C:\Users\Kari\Prosjekt")) == ""


def test_a_link_into_a_shared_folder_is_followed(home):
    (home / "Dropbox" / "prosjekt").mkdir(parents=True)
    (home / "prosjekt").symlink_to(home / "Dropbox" / "prosjekt")
    found = placed(home / "prosjekt", home)
    assert (found.shared, found.is_moved) == ("Dropbox", True)
    assert found.snapshots == home / "prosjekt" / "snapshots"


# --- what services say


@pytest.mark.parametrize("variable", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
def test_windows_says_where_onedrive_is(home, variable):
    env = {variable: str(home / "Skyen min")}
    assert placed(home / "Skyen min" / "p", home, env).shared == "OneDrive"
    assert is_inside(home / "Skyen" / "p", placed(home / "Skyen" / "p", home, env))
    assert is_inside(home / "p", placed(home / "p", home, {variable: ""}))


def test_dropbox_says_where_it_is(home):
    info = {"personal": {"path": str(home / "Mi æske")}, "business": {"path": str(home / "Jobb")}, "odd": 3, "none": {}}
    (home / ".dropbox").mkdir()
    (home / ".dropbox" / "info.json").write_text(json.dumps(info), encoding="utf-8")
    assert placed(home / "Mi æske" / "p", home).shared == "Dropbox"
    assert placed(home / "Jobb", home).shared == "Dropbox"
    assert is_inside(home / "p", placed(home / "p", home))


def test_dropbox_of_windows_says_it_elsewhere(home):
    (home / "AppData" / "Dropbox").mkdir(parents=True)
    (home / "AppData" / "Dropbox" / "info.json").write_text(json.dumps({"personal": {"path": str(home / "x")}}))
    assert placed(home / "x" / "p", home, {"LOCALAPPDATA": str(home / "AppData")}).shared == "Dropbox"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"3", b'{"a": {"path": 3}}', b'{"a": {"path": ""}}', b"\xff\xfe"]
)
def test_what_dropbox_says_may_be_unreadable(home, content):
    (home / ".dropbox").mkdir()
    (home / ".dropbox" / "info.json").write_bytes(content)
    assert is_inside(home / "p", placed(home / "p", home))


@pytest.mark.parametrize("name", ["Desktop", "Documents"])
def test_a_mac_that_keeps_documents_in_icloud_is_noticed(home, name):
    assert is_inside(home / name / "p", placed(home / name / "p", home))
    (home / "Library" / "Mobile Documents" / "com~apple~CloudDocs" / name).mkdir(parents=True)
    assert placed(home / name / "p", home).shared == "iCloud"
    assert is_inside(home / "p", placed(home / "p", home))


@pytest.mark.parametrize("marking", module._MARKS.items())
def test_a_renamed_folder_is_known_by_what_the_service_left_in_it(home, marking):
    (home / "Felles" / "p").mkdir(parents=True)
    (home / "Felles" / marking[0]).touch()
    assert placed(home / "Felles" / "p", home).shared == marking[1]
    assert is_inside(home / "p", placed(home / "p", home))


# --- network drives


@pytest.mark.parametrize(
    ("kind", "shared"),
    [
        *(
            (kind, True)
            for kind in "nfs nfs4 cifs smb3 smbfs fuse.sshfs fuse.rclone davfs fuse.davfs afs drvfs".split()
        ),
        *(
            (kind, False)
            for kind in "ext4 xfs btrfs tmpfs overlay apfs fuse.ecryptfs fuseblk 9p virtiofs vboxsf".split()
        ),
    ],
)
def test_the_kind_of_mount_decides(home, kind, shared):
    mounts = f"{LOCAL}server:/felles {home}/felles {kind} rw,relatime 0 0\n"
    found = placed(home / "felles" / "p", home, mounts=mounts)
    assert found.is_moved is shared
    assert found.shared == ("a network drive" if shared else "")


def test_a_drive_of_windows_seen_from_its_linux_counts():
    mounts = LOCAL + r"C:\134 /mnt/c 9p rw,dirsync,aname=drvfs;path=C:\;uid=1000,cache=5 0 0" + "\n"
    assert service_of(Path("/mnt/c/Users/kari/p"), env={}, mounts=mounts, home=Path("/home/kari")) == module.NETWORK
    assert service_of(Path("/mnt/cd/p"), env={}, mounts=mounts, home=Path("/home/kari")) == ""


def test_the_nearest_mount_counts_and_of_two_at_one_place_the_later(home):
    mounts = f"s:/x {home} nfs4 rw 0 0\n/dev/sdb {home}/lokal ext4 rw 0 0\n"
    assert module._mount_of(home / "lokal" / "p", mounts) == "ext4"
    assert module._mount_of(home / "p", mounts) == "nfs4"
    assert module._mount_of(home / "p", mounts + f"/dev/sdb {home} ext4 rw 0 0\n") == "ext4"
    assert module._mount_of(home / "p", mounts + LOCAL) == "nfs4"
    assert module._mount_of(home / "p", "odd line\n\n/dev/sda1 / ext4 rw 0 0") == "ext4"
    assert module._mount_of(home / "p", "") == ""


def test_blanks_and_letters_in_the_place_of_a_mount_are_understood(home):
    mounts = f"{LOCAL}s:/x {home}/felles\\040på\\040øya nfs4 rw 0 0\n"
    assert placed(home / "felles på øya" / "p", home, mounts=mounts).is_moved


def test_where_all_of_home_is_on_the_network_nothing_is_won_by_moving(home):
    mounts = f"{LOCAL}s:/x {home} nfs4 rw 0 0\n"
    found = placed(home / "p", home, mounts=mounts)
    assert found == Placement(home / "p" / "project.fou", home / "p" / "snapshots", "a network drive")
    assert not found.is_moved


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        (r"\\server\felles\p", True),
        ("//server/felles/p", True),
        (r"\\wsl.localhost\Ubuntu\home\p", True),
        (r"\\?\UNC\server\felles\p", True),
        (r"\\?\C:\p", False),
        (r"C:\p", False),
        ("p", False),
    ],
)
def test_paths_to_a_server_are_known(path, remote):
    assert module._is_remote(PureWindowsPath(path)) is remote


def test_a_letter_of_windows_may_stand_for_a_server(monkeypatch):
    monkeypatch.setattr(module, "_is_remote_drive", lambda drive: drive == "M:")
    assert module._is_remote(PureWindowsPath(r"M:\p"))
    assert not module._is_remote(PureWindowsPath(r"C:\p"))


def test_this_system_can_be_asked(home):
    assert place(home / "p", ID, home=home).snapshots == home / "p" / "snapshots"


def test_by_default_the_database_goes_where_this_system_keeps_the_data_of_programs(home):
    found = place(home / "Dropbox" / "p", ID, env={}, mounts=LOCAL)
    assert found.live == platformdirs.user_data_path("fou_toolkit", appauthor=False) / "projects" / ID / "project.fou"


def test_nothing_is_made(home):
    placed(home / "Dropbox" / "p", home)
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("wrong", ["", "..", "../x", "a/b", "a\\b", "æ", "a" * 65, "a\n", "C:"])
def test_an_id_that_could_lead_elsewhere_is_refused(home, wrong):
    with pytest.raises(DataError):
        place(home / "Dropbox", wrong, env={}, mounts=LOCAL, home=home)


# --- copies by synchronising programs

CONFLICTS = [
    "project (conflicted copy 2026-01-02).fou",
    "project (conflicted copy 2026-01-02 123456).fou",
    "project (Karis motstridende kopi 2026-01-02).fou",
    "project (Kari's conflicted copy).fou",
    "prosjekt (Karis motstridende kopi).fou",
    "project-PC123.fou",
    "Project-BARNEHAGE-PC.FOU",
    "project 2.fou",
    "project (1).fou",
    "project_conf(2).fou",
    "project.sync-conflict-20260102-120000-ABCDEFG.fou",
    "barnehagen (conflicted copy).fou",
    "project - kopi.fou",
]
NO_CONFLICTS = [
    "project.fou",
    "project.fou-journal",
    "projections.fou",
    "prosjektil.fou",
    "barnehagen.fou",
    "project-PC123.txt",
    "fou.toml",
    "20261123T175300000Z-0a1b2c3d-before-merge.fou",
]


def test_copies_made_in_a_conflict_are_found(home):
    for name in [*CONFLICTS, *NO_CONFLICTS]:
        (home / name).touch()
    (home / "project folder.fou").mkdir()
    assert {path.name for path in conflicted_copies(home)} == set(CONFLICTS)


def test_a_missing_folder_has_no_copies(home):
    assert conflicted_copies(home / "no") == []


# --- noticing a copy


def test_the_same_file_has_the_same_identity_however_it_is_named(home, monkeypatch):
    path = home / "project.fou"
    path.touch()
    (home / "link").symlink_to(home)
    first = identity(path)
    path.write_text("more")
    monkeypatch.chdir(home)
    assert {identity(path), identity(home / "link" / "project.fou"), identity(Path("project.fou"))} == {first}
    assert len(first) == 64


def test_a_copy_has_another_identity(home):
    path = home / "project.fou"
    path.write_text("x")
    first = identity(path)
    (home / "copy.fou").write_text("x")
    seen = {first, identity(home / "copy.fou")}
    path.rename(home / "moved.fou")
    seen.add(identity(home / "moved.fou"))
    (home / "copy.fou").rename(path)
    seen.add(identity(path))
    assert len(seen) == 4


def test_the_same_place_on_another_machine_has_another_identity(home, monkeypatch):
    path = home / "project.fou"
    path.touch()
    first = identity(path)
    monkeypatch.setattr(module, "_machine", lambda: ["another"])
    assert identity(path) != first


def test_a_made_up_address_of_the_machine_is_not_used(monkeypatch):
    def absent(*_, **__):
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_text", absent)
    monkeypatch.setattr(uuid, "getnode", lambda: 1 << 40 | 5)
    assert module._machine()[1:] == [""]
    monkeypatch.setattr(uuid, "getnode", lambda: 5)
    assert module._machine()[1:] == ["5"]
