"""Fields at the top of a transcript look like turns."""

import pytest

from fou_toolkit.sources.turns import find_labels

TURNS = ["I: Hva?", "R: Ja.", "I: Mm.", "R: Nei."]


@pytest.mark.parametrize(
    "header",
    [
        ["Dato: 3. mars", "Intervjuer: Eivind", "Informant: Ragna", ""],
        ["Intervju 4", "Intervjuer: E.", "Informant: styrer, 52 år", "Transkribert av: student B", ""],
        ["Intervjuer: Eivind", "Informant: Ragna", ""],
        ["Dato: 3. mars", "Intervjuer: Eivind"],
    ],
)
def test_fields_are_no_turns(header: list[str]):
    assert [one.line for one in find_labels([*header, *TURNS]).labels] == [len(header) + n for n in range(4)]


def test_fields_with_the_labels_of_the_turns_are_none_either():
    lines = ["Intervjuer: Eivind", "Styrer: Ragna", "Dato: 3. mars", ""]
    lines += ["Intervjuer: Hva?", "Styrer: Ja.", "Intervjuer: Nei.", "Styrer: Jo."]

    assert [one.line for one in find_labels(lines).labels] == [4, 5, 6, 7]


def test_turns_at_the_top_are_turns():
    lines = ["Intervjuer: Hei.", "", "Styrer: Hei.", "", "Intervjuer: Går det bra?", "", "Styrer: Ja."]

    assert len(find_labels(lines).labels) == 4
