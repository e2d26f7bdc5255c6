"""Who is compared with whom."""

import numpy as np
import pytest

from builders import make_corpus
from fou_toolkit.analysis.words.sides import sides_of
from fou_toolkit.errors import DataError, UnknownIdError


def said(side):
    return [side.among.index.form(word) for word in np.flatnonzero(side.among.words).tolist()]


def chosen(corpus, other=None, by=None, a=None, b=None, where=None, interviewer=False):
    return sides_of(corpus, other, by, (a, b), where=where, interviewer=interviewer)


def test_values_of_an_attribute(corpus):
    one, two = chosen(corpus, by="role", a="styrer", b="assistent")
    assert (one.name, two.name) == ("styrer", "assistent")
    assert said(one)[:3] == ["vi", "har", "makt"]
    assert said(two)[:3] == ["jeg", "tar", "ansvar"]


def test_without_the_other_value_all_others_are_meant(corpus):
    one, two = chosen(corpus, by="phase", a=["1"])
    assert (one.name, two.name) == ("phase 1", "all others")
    assert "power" in said(two)
    assert "hvem" not in said(one)


def test_several_things_can_be_asked_of_a_side(corpus):
    one, two = chosen(corpus, a={"role": "assistent", "phase": "1"}, b={"role": "assistent", "phase": "2"})
    assert one.name == "assistent, 1"
    assert said(two) == ["ingen", "makt"]


def test_two_corpora(corpus):
    one, two = chosen(corpus, make_corpus("Rom og tid."))
    assert (one.name, two.name) == ("first corpus", "second corpus")
    assert said(two) == ["rom", "og", "tid"]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"by": "role"},
        {"a": "styrer"},
        {"by": "role", "b": "styrer"},
        {"a": {"role": "styrer"}, "b": "assistent"},
        {"by": "role", "a": "styrer", "b": "styrer"},
        {"a": {"role": "styrer"}, "b": {"phase": "1"}},
    ],
)
def test_what_is_not_said_or_said_twice_is_refused(corpus, options):
    with pytest.raises(DataError):
        chosen(corpus, **options)


def test_two_corpora_and_values_do_not_go_together(corpus):
    with pytest.raises(DataError, match="two corpora"):
        chosen(corpus, corpus, by="role", a="styrer")


def test_a_value_that_nobody_has_is_refused(corpus):
    with pytest.raises(UnknownIdError, match="rektor"):
        chosen(corpus, by="role", a="rektor")
