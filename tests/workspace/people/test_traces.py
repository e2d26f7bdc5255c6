"""Every byte of a folder is searched for what was erased."""

import base64
import bz2
import gzip
import io
import json
import lzma
import os
import random
import sqlite3
import struct
import tarfile
import zipfile
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.errors import DataError, MaterialError
from fou_toolkit.workspace.people import search, traces, unpacking
from fou_toolkit.workspace.people.byte_search import ByteSearch
from fou_toolkit.workspace.people.spellings import ASCII, BASE64, SPELLINGS, spellings, transliterated
from fou_toolkit.workspace.people.traces import Needle, find_traces, needles_of

pytestmark = pytest.mark.usefixtures("english")

SAID = "Så sa Åse at vi måtte spørre barna først, «ærlig talt»"
NAME = "Åse Lødemel"
AROUND = "Noe annet står her også; ".encode()


def planted(tmp_path, data, name="file.bin"):
    (tmp_path / name).write_bytes(data)
    return find_traces(tmp_path, [Needle("said", SAID), Needle("name", NAME, whole=True)])


def labels(found):
    return {trace.needle for trace in found.found}


def zipped(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(data):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        entry = tarfile.TarInfo("a.docx")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return buffer.getvalue()


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*chunks):
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + chunk(b"IEND", b"")


def pdf(stream):
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n"
        + zlib.compress(stream)
        + b"\nendstream\nendobj\n%%EOF"
    )


def kerned(text):
    pieces = [text[place : place + 3].replace("(", r"\(").replace(")", r"\)") for place in range(0, len(text), 3)]
    return f"BT [{' -20 '.join(f'({piece})' for piece in pieces)}] TJ ET".encode("cp1252")


def parquet(texts, **options):
    import pyarrow as pa
    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    table = pa.table({"n": [1] * len(texts), "text": texts, "list": [[text] for text in texts]})
    pq.write_table(table, buffer, write_statistics=False, **options)
    return buffer.getvalue()


def feather(texts):
    import pyarrow as pa
    from pyarrow import feather as file

    buffer = io.BytesIO()
    file.write_feather(pa.table({"text": texts}), buffer, compression="zstd")
    return buffer.getvalue()


def npz(texts):
    buffer = io.BytesIO()
    np.savez_compressed(buffer, texts=np.array(texts))
    return buffer.getvalue()


def database(tmp_path, *values):
    path = tmp_path / "made.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE kept (id TEXT, value, after TEXT)")
        connection.executemany("INSERT INTO kept VALUES ('idabc', ?, 'afterwards')", [(value,) for value in values])
    connection.close()
    data = path.read_bytes()
    path.unlink()
    return data


def written(text, spelling):
    """Give bytes as programs write them; base64 is never the middle part only."""
    if spelling != BASE64:
        return spellings(text)[spelling]
    return [base64.b64encode(before + text.encode() + after) for before in (b"", b" ", b". ") for after in (b"", b".")]


# --- spellings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("canary", [SAID, NAME], ids=["said", "name"])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_is_found_in_bytes_and_in_a_text(tmp_path, spelling, canary):
    for number, data in enumerate(written(canary, spelling)):
        for kind, around in (("txt", (b"Ja. ", b" Nei.")), ("bin", (b"\0\xff\0\x01", b"\0\0\xff\xfe"))):
            (tmp_path / f"{number}.{kind}").write_bytes(around[0] + data + around[1])
    found = find_traces(tmp_path, [Needle("canary", canary)])
    assert {trace.file for trace in found.found} == {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_spelling_that_is_switched_off_is_missed(tmp_path, monkeypatch, spelling):
    """The negative control: without the guards, the canary is there and is not found."""
    data = b"\0\xff\0\x01" + spellings(SAID)[spelling][0] + b"\0\0\xff\xfe"
    assert planted(tmp_path, data).found
    monkeypatch.setattr(search, "texts_in", lambda _: [])
    monkeypatch.setattr(traces, "texts_in", lambda _: [])
    first = next(name for name, ways in spellings(SAID).items() if spellings(SAID)[spelling][0] in ways)
    assert first in {trace.spelling for trace in planted(tmp_path, data).found}
    monkeypatch.setattr(search, "spellings", lambda *_, **__: {})
    assert planted(tmp_path, data).clean


def canaries(count):
    rng = random.Random(7)
    first = "Åse Bjørn Kåre Pål Gro Tor Liv Ærlend Øystein Siv".split()
    middle = "Lø Sæ Å Bre Ny Stor Lille Gjer Hau Vå".split()
    last = "demel ther mot vik gård stad dal sæter bø nes".split()
    names = [f"{a} {b}{c}" for a in first for b in middle for c in last]
    return rng.sample(names, count)


@pytest.mark.parametrize("count", [20, pytest.param(200, marks=pytest.mark.full)])
def test_all_canary_names_are_found_in_all_spellings(tmp_path, count):
    names = canaries(count)
    needles = needles_of([], names)
    for spelling in SPELLINGS:
        parts = [data for name in names for data in written(name, spelling)[:1]]
        separator = {"utf-16-le": ".\n".encode("utf-16-le"), "utf-16-be": ".\n".encode("utf-16-be")}.get(
            spelling, b".\n"
        )
        (tmp_path / spelling).write_bytes(separator.join(parts))
    found = find_traces(tmp_path, needles)
    for spelling in SPELLINGS:
        labelled = {trace.needle for trace in found.found if trace.file == spelling}
        there = {f"name {number}" for number, name in enumerate(names, 1) if written(name, spelling)}
        assert labelled >= there, spelling


# --- containers ------------------------------------------------------------------------------------------------------

RUNS = "".join(f"<w:r><w:t>{SAID[place : place + 4]}</w:t></w:r>" for place in range(0, len(SAID), 4))

CONTAINERS = {
    "docx": lambda: zipped(**{"word/document.xml": f"<w:p>{RUNS}</w:p>"}),
    "zip in zip": lambda: zipped(a=zipped(b=SAID)),
    "name of a member": lambda: zipped(**{f"{SAID}.txt": ""}),
    "gzip": lambda: gzip.compress(SAID.encode()),
    "gzip of two parts": lambda: gzip.compress(b"first") + gzip.compress(SAID.encode()),
    "bz2": lambda: bz2.compress(SAID.encode()),
    "xz": lambda: lzma.compress(SAID.encode()),
    "tar.gz with docx": lambda: tarred(zipped(a=SAID)),
    "object of git": lambda: zlib.compress(b"blob 100\0" + SAID.encode()),
    "png tEXt": lambda: png(chunk(b"tEXt", b"Title\0" + SAID.encode("cp1252"))),
    "png zTXt": lambda: png(chunk(b"zTXt", b"Title\0\0" + zlib.compress(SAID.encode("cp1252")))),
    "png iTXt": lambda: png(chunk(b"iTXt", b"Title\0\1\0nb\0\0" + zlib.compress(SAID.encode()))),
    "pdf": lambda: pdf(kerned(SAID)),
    "pdf title": lambda: (
        b"%PDF-1.4\n<< /Title <" + ("\ufeff" + SAID).encode("utf-16-be").hex().upper().encode() + b"> >>"
    ),
    "data uri": lambda: (
        b"<img src='data:image/png;base64,"
        + base64.b64encode(png(chunk(b"zTXt", b"T\0\0" + zlib.compress(SAID.encode()))))
        + b"'>"
    ),
    "base64 over lines": lambda: base64.encodebytes(b"x" * 40 + SAID.encode()),
    "parquet": lambda: parquet([SAID], compression="gzip"),
    "parquet with a dictionary": lambda: parquet([SAID] * 5, compression="zstd", use_dictionary=True),
    "feather": lambda: feather([SAID]),
    "npz": lambda: npz([SAID, "x"]),
    "json in json": lambda: json.dumps(json.dumps({"text": SAID})).encode(),
    "html in a notebook": lambda: json.dumps({"html": [f"<b>{SAID[:20]}</b>\n<i>{SAID[20:]}</i>"]}).encode(),
    "broken over lines": lambda: SAID.replace(" ", "\r\n    ").encode(),
    "split by a time code": lambda: SAID.replace("spørre", "\n\n2\n00:00:01,000 --> 00:00:02,500\nspørre").encode(),
    "capitals": lambda: SAID.upper().encode(),
    "soft hyphens": lambda: SAID.replace("rr", "r\u00adr").encode(),
    "UTF-16 with a mark": lambda: SAID.encode("utf-16"),
    "mixed": lambda: SAID.replace("å", "&aring;").replace("ø", "%C3%B8").replace("«", r"\u00ab").encode(),
}


@pytest.mark.parametrize("container", CONTAINERS)
def test_every_container_is_looked_into(tmp_path, container):
    found = planted(tmp_path, CONTAINERS[container]())
    assert "said" in labels(found)
    assert not found.not_searched


@pytest.mark.parametrize(
    "container", ["docx", "zip in zip", "gzip", "object of git", "png zTXt", "pdf", "parquet", "npz"]
)
def test_a_container_that_is_not_looked_into_hides_it(tmp_path, monkeypatch, container):
    """The negative control."""
    monkeypatch.setattr(traces, "inside", lambda *_: iter(()))
    assert planted(tmp_path, CONTAINERS[container]()).clean


def test_values_of_a_database_have_borders_of_their_own(tmp_path):
    assert labels(planted(tmp_path, database(tmp_path, NAME))) == {"name"}
    assert labels(planted(tmp_path, database(tmp_path, zlib.compress(b"x" * 50 + SAID.encode())))) == {"said"}


@pytest.mark.parametrize("secure", [True, False])
def test_deleted_rows_are_found_unless_they_were_overwritten(tmp_path, secure):
    connection = sqlite3.connect(tmp_path / "p.db")
    connection.execute(f"PRAGMA secure_delete = {'ON' if secure else 'OFF'}")
    connection.execute("CREATE TABLE kept (value)")
    connection.execute("INSERT INTO kept VALUES (?)", (SAID,))
    connection.commit()
    connection.execute("DELETE FROM kept")
    connection.commit()
    connection.close()
    assert find_traces(tmp_path, [SAID]).clean == secure


def test_the_log_beside_a_database_is_searched(tmp_path):
    connection = sqlite3.connect(tmp_path / "p.db")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE kept (value)")
    connection.execute("INSERT INTO kept VALUES (?)", (SAID,))
    connection.commit()
    found = find_traces(tmp_path, [SAID])
    connection.close()
    assert "p.db-wal" in {trace.file for trace in found.found}


def test_hidden_files_and_names_of_files_and_folders_are_searched(tmp_path):
    (tmp_path / ".git" / "objects" / "ab").mkdir(parents=True)
    (tmp_path / ".git" / "objects" / "ab" / "cd").write_bytes(zlib.compress(SAID.encode()))
    (tmp_path / ".jupyter_ystore.db").write_bytes(SAID.encode())
    (tmp_path / "Intervju_A\u030ase_Lødemel_01").mkdir()
    (tmp_path / "Intervju_A\u030ase_Lødemel_01" / "ÅSE%20L%C3%98DEMEL.txt").write_text("")
    found = find_traces(tmp_path, [Needle("said", SAID), Needle("name", NAME)])
    assert {(trace.file, trace.needle) for trace in found.found} == {
        (".git/objects/ab/cd", "said"),
        (".jupyter_ystore.db", "said"),
        ("Intervju_A\u030ase_Lødemel_01", "name"),
        ("Intervju_A\u030ase_Lødemel_01/ÅSE%20L%C3%98DEMEL.txt", "name"),
    }
    assert "name" in {trace.where for trace in found.found}


def test_what_stands_over_the_border_of_two_blocks_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(traces, "_BLOCK", 4096)
    monkeypatch.setattr(traces, "_OVERLAP", 1024)
    for before in range(3000, 5200, 37):
        (tmp_path / f"{before}.txt").write_bytes(b"x " * (before // 2) + SAID.encode() + b" y" * 3000)
    found = find_traces(tmp_path, [SAID])
    assert len({trace.file for trace in found.found}) == len(list(tmp_path.iterdir()))


def test_a_file_that_is_too_large_to_hold_is_searched_block_by_block(tmp_path, monkeypatch):
    monkeypatch.setattr(traces, "MOST_BYTES", 10_000)
    monkeypatch.setattr(traces, "_BLOCK", 4096)
    monkeypatch.setattr(traces, "_OVERLAP", 1024)
    for before in range(8_000, 16_000, 517):
        (tmp_path / f"{before}.txt").write_bytes(b"x" * before + SAID.encode() + b"y" * 8_000)
    (tmp_path / "z.gz").write_bytes(gzip.compress(os.urandom(20_000)))
    found = find_traces(tmp_path, [SAID])
    assert len({trace.file for trace in found.found}) == len(list(tmp_path.iterdir())) - 1
    assert [gap.file for gap in found.not_searched] == ["z.gz"]
    assert found.size == sum(path.stat().st_size for path in tmp_path.iterdir())


# --- what must not be found ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Bo", "boka Bok bo BO Bodil a3bo7"),
        ("Kim", "kimen skimmer Kimberly"),
        ("Bjørn", "Bjørnar bjørner isbjørn Bj&oslash;rnar Bj%C3%B8rnar Bj\\u00f8rnar"),
        ("Ada", "3f0ada91c7 armada adagio"),
        ("Åse", "åsen låse Aasen"),
        (NAME, "Åse Lødemels Åse Løde mel Aase Lodemelen"),
        (SAID, "Så sa Åse at vi måtte spørre barna sist, «ærlig talt»"),
    ],
)
def test_similar_words_are_not_reported(tmp_path, name, text):
    for codec in ("utf-8", "utf-16", "utf-16-be"):
        (tmp_path / f"{codec}.txt").write_bytes(text.encode(codec))
    (tmp_path / "base64.txt").write_bytes(base64.b64encode(b"Hei og hopp: " + text.encode()))
    (tmp_path / "a.zip").write_bytes(zipped(a=text))
    assert find_traces(tmp_path, [Needle("n", name)]).clean


def test_short_names_are_found_as_words(tmp_path):
    (tmp_path / "a.txt").write_text("Da kom Bo, Kim og ada.")
    found = find_traces(tmp_path, needles_of([], ["Bo", "Kim", "Ada", "Liv"]))
    assert labels(found) == {"name 1", "name 2", "name 3"}


def test_noise_has_no_names(tmp_path):
    (tmp_path / "a.bin").write_bytes(random.Random(3).randbytes(3_000_000))
    assert find_traces(tmp_path, needles_of([], ["Bo", "Kim", "Ada", "Åse", "P07"])).clean


# --- what cannot be searched -----------------------------------------------------------------------------------------


def reasons(found):
    return {gap.file: str(gap.reason) for gap in found.not_searched}


def test_what_cannot_be_opened_is_listed(tmp_path, monkeypatch):
    for name, data in {
        "a.pack": b"PACK\0\0\0\2",
        "b.7z": b"7z\xbc\xaf\x27\x1c..",
        "c.zip": zipped(a=SAID)[:-30],
        "d.gz": gzip.compress(os.urandom(5000))[:2000],
        "e.age": b"age-encryption.org/v1",
        "f.pdf": b"%PDF-1.4 /Encrypt",
        "g.pdf": pdf(b"BT <00260027> Tj ET"),
    }.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "h").symlink_to(tmp_path.parent)
    os.mkfifo(tmp_path / "i")
    (tmp_path / "j").write_text(SAID)
    (tmp_path / "k").write_text(SAID)
    really = type(tmp_path).open
    monkeypatch.setattr(
        type(tmp_path), "open", lambda path, *a, **k: really(path / "gone" if path.name == "k" else path, *a, **k)
    )
    found = find_traces(tmp_path, [SAID], skip=["j"])
    assert found.clean
    assert sorted(reasons(found)) == ["a.pack", "b.7z", "c.zip", "d.gz", "e.age", "f.pdf", "g.pdf", "h", "i", "j", "k"]
    assert reasons(found)["j"] == "it was left out of the search on request"
    assert any("g.pdf" in note for note in found.notes)


def test_a_locked_member_does_not_hide_the_others(tmp_path):
    data = bytearray(zipped(a="locked", b=SAID))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    found = planted(tmp_path, bytes(data))
    assert labels(found) == {"said"}
    assert [(gap.where, str(gap.reason)) for gap in found.not_searched] == [("a", "it is encrypted")]


def test_bombs_end_and_are_listed(tmp_path, monkeypatch):
    monkeypatch.setattr(traces, "Budget", lambda: unpacking.Budget(1_000_000, 50))
    nested = SAID.encode()
    for _ in range(8):
        nested = zipped(a=nested)
    for name, data in {
        "large.zip": zipped(a=b"\0" * 30_000_000),
        "many.zip": zipped(**{str(number): "x" for number in range(100)}),
        "deep.zip": nested,
        "large.gz": gzip.compress(b"\0" * 30_000_000),
        "large.xz": lzma.compress(b"\0" * 30_000_000),
        "object": zlib.compress(b"\0" * 30_000_000),
        "picture.png": png(chunk(b"zTXt", b"T\0\0" + zlib.compress(b"\0" * 30_000_000))),
        "page.pdf": pdf(b"\0" * 30_000_000),
    }.items():
        (tmp_path / name).write_bytes(data)
    found = find_traces(tmp_path, [SAID])
    assert sorted(reasons(found)) == sorted(path.name for path in tmp_path.iterdir())


def test_a_hundred_thousand_marks_on_one_letter_do_not_hang(tmp_path):
    (tmp_path / "a.txt").write_text("e" + "\u0301\u0316" * 200_000 + SAID)
    (tmp_path / "b.html").write_text("e" + "&#x301;&#x316;" * 100_000 + SAID)
    assert len({trace.file for trace in find_traces(tmp_path, [SAID, "Bo"]).found}) == 2


@pytest.mark.parametrize("make", [CONTAINERS[name] for name in ("docx", "gzip", "png iTXt", "pdf", "parquet", "npz")])
def test_damaged_files_never_raise(tmp_path, make):
    rng, whole = random.Random(1), make()
    for number in range(40):
        data = bytearray(whole)
        for _ in range(5):
            data[rng.randrange(8, len(data))] = rng.randrange(256)
        (tmp_path / str(number)).write_bytes(data[: rng.randrange(8, len(data) + 1)])
    assert find_traces(tmp_path, [SAID]).files == 40


# --- needles and results ---------------------------------------------------------------------------------------------


def test_stretches_are_taken_from_all_texts_and_stock_phrases_are_left_out():
    texts = ["Ja, det er riktig.", "Nei.", " ".join(f"ord{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")]
    needles = needles_of(texts, ["P07", " Åse ", ""], staying=["Hm. Ja det er RIKTIG det."])
    said = [needle for needle in needles if needle.label.startswith("text")]
    assert [needle.text.split()[0] for needle in said] == ["orda", "ordj", "ords"]
    assert [(n.label, n.whole, n.exactly) for n in needles[3:]] == [("name 1", True, False), ("name 2", True, False)]
    assert len(needles_of(texts, [])) == 4


def test_most_stretches_are_spread_evenly():
    texts = [f"Dette er replikk {chr(97 + number // 26)}{chr(97 + number % 26)} av mange" for number in range(600)]
    chosen = [needle.text for needle in needles_of(texts, [])]
    assert len(chosen) == 200
    assert chosen == texts[::3]


def test_a_name_that_is_an_ordinary_word_is_looked_for_in_its_own_letter_case(tmp_path):
    (tmp_path / "a.txt").write_text("Det er liv og røre. Stein sa det.")
    needles = needles_of([], ["Liv", "Stein", "Pål"], staying=["Det er liv og røre, en pal", "steinen"])
    assert [needle.exactly for needle in needles] == [True, False, True]
    assert labels(find_traces(tmp_path, needles)) == {"name 2"}


def test_nothing_that_is_shown_holds_the_text(tmp_path):
    (tmp_path / f"{NAME}.txt").write_text(SAID)
    needles = needles_of([SAID], [NAME])
    found = find_traces(tmp_path, needles)
    for shown in (repr(found), repr(found.found), repr(needles), repr(found.not_searched)):
        assert "demel" not in shown
        assert "barna" not in shown


def test_a_result_says_how_much_was_searched(tmp_path):
    (tmp_path / "a.txt").write_text("ingenting")
    found = find_traces(tmp_path, [SAID], progress=iter)
    assert (found.clean, found.caption, found.files, found.size, found.needles) == (
        True,
        "No trace was found.",
        1,
        9,
        1,
    )
    assert found.notes[0] == "1 file was searched."
    (tmp_path / "b.txt").write_text(SAID)
    table = find_traces(tmp_path, [SAID]).to_frame()
    assert list(table["file"]) == ["b.txt"]
    assert list(table["offset"]) == [0]


@pytest.mark.parametrize("needles", [[], "text", [""], ["  ...  "]])
def test_without_anything_to_look_for_there_is_an_error(tmp_path, needles):
    with pytest.raises(DataError):
        find_traces(tmp_path, needles)


def test_without_a_folder_there_is_an_error(tmp_path):
    with pytest.raises(MaterialError):
        find_traces(tmp_path / "gone", ["Kari Nordmann"])


@given(
    data=st.binary(max_size=200),
    needles=st.lists(st.binary(min_size=4, max_size=12), min_size=1, max_size=8),
    cuts=st.lists(st.tuples(st.integers(0, 195), st.integers(4, 12)), max_size=4),
)
def test_bytes_are_found_where_a_plain_search_finds_them(data, needles, cuts):
    wanted = needles + [data[at : at + size] for at, size in cuts if len(data[at : at + size]) >= 4]
    slow = {(at, number) for number, one in enumerate(wanted) for at in range(len(data)) if data.startswith(one, at)}
    found = list(ByteSearch(wanted).find(data))
    assert len(found) == len(set(found))
    assert set(found) == slow


def test_transliterated_names_are_found(tmp_path):
    for number, plain in enumerate(transliterated(NAME)):
        (tmp_path / f"{number}.txt").write_text(f"Så kom {plain.upper()} inn.")
    assert len(labels(find_traces(tmp_path, [NAME]))) == 1
    assert len({trace.file for trace in find_traces(tmp_path, [NAME]).found}) == len(transliterated(NAME))
    assert spellings(NAME)[ASCII]
