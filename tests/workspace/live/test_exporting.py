"""Codings leave the project as files: read back without loss, and with the words of those only who may be quoted."""

import io
import json
from pathlib import Path

import openpyxl
import pytest

from fou_toolkit._i18n import set_language
from fou_toolkit.codings import read_codings
from fou_toolkit.errors import MaterialError, WriteError
from fou_toolkit.model import Coding, Consent, Span
from fou_toolkit.workspace.live.quotable import Quotable
from fou_toolkit.workspace.live.text_changes import store_consent
from fou_toolkit.workspace.people.erasing import outputs_of
from projects import ALL_SCOPES, SMALL_CORPUS, make_project, open_project

ENDINGS = [".csv", ".tsv", ".xlsx", ".parquet", ".jsonld", ".json"]
ANALYSIS = Consent("skjema", scopes=frozenset({"analysis"}))
SAID = "Og så måtte vi ha tillit til dem"


@pytest.fixture(autouse=True)
def english():
    set_language("en")
    yield
    set_language(None)


@pytest.fixture
def mixed(tmp_path):
    """Bo may be analysed and not quoted."""
    consents = dict.fromkeys(("Anne", "Siri", "Emil"), ALL_SCOPES) | {"Bo": ANALYSIS}
    with open_project(make_project(tmp_path / "p", consents=consents)) as ws:
        ws.code("samtale", "Ingen tok ansvar", "M2", polarity="hinders")
        ws.code("samtale", SAID, "T1", round=2)
        ws.code("samtale", 3, "M2")
        ws.code("tegn", "Ne\u0301i, 🇳🇴 sa tillit!", "T1")
        with open_project(ws.folder, "ola") as ola:
            ola.code("logg", "makt", "M1")
            ola.read_whole("tegn")
        yield ws


def facts(codings):
    return [(one, one.id) for one in codings], set(codings.coders), set(codings.pairs_read())


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("quotes", [True, False])
def test_what_is_written_is_read_back_without_loss(mixed, ending, quotes):
    path = mixed.folder / "out" / f"koder{ending}"
    path.parent.mkdir(exist_ok=True)
    done = mixed.export(path, quotes=quotes)
    snapshot = mixed.snapshot()
    assert facts(read_codings(path, corpus=snapshot.corpus)) == facts(snapshot.codings)
    assert done.caption == "5 codings written"
    assert [row[1:] for row in done.rows()] == [(5, 2 if quotes else 5)]
    words = everything_in(path)
    assert ("Ingen tok ansvar" in words) == quotes
    assert SAID not in words
    assert "Hvem har ansvar" not in words


def everything_in(path: Path) -> str:
    """Give all text in a file, also what is packed."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
        return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        return str(pq.read_table(path).to_pylist())
    text = path.read_text("utf-8-sig")
    return str(json.loads(text)) if path.suffix.startswith(".json") else text


def test_the_guard_is_what_keeps_words_in(mixed, monkeypatch):
    """Negative control: without it, the words of Bo are in the file."""
    monkeypatch.setattr(Quotable, "__call__", lambda *_: True)
    path = mixed.folder / "alt.csv"
    mixed.export(path)
    assert SAID in path.read_text("utf-8-sig")


def test_it_says_how_many_stand_there_without_words(mixed):
    done = mixed.export(mixed.folder / "a.csv")
    assert any(note.startswith("2 codings are written with their places only") for note in done.notes)
    assert mixed.export(mixed.folder / "b.csv", quotes=False).notes == ()
    assert "5 codings written" in str(done)
    assert len(done.headings) == len(done.columns)


def test_around_a_quotation_nobody_else_is_quoted(mixed):
    """What W3C annotations give around the words can be said by somebody who may not be quoted."""
    ws = mixed
    last = "lite av."
    ws.code("samtale", last, "T1")
    path = ws.folder / "a.jsonld"
    ws.export(path)
    items = json.loads(path.read_text())["first"]["items"]
    quotes = [one for item in items for one in item["target"]["selector"] if one["type"] == "TextQuoteSelector"]
    [end] = [one for one in quotes if one["exact"] == last]
    assert "suffix" not in end
    assert end["prefix"].endswith("tillit var det ")


def test_a_passage_of_several_people_needs_all_of_them(mixed):
    may = Quotable(mixed, mixed.snapshot().corpus)
    text = mixed.source("samtale").text

    def asked(first, last):
        span = Span(text.index(first), text.index(last) + len(last))
        return may(Coding("samtale", span, "M2", "kari"))

    assert asked("Hvem har", "ansvar her?")
    assert asked("I: Hvem har", "Vi tok ansvar")
    assert not asked("De hadde makt", "Bo: Vi")
    assert not asked("måtte vi", "tillit til dem")
    assert asked("Makt er", "Ingen tok")


def test_who_took_quotation_back_is_not_quoted_although_the_text_has_a_consent(mixed):
    store_consent(mixed, "logg", Consent("avtale", scopes=frozenset({"analysis", "quotation"})))
    coding = Coding("logg", Span(6, 12), "M1", "kari")
    assert Quotable(mixed, mixed.snapshot().corpus)(coding)
    mixed.act("participant.withdrawn", {"participant": mixed.person_uid("Anne"), "scope": "quotation"})
    assert not Quotable(mixed, mixed.snapshot().corpus)(coding)


def test_a_mention_of_a_child_is_not_quoted_without_a_consent_for_it(mixed):
    coding = Coding("samtale", Span(mixed.source("samtale").text.index("Makt er"), 190), "M2", "kari")
    assert Quotable(mixed, mixed.snapshot().corpus)(coding)
    mention = mixed.mention("samtale", "Makt er ikke", who="child", label="barn A")
    assert not Quotable(mixed, mixed.snapshot().corpus)(coding)
    mixed.consent(mention, basis="foresatte", scope=["quotation"])
    assert Quotable(mixed, mixed.snapshot().corpus)(coding)


def test_somebody_without_a_record_is_not_quoted(tmp_path):
    from fou_toolkit.model import Corpus
    from projects import GROUP, PEOPLE

    known = tuple(one for one in PEOPLE if one.pseudonym != "Bo")
    consents = dict.fromkeys(("Anne", "Siri"), ALL_SCOPES) | {"samtale": ANALYSIS}
    with open_project(make_project(tmp_path / "p", corpus=Corpus((GROUP,), known), consents=consents)) as ws:
        ws.code("samtale", SAID, "T1")
        ws.code("samtale", "Ingen tok ansvar", "M2")
        [(_, count, bare)] = ws.export(ws.folder / "a.csv").rows()
        assert (count, bare) == (2, 1)


def test_lines_of_one_coder_are_a_file_and_of_several_a_folder(mixed):
    with pytest.raises(WriteError, match="one coder") as caught:
        mixed.export(mixed.folder / "a.jsonl")
    assert "folder" in caught.value.hint
    assert not (mixed.folder / "a.jsonl").exists()
    folder = mixed.folder / "linjer"
    done = mixed.export(folder)
    assert sorted(path.name for path in folder.iterdir()) == ["kari.jsonl", "ola.jsonl"]
    assert len(tuple(done.rows())) == 2
    snapshot = mixed.snapshot()
    codings, _, read = facts(read_codings(folder, corpus=snapshot.corpus))
    assert sorted(codings, key=repr) == sorted(facts(snapshot.codings)[0], key=repr)
    assert read == set(snapshot.codings.pairs_read())
    with pytest.raises(WriteError, match="not empty"):
        mixed.export(folder)


def test_names_of_coders_that_are_no_names_of_files_get_files_all_the_same(tmp_path):
    with open_project(make_project(tmp_path / "p")) as ws:
        for name in ("../ola", "..-ola", "kari å", "KARI_Å"):
            with open_project(ws.folder, name) as handle:
                handle.code("logg", "makt", "M1")
        folder = tmp_path / "ut"
        ws.export(folder)
        assert len(list(folder.iterdir())) == 4
        assert set(read_codings(folder).coder_ids) == {"../ola", "..-ola", "kari å", "KARI_Å"}


def test_a_file_is_noted_so_that_a_withdrawal_finds_it(mixed, tmp_path):
    mixed.export(mixed.folder / "a.csv")
    outside = mixed.export(tmp_path / "ute.csv")
    assert [one.path for one in outputs_of(mixed).records] == ["a.csv"]
    assert any("outside of the project" in note for note in outside.notes)


def test_words_that_look_like_a_formula_stay_words(tmp_path):
    from builders import make_source
    from fou_toolkit.model import Corpus
    from projects import PEOPLE

    source = make_source("Anne: =1+1 er makt", "Anne: +47 @SUM", id="regn")
    with open_project(make_project(tmp_path / "p", corpus=Corpus((source,), PEOPLE))) as ws:
        ws.code("regn", "=1+1 er makt", "M1")
        ws.export(ws.folder / "a.xlsx")
        book = openpyxl.load_workbook(ws.folder / "a.xlsx")
        [cell] = [c for row in book["codings"].iter_rows() for c in row if c.value == "=1+1 er makt"]
        assert cell.data_type == "s"
        ws.export(ws.folder / "a.csv")
        corpus = ws.snapshot().corpus
        for name in ("a.xlsx", "a.csv"):
            assert list(read_codings(ws.folder / name, corpus=corpus)) == list(ws.snapshot().codings)


def test_what_is_not_in_the_snapshot_is_told(tmp_path):
    with open_project(make_project(tmp_path / "p", consents={"Emil": ALL_SCOPES})) as ws:
        ws.code("logg", "makt", "M1")
        done = ws.export(ws.folder / "a.csv")
        assert done.caption == "0 codings written"
        assert "2 texts have no consent and are left out." in done.notes
        assert not list(read_codings(ws.folder / "a.csv"))


@pytest.mark.parametrize("name", ["a.pdf", "nix/a.csv", "nix/mappe"])
def test_a_place_that_cannot_be_written_to_is_a_clear_error(mixed, name):
    with pytest.raises(WriteError):
        mixed.export(mixed.folder / name)
    assert not outputs_of(mixed).records


def test_without_a_codebook_nothing_is_written(tmp_path):
    with open_project(make_project(tmp_path / "p", book=None)) as ws:
        with pytest.raises(MaterialError):
            ws.export(ws.folder / "a.csv")
        assert not (ws.folder / "a.csv").exists()


def test_a_consent_for_the_text_lets_nobody_who_is_known_be_quoted(tmp_path):
    agreed = {"logg": ALL_SCOPES, "Anne": ANALYSIS}
    with open_project(make_project(tmp_path / "p", consents=agreed)) as ws:
        coding = Coding("logg", Span(6, 12), "M1", "kari")
        assert not Quotable(ws, ws.snapshot().corpus)(coding)
    agreed = {"logg": ALL_SCOPES}
    with open_project(make_project(tmp_path / "q", consents=agreed)) as ws:
        assert ws.present.people[ws.person_uid("Anne")].person.consent is None
        assert not Quotable(ws, SMALL_CORPUS)(coding)
