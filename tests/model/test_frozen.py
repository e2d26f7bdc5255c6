"""Nobody changes a noun."""

import dataclasses
import pickle

import pytest

from fou_toolkit.model import (
    Code,
    Codebook,
    Corpus,
    Cue,
    Evidence,
    Example,
    FileReceipt,
    Localised,
    Mark,
    Participant,
    Receipt,
    Source,
    Span,
    Suggestion,
    Turn,
)

SPAN = Span(0, 4)
VALUES = [
    SPAN,
    Turn(SPAN, "Anne"),
    Mark(SPAN, "laughter"),
    Participant("Anne"),
    Source("s1", "makt", (Turn(SPAN),)),
    Corpus((Source("s1", "makt", (Turn(SPAN),)),), (Participant("Anne"),)),
    Localised("makt", "makt", "power"),
    Cue("makt"),
    Example("s1", "makt"),
    Code("M1", Localised("Makt"), cues=(Cue("makt"),)),
    Codebook("b", (Code("M1", Localised("Makt")),)),
    Evidence("makt", "makt", SPAN),
    Suggestion("a", "s1", SPAN, "M1", (Evidence("makt", "makt", SPAN),)),
    FileReceipt("s1.txt", "s1"),
    Receipt((FileReceipt("s1.txt", "s1"),)),
]
named = pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)


@named
def test_no_field_can_be_set_or_taken_away(value):
    for field in dataclasses.fields(value):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, field.name, None)
        with pytest.raises(dataclasses.FrozenInstanceError):
            delattr(value, field.name)


@named
def test_no_field_can_be_added(value):
    with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):
        value.something_new = 1


@named
def test_a_copy_with_nothing_changed_is_equal(value):
    assert dataclasses.replace(value) == value


@pytest.mark.parametrize(
    "value", [Source("s1", "makt"), Participant("Anne"), Codebook("b", ())], ids=["source", "person", "book"]
)
def test_attributes_that_nobody_gave_cannot_be_written_to(value):
    with pytest.raises(TypeError):
        value.attributes["genre"] = "logg"


SLOTTED = [value for value in VALUES if not isinstance(value, (Corpus, Codebook, Receipt))]


@pytest.mark.parametrize("value", SLOTTED, ids=lambda value: type(value).__name__)
def test_small_values_have_no_dictionary(value):
    assert not hasattr(value, "__dict__")


@pytest.mark.parametrize(
    "value", [Turn(SPAN, "Anne"), Cue("makt"), Suggestion("a", "s", SPAN, "M", ()), Receipt((FileReceipt("a"),))]
)
def test_values_survive_the_way_to_another_process(value):
    assert pickle.loads(pickle.dumps(value)) == value
