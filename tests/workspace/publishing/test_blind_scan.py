"""The scan of a blind edition finds a name in every channel, and nothing where there is nothing."""

import base64
import gzip
import io
import json
import zipfile
import zlib

import pytest

from fou_toolkit.appendix.blind import Names
from fou_toolkit.workspace.people.page_letters import letters_of
from fou_toolkit.workspace.publishing.blind_scan import scan

NAME = "Solveig"
NAMES = Names(people=frozenset({NAME, "Liv", "Åse"}), ordinary=frozenset({"liv"}))


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name.replace("__", "/"), (1980, 1, 1, 0, 0, 0)), data)
    return out.getvalue()


def png(*chunks):
    out = b"\x89PNG\r\n\x1a\n"
    for kind, body in (*chunks, (b"IEND", b"")):
        out += len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
    return out


def pdf(page=b"", info=b"", table=b""):
    streams = b"".join(
        b"1 0 obj <</Length 1>> stream\n" + zlib.compress(one) + b"\nendstream endobj\n" for one in (table, page) if one
    )
    return b"%PDF-1.7\n" + streams + b"trailer <</Info <<" + info + b">>>>"


LETTERS = sorted(set(NAME))
TABLE = (
    b"begincmap\n1 beginbfchar\n"
    + b"".join(b"<%04X> <%04X>\n" % (n, ord(one)) for n, one in enumerate(LETTERS, 1))
    + b"endbfchar endcmap"
)
GLYPHS = b"BT <" + b"".join(b"%04X" % (LETTERS.index(one) + 1) for one in NAME) + b"> Tj ET"
DOT = png((b"tEXt", b"Comment\0by Solveig"))
CHANNELS = {
    "name of the file": {"logg_solveig.txt": b"."},
    "html text": {"a.html": b"<p>Solveigs logg</p>"},
    "html attribute": {"a.html": b'<p title="sa Solveig">.</p>'},
    "html entities": {"a.html": b"<p>&Aring;se</p>"},
    "json in html": {"a.html": b'<script type="application/json">{"who": "\\u00c5se"}</script>'},
    "data uri": {"a.html": b'<img src="data:image/png;base64,' + base64.b64encode(DOT) + b'">'},
    "svg": {"a.svg": b"<svg><title>Solveig</title></svg>"},
    "csv": {"a.csv": b"a;b\n1;Liv\n"},
    "tex": {"a.tex": b"\\item Solveig sa"},
    "utf-16": {"a.txt": "\ufeffdette sier Solveig om det".encode("utf-16-le")},
    "docx core": {"a.docx": zipped(docProps__core="<x><dc:title>om Solveig</dc:title></x>")},
    "docx body": {"a.docx": zipped(word__document="<w:p><w:t>Sol</w:t><w:t>veig</w:t></w:p>")},
    "docx comment": {"a.docx": zipped(word__comments="<w:comment>Solveig</w:comment>")},
    "zip in zip": {"a.zip": zipped(b=zipped(c=b"Solveig"))},
    "name in zip": {"a.zip": zipped(logg_solveig=b".")},
    "gzip": {"a.gz": gzip.compress(b"Solveig", mtime=0)},
    "png text": {"a.png": DOT},
    "png packed text": {"a.png": png((b"zTXt", b"Comment\0\0" + zlib.compress(b"Solveig")))},
    "png exif": {"a.png": png((b"eXIf", b"....Solveig......"))},
    "pdf info": {"a.pdf": pdf(info=b"/Subject (Solveig)")},
    "pdf utf-16 info": {"a.pdf": pdf(info=b"/Title <FEFF" + "Åse".encode("utf-16-be").hex().encode() + b">")},
    "pdf page": {"a.pdf": pdf(b"BT [(Sol) 20 (veig)] TJ ET")},
    "pdf glyphs": {"a.pdf": pdf(GLYPHS, table=TABLE)},
    "notebook metadata": {"a.ipynb": json.dumps({"metadata": {"x": "Solveig"}}).encode()},
    "notebook picture": {"a.ipynb": json.dumps({"image/png": base64.b64encode(DOT).decode()}).encode()},
}


@pytest.mark.parametrize("files", CHANNELS.values(), ids=CHANNELS)
def test_a_name_is_found_in_every_channel(files):
    proof = scan(files, NAMES)
    assert {one.kind for one in proof.found} == {"people"}


MAKERS = {
    "creator": {"a.docx": zipped(docProps__core="<dc:creator>X</dc:creator>")},
    "last": {"a.docx": zipped(docProps__core="<cp:lastModifiedBy>X</cp:lastModifiedBy>")},
    "rsid": {"a.docx": zipped(word__document='<w:p w:rsidR="00AA"/>')},
    "pdf": {"a.pdf": pdf(info=b"/Author (X)")},
    "png": {"a.png": png((b"tEXt", b"Software\0X"))},
    "papermill": {"a.ipynb": b'{"papermill": {"input_path": "x.ipynb"}}'},
    "kernel": {"a.ipynb": b'{"kernelspec": {"display_name": "my machine"}}'},
    "path": {"a.txt": b"see /home/x"},
    "html": {"a.html": b'<meta name="author" content="X">'},
}


@pytest.mark.parametrize("files", MAKERS.values(), ids=MAKERS)
def test_marks_of_makers_are_found(files):
    assert {one.kind for one in scan(files, NAMES).found} == {"maker"}


@pytest.mark.parametrize("day", ["2024-05-16", "16. mai 2024", "16.05.2024", "2024-05-16T10:00:00Z", "D:20240516"])
def test_days_are_found(day):
    assert [one.kind for one in scan({"a.txt": day.encode()}, NAMES).found] == ["day"]


def test_clean_files_are_clean():
    clean = {
        "a.txt": b"Et liv med barn i 2024. Livet er 2.10.2 langt, solveigen er lang.",
        "b.docx": zipped(docProps__core="<dc:creator></dc:creator><x>1980-01-01T00:00:00Z</x>"),
        "c.pdf": pdf(GLYPHS.replace(b"<0001", b"<"), b"/Producer (Typst 0.15)", TABLE),
        "d.png": png((b"IDAT", zlib.compress(bytes(range(256)) * 40))),
    }
    proof = scan(clean, NAMES)
    assert [(one.file, one.what) for one in proof.found] == []
    assert proof.counts["people"] == 6
    assert not proof.not_searched


def test_what_cannot_be_searched_is_said():
    assert scan({"a.7z": b"7z\xbc\xaf\x27\x1c...."}, NAMES).not_searched
    assert scan({"a.pdf": pdf(GLYPHS)}, NAMES).not_searched


def test_without_names_days_and_marks_are_still_looked_for():
    assert scan({"a.txt": b"2024-05-16"}, Names()).found
    assert scan({}, Names()).clean


def test_neither_the_proof_nor_its_notes_show_names():
    proof = scan({"a.txt": b"Solveig"}, NAMES)
    assert NAME not in repr(proof) + repr(proof.found) + " ".join(proof.notes) + proof.caption
    assert ("people", NAME) in proof.looked_for
    assert list(proof.text_rows())


def test_ranges_of_letters_are_read():
    table = letters_of(b"beginbfrange <0001> <0003> <0041> <0005> <0006> [<00660069> <0062>] endbfrange")
    assert table == {b"\0\1": "A", b"\0\2": "B", b"\0\3": "C", b"\0\5": "fi", b"\0\6": "b"}


def test_a_coder_called_like_a_word_of_every_file_does_not_stop_a_blind_edition():
    names = Names(coders=frozenset({"root", "A", "kari"}))
    assert scan({"a.txt": b"/Root root A"}, names).clean
    found = scan({"a.txt": b"/Root root A kari"}, names).found
    assert [one.what for one in found] == ["kari"]
