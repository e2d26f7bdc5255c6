"""`fou consent`, `mention`, `withdraw`."""

import pytest

from fou_toolkit.workspace import open_workspace


def people(folder):
    with open_workspace(folder, coder="kari") as opened:
        return set(opened.present.person_uids)


@pytest.mark.usefixtures("stored")
def test_consents_are_listed_and_recorded(fou, as_json):
    assert "Ronja" in fou("consent").out
    given = as_json("consent", "Kim", "--basis", "skjema", "--date", "17.4.2024", "--scope", "analysis")
    row = next(row for row in given["rows"] if row["who"] == "Kim")
    assert row["date"] == "2024-04-17"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("consent", "Ingen", "--basis", "skjema"), 1),
        (("consent", "Kim", "--basis", "skjema", "--scope", "tull"), 1),
        (("consent", "Kim", "--basis", "skjema", "--date", "i går"), 1),
        (("consent", "Kim"), 2),
        (("consent", "--basis", "skjema"), 2),
        (("withdraw", "Ingen"), 1),
        (("mention", "eksempel"), 2),
        (("mention", "eksempel", "finnes ikke i teksten"), 1),
        (("mention", "eksempel", "bestemt", "--who", "hund"), 1),
        (("mention", "--remove", "ingen"), 1),
        (("mention", "--remove", "a", "--erase", "b"), 2),
    ],
)
@pytest.mark.usefixtures("stored")
def test_bad_input_is_refused(fou, arguments, code):
    done = fou(*arguments)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith("Error: ")


@pytest.mark.usefixtures("coding")
def test_a_withdrawal_is_shown_in_groups_and_asked_about(fou, stored):
    shown = fou("withdraw", "Ronja")
    assert shown.code == 1
    assert "text that goes as a whole:\n  eksempel\n" in shown.out
    assert "! This cannot be undone." in shown.out
    assert "Ronja" in people(stored)


def test_ctrl_c_at_the_question_is_no(fou, stored, says):
    says(KeyboardInterrupt)
    done = fou("withdraw", "Ronja")
    assert (done.code, done.out.endswith("Nothing was done.\n")) == (0, True)
    assert "Ronja" in people(stored)


@pytest.mark.usefixtures("coding")
def test_a_withdrawal_erases_and_tells_what_was_searched(fou, stored):
    done = fou("withdraw", "Ronja", "--yes")
    assert done.code == 0
    assert "no trace was found" in done.out
    assert "Ronja" not in people(stored)
    assert fou("history").out.count("Ronja") == 0
    assert fou("verify").code == 0


def test_a_withdrawal_as_json_shows_and_then_tells_what_was_done(as_json, stored):
    plan = as_json("withdraw", "Ronja")
    assert plan["done"] is False
    assert plan["result"] is None
    assert "Ronja" in people(stored)
    done = as_json("withdraw", "Ronja", "--yes")
    assert done["done"] is True
    assert done["result"]["notes"]


def test_withdrawing_quotation_keeps_the_texts(fou, stored):
    assert fou("withdraw", "Ronja", "--quotation", "--yes").code == 0
    assert "Ronja" in people(stored)


def test_a_mention_is_noted_removed_and_erased(fou, as_json, stored):
    noted = as_json("mention", "eksempel", "bestemt", "--who", "child", "--label", "barn A")["rows"][0]["mention"]
    assert "fou undo" in fou("mention", "--remove", noted).out
    assert as_json("mention")["rows"] == []
    again = as_json("mention", "eksempel", "bestemt")["rows"][0]["mention"]
    assert fou("mention", "--erase", again).code == 1
    assert fou("mention", "--erase", again, "--yes").code == 0
    with open_workspace(stored) as opened:
        assert "bestemt" not in opened.source("eksempel").text
