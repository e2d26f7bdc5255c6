"""A database file is opened, written into and checked so that nothing confirmed is lost and nothing is done in secret."""

import contextlib
import errno
import hashlib
import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.errors import BusyError, DamageError, FouError, MaterialError, WriteError
from fou_toolkit.store import connection as module
from fou_toolkit.store.connection import APPLICATION_ID, connect, explaining, has_wal_reset_bug, path_of, writing
from fou_toolkit.store.trouble import explained, room_needed
from fou_toolkit.store.upkeep import check_structure, checkpoint, rewrite

pytestmark = pytest.mark.usefixtures("english")

SAFE, FAULTY = (3, 51, 3), (3, 40, 1)
CANARY = "Kanarifugl på ei øy"


@pytest.fixture
def opened():
    """Open databases that are closed after the test."""
    with contextlib.ExitStack() as stack:
        yield lambda path, **options: stack.enter_context(contextlib.closing(connect(path, **options)))


@pytest.fixture
def sqlite_is(monkeypatch):
    return lambda version: monkeypatch.setattr(sqlite3, "sqlite_version_info", version)


def make(connection, rows=()):
    with writing(connection):
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("CREATE TABLE content (id INTEGER PRIMARY KEY, data TEXT, hash TEXT)")
        connection.execute("CREATE INDEX by_hash ON content (hash)")
        for text in rows:
            add(connection, text)
    return connection


def add(connection, text):
    connection.execute("INSERT INTO content (data, hash) VALUES (?, ?)", (text, hash_of(text)))


def hash_of(text):
    # A flip can also make a text into bytes or a number.
    return hashlib.sha256(text.encode()).hexdigest() if isinstance(text, str) else None


def count(connection):
    return connection.execute("SELECT count(*) FROM content").fetchone()[0]


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def setting(connection, name):
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


# --- which journal


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 44, 9), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 0), True),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 52, 0), False),
        ((4, 0, 0), False),
    ],
)
def test_the_versions_that_lose_writes_in_wal_mode_are_known(version, expected):
    assert has_wal_reset_bug(version) is expected


@pytest.mark.parametrize(("version", "expected"), [(SAFE, "wal"), (FAULTY, "delete")])
def test_the_journal_follows_the_version(opened, sqlite_is, tmp_path, version, expected):
    sqlite_is(version)
    assert setting(opened(tmp_path / "a.fou"), "journal_mode") == expected


def test_a_faulty_version_takes_a_database_out_of_wal_mode(opened, sqlite_is, tmp_path):
    path = tmp_path / "a.fou"
    sqlite_is(SAFE)
    with contextlib.closing(connect(path)) as connection:
        make(connection, ["ein"])
    sqlite_is(FAULTY)
    connection = opened(path)
    assert setting(connection, "journal_mode") == "delete"
    assert count(connection) == 1


def test_a_faulty_version_does_not_join_one_that_writes_in_wal_mode(opened, sqlite_is, tmp_path):
    path = tmp_path / "a.fou"
    sqlite_is(SAFE)
    make(opened(path), ["ein"])
    sqlite_is(FAULTY)
    with pytest.raises(BusyError):
        connect(path)


def test_a_faulty_version_stops_writing_when_another_program_goes_over_to_wal_mode(opened, sqlite_is, tmp_path):
    path = tmp_path / "a.fou"
    sqlite_is(FAULTY)
    faulty = make(opened(path), ["ein"])
    sqlite_is(SAFE)
    safe = opened(path)
    assert setting(safe, "journal_mode") == "wal"
    sqlite_is(FAULTY)
    with pytest.raises(BusyError, match="newer SQLite"), writing(faulty):
        add(faulty, "to")
    assert count(safe) == 1
    sqlite_is(SAFE)
    with writing(faulty):
        add(faulty, "to")
    assert count(safe) == 2


def test_a_safe_version_makes_do_with_the_rollback_journal_while_somebody_reads(opened, sqlite_is, tmp_path):
    path = tmp_path / "a.fou"
    sqlite_is(FAULTY)
    reader = make(opened(path), ["ein"])
    reader.execute("BEGIN")
    count(reader)
    sqlite_is(SAFE)
    assert setting(opened(path), "journal_mode") == "delete"


# --- opening


@pytest.mark.parametrize("read_only", [False, True])
def test_every_connection_has_the_settings(opened, tmp_path, read_only):
    path = tmp_path / "a.fou"
    make(opened(path))
    connection = opened(path, read_only=read_only)
    expected = {
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "busy_timeout": 60_000,
        "synchronous": 3,
        "temp_store": 2,
    }
    assert {name: setting(connection, name) for name in expected} == expected
    assert connection.isolation_level is None
    # Some builds of SQLite overwrite without being asked, others do not; reading it back does not show who asked.
    assert "secure_delete = ON" in module._SETTINGS


NAMES = [
    "a?mode=memory",
    "a#b",
    "100 %",
    "%41",
    "på øya æ",
    "a\u030a",
    "😀",
    "two  blanks ",
    "a&b=c;d",
    "'\"",
    "file:x",
]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_of_a_folder_or_file_works(opened, tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    path = folder / f"{name}.fou"
    make(opened(path), ["ein"])
    looking = opened(path, read_only=True)
    assert count(looking) == 1
    assert names_in(folder) == [path.name]
    assert names_in(tmp_path) == [name]
    assert path_of(looking) == path


def test_a_path_to_a_server_is_written_so_that_sqlite_understands_it(monkeypatch):
    monkeypatch.setattr(Path, "absolute", lambda self: self)
    monkeypatch.setattr(Path, "as_uri", lambda _: "file://server/felles/a.fou")
    assert module._uri(Path("x"), "mode=ro") == "file:////server/felles/a.fou?mode=ro"


def test_a_file_that_is_not_there_cannot_be_looked_at(tmp_path):
    with pytest.raises(MaterialError):
        connect(tmp_path / "a.fou", read_only=True)
    assert names_in(tmp_path) == []


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(WriteError, match="cannot be opened"):
        connect(tmp_path / "no" / "a.fou")


def test_a_folder_is_no_database(tmp_path):
    with pytest.raises(WriteError, match="it is a folder"):
        connect(tmp_path)


def test_looking_does_not_write(opened, tmp_path):
    path = tmp_path / "a.fou"
    make(opened(path), ["ein"])
    looking = opened(path, read_only=True)
    with pytest.raises(WriteError, match="you have no right to it"), writing(looking):
        add(looking, "to")


def test_looking_at_a_database_in_wal_mode_makes_no_files(opened, sqlite_is, tmp_path):
    path = tmp_path / "a.fou"
    sqlite_is(SAFE)
    with contextlib.closing(connect(path)) as connection:
        make(connection, ["ein"])
    before = path.read_bytes()
    assert count(opened(path, read_only=True)) == 1
    assert names_in(tmp_path) == ["a.fou"]
    assert path.read_bytes() == before


def test_looking_beside_somebody_who_writes_in_wal_mode_sees_what_is_stored(opened, sqlite_is, tmp_path):
    path = tmp_path / "a.fou"
    sqlite_is(SAFE)
    make(opened(path), ["ein", "to"])
    assert count(opened(path, read_only=True)) == 2


def _other_program(path, wal=False, mark=0):
    with contextlib.closing(sqlite3.connect(path)) as other:
        if wal:
            other.execute("PRAGMA journal_mode = WAL")
        other.execute(f"PRAGMA application_id = {mark}")
        other.execute("CREATE TABLE bookmarks (url TEXT)")
        other.commit()


FOREIGN = {
    "text": lambda path: path.write_text("Intervjuer: Hei\n" * 100),
    "short": lambda path: path.write_bytes(b"SQLite format 3\0"),
    "zeros": lambda path: path.write_bytes(bytes(8192)),
    "zip": lambda path: path.write_bytes(b"PK\x03\x04" + bytes(200)),
    "other program": _other_program,
    "other program in WAL mode": lambda path: _other_program(path, wal=True),
    "other program with a mark": lambda path: _other_program(path, mark=0x0F055112),
}


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("kind", FOREIGN)
def test_what_is_no_project_is_refused_and_not_changed(tmp_path, kind, read_only):
    path = tmp_path / "a.fou"
    FOREIGN[kind](path)
    before, changed = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(DamageError) as caught:
        connect(path, read_only=read_only)
    assert str(path) in str(caught.value)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, changed)
    assert names_in(tmp_path) == ["a.fou"]


@pytest.mark.parametrize("version", [SAFE, FAULTY])
def test_an_empty_file_and_one_that_was_just_begun_can_be_used(opened, sqlite_is, tmp_path, version):
    sqlite_is(version)
    (tmp_path / "empty.fou").touch()
    make(opened(tmp_path / "empty.fou"), ["ein"])
    with contextlib.closing(sqlite3.connect(tmp_path / "begun.fou")) as begun:
        begun.execute("PRAGMA journal_mode = WAL")
    make(opened(tmp_path / "begun.fou"), ["ein"])


# --- writing


def test_what_is_written_is_stored_when_the_block_ends(opened, tmp_path):
    path = tmp_path / "a.fou"
    connection = make(opened(path))
    with writing(connection) as same:
        assert same is connection
        add(connection, "ein")
        assert count(opened(path, read_only=True)) == 0
    assert count(opened(path, read_only=True)) == 1


@pytest.mark.parametrize("problem", [ValueError("no"), KeyboardInterrupt(), DamageError("no")])
def test_a_block_that_fails_stores_nothing_and_the_error_comes_through(opened, tmp_path, problem):
    connection = make(opened(tmp_path / "a.fou"), ["ein"])

    def add_and_fail():
        add(connection, "to")
        raise problem

    with pytest.raises(type(problem)) as caught, writing(connection):
        add_and_fail()
    assert caught.value is problem
    assert not connection.in_transaction
    assert count(connection) == 1


def test_a_wrong_statement_is_our_fault_and_not_translated(opened, tmp_path):
    connection = make(opened(tmp_path / "a.fou"), ["ein"])
    with pytest.raises(sqlite3.IntegrityError), writing(connection):
        connection.execute("INSERT INTO content (id) VALUES (1)")
    with pytest.raises(sqlite3.ProgrammingError), writing(connection):
        connection.execute("INSERT INTO content (id) VALUES (?)", ())
    assert not connection.in_transaction


def test_a_transaction_inside_of_another_leaves_the_outer_one_alone(opened, tmp_path):
    connection = make(opened(tmp_path / "a.fou"))
    with writing(connection):
        add(connection, "ein")
        with pytest.raises(FouError), writing(connection):
            pytest.fail("never comes here")
        add(connection, "to")
    assert count(connection) == 2


def test_somebody_who_writes_for_too_long_is_named_as_the_reason(opened, tmp_path):
    path = tmp_path / "a.fou"
    first, second = make(opened(path)), opened(path)
    second.execute("PRAGMA busy_timeout = 1")
    with writing(first):
        add(first, "ein")
        with pytest.raises(BusyError, match="Somebody else is writing"), writing(second):
            pytest.fail("never comes here")
    with writing(second):
        add(second, "to")
    assert count(first) == 2


def test_a_reader_that_keeps_the_database_makes_the_end_fail_and_nothing_is_stored(opened, sqlite_is, tmp_path):
    sqlite_is(FAULTY)
    path = tmp_path / "a.fou"
    reader, writer = make(opened(path), ["ein"]), opened(path)
    writer.execute("PRAGMA busy_timeout = 1")
    reader.execute("BEGIN")
    count(reader)
    with pytest.raises(BusyError), writing(writer):
        add(writer, "to")
    assert not writer.in_transaction
    reader.execute("COMMIT")
    assert count(reader) == 1


def test_a_full_database_is_a_full_disk_and_what_was_stored_stays(opened, tmp_path):
    connection = make(opened(tmp_path / "a.fou"), ["ein"])
    connection.execute(f"PRAGMA max_page_count = {setting(connection, 'page_count')}")
    said = r"The disk is full\. Nothing that was confirmed is lost"
    with pytest.raises(WriteError, match=said) as caught, writing(connection):
        add(connection, "x" * 100_000)
    assert "about 10 MB" in caught.value.hint
    assert not connection.in_transaction
    assert count(connection) == 1
    connection.execute("PRAGMA max_page_count = 10000")
    with writing(connection):
        add(connection, "x" * 100_000)
    assert count(connection) == 2


def test_a_database_that_was_moved_away_while_it_was_open_is_said(opened, tmp_path):
    path = tmp_path / "a.fou"
    connection = make(opened(path))
    path.rename(tmp_path / "b.fou")
    with pytest.raises(WriteError, match="moved or deleted"), writing(connection):
        add(connection, "ein")


SQLITE_ERRORS = [
    ("SQLITE_FULL", WriteError),
    ("SQLITE_BUSY", BusyError),
    ("SQLITE_BUSY_SNAPSHOT", BusyError),
    ("SQLITE_LOCKED", BusyError),
    ("SQLITE_NOTADB", DamageError),
    ("SQLITE_CORRUPT", DamageError),
    ("SQLITE_CORRUPT_INDEX", DamageError),
    ("SQLITE_READONLY", WriteError),
    ("SQLITE_READONLY_DBMOVED", WriteError),
    ("SQLITE_CANTOPEN", WriteError),
    ("SQLITE_PERM", WriteError),
    ("SQLITE_IOERR", WriteError),
    ("SQLITE_IOERR_FSYNC", WriteError),
    ("SQLITE_ERROR", WriteError),
]


@pytest.mark.parametrize(("name", "kind"), SQLITE_ERRORS)
def test_every_error_of_sqlite_becomes_one_with_a_place_and_advice(name, kind):
    error = sqlite3.OperationalError("no")
    error.sqlite_errorcode = getattr(sqlite3, name)
    found = explained(error, Path("p.fou"))
    assert type(found) is kind
    assert found.where == "p.fou"
    assert found.hint


def test_an_error_without_a_code_is_explained_too():
    assert type(explained(sqlite3.OperationalError("no"), Path("p.fou"))) is WriteError
    for words in ("Could not decode to UTF-8 column 'data'", "unsupported file format"):
        assert type(explained(sqlite3.OperationalError(words), Path("p.fou"))) is DamageError


@pytest.mark.parametrize(("number", "said"), [(errno.ENOSPC, "disk is full"), (errno.EACCES, "no right to it")])
def test_errors_of_the_system_are_explained(number, said):
    found = explained(OSError(number, "no"), Path("p.fou"))
    assert isinstance(found, WriteError)
    assert said in str(found)


def test_the_room_that_is_needed_grows_with_the_database(tmp_path):
    (tmp_path / "a.fou").write_bytes(bytes(5_000_000))
    assert room_needed(tmp_path / "a.fou") == 15_000_000
    assert "about 15 MB" in explained(OSError(errno.ENOSPC, "no"), tmp_path / "a.fou").hint


_WRITER = """
import sys
from pathlib import Path
from fou_toolkit.errors import WriteError
from fou_toolkit.store.connection import connect, writing
{prelude}
connection = connect(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    try:
        with writing(connection):
            {extra}
            connection.execute("INSERT INTO content (data, hash) VALUES (?, ?)", (sys.argv[3] + "x" * 2000, number))
    except WriteError as error:
        assert not connection.in_transaction
        print("said", error.message, flush=True)
        break
    print("stored", number, flush=True)
connection.close()
"""


def start(path, times, name, prelude="", extra="pass"):
    script = _WRITER.format(prelude=prelude, extra=extra)
    command = [sys.executable, "-c", script, str(path), str(times), name]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize(("processes", "times"), [(4, 15), pytest.param(8, 500, marks=pytest.mark.full)])
def test_many_processes_write_at_once_and_nothing_is_lost(opened, tmp_path, processes, times):
    path = tmp_path / "a.fou"
    connection = make(opened(path))
    running = [
        start(path, times, f"p{n} ", extra="connection.execute('SELECT max(id) FROM content').fetchone()")
        for n in range(processes)
    ]
    for process in running:
        out, err = process.communicate()
        assert (process.returncode, err) == (0, "")
        assert out.count("stored") == times
    assert count(connection) == processes * times
    check_structure(connection)


def test_without_an_immediate_transaction_two_writers_would_fail_at_once(opened, sqlite_is, tmp_path):
    """The guard switched off: this is why `writing` begins as it does."""
    sqlite_is(FAULTY)
    path = tmp_path / "a.fou"
    first, second = make(opened(path)), opened(path)
    for connection in (first, second):
        connection.execute("BEGIN")
        count(connection)
    add(first, "ein")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        add(second, "to")
    for connection in (first, second):
        connection.execute("ROLLBACK")


_LIMITED = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
@pytest.mark.parametrize("points", [5, pytest.param(200, marks=pytest.mark.full)])
def test_a_disk_that_takes_no_more_loses_nothing_that_was_confirmed(opened, tmp_path, points):
    for point in range(points):
        path = tmp_path / f"{point}.fou"
        with contextlib.closing(connect(path)) as connection:
            make(connection, ["ein"])
        limit = path.stat().st_size + 512 + point * 61_440 // points
        process = start(path, 100, "", prelude=_LIMITED.format(limit=limit))
        out, err = process.communicate()
        assert (process.returncode, err) == (0, "")
        assert "said" in out
        connection = opened(path)
        check_structure(connection)
        assert count(connection) == 1 + out.count("stored")


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 2 MB, where one may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting is not allowed here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_truly_full(small_disk, opened):
    path = small_disk / "a.fou"
    connection = make(opened(path), ["ein"])
    out, err = start(path, 3000, "").communicate()
    assert err == ""
    assert out.splitlines()[-1].startswith("said")
    check_structure(connection)
    assert count(connection) == 1 + out.count("stored")
    # Erasing needs room too, says so, and works when there is some again.
    with pytest.raises(WriteError, match="The disk is full"), writing(connection):
        connection.executemany("INSERT INTO content (data) VALUES (?)", [(CANARY * 100,)] * 3000)
    with pytest.raises(WriteError, match="The disk is full") as caught:
        rewrite(connection)
    assert "MB" in caught.value.hint
    subprocess.run(["mount", "-o", "remount,size=40m", str(small_disk)], check=True)
    rewrite(connection)
    check_structure(connection)
    assert count(connection) == 1 + out.count("stored")


# --- checking


def rows_of(connection):
    return connection.execute("SELECT id, data, hash FROM content ORDER BY id").fetchall()


class Whole:
    """A database as bytes, and what stands in it; a class, so that hypothesis does not print all of it."""

    def __init__(self, data, rows):
        self.data, self.rows = data, rows


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A database of some pages: small rows, long rows over several pages, gaps from what was deleted."""
    path = tmp_path_factory.mktemp("whole") / "a.fou"
    with contextlib.closing(connect(path)) as connection:
        make(connection, [f"{n} " + "æ😀 a\u030a"[n % 5] * (n * n % 3001) for n in range(120)])
        with writing(connection):
            connection.execute("DELETE FROM content WHERE id % 7 = 0")
        return Whole(path.read_bytes(), rows_of(connection))


def look(path, rows):
    """Say how damage was found: on opening, by the hash of a content, or that there is none."""
    try:
        with contextlib.closing(connect(path, read_only=True)) as connection, explaining(path):
            check_structure(connection, allowed={"content", "by_hash"})
            found = rows_of(connection)
    except DamageError:
        return "found"
    if found == rows:
        return "unchanged"
    wrong = [row for row in found if row not in rows]
    assert len(found) == len(rows)
    assert wrong
    # What a flip did inside of a text no structure shows; its hash does, which is why every content has one.
    return "secret" if any(hash_of(text) == digest for _, text, digest in wrong) else "hash"


@pytest.mark.parametrize("flips", [150, pytest.param(20_000, marks=pytest.mark.full)])
def test_no_flipped_bit_goes_unnoticed(whole, tmp_path, flips):
    data, rows = whole.data, whole.rows
    path = tmp_path / "a.fou"
    chance = random.Random(20261123)
    seen = set()
    for number in range(flips):
        flipped = bytearray(data)
        # Half of them in the head and the first pages, where damage does most.
        flipped[chance.randrange(100 if number % 4 == 0 else len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        seen.add(look(path, rows))
        assert path.read_bytes() == flipped
    assert seen == {"found", "unchanged", "hash"}


@given(st.integers(0, 9_999))
def test_a_database_that_is_cut_off_is_noticed(whole, tmp_path_factory, share):
    content, rows = whole.data, whole.rows
    path = tmp_path_factory.mktemp("cut") / "a.fou"
    length = max(1, share * len(content) // 10_000)
    path.write_bytes(content[:length])
    # The end of the last page may be empty, or belong to a text, whose hash finds it.
    harmless = {"unchanged", "hash"} if length > len(content) - 4096 else set()
    assert look(path, rows) in {"found"} | harmless


def test_pages_of_zeros_are_noticed(whole, tmp_path):
    data, rows = whole.data, whole.rows
    path = tmp_path / "a.fou"
    seen = []
    for start_of_page in range(0, len(data), 4096):
        path.write_bytes(data[:start_of_page] + bytes(4096) + data[start_of_page + 4096 :])
        seen.append(look(path, rows))
    assert seen.count("found") > len(seen) / 2
    # Zeros inside of a long text are for its hash to find, and a free page has none that count.
    assert "secret" not in seen


def test_without_the_check_damage_goes_unnoticed(whole, tmp_path):
    """The guard switched off: a damaged index answers wrongly, and SQLite does not say so."""
    data, rows = whole.data, whole.rows
    path = tmp_path / "a.fou"
    digest = rows[3][2].encode()
    # The hash stands in the row and in the index; the index comes to say something else.
    places = [place for place in range(len(data)) if data.startswith(digest, place)]
    answers = []
    for place in places:
        path.write_bytes(data[:place] + digest[:-1] + bytes([digest[-1] ^ 1]) + data[place + len(digest) :])
        with contextlib.closing(connect(path, read_only=True)) as connection:
            query = "SELECT count(*) FROM content INDEXED BY by_hash WHERE hash = ?"
            answers.append(connection.execute(query, (digest.decode(),)).fetchone()[0])
        assert look(path, rows) == "found"
    assert 0 in answers


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER by_hash2 AFTER INSERT ON content BEGIN DELETE FROM content; END",
        "CREATE VIEW content2 AS SELECT * FROM content",
        "CREATE VIRTUAL TABLE search USING fts5 (data)",
        "CREATE TABLE more (id INTEGER)",
        "CREATE INDEX more ON content (data)",
    ],
)
def test_what_does_not_belong_in_the_schema_is_named(opened, tmp_path, statement):
    connection = make(opened(tmp_path / "a.fou"), ["ein"])
    check_structure(connection, allowed={"content", "by_hash"})
    connection.execute(statement)
    with pytest.raises(DamageError, match="Somebody has added «"):
        check_structure(connection, allowed={"content", "by_hash"})


def test_a_trigger_is_refused_even_if_its_name_is_allowed(opened, tmp_path):
    connection = make(opened(tmp_path / "a.fou"))
    connection.execute("CREATE TRIGGER mine AFTER INSERT ON content BEGIN DELETE FROM content; END")
    with pytest.raises(DamageError, match="«mine»"):
        check_structure(connection, allowed={"content", "by_hash", "mine"})
    with pytest.raises(DamageError, match="«mine»"):
        check_structure(connection)


def test_a_database_without_our_mark_is_no_project(opened, tmp_path):
    with pytest.raises(DamageError):
        check_structure(opened(tmp_path / "a.fou"))


# --- erasing


def erase(connection, path):
    with writing(connection):
        connection.execute("DELETE FROM content WHERE data LIKE ?", (CANARY + "%",))
    return path.read_bytes()


def test_what_is_deleted_is_overwritten(opened, sqlite_is, tmp_path):
    sqlite_is(FAULTY)
    path = tmp_path / "a.fou"
    connection = make(opened(path), ["ein", CANARY, CANARY + "x" * 10_000])
    assert CANARY.encode() in path.read_bytes()
    assert CANARY.encode() not in erase(connection, path)
    assert names_in(tmp_path) == ["a.fou"]


def test_without_secure_delete_it_would_still_be_there(opened, sqlite_is, tmp_path):
    """The guard switched off: the test above can fail."""
    sqlite_is(FAULTY)
    path = tmp_path / "a.fou"
    connection = opened(path)
    connection.execute("PRAGMA secure_delete = OFF")
    make(connection, ["ein", CANARY])
    assert CANARY.encode() in erase(connection, path)


def much(connection, path, seed):
    """Add, change and delete rows of many sizes, so that SQLite moves them from page to page; then erase the canaries."""
    chance = random.Random(seed)
    connection.execute("PRAGMA synchronous = OFF")
    with writing(connection):
        connection.execute("CREATE TABLE notes (id BLOB PRIMARY KEY, data TEXT) WITHOUT ROWID")
        for _ in range(chance.randrange(100, 500)):
            key, text = chance.randbytes(16), chance.choice([CANARY, "fugl"]) + "x" * chance.choice([5, 200, 900, 3000])
            connection.execute("INSERT INTO notes VALUES (?, ?)", (key, text))
    with writing(connection):
        connection.execute("DELETE FROM notes WHERE data LIKE ?", (CANARY + "%",))
    return path.read_bytes()


def test_rows_that_were_moved_leave_nothing_after_the_pages_are_rewritten(opened, sqlite_is, tmp_path):
    sqlite_is(FAULTY)
    left = 0
    for seed in range(10):
        path = tmp_path / f"{seed}.fou"
        connection = make(opened(path))
        left += CANARY.encode() in much(connection, path, seed)
        rewrite(connection)
        assert CANARY.encode() not in path.read_bytes()
        check_structure(connection)
    # Overwriting alone was not enough: without `rewrite` this test would fail.
    assert left > 0


def test_rewriting_empties_the_log_as_well(opened, sqlite_is, tmp_path):
    sqlite_is(SAFE)
    path, log = tmp_path / "a.fou", tmp_path / "a.fou-wal"
    connection = make(opened(path), ["ein", CANARY])
    erase(connection, path)
    rewrite(connection)
    assert log.read_bytes() == b""
    assert CANARY.encode() not in path.read_bytes()
    assert count(connection) == 1


def test_the_log_keeps_what_was_erased_until_it_is_emptied(opened, sqlite_is, tmp_path):
    sqlite_is(SAFE)
    path, log = tmp_path / "a.fou", tmp_path / "a.fou-wal"
    connection = make(opened(path), ["ein", CANARY])
    erase(connection, path)
    assert CANARY.encode() in log.read_bytes()
    checkpoint(connection)
    assert log.read_bytes() == b""
    assert CANARY.encode() not in path.read_bytes()


def test_the_log_cannot_be_emptied_while_somebody_reads_it(opened, sqlite_is, tmp_path):
    sqlite_is(SAFE)
    path = tmp_path / "a.fou"
    connection, reader = make(opened(path), ["ein"]), opened(path)
    connection.execute("PRAGMA busy_timeout = 1")
    reader.execute("BEGIN")
    count(reader)
    with writing(connection):
        add(connection, "to")
    with pytest.raises(BusyError):
        checkpoint(connection)
    reader.execute("COMMIT")
    checkpoint(connection)


def test_without_a_log_there_is_nothing_to_empty(opened, sqlite_is, tmp_path):
    sqlite_is(FAULTY)
    checkpoint(make(opened(tmp_path / "a.fou")))


def test_rewriting_asks_for_room_first(opened, tmp_path, monkeypatch):
    path = tmp_path / "a.fou"
    connection = make(opened(path), ["ein"])
    before = path.read_bytes()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: type("Usage", (), {"free": 5_000_000})())
    with pytest.raises(WriteError, match="The disk is full"):
        rewrite(connection)
    assert path.read_bytes() == before
