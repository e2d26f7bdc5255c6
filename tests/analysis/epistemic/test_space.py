"""Networks as points: what has to hold whatever the data."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import pearsonr, spearmanr

from fou_toolkit.analysis.epistemic.space import normalised, space_of
from fou_toolkit.analysis.epistemic.stanzas import pairs_of

CODES = 4
ONE, OTHER = pairs_of(CODES)
NETWORKS = st.lists(st.lists(st.integers(0, 5), min_size=ONE.size, max_size=ONE.size), min_size=4, max_size=9).map(
    lambda rows: np.array(rows, np.float64)
)


def placed(networks):
    return space_of(networks, ONE, OTHER, CODES)


def clear(networks):
    """Whether the first three directions differ in weight, so that the axes are the only ones possible."""
    known = normalised(networks[networks.any(axis=1)])
    lengths = np.linalg.svd(known - known.mean(axis=0), compute_uv=False) if len(known) else np.zeros(0)
    return lengths.size >= 3 and lengths[1] > 1e-3 and min(lengths[0] - lengths[1], lengths[1] - lengths[2]) > 1e-3


@given(NETWORKS)
def test_networks_have_length_one_or_none(networks):
    length = np.linalg.norm(normalised(networks), axis=1)
    assert length == pytest.approx(networks.any(axis=1).astype(float))


@given(NETWORKS)
def test_points_are_centred_and_explain_what_numpy_says(networks):
    assume(clear(networks))
    space = placed(networks)
    there = networks.any(axis=1)
    known = normalised(networks)[there]
    assert np.nanmean(space.points, axis=0) == pytest.approx([0, 0], abs=1e-9)
    assert np.isnan(space.points).any(axis=1).tolist() == (~there).tolist()
    left, lengths, _ = np.linalg.svd(known - known.mean(axis=0), full_matrices=False)
    assert np.abs(space.points[there]) == pytest.approx(np.abs(left[:, :2] * lengths[:2]), abs=1e-9)
    assert space.explained == pytest.approx(lengths[:2] ** 2 / (lengths**2).sum())


@given(NETWORKS)
def test_axes_stand_upright_on_each_other(networks):
    space = placed(networks)
    used = space.axes.any(axis=0)
    assert space.axes.T @ space.axes == pytest.approx(np.diag(used.astype(float)), abs=1e-9)
    for axis in np.flatnonzero(used):
        assert space.axes[np.abs(space.axes[:, axis]).argmax(), axis] > 0


@given(NETWORKS, st.integers(2, 5))
def test_who_says_more_of_the_same_stands_at_the_same_place(networks, times):
    assume(clear(networks))
    more = networks.copy()
    more[0] *= times
    assert placed(more).points == pytest.approx(placed(networks).points, abs=1e-7, nan_ok=True)


@given(NETWORKS)
def test_silent_units_change_nothing(networks):
    assume(clear(networks))
    silent = np.vstack([networks, np.zeros(ONE.size)])
    found, other = placed(silent), placed(networks)
    assert found.points[:-1] == pytest.approx(other.points, abs=1e-9, nan_ok=True)
    assert found.nodes == pytest.approx(other.nodes, abs=1e-7, nan_ok=True)
    assert np.isnan(found.points[-1]).all()


@given(NETWORKS)
def test_no_places_of_codes_bring_centroids_nearer_to_points(networks):
    space = placed(networks)
    there = networks.any(axis=1)
    sphere = normalised(networks)[there]
    weights = np.zeros((there.sum(), CODES))
    for pair, (a, b) in enumerate(zip(ONE, OTHER, strict=True)):
        weights[:, a] += sphere[:, pair] / 2
        weights[:, b] += sphere[:, pair] / 2
    weights = weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-12)
    assert weights @ np.nan_to_num(space.nodes) == pytest.approx(space.centroids[there], abs=1e-9)
    # What is left over has nothing in common with any code.
    assert weights.T @ (space.points[there] - space.centroids[there]) == pytest.approx(np.zeros((CODES, 2)), abs=1e-8)


def test_goodness_of_fit_is_scipys():
    networks = np.random.default_rng(3).integers(0, 6, (12, ONE.size)).astype(float)
    space = placed(networks)
    for axis in (0, 1):
        assert space.pearson[axis] == pytest.approx(pearsonr(space.points[:, axis], space.centroids[:, axis])[0])
        assert space.spearman[axis] == pytest.approx(spearmanr(space.points[:, axis], space.centroids[:, axis])[0])


def test_codes_that_nobody_connects_have_no_place():
    networks = np.zeros((4, ONE.size))
    networks[:, 0] = [1, 2, 1, 0]
    networks[:, 1] = [0, 1, 3, 1]
    space = placed(networks)
    assert np.isnan(space.nodes).any(axis=1).tolist() == [False, False, False, True]


@pytest.mark.parametrize("rows", [0, 1, 2, 3])
def test_few_or_equal_networks_are_no_error(rows):
    space = placed(np.ones((rows, ONE.size)))
    assert space.points == pytest.approx(np.zeros((rows, 2)))
    assert np.isnan(space.pearson).all()
    assert not space.explained.any()


def test_two_networks_have_one_axis():
    space = placed(np.eye(2, ONE.size))
    assert space.explained == pytest.approx([1, 0])
    assert not space.points[:, 1].any()
