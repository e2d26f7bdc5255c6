"""Lines that may begin with a label, looked at one by one."""

import pytest

from fou_toolkit.sources._candidates import Candidate, Form, Kind, base_of, candidates, kind_of


def only(line: str) -> Candidate | None:
    return next(candidates([line]), None)


@pytest.mark.parametrize(
    ("line", "label", "form"),
    [
        ("I: Hva?", "I", Form.COLON),
        ("I:Hva?", "I", Form.TIGHT),
        ("I :  Hva?", "I", Form.COLON),
        ("Styrer (3.12): Ja", "Styrer (3.12)", Form.COLON),
        ("Åse M.: Ja", "Åse M.", Form.COLON),
        ("Kari/Per: Ja", "Kari/Per", Form.COLON),
        ("[SPEAKER_00]: Ja", "SPEAKER_00", Form.COLON),
        ("**Kari:** Ja", "Kari", Form.COLON),
        ("**Kari**: Ja", "Kari", Form.COLON),
        ("_I:_ Ja", "I", Form.COLON),
        ("**Kari** Ja", "Kari", Form.BOLD),
        ("Kari\tJa", "Kari", Form.TAB),
        ("Kari | Ja", "Kari", Form.CELL),
        ("SPEAKER_00", "SPEAKER_00", Form.ALONE),
        ("Kari Nordli   0:03", "Kari Nordli", Form.ALONE),
        ("00:00:03 Speaker 1", "Speaker 1", Form.ALONE),
        ("[00:12] - I: Hva?", "I", Form.COLON),
        ("12 I: Hva?", "I", Form.COLON),
        ("00:03\u00a0I: Hva?", "I", Form.COLON),
        ("#Kari: Ja", "Kari", Form.COLON),
    ],
)
def test_heads_of_turns(line: str, label: str, form: Form):
    found = only(line)

    assert found is not None
    assert (found.label, found.form) == (label, form)


@pytest.mark.parametrize(
    "line",
    [
        "https://example.no/kart",
        "C:\\lyd\\intervju.m4a",
        "Bemanning 1:3 for de små",
        "10:30",
        "- vikar: ingen",
        "«Ja»: sa hun",
        "En setning som er så lang at den ikke kan være noen etikett: nei",
        "😀: smil",
        "",
        "   ",
    ],
)
def test_lines_that_cannot_be(line: str):
    assert only(line) is None


def test_positions_in_the_line():
    line = "[00:12] **Kari:** [00:13] Ja"
    found = only(line)

    assert found is not None
    assert line[found.speech :] == "Ja"
    assert line[slice(*found.head)] == "**Kari:**"
    assert [line[slice(*span)] for span in found.stamps] == ["[00:12]", "[00:13]"]


def test_a_time_on_the_line_above_lies_before_the_line():
    lines = ["00:00:12", "Kari Nordli"]
    (found,) = candidates(lines)

    assert found.start_ms == 12_000
    assert "\n".join(lines)[9 + found.first :][:8] == "00:00:12"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Intervjuar", Kind.ROLE),
        ("PEDAGOGISK LEDER", Kind.ROLE),
        ("Assisterende styrer", Kind.ROLE),
        ("Avdelingsleiar", Kind.ROLE),
        ("Person 2", Kind.ROLE),
        ("IP12", Kind.ROLE),
        ("TK2", Kind.ID),
        ("KM", Kind.INITIALS),
        ("i", Kind.LOW),
        ("kari", Kind.LOW),
        ("Jon Are", Kind.NAME),
        ("Kari og Per", Kind.NAME),
        ("Dag", Kind.NAME),
        ("Dag 1", Kind.STOP),
        ("NB", Kind.STOP),
        ("Spørsmål 2", Kind.STOP),
        ("Så sa jeg", Kind.OTHER),
        ("Alt i alt", Kind.OTHER),
    ],
)
def test_what_labels_look_like(label: str, kind: Kind):
    assert kind_of(label) is kind


def test_bases():
    assert [base_of(label) for label in ("Inf. 2", "D1", "Informant B", "Kari (assistent)")] == [
        "inf", "d", "informant", "kari",
    ]  # fmt: skip
