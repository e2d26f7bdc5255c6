"""How many people there are in each group, and which groups are hidden."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.appendix.head_counts import head_counts
from study_editions import EMPTY, crowd

pytestmark = pytest.mark.usefixtures("english")


def _counts(*groups, smallest=5):
    return {(one.by, one.value or one.merged): one.people for one in head_counts(crowd(*groups).corpus, smallest)}


def test_groups_of_enough_people_are_counted():
    assert _counts(("styrer", "", "", 5), ("assistent", "", "", 7)) == {
        ("role", "assistent"): 7,
        ("role", "styrer"): 5,
    }


def test_a_small_group_takes_the_next_smallest_along():
    found = _counts(("styrer", "", "", 2), ("assistent", "", "", 7), ("student", "", "", 9))
    assert found == {("role", "student"): 9, ("role", ("assistent", "styrer")): 9}


def test_a_level_does_not_give_a_role_away_and_goes_before_the_role():
    # 8 on a level, of which 6 are shown as a role: the other role would be known.
    found = _counts(
        ("assistent", "avdeling", "", 6),
        ("fagarbeider", "avdeling", "", 2),
        ("styrer", "barnehage", "", 3),
        ("eier", "barnehage", "", 5),
        ("student", "individ", "", 9),
    )
    assert found == {
        ("role", "assistent"): 6,
        ("role", "eier"): 5,
        ("role", "student"): 9,
        ("role", ("fagarbeider", "styrer")): 5,
        ("level", "individ"): 9,
        ("level", ("avdeling", "barnehage")): 16,
    }


def test_of_too_few_people_nothing_is_shown():
    found = _counts(("styrer", "barnehage", "Granly", 2), ("assistent", "avdeling", "Granly", 2))
    assert found
    assert set(found.values()) == {None}


def test_nothing_known_gives_nothing():
    assert head_counts(EMPTY.corpus, 5) == ()
    assert _counts(("", "", "", 7)) == {}


_group = st.tuples(
    st.sampled_from(["a", "b", "c", ""]),
    st.sampled_from(["x", "y"]),
    st.sampled_from(["m", "n", ""]),
    st.integers(1, 7),
)


@given(st.lists(_group, min_size=1, max_size=6), st.integers(2, 5))
def test_no_sum_or_difference_of_shown_numbers_gives_a_small_group(groups, smallest):
    project = crowd(*groups, smallest=smallest)
    people = project.corpus.participants
    total = len(people)
    truth = {}
    for by in ("role", "level", "site"):
        for value in {getattr(one, by) for one in people}:
            truth[by, value or "not known"] = np.array([getattr(one, by) == value for one in people], float)
    shown = [np.ones(total)] if total >= smallest else []
    for one in head_counts(project.corpus, smallest):
        if one.people is None:
            continue
        members = sum(truth[one.by, value] for value in (one.merged or (one.value,)))
        assert one.people == members.sum()
        assert one.people >= smallest
        shown.append(members)
    # Plain differences of any two or three shown numbers, one by one.
    for count in (1, 2, 3):
        for chosen in itertools.combinations(shown, count):
            for signs in itertools.product((1, -1), repeat=count):
                made = sum(sign * one for sign, one in zip(signs, chosen, strict=True))
                for members in truth.values():
                    assert not (0 < members.sum() < smallest and (made == members).all())
