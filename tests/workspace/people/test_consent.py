"""Consents: by hand, from a table, and what is missing."""

import pytest

from fou_toolkit.errors import DataError, FouError, MaterialError, ReadError, UnknownIdError
from fou_toolkit.model import CONSENT_SCOPES
from fou_toolkit.workspace.people.consent_table import as_date, as_scopes, read_consents
from projects import SMALL_CORPUS, make_project, open_project

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def ws(tmp_path):
    with open_project(make_project(tmp_path / "p", consents={})) as opened:
        yield opened


def table(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "consent.csv"
    path.write_bytes(text.encode(encoding))
    return read_consents(path)


def test_a_text_is_in_snapshots_once_everybody_in_it_has_agreed(ws):
    assert not ws.snapshot().corpus.sources
    assert dict(ws.consents().left_out)["samtale"] == ("Anne", "Bo", "Siri")
    for name in ("Anne", "Bo"):
        ws.consent(name, basis="signed form", date="17.4.2024", scope="analyse; sitat")
    assert [one.id for one in ws.snapshot().corpus] == ["logg"]
    ws.consent("Siri", basis="public interest")
    assert {one.id for one in ws.snapshot().corpus} == {"logg", "samtale"}
    person = ws.present.people[ws.person_uid("Anne")].person
    assert person.consent.date == "2024-04-17"
    assert person.consent.scopes == {"analysis", "quotation"}


def test_a_later_consent_takes_the_place_of_an_earlier_one_and_can_be_undone(ws):
    ws.consent("Anne", basis="form")
    ws.consent("Anne", basis="form", scope=("reuse",))
    assert "logg" in dict(ws.consents().left_out)
    ws.undo()
    assert "logg" not in dict(ws.consents().left_out)


def test_the_list_says_what_is_missing(ws):
    ws.consent("Anne", basis="form", note="by phone")
    frame = ws.consents().to_frame().set_index("who")
    assert not frame.loc["Anne", "missing"]
    assert frame.loc["Bo", "missing"]
    assert ws.consents().caption == "1 consent is recorded, 3 are missing"
    assert any("samtale" in note and "Bo, Siri" in note for note in ws.consents().notes)
    assert [row[-1] for row in ws.consents().text_rows()] == ["", "missing", "missing", "missing"]


def test_those_who_have_left_are_counted_only(ws):
    ws.withdraw("Emil").apply()
    assert "Emil" not in ws.consents().to_frame()["who"].tolist()
    assert "1 person has left the project." in ws.consents().notes


@pytest.mark.parametrize(
    ("who", "options"),
    [
        ("Anne", {"basis": ""}),
        ("Anne", {"basis": "form", "date": "31.2.2024"}),
        ("Anne", {"basis": "form", "date": "i går"}),
        ("Anne", {"basis": "form", "scope": ("everything",)}),
        ("Anne", {"basis": "form", "scope": ()}),
        ("samtale", {"basis": "form"}),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_stored(ws, who, options):
    before = ws.store.count_events()
    with pytest.raises(DataError):
        ws.consent(who, **options)
    assert ws.store.count_events() == before


def test_an_unknown_name_says_which_one_is_near(ws):
    with pytest.raises(UnknownIdError, match="Did you mean «Siri»"):
        ws.consent("Sri", basis="form")


def test_a_text_of_nobody_known_has_a_consent_of_its_own(tmp_path):
    from builders import make_corpus

    with open_project(make_project(tmp_path / "p", corpus=make_corpus("Bare en tekst."), consents={})) as ws:
        assert ws.consents().left_out == (("s1", ("s1",)),)
        ws.consent("s1", basis="public interest")
        assert ws.consents().left_out == ()
        assert ws.consents().to_frame()["what"].tolist() == ["text"]


def test_dates_are_read_as_people_write_them():
    assert (
        as_date(" 17.4.2024 ")
        == as_date("17. 4. 2024")
        == as_date("2024-4-17")
        == as_date("2024-04-17")
        == "2024-04-17"
    )
    assert as_date("") == ""


def test_scopes_are_read_in_three_languages():
    assert as_scopes("analyse, SITAT;gjenbruk ; medforskere") == frozenset(CONSENT_SCOPES)
    assert as_scopes("analyse; sitering; attbruk; medforskarar") == frozenset(CONSENT_SCOPES)
    assert as_scopes("; ".join(CONSENT_SCOPES)) == as_scopes("alle") == frozenset(CONSENT_SCOPES)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_is_read_from_excel_too(tmp_path, encoding):
    text = "sep=;\r\nDeltaker;Grunnlag;Dato;Omfang\r\nRagnhild Ås;skjema på papir;17.4.2024;analyse, sitat\r\n\r\nloggæøå;ja;;alle\r\n"
    [(who, consent), (text_id, other)] = table(tmp_path, text, encoding)
    assert (who, consent.basis, consent.date) == ("Ragnhild Ås", "skjema på papir", "2024-04-17")
    assert consent.scopes == {"analysis", "quotation"}
    assert (text_id, other.scopes) == ("loggæøå", frozenset(CONSENT_SCOPES))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("who,scope\nA,analysis\nB,everything\n", "line 3"),
        ("who,scope\n,analysis\n", "line 2"),
        ("who,scope,date\nA,analysis,17/4\n", "line 2"),
        ("who,scope,date\nA,analysis\n", "line 2"),
        ("who,scope\nA,analysis\nA,quotation\n", "line 3"),
        ("who,scope\nA,\n", "line 2"),
    ],
)
def test_a_wrong_row_is_named_with_its_line(tmp_path, text, line):
    with pytest.raises(DataError, match=line):
        table(tmp_path, text)


def test_all_wrong_rows_are_named_at_once(tmp_path):
    with pytest.raises(DataError, match=r"(?s)line 2.*line 3"):
        table(tmp_path, "who,scope\nA,x\nB,y\n")


def test_what_is_no_table_of_consents_is_refused(tmp_path):
    with pytest.raises(ReadError):
        table(tmp_path, "navn,alder\nA,1\n")
    with pytest.raises(ReadError):
        table(tmp_path, "")
    with pytest.raises(MaterialError):
        read_consents(tmp_path / "none.csv")
    (tmp_path / "consent.csv").write_bytes(b"PK\x03\x04 no text")
    with pytest.raises(FouError):
        read_consents(tmp_path / "consent.csv")


def test_taking_in_reads_the_table_beside_the_texts(tmp_path):
    folder = make_project(tmp_path / "p", corpus=type(SMALL_CORPUS)((), ()), consents={})
    (folder / "corpus/a.txt").write_text("I: Hva?\nAnne: Ja, det.\nI: Nei?\nAnne: Ikke det.\n", encoding="utf-8")
    (folder / "corpus/participants.csv").write_text(
        "label,pseudonym,interviewer\nAnne,Anne,nei\nI,Kim,ja\n", encoding="utf-8"
    )
    (folder / "corpus/consent.csv").write_text(
        "who,basis,scope\nAnne,form,analysis\nOla,form,all\n".replace("all", "alle"), encoding="utf-8"
    )
    with open_project(folder) as ws:
        plan = ws.take_in()
        assert "in no text yet: Ola" in str(plan)
        plan.apply()
        assert ws.consents().left_out == ()
        assert ws.take_in().is_empty
        # What was withdrawn does not come back by way of the table.
        ws.withdraw("Anne", scope="quotation").apply()
        (folder / "corpus/consent.csv").write_text("who,basis,scope\nAnne,form,alle\n", encoding="utf-8")
        ws.take_in().apply()
        assert "quotation" not in ws.present.people[ws.person_uid("Anne")].person.consent.scopes


def test_a_wrong_table_stops_taking_in(tmp_path):
    folder = make_project(tmp_path / "p")
    (folder / "corpus/a.txt").write_text("Ja.", encoding="utf-8")
    (folder / "corpus/consent.csv").write_text("who,scope\nAnne,everything\n", encoding="utf-8")
    with open_project(folder) as ws, pytest.raises(DataError, match="line 2"):
        ws.take_in()
