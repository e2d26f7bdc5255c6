"""The PDF: what it promises, what it holds, and that it is always the same."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import typst

from fou_toolkit.appendix import fonts
from fou_toolkit.appendix.document import Document, Paragraph, Quote, Section, TableBlock, Words
from fou_toolkit.appendix.fonts import known_signs
from fou_toolkit.appendix.pdf import STANDARDS, make, render
from fou_toolkit.errors import MissingPackageError, WriteError
from printouts import ARABIC, HEBREW, HOSTILE, STRANGE, drawing, everything, inflated, of, table, wide_table

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(autouse=True)
def no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def pages(pdf: bytes) -> int:
    found = re.search(
        rb"/Type/Pages/Count (\d+)|/Count (\d+)[^>]*/Type/Pages", re.sub(rb"\s+(?=/)", b"", inflated(pdf))
    )
    assert found is not None
    return int(found[1] or found[2])


def test_it_promises_to_be_read_aloud_and_to_be_kept() -> None:
    made = render(everything())
    assert STANDARDS == ("ua-1", "a-2a")
    for promise in (b"<pdfuaid:part>1<", b"<pdfaid:part>2<", b"<pdfaid:conformance>A<"):
        assert promise in made


def test_it_is_tagged_with_heads_alt_texts_quotations_and_languages() -> None:
    made = inflated(render(everything("Møte")))
    assert b"/Marked true" in made
    assert b"/Lang(nb)" in made.replace(b"/Lang (", b"/Lang(")
    assert b"nn" in re.findall(rb"/Lang ?\((\w+)\)", made)
    assert len(re.findall(rb"/S ?/TH\b", made)) >= 2 + 1 + 7
    assert re.search(rb"/Scope ?/Column", made)
    assert re.search(rb"/S ?/BlockQuote", made)
    assert len(re.findall(rb"/S/Figure", made)) == len(re.findall(rb"/S/Figure[^>]*/Alt<", made)) == 1
    assert re.search(rb"/S ?/Caption", made)
    assert re.search(rb"/Type ?/Outlines", made)


def test_the_properties_name_title_authors_keywords_and_day_and_nothing_of_the_machine() -> None:
    made = render(of(title="Tittel", authors=("Kari Nordmann", "Ola"), keywords=("barnehage",)))
    for part in (b"Tittel", b"Kari Nordmann", b"barnehage", b"2026-05-03"):
        assert part in made
    assert not re.search(rb"/tmp|/home|/usr|site-packages|fou-\w{8}", inflated(made))


def test_a_blind_document_has_a_year_and_no_authors() -> None:
    made = render(of(authors=(), day="2026"))
    assert b"2026-01-01" in made
    assert b"/Author" not in made
    assert b"dc:creator" not in made


@pytest.mark.parametrize(
    ("day", "epoch", "expected"),
    [
        ("2026-05-03", "", "2026-05-03"),
        ("2026-05-03T10:00:00+02:00", "", "2026-05-03"),
        ("2026", "", "2026-01-01"),
        ("", "", "1980-01-01"),
        ("nonsense", "", "1980-01-01"),
        ("2026-13-45", "", "1980-01-01"),
        ("2026-05-03", "86400", "1970-01-02"),
        ("2026-05-03", "nonsense", "1980-01-01"),
        ("2026-05-03", "9" * 30, "1980-01-01"),
    ],
)
def test_the_day_is_that_of_the_environment_else_of_the_document(
    day: str, epoch: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert expected.encode() in render(of(day=day))


def test_twice_the_same_bytes_in_another_process_and_folder_too(tmp_path: Path) -> None:
    first = render(everything(STRANGE))
    assert first == render(everything(STRANGE))
    here = Path(__file__).resolve().parents[2]
    code = (
        f"import sys; sys.path[:0] = {[str(here), *sys.path]!r}; from printouts import *; "
        "from fou_toolkit.appendix.pdf import render; open('x.pdf', 'wb').write(render(everything(STRANGE)))"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
    assert (tmp_path / "x.pdf").read_bytes() == first


@pytest.mark.parametrize("text", [HOSTILE, STRANGE, ARABIC, HEBREW, "x" * 3000, "\x00", "", "a\r\nb", "\ud800"])
def test_no_text_breaks_it(text: str) -> None:
    assert render(everything(text)).startswith(b"%PDF-1.7")


def test_no_file_is_read_and_no_code_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {}
    real = typst.compile

    def watched(text: bytes, **settings: object) -> bytes:
        seen.update(settings, text=text, files=sorted(path.name for path in Path(str(settings["root"])).iterdir()))
        return real(text, **settings)

    monkeypatch.setattr(typst, "compile", watched)
    render(everything())
    assert seen["files"] == ["fig01_bars.svg"]
    assert not Path(str(seen["root"])).exists()
    assert seen["ignore_system_fonts"] is True
    with pytest.raises(typst.TypstError):
        real(b'#read("/etc/passwd")', root=str(Path(__file__).parent))


def test_the_notice_stands_on_every_page() -> None:
    # The signs of a font are numbers of their own: what is compared is a document with and without a notice.
    blocks = [TableBlock("t", table(150)), TableBlock("w", wide_table()), Paragraph.of("x")]
    with_notice, without = (inflated(render(of(*blocks, notice=said))) for said in ("Varsom", ""))
    footers = with_notice.count(b"/Type/Pagination") + with_notice.count(b"/Type /Pagination")
    assert footers >= pages(render(of(*blocks, notice="Varsom"))) >= 4
    assert len(with_notice) > len(without)


def test_a_long_table_runs_over_pages_with_its_head() -> None:
    short, long = render(of(TableBlock("t", table(5)))), render(of(TableBlock("t", table(200))))
    assert pages(short) == 1
    assert pages(long) >= 4


def test_wide_tables_turn_the_page_and_nothing_else_does() -> None:
    made = inflated(render(of(Paragraph.of("a"), TableBlock("w", wide_table()), Paragraph.of("b"))))
    boxes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", made)
    assert [float(width) > float(height) for width, height in boxes] == [False, True, False]


def test_a_result_sheet_fits_on_one_page_without_contents() -> None:
    blocks = [Paragraph.of("Vi så på møter. " * 20), Quote("q-a", "Hei " * 20, "styrer", "", "M1"), drawing()]
    assert pages(render(of(*blocks, numbered=False))) == 1
    around = make._around(of(*blocks, numbered=False))
    assert not around["contents"]
    assert make._around(of(*blocks))["contents"]


def test_pictures_that_are_wider_than_the_page_or_broken_are_no_crash() -> None:
    assert render(of(drawing(size=(20.0, 3.0)))).startswith(b"%PDF")
    assert b"/Image" in inflated(render(of(drawing(svg=b"no drawing"))))
    with pytest.raises(WriteError, match="PDF cannot be made") as caught:
        render(of(drawing(svg=b"", png=b"")))
    assert caught.value.hint


def test_strange_signs_in_pictures_are_no_crash() -> None:
    assert render(of(drawing(text="\U0001f973 漢 \ue000 مرحبا"))).startswith(b"%PDF")


def test_without_dejavu_the_letters_of_typst_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "font_folder", lambda: "")
    monkeypatch.setattr(make, "font_folder", lambda: "")
    known_signs.cache_clear()
    try:
        made = render(everything(STRANGE + ARABIC))
    finally:
        known_signs.cache_clear()
    assert b"DejaVuSans-" not in made
    assert b"LibertinusSerif" in inflated(made)


def test_all_letters_are_in_the_file() -> None:
    made = inflated(render(everything(STRANGE)))
    names = set(re.findall(rb"/FontName ?/([A-Z]{6}\+[\w-]+)", made))
    assert {name.split(b"+")[1].split(b"-")[0] for name in names} >= {b"LibertinusSerif", b"DejaVuSans"}
    assert len(re.findall(rb"/FontFile[23]", made)) == len(names)


def test_an_empty_document_is_a_page() -> None:
    assert pages(render(Document("", "en", ()))) == 1
    assert pages(render(Document("t", "nn", (Section("a", ""), Section("b", "", (Paragraph((Words(""),)),)))))) == 1


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("typst", "pypandoc"):
        with monkeypatch.context() as patch:
            patch.setitem(sys.modules, name, None)
            with pytest.raises(MissingPackageError, match=name):
                render(of())


def test_a_document_that_nobody_counted_has_no_numbers_in_captions() -> None:
    document = of(TableBlock("t", table()))
    bare = replace(document, sections=(Section("one", "Del", (TableBlock("t", table()),)),))
    assert render(bare) != render(document)
