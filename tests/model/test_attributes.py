"""Names and values that never change."""

import copy
import pickle

import pytest

from fou_toolkit.model import Participant, Source
from fou_toolkit.model.attributes import Attributes


def test_attributes_are_equal_to_a_dictionary_of_the_same():
    assert Attributes({"phase": "1"}) == {"phase": "1"}


def test_equal_attributes_have_one_hash():
    assert hash(Attributes({"a": "1", "b": "2"})) == hash(Attributes({"b": "2", "a": "1"}))


def test_attributes_cannot_be_changed():
    with pytest.raises(TypeError):
        Attributes({"phase": "1"})["phase"] = "2"


@pytest.mark.parametrize("again", [copy.deepcopy, lambda thing: pickle.loads(pickle.dumps(thing))])
@pytest.mark.parametrize(
    "thing", [Source("a", "Ja.", attributes={"phase": "1"}), Participant("Mona", attributes={"x": "y"})]
)
def test_what_has_attributes_can_be_copied_and_pickled(thing, again):
    assert again(thing) == thing


def test_a_source_does_not_change_with_the_dictionary_it_was_made_from():
    given = {"phase": "1"}
    source = Source("a", "Ja.", attributes=given)
    given["phase"] = "2"
    assert source.attributes["phase"] == "1"
