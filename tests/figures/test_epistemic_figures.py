"""Pictures of epistemic networks."""

import math
from itertools import combinations

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from builders import make_source
from coders import make_project
from fou_toolkit._i18n import LANGUAGES, set_language
from fou_toolkit.analysis.bootstrap import Bootstrap
from fou_toolkit.analysis.epistemic import network_of_codes
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.figures.epistemic import plot_network_means, plot_network_of_codes
from fou_toolkit.figures.style import alt_text, figure_bytes
from fou_toolkit.model import Coding, Corpus, Participant

ROLES = {f"{letter}nne": "assistent" for letter in "ABCDE"} | {f"{letter}ulf": "leder" for letter in "GHIJKL"}
NODES = ("M", "F", "L", "E")


@pytest.fixture(autouse=True)
def _english(english):
    """Compare words in English."""


@pytest.fixture(autouse=True)
def without_a_screen():
    """Draw into memory, and close what was drawn."""
    before = mpl.get_backend()
    plt.switch_backend("Agg")
    yield
    plt.close("all")
    plt.switch_backend(before)


def made(roles=ROLES, **options):
    rng, names = np.random.default_rng(5), list(ROLES)
    sources, found = [], []
    for number in range(8):
        said = [f"{names[(number + step) % 11]}: Sagt her og nå." for step in range(9)]
        source = make_source(*said, id=f"s{number}")
        sources.append(source)
        for turn in source.turns:
            codes = rng.choice(list(NODES), rng.integers(0, 3), replace=False)
            found += [Coding(source.id, turn.span, str(code), "a") for code in codes]
    people = tuple(Participant(name, role) for name, role in roles.items())
    project = make_project(Corpus(tuple(sources), people), found, "a")
    return network_of_codes(project, **({"codes": NODES, "bootstrap": Bootstrap(replicates=100)} | options))


@pytest.fixture(scope="module")
def result():
    return made()


def said(ax):
    return " ".join(ax.get_xlabel().split())


def legend(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def test_a_mean_network_has_the_connections_of_its_group(result):
    ax = plot_network_of_codes(result, group="leder", top=4)
    strongest = result.network("leder").ties
    assert len(ax.patches) == 4
    assert max(patch.get_linewidth() for patch in ax.patches) == pytest.approx(6)
    assert f"{strongest[0][2]:.2f}" in {text.get_text() for text in ax.texts}
    assert f"Drawn are the 4 strongest of {len(strongest)}" in said(ax)
    assert said(ax).startswith("leder: ")


def test_a_difference_has_two_kinds_of_lines_and_says_whose(result):
    ax = plot_network_of_codes(result, group="assistent", compare="leder")
    assert legend(ax) == ["stronger: assistent", "stronger: leder"]
    styles = {(patch.get_edgecolor(), str(patch.get_linestyle())) for patch in ax.patches}
    assert len(styles) == 2
    assert len({style for _, style in styles}) == 2
    signs = {text.get_text()[0] for text in ax.texts if text.get_text()[1:2].isdigit()}
    assert signs == {"+", "\N{MINUS SIGN}"}
    more = sum(weight > 0 for *_, weight in result.difference("assistent", "leder").ties)
    assert sum(patch.get_linestyle() in ("-", "solid") for patch in ax.patches) == more


def test_without_a_group_all_are_drawn_and_the_first_is_compared(result):
    assert "leder" not in said(plot_network_of_codes(result)).split(". Networks")[0]
    assert legend(plot_network_of_codes(result, compare="leder"))[0] == "stronger: assistent"


def test_means_stand_where_the_result_says(result):
    ax = plot_network_means(result)
    for mean in result:
        assert any(
            line.get_xydata().tolist() == [[mean.x.value, mean.y.value]]
            for line in ax.lines
            if line.get_marker() != "None"
        )
        assert any(line.get_xdata()[0] == mean.x.low and line.get_xdata()[-1] == mean.x.high for line in ax.lines)
    assert legend(ax) == ["assistent", "leder"]
    assert "axis" in ax.get_ylabel()
    assert "first axis" in said(ax)
    assert {text.get_text() for text in ax.texts} == set(NODES)


def test_groups_differ_in_shape_and_line(result):
    ax = plot_network_means(result)
    handles = ax.get_legend().legend_handles
    assert len({handle.get_marker() for handle in handles}) == 2
    assert len({str(handle.get_linestyle()) for handle in handles}) == 2


def test_single_networks_are_drawn_only_where_all_is_shown(result):
    hidden = [line for line in plot_network_means(result).lines if line.get_markersize() == 4]
    shown = [line for line in plot_network_means(made(small="show")).lines if line.get_markersize() == 4]
    assert not hidden
    assert len(shown) == 11


def test_hidden_groups_are_in_no_picture():
    result = made(ROLES | {"Anne": "styrer", "Bnne": "styrer"})
    ax = plot_network_means(result)
    assert legend(ax) == ["leder"]
    assert "styrer" not in alt_text(ax)
    with pytest.raises(DataError, match="fewer than 5"):
        plot_network_of_codes(result, group="styrer")
    with pytest.raises(DataError, match="fewer than 5"):
        plot_network_of_codes(result, group="leder", compare="styrer")


def test_a_picture_of_all_says_so_if_they_are_few_people():
    people = make_project(Corpus((make_source("Anne: Sagt.", "Bo: Her.", id="s"),)), [], "a")
    ax = plot_network_of_codes(network_of_codes(people, codes=NODES, bootstrap=None))
    assert alt_text(ax) == "Networks of fewer than 5 people are not shown."
    assert not ax.patches


def test_if_all_are_hidden_the_picture_says_so():
    result = made({name: name for name in ROLES})
    ax = plot_network_means(result)
    assert [text.get_text() for text in ax.texts] == ["No group has people enough to be shown."]


def test_no_connection_is_said():
    silent = made(codes=("T", "D"), window=1)
    ax = plot_network_of_codes(silent)
    assert [text.get_text() for text in ax.texts] == ["No codes are connected."]


def test_alt_texts_have_the_figures(result):
    mean = result["leder"]
    assert f"leder {mean.x}, {mean.y}" in alt_text(plot_network_means(result))
    one, other, weight = result.network("leder").ties[0]
    assert f"{one}–{other} {weight:.2f}" in alt_text(plot_network_of_codes(result, group="leder"))


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_bytes_are_always_the_same(result, kind):
    for plot in (
        plot_network_means,
        plot_network_of_codes,
        lambda given: plot_network_of_codes(given, group="leder", compare="assistent"),
    ):
        assert figure_bytes(plot(result), kind) == figure_bytes(plot(result), kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off(language):
    set_language(language)
    long = {name: f"{role} med svært lang tittel og mange oppgaver i barnehagen {role}" for name, role in ROLES.items()}
    result = made(long)
    labels = [mean.label for mean in result]
    for ax in (plot_network_means(result), plot_network_of_codes(result, group=labels[0], compare=labels[1])):
        ax.figure.draw_without_rendering()
        whole = ax.figure.bbox
        boxes = [text.get_window_extent() for text in ax.texts]
        for box in (*boxes, ax.xaxis.label.get_window_extent(), ax.get_legend().get_window_extent()):
            assert -1 <= box.x0 <= box.x1 <= whole.x1 + 1
            assert -1 <= box.y0 <= box.y1 <= whole.y1 + 1
        for one, other in combinations(boxes, 2):
            across = min(one.x1, other.x1) - max(one.x0, other.x0)
            assert across < 1.5 or min(one.y1, other.y1) - max(one.y0, other.y0) < 1.5


def test_settings_that_are_not_possible(result):
    with pytest.raises(UnknownIdError):
        plot_network_of_codes(result, group="eier")
    with pytest.raises(DataError):
        plot_network_of_codes(result, top=0)


def test_axes_of_ones_own_are_used(result):
    _, own = plt.subplots()
    assert plot_network_means(result, ax=own) is own
    assert not math.isnan(own.get_xlim()[0])
