"""What a coder may mark: overlapping units, touching units, and texts that were not looked at."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.analysis.agreement.continuum import Continuum
from fou_toolkit.analysis.agreement.unitizing import (
    cu_alpha,
    tallies,
    tallies_by_category,
    u_alpha,
    unitizing_alpha_2004,
    unitizing_coincidences,
)
from fou_toolkit.errors import DataError

OTHER = ("b", 0, 12, "x")


def own(units, **bounds) -> list[float]:
    return tallies(Continuum.of([*units, OTHER], **bounds)).own[0].tolist()


def test_overlapping_units_of_one_coder_and_category_count_as_their_union():
    assert own([("a", 0, 5, "x"), ("a", 3, 9, "x")]) == own([("a", 0, 9, "x")]) == [81 + 144, 3]
    assert own([("a", 0, 9, "x"), ("a", 3, 5, "x"), ("a", 8, 11, "x")]) == own([("a", 0, 11, "x")])
    assert own([("a", 2, 9, "x"), ("a", 2, 9, "x")]) == own([("a", 2, 9, "x")])


def test_touching_units_stay_apart():
    assert own([("a", 0, 5, "x"), ("a", 5, 9, "x")]) == [25 + 16 + 144, 3]
    assert own([("a", 0, 5, "x"), ("a", 5, 9, "x"), ("a", 6, 8, "x")]) == [25 + 16 + 144, 3]


def test_units_of_different_coders_documents_or_categories_are_not_joined():
    units = [("a", 0, 5, "x", 1), ("a", 3, 9, "x", 2), ("b", 2, 7, "x", 1), ("b", 2, 7, "y", 2), ("a", 4, 6, "x", 1)]
    found = tallies(Continuum.of(units))
    assert found.own[:, :2].tolist() == [[36 + 25, 0], [36, 25]]


units = st.tuples(st.sampled_from("ab"), st.integers(0, 14), st.integers(1, 6), st.sampled_from([1, 2]))


@given(st.lists(units, max_size=12))
def test_units_that_overlap_at_will_count_as_what_they_cover(drawn):
    """Place by place: what covers two places that lie side by side joins them."""
    bounds = {1: (0, 20), 2: (0, 20)}
    rows = [(coder, start, start + size, "x", text) for coder, start, size, text in drawn]
    joined = []
    for coder, text in {(coder, text) for coder, _, _, text in drawn}:
        mine = [(start, start + size) for other, start, size, place in drawn if (other, place) == (coder, text)]
        covered = [any(start <= at < stop for start, stop in mine) for at in range(21)]
        bridged = [any(start < at < stop for start, stop in mine) for at in range(21)]
        starts = [at for at in range(20) if covered[at] and not bridged[at]]
        for start in starts:
            stop = next(at for at in range(start + 1, 21) if not covered[at] or not bridged[at])
            joined.append((coder, start, stop, "x", text))
    one = Continuum.of(rows, bounds=bounds, coders="ab")
    two = Continuum.of(joined, bounds=bounds, coders="ab")
    assert not two.overlaps
    assert tallies(one).own.tolist() == tallies(two).own.tolist()
    assert tallies(one).same.tolist() == tallies(two).same.tolist()
    assert tallies(one).joint_own.tolist() == tallies(two).joint_own.tolist()
    assert unitizing_alpha_2004(one).observed.tolist() == pytest.approx(unitizing_alpha_2004(two).observed.tolist())
    assert unitizing_alpha_2004(one).expected.tolist() == pytest.approx(unitizing_alpha_2004(two).expected.tolist())


CLASH = [("anna", 0, 5, "trust"), ("anna", 4, 9, "power"), ("berit", 0, 5, "trust")]


@pytest.mark.parametrize("figure", [u_alpha, cu_alpha, tallies, unitizing_coincidences])
def test_two_codes_of_one_coder_at_one_place_are_refused(figure):
    with pytest.raises(DataError, match="anna gave the same place two codes: trust and power") as caught:
        figure(Continuum.of(CLASH))
    assert "having" in caught.value.hint
    assert "tallies_by_category" in caught.value.hint


def test_a_clash_in_a_later_document_is_found():
    rows = [("a", 0, 5, "x", 1), ("b", 0, 9, "y", 1), ("b", 2, 9, "x", 2), ("b", 3, 4, "y", 2)]
    with pytest.raises(DataError, match="b gave the same place two codes: x and y"):
        tallies(Continuum.of(rows))


def test_codes_that_overlap_can_be_looked_at_one_by_one_or_as_one():
    clash = Continuum.of(CLASH)
    assert u_alpha(tallies_by_category(clash).pooled()).tolist() == pytest.approx(
        [u_alpha(clash.having("trust")), u_alpha(clash.having("power"))]
    )
    assert tallies(clash.having("trust", "power")).own[0].tolist() == [81 + 25, 4]


def test_a_unit_in_a_text_its_coder_has_not_looked_at_is_refused():
    found = Continuum.of([("a", 0, 4, "x"), ("b", 0, 4, "x")])
    with pytest.raises(DataError, match="b marked something in a text that they have not looked at"):
        tallies(replace(found, looked=np.array([[True], [False]])))


def test_positions_may_be_whole_numbers_or_fractions():
    whole = Continuum.of([("a", 0, 3, "x"), ("a", 5, 8, "y"), ("b", 1, 3, "x"), ("b", 4, 9, "y")], bounds=(0, 12))
    cut = Continuum.of(
        [("a", 0.0, 0.3, "x"), ("a", 0.5, 0.8, "y"), ("b", 0.1, 0.3, "x"), ("b", 0.4, 0.9, "y")], bounds=(0.0, 1.2)
    )
    assert tallies(cut).total[0].tolist() == pytest.approx((tallies(whole).total[0] / 10).tolist())
    assert tallies(cut).joint_own[0].tolist() == pytest.approx((tallies(whole).joint_own[0] / 100).tolist())
    assert cu_alpha(cut) == pytest.approx(cu_alpha(whole))
