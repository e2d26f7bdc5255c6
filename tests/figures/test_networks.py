"""The picture of codes that stand together: what stands in it is what stands in the result."""

import math
from itertools import combinations

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from coders import make_project, small
from fou_toolkit._i18n import LANGUAGES, set_language
from fou_toolkit.analysis.cooccurrence import MEASURES, cooccurrence
from fou_toolkit.errors import DataError
from fou_toolkit.figures.networks import plot_cooccurrence
from fou_toolkit.figures.style import alt_text, figure_bytes
from fou_toolkit.model import Code, Codebook, Coding, Localised


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


PROJECT = small(("aMF", "aMFL", "aM"), ("aF", "aML", "aE"), coders="a")


@pytest.fixture
def result():
    return cooccurrence(PROJECT, small="show")


def said(ax):
    return " ".join(ax.get_xlabel().split())


def labels(ax):
    return {" ".join(text.get_text().split()) for text in ax.texts if not text.get_text()[0].isdigit()}


def widths(ax):
    return sorted(patch.get_linewidth() for patch in ax.patches)


def test_codes_and_ties_are_those_of_the_result(result):
    ax = plot_cooccurrence(result)
    assert labels(ax) == {"M Power", "F Ansvar", "L Lek"}
    # c is .5, .4 and .25; the strongest is six points wide.
    assert widths(ax) == pytest.approx([3.0, 4.8, 6.0])


def test_areas_of_dots_are_counts(result):
    ax = plot_cooccurrence(result)
    sizes = sorted(line.get_markersize() for line in ax.lines)
    counts = sorted([4, 3, 2])
    assert [size**2 / sizes[-1] ** 2 for size in sizes] == pytest.approx([count / 4 for count in counts])


def test_numbers_are_the_measure(result):
    ax = plot_cooccurrence(result)
    assert {text.get_text() for text in ax.texts} >= {"0.50", "0.40", "0.25"}
    counts = plot_cooccurrence(result, measure="count")
    assert {text.get_text() for text in counts.texts} >= {"2", "1"}


def test_the_caption_says_what_is_drawn_and_what_is_not(result):
    words = said(plot_cooccurrence(result, top=2))
    assert "Drawn are the 2 strongest of 3, from 0.40 on" in words
    assert "the c-coefficient" in words
    assert "2 codes without such a pair are left out" in words
    assert "codings by a (person)" in words


def test_weak_pairs_are_left_out(result):
    assert len(plot_cooccurrence(result, least=0.45).patches) == 1
    assert labels(plot_cooccurrence(result, least=0.45)) == {"M Power", "L Lek"}


def test_warnings_stand_beside_numbers_and_below():
    project = small(("aMF", *["aM"] * 6), coders="a")
    ax = plot_cooccurrence(cooccurrence(project, small="show"))
    assert any("†" in text.get_text() for text in ax.texts)
    assert "more than 5 times" in said(ax)
    assert "more than 5 times" not in said(plot_cooccurrence(cooccurrence(project, small="show"), measure="count"))
    assert "high where codes are rare" in said(plot_cooccurrence(cooccurrence(project, small="show"), measure="lift"))


def test_the_alt_text_has_the_figures(result):
    assert alt_text(plot_cooccurrence(result)) == (
        "Network of codes that stand together in the same sentence: 3 pairs of codes. The strongest, by the "
        "c-coefficient: M–L 0.50; M–F 0.40; F–L 0.25."
    )


@pytest.mark.parametrize("kind", ["svg", "png", "pdf"])
def test_bytes_are_always_the_same(result, kind):
    assert figure_bytes(plot_cooccurrence(result), kind) == figure_bytes(plot_cooccurrence(result), kind)


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_can_be_drawn(result, measure):
    strong = sum(pair[measure] >= 0 for pair in result)
    assert len(plot_cooccurrence(result, measure=measure).patches) == strong > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_or_over_something_else(language):
    set_language(language)
    long = "Den som bestemmer hva som skal gjøres, når det skal gjøres og av hvem"
    book = Codebook("long", tuple(Code(f"K{number}", Localised(f"{long} {number}")) for number in range(12)))
    corpus = PROJECT.corpus
    found = []
    for number, turn in enumerate(corpus["s1"].turns):
        found += [Coding("s1", turn.span, f"K{code}", "a") for code in range(12) if (code + number) % 2]
    ax = plot_cooccurrence(cooccurrence(make_project(corpus, found, "a", codebook=book), small="show"))
    ax.figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in ax.texts]
    whole = ax.figure.bbox
    for box in (*boxes, ax.xaxis.label.get_window_extent()):
        assert -1 <= box.x0 <= box.x1 <= whole.x1 + 1
        assert -1 <= box.y0 <= box.y1 <= whole.y1 + 1
    for one, other in combinations(boxes, 2):
        assert (
            min(one.x1, other.x1) - max(one.x0, other.x0) < 1.5 or min(one.y1, other.y1) - max(one.y0, other.y0) < 1.5
        )


def test_nothing_together_is_said():
    ax = plot_cooccurrence(cooccurrence(small(("aM",), ("aF",), coders="a"), small="show"))
    assert [text.get_text() for text in ax.texts] == ["No codes stand together in the same sentence."]
    assert alt_text(ax) == "No codes stand together in the same sentence."
    assert "Counted" in said(ax)


def test_axes_of_ones_own_are_used(result):
    _, own = plt.subplots()
    assert plot_cooccurrence(result, ax=own) is own


def test_pairs_of_one_code_can_be_drawn(result):
    assert len(plot_cooccurrence(result.pairs_of("L")).patches) == 2


def test_settings_that_are_not_possible(result):
    for options in ({"measure": "chi2"}, {"top": 0}, {"top": 1.5}):
        with pytest.raises(DataError):
            plot_cooccurrence(result, **options)
    with pytest.raises(DataError, match="number of units"):
        plot_cooccurrence(cooccurrence(PROJECT, within="overlap", small="show"), measure="pmi")


def test_pmi_draws_what_is_more_frequent_than_by_chance(result):
    drawn = len(plot_cooccurrence(result, measure="pmi").patches)
    assert drawn == sum(pair["pmi"] >= 0 for pair in result)
    assert len(plot_cooccurrence(result, measure="pmi", least=-math.inf).patches) == 3
