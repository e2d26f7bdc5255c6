"""Children and others who are spoken of."""

import pytest

from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Span
from fou_toolkit.workspace.people.traces import find_traces
from projects import make_project, open_project

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def folder(tmp_path):
    return make_project(tmp_path / "p")


@pytest.fixture
def ws(folder):
    with open_project(folder) as opened:
        yield opened


def test_a_mention_is_noted_with_a_consent_of_its_own(ws):
    mention = ws.mention("samtale", "Ingen tok ansvar.", who="child", label="child A", note="four years old")
    [one] = ws.mentions()
    assert (one.id, one.source, one.who, one.label, one.consent) == (mention, "samtale", "child", "child A", None)
    assert ws.source("samtale").text[one.span.start : one.span.end] == "Ingen tok ansvar."
    ws.consent(mention, basis="guardians", scope="analysis")
    [one] = ws.mentions()
    assert one.consent.scopes == {"analysis"}
    assert "mention" in ws.consents().to_frame()["what"].tolist()
    assert any("confidentiality" in note for note in ws.mentions().notes)
    assert ws.verify().ok


def test_a_note_can_be_taken_away_and_undone(ws):
    mention = ws.mention("samtale", 3)
    ws.remove_mention(mention)
    assert len(ws.mentions()) == 0
    ws.undo()
    assert [one.id for one in ws.mentions()] == [mention]


def test_a_wrong_kind_text_or_id_is_refused(ws):
    with pytest.raises(DataError):
        ws.mention("samtale", 1, who="dog")
    with pytest.raises(DataError):
        ws.mention("samtale", "not there")
    with pytest.raises(UnknownIdError):
        ws.mention("none", 1)
    with pytest.raises(UnknownIdError):
        ws.remove_mention("none")
    with pytest.raises(UnknownIdError):
        ws.erase_mention("none")


def test_erasing_a_mention_cuts_its_passage_and_nothing_else(folder, ws):
    before = ws.source("samtale")
    kept = ws.code("samtale", "Vi tok ansvar for dette. Og så", "M2")
    cut = ws.code("samtale", "Makt er ikke noe", "M1")
    wide = ws.code("samtale", before.turns[3].span, "M2")
    mention = ws.mention("samtale", "Makt er ikke noe vi snakker om.", who="child", label="gutten Kvælosk")
    ws.consent(mention, basis="foresatte")
    turns = len(before.turns)
    result = ws.erase_mention(mention).apply()
    assert result.clean, str(result)
    text = ws.source("samtale").text
    assert text == before.text.replace("Makt er ikke noe vi snakker om.", "[slettet]")
    assert len(ws.source("samtale").turns) == turns
    quotes = {one.id: text[one.span.start : one.span.end] for one in ws.snapshot().codings}
    assert quotes[kept] == "Vi tok ansvar for dette. Og så"
    assert cut not in quotes
    assert quotes[wide] == "[latter] Ingen tok ansvar."
    assert len(ws.mentions()) == 0
    assert ws.verify().ok
    found = find_traces(folder, ["ikke noe vi snakker om", "gutten Kvælosk"])
    assert found.clean, list(found.rows())


def test_a_mention_moves_with_the_text_and_stays_when_somebody_else_leaves(ws):
    before = ws.source("samtale").text
    ws.mention("samtale", "Ingen tok ansvar.", label="child A")
    ws.withdraw("Anne").apply()
    [one] = ws.mentions()
    assert one.span != Span(before.index("Ingen"), before.index("Ingen") + 17)
    assert ws.source("samtale").text[one.span.start : one.span.end] == "Ingen tok ansvar."


def test_a_mention_is_erased_once(ws):
    mention = ws.mention("samtale", "Ingen tok ansvar.")
    ws.mention("samtale", "Hvem har ansvar her?")
    ws.erase_mention(mention).apply()
    assert len(ws.mentions()) == 1
    with pytest.raises(UnknownIdError):
        ws.erase_mention(mention)
