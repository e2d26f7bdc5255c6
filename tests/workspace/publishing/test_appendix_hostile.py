"""The appendix against bad luck and bad intentions: hostile texts, silent people, broken folders, missing packages."""

import csv
import io
import json
import re
import shutil
import sys
import unicodedata
import zipfile
import zlib
from dataclasses import replace

import pytest

from builders import make_corpus, make_source
from fou_toolkit.appendix.config import Author, CodingChoice, Config, ResultSheetChoice, Study
from fou_toolkit.appendix.document import Behind
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.evidence import Evidence
from fou_toolkit.appendix.material import Material
from fou_toolkit.errors import MaterialError, MissingPackageError, ReadError, SettingsError, WriteError
from fou_toolkit.model import (
    Code,
    Codebook,
    Coder,
    Coding,
    CodingSet,
    Consent,
    Corpus,
    Example,
    Localised,
    Participant,
    Project,
    Source,
    Span,
    Utterance,
)
from fou_toolkit.workspace.publishing.verb import appendix, check_appendix
from projects import ALL_SCOPES, SMALL_BOOK, SMALL_CORPUS, make_project, open_project

pytestmark = pytest.mark.usefixtures("english")

FAST = ("html", "docx")
NASTY = (
    "\\input{/etc/passwd} $x^2$ #1 %~ & _ {",
    "<script>alert(1)</script> &amp; \"'",
    "]] #set text(red) *b* _i_ `c` @ref $ \\ // /* ",
    "👩🏽‍🏫🇳🇴🙂",
    "مرحبا שלום \u202eabc",
    "a\u200bb\u2060c\ufeffd\u00ad",
    "Kva\u030ar",
    "en\r\nto\rtre",
    "kontroll\x07\x0b\x1f\x7f\x85\u2028x",
    "W" * 400,
    "=1+1",
    "@SUM(A1)",
    "-2+3",
    "+cmd|' /C calc'!A0",
    "\tfane\tx",
    "\ufffe\uffff",
    "<!-- ]]> -->",
    "\\end{document}",
)


def coded(corpus, book=SMALL_BOOK, *, codes=("M1", "M2", "T1"), coders=("kari", "ola"), **settings):
    """Give a frozen project in which every answer has some codes."""
    found = [
        Coding(source.id, turn.span, code, who)
        for source in corpus
        for turn in source.turns
        for code in codes
        for who in coders
        if not turn.interviewer
    ]
    return Project(corpus, book, CodingSet.of(found, [Coder(who, "person") for who in coders]), **settings)


def agreed(corpus, consent=ALL_SCOPES):
    return replace(corpus, participants=tuple(replace(one, consent=consent) for one in corpus.participants))


def layers(data):
    """Give bytes, and what is packed in them."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield archive.read(name)
    if data.startswith(b"%PDF"):
        for found in re.finditer(rb"stream\r?\n", data):
            try:
                yield zlib.decompressobj().decompress(data[found.end() : data.find(b"endstream", found.end())])
            except zlib.error:
                continue


def found_in(folder, pattern):
    """Give what an expression finds in any file, with the files."""
    hits = {}
    for path in sorted(folder.rglob("*")):
        for layer in layers(path.read_bytes()) if path.is_file() else ():
            for found in re.finditer(pattern, re.sub(rb"\xc2\xad|\xe2\x80\x8b|\n", b"", layer)):
                hits.setdefault(found[0].decode(), set()).add(path.relative_to(folder).as_posix())
    return hits


def written(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def no_formula(text):
    return not text[:1] or text[0] not in "=+-@\t\r" or re.fullmatch(r"-?[\d.,]+", text)


# --- little or nothing to say


def test_a_project_without_codings_has_an_appendix(tmp_path):
    made = appendix(make_project(tmp_path / "p"), tmp_path / "out", formats=FAST, package=True)
    assert "appendix.html" in dict(made.files)


def test_a_project_without_a_codebook_is_refused_with_a_hint(tmp_path):
    with pytest.raises(MaterialError, match="no codebook yet") as caught:
        appendix(make_project(tmp_path / "p", book=None), tmp_path / "out", formats=FAST)
    assert caught.value.hint
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("smallest", [1, 5])
@pytest.mark.parametrize(
    "corpus",
    [
        SMALL_CORPUS,
        agreed(SMALL_CORPUS),
        make_corpus("Bare en tekst. Makt og ansvar."),
        Corpus((Source("s1", "x"),)),
        Corpus(()),
        make_corpus(make_source("I: Hva er makt?")),
    ],
    ids=["nobody agreed", "few people", "nobody named", "no turns", "no texts", "questions only"],
)
def test_little_material_gives_an_appendix(tmp_path, corpus, smallest):
    made = appendix(coded(corpus, smallest_group=smallest), tmp_path, formats=FAST, package=True)
    assert dict(made.files)["appendix.docx"] > 0


def test_nothing_at_all_gives_an_appendix(tmp_path):
    nothing = Project(Corpus(()), Codebook("tom", ()), CodingSet.of([], []))
    assert len(appendix(nothing, tmp_path, formats=FAST, package=True).files) > 10


# --- hostile words


def hostile_project():
    """Give a project in which names, definitions, roles, sites, phases and words are hostile."""
    codes = [Code("T", Localised(f"Tema {NASTY[0]}"))]
    for number, word in enumerate(NASTY):
        said = Localised(word, word, word)
        parts = {"brief": said, "definition": said, "use_when": said, "do_not_use_when": said}
        codes.append(Code(f"C{number}", said, parent="T", utterances=(Utterance(word, "nb"),), **parts))
    people = tuple(
        Participant(f"Deltaker{n}", NASTY[n], f"nivå {NASTY[n // 4]}", NASTY[n // 4 + 3], consent=ALL_SCOPES)
        for n in range(8)
    )
    turns = [f"Deltaker{n % 8}: Her sier jeg {word} og mer om makt." for n, word in enumerate(NASTY)]
    sources = tuple(
        make_source(*turns, id=f"s{n}", phase=NASTY[n + 1], site=NASTY[n + 4], date=f"2024-01-0{n + 1}")
        for n in range(3)
    )
    book = Codebook(f"bok {NASTY[1]}", tuple(codes), NASTY[2])
    return coded(Corpus(sources, people), book, codes=tuple(f"C{n}" for n in range(14)), smallest_group=1)


HOSTILE = Config(
    study=Study(" | ".join(NASTY), tuple(Author(word, word) for word in NASTY[:3]), *NASTY[:3], NASTY),
    codings=CodingChoice(resamples=20),
    result_sheet=ResultSheetChoice(NASTY[1], NASTY, NASTY, (), NASTY[3]),
    answers={"study.question": " ".join(NASTY), **{f"coreq.{n}": NASTY[n % len(NASTY)] for n in range(1, 33)}},
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """An appendix of hostile words, with its package; every warning is an error."""
    folder = tmp_path_factory.mktemp("vedlegg 🙂")
    appendix(hostile_project(), folder, formats=FAST, language="nn", config=HOSTILE, package=True)
    return folder


def test_a_code_that_bears_the_name_of_a_place_is_masked_in_lists_of_a_blind_edition():
    material = Material(hostile_project(), lambda _: True, lambda _: True, title="x", language="nb")
    edition = Edition.of(material, HOSTILE, blind=True)
    rows = tuple(range(len(edition.selection.codings)))
    names = [name for _, name in Evidence.of(edition, [Behind("x", rows)]).passages.codes]
    assert len(names) > 1
    assert not [
        name for name in names if unicodedata.normalize("NFC", "Kva\u030ar") in unicodedata.normalize("NFC", name)
    ]


def test_hostile_words_give_files_that_open(hostile):
    import docx
    from lxml import etree, html

    for path in hostile.rglob("*"):
        if path.suffix == ".html":
            page = html.fromstring(path.read_bytes())
            assert not [one for one in page.iter("script") if "alert(1)" in (one.text or "") and not one.get("type")]
            assert not [one for one in page.iter("a") if (one.get("href") or "").startswith("javascript")]
        elif path.suffix == ".docx":
            assert len(docx.Document(io.BytesIO(path.read_bytes())).paragraphs) > 3
        elif path.suffix == ".svg":
            etree.fromstring(path.read_bytes())
        elif path.suffix == ".json":
            json.loads(path.read_bytes())


def test_no_cell_of_a_package_is_a_formula(hostile):
    import openpyxl

    cells = 0
    for path in hostile.rglob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")):
            cells += len(row)
            assert all(map(no_formula, row)), path.name
    for path in hostile.rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row), path.name
    assert cells > 100


def test_a_picture_writes_names_for_signs_that_have_no_letter(hostile):
    trees = [path.read_text(encoding="utf-8") for path in hostile.rglob("*tree*.svg")]
    assert trees
    assert all("🙂" not in one and "[slightly" in one for one in trees)


@pytest.mark.full
def test_hostile_words_give_a_pdf_and_latex(tmp_path):
    made = appendix(hostile_project(), tmp_path, formats=("pdf", "latex"), config=HOSTILE)
    assert {"appendix.pdf", "latex/appendix.tex"} <= set(dict(made.files))


# --- nobody is quoted who has not agreed

ANALYSIS = Consent("form", "2024-04-17", frozenset({"analysis"}))
QUOTED = replace(ANALYSIS, scopes=frozenset({"analysis", "quotation"}))
PEOPLE = tuple(
    Participant(f"Navn{chr(65 + n)}rolf", ("assistent", "styrer")[n % 2], "barnehage", ("Lia", "Vik")[n % 2])
    for n in range(14)
)
TALKS = ((0, 5, 6, 7, 8), (2, 3, 9, 10, 11), (4, 12, 13, 6, 7), (1, 8, 9), (6, 7, 8, 9, 10, 11, 12, 13))
SILENT = rb"zqT\dP(?:0|1|3|4)x\w?|zqT0P5xA|zqM(?:notat|utdrag|nevnt)|zqIsp|Navn[A-N]rolf"
"""Words of who agreed to analysis alone, to nothing, withdrew quotation or all; of a mention, memos and questions."""


def canary(talk, person, turn="A"):
    return f"zqT{talk}P{person}x{turn}"


def said(talk, person, turn):
    word = canary(talk, person, turn)
    return f"{PEOPLE[person].pseudonym}: Vi har {word} makt og {word} ansvar. Det er {word} tillit mellom oss alle."


@pytest.fixture(scope="module")
def talking(tmp_path_factory):
    """A project in which everybody says words of their own."""
    texts = tuple(
        make_source(
            "I: Hvem har makt zqIspør her?",
            *(said(number, person, turn) for turn in "AB" for person in who),
            id=f"t{number}",
            phase=str(number % 2 + 1),
            date=f"2024-0{number + 1}-05",
        )
        for number, who in enumerate(TALKS)
    )
    corpus = Corpus(texts, PEOPLE)
    examples = tuple(
        Example(f"t{talk}", f"Vi har {canary(talk, person)} makt og")
        for talk, person in ((0, 0), (1, 3), (3, 1), (4, 6))
    )
    book = replace(
        SMALL_BOOK,
        codes=tuple(replace(code, examples=examples) if code.parent else code for code in SMALL_BOOK.codes),
    )
    consents = {one.pseudonym: ALL_SCOPES for one in PEOPLE}
    consents |= {PEOPLE[0].pseudonym: ANALYSIS, PEOPLE[1].pseudonym: None, PEOPLE[2].pseudonym: QUOTED}

    def spot(talk, person):
        at = corpus[f"t{talk}"].text.index(canary(talk, person))
        return Span(at, at + 12)

    folder = make_project(tmp_path_factory.mktemp("p") / "prøsjekt", corpus=corpus, book=book, consents=consents)
    with open_project(folder) as ws:
        ws.add_codings(coded(corpus, book).codings)
        # A coding that begins in somebody else's turn.
        wide = [Coding("t0", Span(one.span.start - 30, one.span.end), "M2", "kari") for one in corpus["t0"].turns[3:]]
        ws.add_codings(CodingSet.of(wide, [Coder("kari", "person")]))
        ws.memo("zqMnotat om en som snakker")
        ws.memo("zqMutdrag", on=("t4", spot(4, 8)))
        ws.mention("t0", spot(0, 5), who="child", label="child A", note="zqMnevnt")
        ws.consent(
            ws.mention("t4", spot(4, 7), who="child", label="child B"), basis="x", scope=("analysis", "quotation")
        )
        ws.withdraw(PEOPLE[3].pseudonym, scope="quotation").apply()
        ws.withdraw(PEOPLE[4].pseudonym).apply()
    return folder


@pytest.mark.parametrize("blind", [False, True])
def test_no_word_of_silent_people_is_in_any_byte(talking, tmp_path, blind):
    appendix(talking, tmp_path, formats=FAST, blind=blind, package=True)
    assert found_in(tmp_path, SILENT) == {}
    # Words of others are there, so that the search finds words at all; without consent to reuse, not in the package.
    assert found_in(tmp_path, rb"zqT4P9xA")
    extracts = tmp_path / "package" / "data"
    assert found_in(extracts, rb"zqT4P9xA")
    assert found_in(extracts, rb"zqT\dP2x|zqT4P7xA") == {}


@pytest.mark.full
def test_no_word_of_silent_people_is_in_pdf_and_latex(talking, tmp_path):
    appendix(talking, tmp_path, formats=("pdf", "latex"), package=True)
    assert found_in(tmp_path, SILENT) == {}


def test_a_package_of_facts_alone_holds_nobodys_words(talking, tmp_path):
    appendix(talking, tmp_path, formats=("html",), metadata_only=True)
    assert found_in(tmp_path / "package", rb"zq[TMI]\w+x[AB]|zqM(?:notat|utdrag)|Navn[A-N]rolf") == {}
    assert found_in(tmp_path, rb"zqT4P9xA")


def test_a_frozen_project_leaks_no_more_than_the_open_one(talking, tmp_path):
    with open_project(talking) as ws:
        frozen = ws.snapshot()
    appendix(frozen, tmp_path / "frozen", formats=("html",), package=True)
    appendix(talking, tmp_path / "open", formats=("html",), package=True)
    assert found_in(tmp_path / "frozen", SILENT) == {}
    there, known = (found_in(tmp_path / name, rb"zqT\dP\d+x\w") for name in ("frozen", "open"))
    assert there
    assert {
        word: files - known.get(word, set()) for word, files in there.items() if files - known.get(word, set())
    } == {}


# --- broken folders


def small():
    return coded(agreed(SMALL_CORPUS), smallest_group=1)


def test_a_folder_that_is_a_file_is_refused_before_anything_is_built(tmp_path):
    (tmp_path / "ut").write_text("mitt", encoding="utf-8")
    for out in (tmp_path / "ut", tmp_path / "ut" / "inni"):
        with pytest.raises(WriteError, match="Cannot make the folder"):
            appendix(small(), out, formats=("html",), progress=lambda _: pytest.fail("it was built"))
    assert (tmp_path / "ut").read_text(encoding="utf-8") == "mitt"


def test_a_project_that_is_not_there_leaves_no_folder_behind(tmp_path):
    with pytest.raises(MaterialError):
        appendix(tmp_path / "tastefeil", tmp_path / "tastefeil" / "out", formats=("html",))
    assert not (tmp_path / "tastefeil").exists()


def test_relative_folders_with_blanks_and_emoji_work(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    appendix(small(), "mitt vedlegg 🙂/nytt", formats=("html",))
    assert check_appendix(small(), "mitt vedlegg 🙂/nytt").identical


def test_a_run_that_is_cut_short_leaves_whole_files_that_a_second_one_mends(tmp_path, monkeypatch):
    from fou_toolkit.workspace.publishing import writing

    project, out = make_project(tmp_path / "p"), tmp_path / "p" / "out"
    whole, left = writing.write_bytes, 2

    def full(path, data):
        nonlocal left
        left -= 1
        if left < 0:
            raise WriteError("The disk is full.", where=str(path))
        return whole(path, data)

    monkeypatch.setattr(writing, "write_bytes", full)
    with pytest.raises(WriteError, match="full"):
        appendix(project, out, formats=("html",))
    parts = written(out)
    assert len(parts) == 2
    with open_project(project) as ws:
        known = {one.path.rpartition("/")[2] for one in outputs(ws)}
    assert known == set(parts)
    monkeypatch.undo()
    appendix(project, out, formats=("html",))
    assert check_appendix(project, out).identical
    assert parts.items() <= written(out).items()


def outputs(ws):
    from fou_toolkit.workspace.people.erasing import outputs_of

    return outputs_of(ws).records


def test_a_word_file_that_was_changed_by_hand_is_kept(tmp_path):
    appendix(small(), tmp_path, formats=FAST)
    (tmp_path / "appendix.docx").write_bytes(b"mine")
    with pytest.raises(WriteError, match="changed by hand") as caught:
        appendix(small(), tmp_path, formats=FAST)
    assert "appendix.docx" in str(caught.value)
    assert (tmp_path / "appendix.docx").read_bytes() == b"mine"
    appendix(small(), tmp_path, formats=FAST, force=True)
    assert check_appendix(small(), tmp_path).identical


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 1}', b"\xff\xfe", b'{"format": 2}'])
def test_a_damaged_manifest_is_said(tmp_path, content):
    appendix(small(), tmp_path, formats=("html",))
    before = written(tmp_path)
    (tmp_path / "appendix.json").write_bytes(content)
    with pytest.raises(ReadError):
        check_appendix(small(), tmp_path)
    with pytest.raises(WriteError, match=r"appendix\.html"):
        appendix(coded(agreed(SMALL_CORPUS)), tmp_path, formats=("html",))
    appendix(small(), tmp_path, formats=("html",), force=True)
    assert written(tmp_path) == before


def test_a_manifest_from_elsewhere_deletes_nothing_outside_of_its_folder(tmp_path):
    out, other = tmp_path / "out", tmp_path / "min.txt"
    other.write_text("mitt", encoding="utf-8")
    appendix(small(), out, formats=("html",))
    said = json.loads((out / "appendix.json").read_text(encoding="utf-8"))
    said["files"] |= {"../min.txt": "0", str(other): "0"}
    (out / "appendix.json").write_text(json.dumps(said), encoding="utf-8")
    appendix(small(), out, formats=("html",), force=True)
    assert other.read_text(encoding="utf-8") == "mitt"


@pytest.mark.parametrize("content", [b"x = ", b"leave_out = 3", b"[study]\ntitel = 'x'", b"\xff", b"[answers]\nx = 3"])
def test_wrong_settings_are_said_before_anything_is_written(tmp_path, content):
    folder = make_project(tmp_path / "p")
    (folder / "appendix.toml").write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        appendix(folder, folder / "out", formats=("html",))
    assert "appendix.toml" in str(caught.value)
    assert not (folder / "out").exists()


def test_the_check_says_what_is_different_and_why(tmp_path):
    folder, out = make_project(tmp_path / "p"), tmp_path / "p" / "out"
    appendix(folder, out, formats=("html",))
    (folder / "appendix.toml").write_text('[study]\ncontact = "ring oss"\n', encoding="utf-8")
    found = check_appendix(folder, out)
    assert "settings" in found.inputs
    assert "codings" not in found.inputs
    (folder / "appendix.toml").unlink()
    with open_project(folder) as ws:
        ws.code("samtale", Span(30, 45), "M1")
    found = check_appendix(folder, out)
    assert not found.ok
    assert "codings" in found.inputs
    assert "settings" not in found.inputs
    assert found.parts


# --- missing packages


@pytest.mark.parametrize(
    ("hidden", "formats", "package"),
    [("typst", ("html", "pdf"), False), ("pypandoc", ("latex",), False), ("rocrate.rocrate", ("html",), True)],
)
def test_a_missing_package_is_said_before_anything_is_built(tmp_path, monkeypatch, hidden, formats, package):
    monkeypatch.setitem(sys.modules, hidden, None)
    with pytest.raises(MissingPackageError) as caught:
        appendix(small(), tmp_path / "out", formats=formats, package=package, progress=lambda _: pytest.fail("built"))
    assert "fou-toolkit[appendix]" in caught.value.hint
    assert not (tmp_path / "out").exists()


def test_page_and_word_need_no_further_packages(tmp_path, monkeypatch):
    for name in ("typst", "pypandoc", "rocrate", "rocrate.rocrate"):
        monkeypatch.setitem(sys.modules, name, None)
    assert "appendix.docx" in dict(appendix(small(), tmp_path, formats=FAST).files)


def test_the_same_project_in_another_folder_gives_the_same_bytes(tmp_path):
    made = make_project(tmp_path / "p")
    appendix(made, tmp_path / "a", formats=FAST, package=True)
    shutil.copytree(made, tmp_path / "annet sted")
    appendix(tmp_path / "annet sted", tmp_path / "b", formats=FAST, package=True)
    assert written(tmp_path / "a") == written(tmp_path / "b")
