"""The curve of new codes: what stands in the picture is what stands in the result."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from builders import make_corpus, make_source
from coders import make_project
from fou_toolkit._i18n import LANGUAGES, set_language
from fou_toolkit.analysis.saturation import saturation
from fou_toolkit.figures.saturation import plot_saturation
from fou_toolkit.figures.style import alt_text, figure_bytes
from fou_toolkit.model import Coding


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


def project_of(*codes, orientation="codebook"):
    sources = [make_source("A: Dette er sagt.", id=f"s{at}") for at in range(len(codes))]
    codings = [
        Coding(source.id, source.turns[0].span, code, "a")
        for source, found in zip(sources, codes, strict=True)
        for code in found
    ]
    return make_project(make_corpus(*sources), codings, "a", orientation=orientation)


EIGHT = ("ML", "MF", "", "M", "D", "M", "", "E")


@pytest.fixture
def result():
    return saturation(project_of(*EIGHT), base=2, run=2, threshold=0.4)


def legend(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def test_curve_bars_runs_and_threshold_are_those_of_the_result(result):
    ax = plot_saturation(result)
    curve, runs, threshold = ax.lines
    assert curve.get_ydata().tolist() == result.known.tolist() == [2, 3, 3, 3, 4, 4, 4, 5]
    assert [bar.get_height() for bar in ax.containers[0]] == result.new.tolist()
    assert runs.get_xdata().tolist() == [3, 4, 5, 6, 7]
    assert runs.get_ydata().tolist() == [0, 1, 1, 0, 1]
    assert threshold.get_ydata()[0] == pytest.approx(0.4 * 3)
    assert legend(ax) == [
        "base: 3 codes in the first 2 texts",
        "90 % of random orders",
        "known codes",
        "new codes in a run of 2",
        "threshold: 40\xa0% of the base",
        "first run below it (2+2)",
        "new codes",
    ]


def test_the_first_run_below_the_threshold_is_marked_where_it_is(result):
    ax = plot_saturation(result)
    marked = [patch for patch in ax.patches if patch.get_hatch() == ".."]
    assert len(marked) == 1
    box = marked[0].get_extents().transformed(ax.transData.inverted())
    assert (box.x0, box.x1) == pytest.approx((2.5, 4.5))
    never = plot_saturation(saturation(project_of("M", "L", "F", "D"), base=1, run=1))
    assert not [patch for patch in never.patches if patch.get_hatch() == ".."]
    assert "not reached" in " ".join(never.get_xlabel().split())


def test_the_band_is_that_of_random_orders(result):
    ax = plot_saturation(result)
    low, _, high = result.drawn.band
    (path,) = ax.collections[0].get_paths()
    heights = set(path.vertices[:, 1].tolist())
    assert heights == set(low.tolist()) | set(high.tolist())
    without = plot_saturation(saturation(project_of(*EIGHT), base=2, run=2, replicates=0))
    assert not without.collections


def test_a_reflexive_project_has_neither_runs_nor_threshold():
    result = saturation(project_of(*EIGHT, orientation="reflexive"), base=2, run=2)
    ax = plot_saturation(result)
    assert len(ax.lines) == 1
    assert legend(ax) == ["base: 3 codes in the first 2 texts", "90 % of random orders", "known codes", "new codes"]
    said = " ".join(ax.get_xlabel().split())
    assert "No verdict: the project is reflexive." in said
    assert "Saturation of codes" not in said


def test_the_verdict_stands_in_words_under_the_picture_and_parameters_do_not(result):
    said = " ".join(plot_saturation(result).get_xlabel().split())
    assert said.startswith("After 2 texts the next 2 brought at most 40 % new codes (8 texts, 3 codes in the first 2")
    assert "Codings by a (person)" in said
    assert "replicates" not in said


def test_the_alt_text_is_made_of_the_data(result):
    alt = alt_text(plot_saturation(result))
    assert "the next 2 brought at most 40\xa0% new codes" in alt
    assert alt.endswith("Known codes: 2, 3, 3, 3, 4, 4, 4, 5")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_drawn_in_every_language_and_twice_alike(language, result):
    set_language(language)
    assert figure_bytes(plot_saturation(result)) == figure_bytes(plot_saturation(result))


def test_few_and_many_interviews_can_be_drawn():
    few = plot_saturation(saturation(project_of("M", ""), base=1, run=1))
    assert few.lines[0].get_xdata().tolist() == [1, 2]
    many = plot_saturation(saturation(project_of(*EIGHT * 12), base=2, run=2))
    many.figure.canvas.draw()
    ticks = [float(tick) for tick in many.get_xticks()]
    assert all(tick == int(tick) for tick in ticks)
    assert len(ticks) <= 16


def test_it_can_be_drawn_into_axes_of_the_caller(result):
    figure, ax = plt.subplots(figsize=(7, 6))
    assert plot_saturation(result, ax=ax) is ax
    assert figure.get_figheight() == 6


def test_letters_are_not_too_small(result):
    ax = plot_saturation(result)
    texts = [*ax.texts, ax.xaxis.label, ax.yaxis.label, *ax.get_legend().get_texts(), *ax.get_xticklabels()]
    assert min(text.get_fontsize() for text in texts) >= 7


@pytest.mark.parametrize("codes", [("M", "L"), ("", "", "M", "L")])
def test_without_a_verdict_there_is_a_curve_and_no_run(codes):
    few = saturation(project_of(*codes), base=2, run=2)
    ax = plot_saturation(few)
    [curve] = ax.lines
    assert curve.get_ydata().tolist() == few.known.tolist()
    assert not any("threshold" in label or "run" in label for label in legend(ax))
