"""The whole package: what is in it, what is not, and that nobody needs our tools to read it."""

import csv
import hashlib
import io
import json
import zipfile
from urllib.parse import unquote

import openpyxl
import pandas as pd
import pytest

from builders import make_corpus, make_source
from fou_toolkit._i18n import speaking
from fou_toolkit.appendix.config import Author, CodingChoice, Config, PackageChoice, Study
from fou_toolkit.appendix.document import Document, Drawing, Section, TableBlock
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.material import Audit, AuditLine, Material
from fou_toolkit.appendix.package import as_zip, check_names, package_files
from fou_toolkit.codebooks import read_codebook
from fou_toolkit.model import (
    Code,
    Codebook,
    Coder,
    Coding,
    CodingSet,
    Cue,
    Example,
    Localised,
    Project,
    Span,
)
from fou_toolkit.tables import Table

PEOPLE = {f"Person{letter}": "styrer" for letter in "ABCDEF"}
SECRET = "Vi bestemte målet sammen med dem"  # constructed
HOSTILE = "=1+1 <script>alert(1)</script> \\input{x} #let 🦉 \u202eabc\u202c a\u030a"
STUDY = Study(
    authors=(Author("Kari Konstruert Nordmann", "Høgskolen i Prøvevik", "0000-0002-1825-0097"), Author("Gruppa")),
    keywords=("barnehage",),
    doi="https://doi.org/10.5555/abc",
    contact="post@example.org",
    funder="Prøverådet",
)
CONFIG = Config(study=STUDY, package=PackageChoice(publisher="DataverseNO"))


def project(*, codings=True, people=PEOPLE, said=SECRET):
    texts = [make_source(f"{name}: {said} i dag.", id=f"s{n}", phase="1") for n, name in enumerate(people, 1)]
    texts = [
        type(one)(one.id, one.text, tuple(_named(turn) for turn in one.turns), one.marks, one.attributes)
        for one in texts
    ]
    corpus = make_corpus(*texts, roles=people)
    cues = (Cue("=målet", "nb"), Cue("sammen", "nb"))
    name, brief = Localised("Mål", "Mål", "Aim"), Localised("=SUM(A1)", "Kort", "Short")
    theme = Code("M", Localised("Tema", "Tema", "Theme"), brief=brief, definition=brief)
    example = Example("s1", said)
    code = Code("M1", name, "M", brief, brief, brief, brief, examples=(example,), cues=cues)
    book = Codebook("prøve", (theme, code), "1.0", attributes={"licence": "CC0", "made_by": "Kari Konstruert"})
    found = []
    if codings:
        for one in corpus:
            at = one.text.index(said)
            found.append(Coding(one.id, Span(at, at + len(said)), "M1", "kari"))
    return Project(corpus, book, CodingSet.of(found, [Coder("kari")] if codings else []))


def _named(turn):
    return type(turn)(turn.span, turn.speaker, turn.speaker, turn.language, turn.interviewer)


def edition(made=None, *, quote=True, reuse=True, blind=False, config=CONFIG, **more):
    material = Material(
        project() if made is None else made,
        quote if callable(quote) else lambda _: quote,
        reuse if callable(reuse) else lambda _: reuse,
        title="Prøve <b>",
        language="nb",
        day="2025-06-03",
        **more,
    )
    return Edition.of(material, config, blind=blind)


def document(*blocks):
    table = Table("Hvor ofte", ("Kode", "n"), ((HOSTILE, 3), (SECRET, float("nan")), ("-2", 1)), ("n = 5",))
    drawing = Drawing("søyler", "Søyler", "Fem søyler.", (4, 3), b"<svg/>", b"png", b"%PDF")
    given = blocks or (TableBlock("freq", table), TableBlock("freq", table), drawing)
    return Document("Vedlegg", "nb", (Section("frequencies", "F", tuple(given)),), notice="Pseudonymisert").counted()


FORMATS = {"appendix.html": b"<p>", "Vedlegg på norsk, den lange.docx": b"x"}


def files(made=None, doc=None, **more):
    with speaking("nb"):
        given = {"appendix": FORMATS, "notebooks": {"30_appendix.ipynb": b"{}"}} | more
        return package_files(made or edition(), doc or document(), **given)


def rows(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def graph(made):
    return {one["@id"]: one for one in json.loads(made["ro-crate-metadata.json"])["@graph"]}


def test_the_same_material_gives_the_same_bytes_twice():
    assert files() == files()
    assert as_zip(files()) == as_zip(files())


def test_every_name_fits_an_archive():
    made = files()
    check_names(made)
    assert {"tables/tab01_freq.csv", "tables/tab02_freq.csv", "figures/fig01_soeyler.pdf"} <= set(made)
    assert "appendix/Vedlegg_paa_norsk_de.docx" in made


def test_the_zip_opens_and_holds_the_same_files():
    made = files()
    with zipfile.ZipFile(io.BytesIO(as_zip(made))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == made
        assert {one.date_time[0] for one in archive.infolist()} == {1980}


def test_checksums_cover_all_files_but_themselves_and_those_of_the_crate():
    made = files()
    listed = dict(line.split("  ")[::-1] for line in made["checksums.sha256"].decode().splitlines())
    assert set(made) - set(listed) == {"checksums.sha256", "ro-crate-metadata.json", "ro-crate-preview.html"}
    assert all(hashlib.sha256(made[name]).hexdigest() == digest for name, digest in listed.items())


def test_yaml_gives_the_codebook_back(tmp_path):
    made = edition()
    path = tmp_path / "codebook.yaml"
    path.write_bytes(files(made)["codebook/codebook.yaml"])
    assert read_codebook(path).fingerprint == made.codebook.fingerprint


def test_workbook_and_csv_hold_the_same_codebook():
    made = files()
    book = openpyxl.load_workbook(io.BytesIO(made["codebook/codebook.xlsx"]))
    cells = list(book.worksheets[0].iter_rows(values_only=True))
    frame = pd.read_csv(io.BytesIO(made["codebook/codebook.csv"]), keep_default_na=False, dtype=str)
    assert tuple(frame.columns) == cells[0]
    at = cells[0].index("brief_nb")
    assert cells[2][at] == "=SUM(A1)"
    assert frame["brief_nb"][1] == "'=SUM(A1)"
    assert {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row if cell.value} == {"s"}


def test_formulas_in_tables_are_texts_and_numbers_stay_numbers():
    frame = pd.read_csv(io.BytesIO(files()["tables/tab01_freq.csv"]))
    assert frame["Kode"][0].startswith("'=1+1")
    assert frame["n"].tolist()[0] == 3
    assert str(frame["Kode"][2]) == "-2"
    assert frame["n"].isna().tolist() == [False, True, False]


def test_codings_are_places_without_words():
    made = files()
    found = rows(made["data/codings.csv"])
    assert len(found) == 6
    assert found[0] == {
        "text": "s1",
        "line": "1",
        "start": "9",
        "end": str(9 + len(SECRET)),
        "code": "M1",
        "coder": "kari",
        "kind": "person",
        "round": "1",
        "polarity": "",
    }
    assert SECRET.encode() not in made["data/codings.csv"]


def test_extracts_say_the_words_and_neither_role_nor_name():
    made = files()["data/extracts.csv"]
    found = rows(made)
    assert {one["words"] for one in found} == {SECRET}
    assert not any("role" in one for one in found)
    assert b"Person" not in made


def test_words_need_quotation_and_reuse():
    some = {"s1", "s2", "s3", "s4", "s5"}
    no_quote = files(edition(quote=lambda one: one.source != "s6"))
    assert {one["text"] for one in rows(no_quote["data/extracts.csv"])} == some
    assert len(rows(no_quote["data/codings.csv"])) == 6
    no_reuse = files(edition(reuse=lambda one: one.source != "s6"))
    assert {one["text"] for one in rows(no_reuse["data/extracts.csv"])} == some
    assert {one["text"] for one in rows(no_reuse["data/codings.csv"])} == some


def test_a_code_from_too_few_people_has_no_rows():
    made = files(edition(reuse=lambda one: one.source not in {"s5", "s6"}))
    assert rows(made["data/codings.csv"]) == rows(made["data/extracts.csv"]) == []


def test_an_example_stays_only_where_every_place_of_it_may_be_quoted_and_used_again():
    assert SECRET.encode() in files()["codebook/codebook.yaml"]
    for name in ("quote", "reuse"):
        made = files(edition(**{name: lambda one: one.source != "s4"}))
        assert not any(SECRET.encode() in made[f"codebook/codebook.{end}"] for end in ("csv", "yaml"))
        assert b"1 examples are left out" in made["ro-crate-metadata.json"]


def test_an_example_bears_the_published_name_of_its_text():
    made = files(edition(config=Config(text_ids="numbers")))
    assert b"(T01)" in made["codebook/codebook.csv"]
    assert b'source: "T01"' in made["codebook/codebook.yaml"]


def test_nobody_consents_and_no_word_is_in_the_data():
    made = files(edition(quote=False, reuse=False))
    for name, data in made.items():
        if not name.startswith("tables/"):
            assert SECRET.encode() not in data, name
    assert rows(made["data/extracts.csv"]) == []


def test_the_variant_without_texts_has_no_words_anywhere():
    cut = Table("Sitat", ("a",), ((f"«{SECRET} […]»",), ("kort",)), (f"Se: {SECRET}", SECRET))
    made = files(doc=document(TableBlock("q", cut, data=cut)), metadata_only=True)
    assert all(SECRET.encode() not in data for name, data in made.items() if name != "tables/tables.txt")
    assert not any(name.startswith(("data/", "appendix/", "notebooks/")) for name in made)
    assert {"codebook/codebook.yaml", "tables/tab01_q.csv", "00_ReadMe.txt", "ro-crate-metadata.json"} <= set(made)
    assert rows(made["tables/tab01_q.csv"]) == [{"a": "[words left out]"}, {"a": "kort"}]


def test_settings_can_leave_extracts_out():
    made = files(edition(config=Config(package=PackageChoice(extracts=False))))
    assert "data/codings.csv" in made
    assert "data/extracts.csv" not in made


def test_a_blind_package_names_nobody():
    made = files(edition(blind=True))
    for name, data in made.items():
        text = data.decode("utf-8", "replace").casefold()
        for secret in ("kari", "nordmann", "0000-0002", "prøvevik", "dataverseno", "prøverådet", "2025-06", "10.5555"):
            assert secret not in text.replace("dataverseno asks", ""), (name, secret)
    assert rows(made["data/codings.csv"])[0]["coder"] != "kari"
    assert graph(made)["./"]["datePublished"] == "2025"


def test_a_project_without_codings_makes_a_package():
    made = files(edition(project(codings=False)), Document("Vedlegg", "nb", ()))
    assert rows(made["data/codings.csv"]) == []
    assert b"nothing has been coded yet" in made["00_ReadMe.txt"]
    assert not any(name.startswith(("tables/", "figures/")) for name in made)


def test_a_project_with_nothing_at_all_makes_a_package():
    empty = Project(make_corpus(), Codebook("tom", ()), CodingSet.of([]))
    made = files(edition(empty, config=Config()), Document("Vedlegg", "nb", ()))
    assert "00_ReadMe.txt" in made
    as_zip(made)


def test_hostile_titles_break_no_file():
    config = Config(study=Study(title=HOSTILE + "\x00\ud800", keywords=("a:b", "- c", "\u2028")))
    drawing = Drawing(HOSTILE, HOSTILE, HOSTILE + "\r\n", (1, 1), b"s", b"p", b"d")
    made = files(edition(config=config), document(drawing, TableBlock("../..", Table(HOSTILE, (HOSTILE,), ()))))
    assert "<script>alert" not in made["ro-crate-preview.html"].decode()
    assert graph(made)["./"]["name"].startswith("=1+1 <script>")
    from ruamel.yaml import YAML

    assert YAML(typ="safe").load(made["CITATION.cff"].decode())["keywords"][1] == "- c"
    assert "\x00" not in made["00_ReadMe.txt"].decode()


def test_the_citation_has_authors_and_their_ids():
    from ruamel.yaml import YAML

    cited = YAML(typ="safe").load(files()["CITATION.cff"].decode())
    assert cited["authors"][0] == {
        "family-names": "Nordmann",
        "given-names": "Kari Konstruert",
        "affiliation": "Høgskolen i Prøvevik",
        "orcid": "https://orcid.org/0000-0002-1825-0097",
    }
    assert cited["authors"][1] == {"name": "Gruppa"}
    assert cited["doi"] == "10.5555/abc"
    assert str(cited["date-released"]) == "2025-06-03"


def test_the_readme_lists_every_file_and_variable():
    made = files()
    said = made["00_ReadMe.txt"].decode()
    for name in set(made) - {"00_ReadMe.txt", "ro-crate-metadata.json", "ro-crate-preview.html"}:
        assert f"\n  {name}\n" in said, name
    for heading in ("GENERAL", "SHARING", "DATA AND FILE", "METHODOLOGICAL", "SPECIFIC INFORMATION: data/extracts"):
        assert heading in said
    assert "  language: language of the words" in said
    assert "Number of rows: 6" in said
    assert "[to be filled in: " in said


def test_constraints_hold_versions_and_no_addresses():
    said = files()["constraints.txt"].decode()
    assert all(line.count("==") == 1 and "/" not in line and "@" not in line for line in said.splitlines())
    assert "numpy==" in said


# --- RO-Crate 1.2


def links(value):
    if isinstance(value, dict):
        if set(value) == {"@id"}:
            yield value["@id"]
    elif isinstance(value, list):
        for one in value:
            yield from links(one)


@pytest.mark.parametrize("made", [{}, {"metadata_only": True}], ids=["whole", "metadata only"])
def test_the_crate_keeps_what_version_1_2_demands(made):
    found = files(**made)
    data = json.loads(found["ro-crate-metadata.json"])
    entities = data["@graph"]
    known = {one["@id"]: one for one in entities}
    assert data["@context"] == "https://w3id.org/ro/crate/1.2/context"
    assert len(known) == len(entities)
    head = known["ro-crate-metadata.json"]
    assert head["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}
    assert (head["@type"], head["about"]) == ("CreativeWork", {"@id": "./"})
    root = known["./"]
    assert root["@type"] == "Dataset"
    assert all(root[name] for name in ("name", "description", "datePublished", "license"))
    # Flattened: nothing stands within another thing but links.
    for one in entities:
        for value in one.values():
            for part in value if isinstance(value, list) else [value]:
                assert not isinstance(part, dict) or set(part) == {"@id"}
            assert all(link in known or link.startswith("http") for link in links(value)), one["@id"]
    reached = {link for one in entities for key, value in one.items() if key != "@id" for link in links(value)}
    assert set(known) - reached <= {"ro-crate-metadata.json", "ro-crate-preview.html"}


def test_the_crate_lists_every_file_with_size_and_digest():
    made = files()
    known = graph(made)
    listed = {unquote(name): one for name, one in known.items() if one["@type"] == "File"}
    assert set(made) - set(listed) == {"ro-crate-metadata.json", "ro-crate-preview.html"}
    parts = set(links(known["./"]["hasPart"]))
    for name, one in listed.items():
        assert one["sha256"] == hashlib.sha256(made[name]).hexdigest()
        assert one["contentSize"] == str(len(made[name]))
        assert one["encodingFormat"] != "application/octet-stream"
        assert one["description"]
        assert one["@id"] in parts


def test_steps_tell_only_what_is_known():
    def steps(made):
        return [name.split("-")[-1] for name in graph(made) if name.startswith("#step-")]

    assert steps(files()) == ["import", "code", "analyse", "publish"]
    audit = Audit((AuditLine("raw", "records cleaned of names", 1, 1, 1),))
    assert "pseudonymise" in steps(files(edition(audit=audit)))
    assert steps(files(edition(project(codings=False)), Document("V", "nb", ()))) == ["import", "publish"]


def test_authors_are_people_with_their_ids():
    known = graph(files())
    person = known["https://orcid.org/0000-0002-1825-0097"]
    assert person["@type"] == "Person"
    assert known[person["affiliation"]["@id"]]["name"] == "Høgskolen i Prøvevik"
    assert known["#author-2"]["name"] == "Gruppa"


def test_who_can_be_asked_stands_with_the_first_author_and_one_thing_is_no_list():
    known = graph(files())
    assert known["https://orcid.org/0000-0002-1825-0097"]["contactPoint"] == {"@id": "#contact"}
    assert known["./"]["keywords"] == "barnehage"
    assert known["notebooks/"]["hasPart"] == {"@id": "notebooks/30_appendix.ipynb"}


def test_a_licence_in_words_is_no_address():
    config = Config(package=PackageChoice(licence="Bare etter avtale"))
    known = graph(files(edition(config=config)))
    assert known["./"]["license"] == {"@id": "#licence"}
    assert known["#licence"]["name"] == "Bare etter avtale"


def test_a_day_that_nobody_knows_is_said_to_be_unknown():
    material = Material(project(), lambda _: True, lambda _: True)
    root = graph(files(Edition.of(material, Config(codings=CodingChoice()))))["./"]
    assert root["datePublished"] == "1970-01-01"
    assert "not known" in root["description"]


def test_the_page_of_the_crate_lists_the_files_and_loads_nothing():
    made = files()
    page = made["ro-crate-preview.html"].decode()
    assert page.lower().startswith("<!doctype html>")
    assert all(f'href="{name}"' in page for name in made if not name.startswith("ro-crate"))
    assert "<script" not in page
    assert "src=" not in page
