"""Pictures of words: what they show is what the result says."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from builders import make_corpus, make_source
from fou_toolkit._i18n import set_language
from fou_toolkit.analysis.bootstrap import Bootstrap
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.analysis.words import concordance, dispersion, keyness
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.figures.style import alt_text, figure_bytes
from fou_toolkit.figures.words import plot_concordance, plot_keyness

FAST = Bootstrap(replicates=60)


pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(autouse=True)
def without_a_screen():
    """Draw into memory, and close what was drawn."""
    before = mpl.get_backend()
    plt.switch_backend("Agg")
    yield
    plt.close("all")
    plt.switch_backend(before)


@pytest.fixture(scope="module")
def corpus():
    said = {"1": "Makt makt og rom.", "2": "Tid og rom. Lang tid."}
    sources = [
        make_source("I: Hva er makt?", f"A{number}{phase}: {text}", id=f"t{number}{phase}", phase=phase)
        for number in range(6)
        for phase, text in said.items()
    ]
    return make_corpus(*sources)


@pytest.fixture
def contrast(corpus):
    return keyness(corpus, by="phase", a="1", b="2", least=1, bootstrap=FAST)


def labels(ax):
    return [label.get_text() for label in ax.get_yticklabels() if label.get_text()]


def strokes(ax):
    """Give where strokes begin: numbers of words, by line."""
    lines = ax.collections[1:]
    return [[tuple(np.round(segment[0], 3).tolist()) for segment in one.get_segments()] for one in lines]


def beside(ax):
    return labels(next(one for one in ax.get_figure().axes if one is not ax))


def test_dots_are_the_log_ratios(contrast):
    ax = plot_keyness(contrast)
    shown = contrast.top(15)
    dots = [line for line in ax.lines if line.get_marker() in ("o", "s")]
    assert [float(dot.get_xdata()[0]) for dot in dots] == shown.log_ratio.tolist()
    assert labels(ax) == [word for word, _ in shown.words]
    assert beside(ax)[0] == "0/6 | 6/6"


def test_intervals_are_lines(contrast):
    shown = contrast.top(15)
    lines = [
        line
        for line in plot_keyness(contrast).lines
        if len(line.get_xdata()) == 2 and line.get_ydata()[0] == line.get_ydata()[1]
    ]
    assert [tuple(line.get_xdata()) for line in lines] == list(
        zip(shown.low.tolist(), shown.high.tolist(), strict=True)
    )


def test_sides_differ_by_shape_and_line(contrast):
    markers = {line.get_marker() for line in plot_keyness(contrast).lines} & {"o", "s"}
    assert markers == {"o", "s"}


def test_top_chooses_so_many_of_each_side(contrast):
    assert len(labels(plot_keyness(contrast, top=1))) == 2
    for top in (0, "x", 1.5):
        with pytest.raises(DataError, match="top"):
            plot_keyness(contrast, top=top)


def test_alt_text_of_keyness_names_words_and_sides(contrast):
    said = alt_text(plot_keyness(contrast))
    assert said.startswith("Dot plot of log ratios, phase 1 and phase 2. More in phase 1: makt +")
    assert "More in phase 2: tid -" in said


def test_what_is_not_shown_is_not_drawn(corpus):
    few = keyness(corpus, by="source", a="t01")
    ax = plot_keyness(few)
    assert [text.get_text() for text in ax.texts] == [few.caption]
    assert "too few people" in alt_text(ax)


def test_words_of_few_people_are_not_drawn(corpus):
    rare = make_source("A01: Lam lam lam lam lam lam.", id="t09", phase="1")
    corpus = make_corpus(*corpus, rare)
    ax = plot_keyness(keyness(corpus, by="phase", a="1", b="2", least=1, bootstrap=FAST))
    assert "lam" not in labels(ax)
    assert "lam" not in alt_text(ax)
    assert "1 word is left out because fewer than 5 people of a side use it." in ax.get_xlabel().replace("\n", " ")
    shown = plot_keyness(keyness(corpus, by="phase", a="1", b="2", least=1, bootstrap=FAST, small="show"))
    assert "lam" in labels(shown)
    assert "For use inside of the project only" in shown.get_xlabel().replace("\n", " ")


def test_without_intervals_there_are_no_lines(corpus):
    found = keyness(corpus, by="phase", a="1", b="2", least=1, bootstrap=None)
    assert not [
        line for line in plot_keyness(found).lines if len(set(line.get_ydata())) == 1 and len(line.get_xdata()) == 2
    ]


def test_strokes_stand_where_the_words_are(corpus):
    ax = plot_concordance(concordance(corpus, "makt", where={"source": ["t01", "t02"]}, interviewer=True), by=None)
    # «Hva er makt? Makt makt og rom.»: the third, fourth and fifth of seven words.
    assert [at for at, _ in strokes(ax)[0]] == [2.5, 3.5, 4.5, 2.5]
    assert labels(ax) == ["t01", "t02"]
    assert beside(ax) == ["3", "1"]
    ends = [segment[1][0] for segment in ax.collections[0].get_segments()]
    assert ends == [7, 8]


def test_lines_can_be_made_alike(corpus):
    ax = plot_concordance(
        concordance(corpus, "makt", where={"source": "t01"}, interviewer=True), by=None, to_scale=False
    )
    assert [at for at, _ in strokes(ax)[0]] == pytest.approx([2.5 / 7, 3.5 / 7, 4.5 / 7], abs=1e-3)


def test_texts_are_put_together_by_phase(corpus):
    ax = plot_concordance(concordance(corpus, "makt"))
    assert labels(ax) == [f"t{number}{phase}" for phase in "12" for number in range(6)]
    assert [text.get_text() for text in ax.texts] == ["phase 1", "phase 2"]


def test_a_text_belongs_where_its_own_attributes_say_or_most_of_its_words():
    one = make_source("Anne: Makt. Rom. Tid.", "Bo: Makt.", id="b", site="Vest")
    two = make_source("Bo: Makt og rom og tid.", "Anne: Makt.", id="a")
    corpus = make_corpus(one, two, roles={"Anne": "styrer", "Bo": "assistent"})
    found = concordance(corpus, "makt")
    assert [text.get_text() for text in plot_concordance(found, by="role").texts] == ["assistent", "styrer"]
    assert labels(plot_concordance(found, by="role")) == ["a", "b"]
    assert [text.get_text() for text in plot_concordance(found, by="site").texts] == ["Vest", "not known"]


def test_several_queries_have_lanes(corpus):
    ax = plot_concordance(dispersion(corpus, ["makt", "rom"], where=None, interviewer=True))
    first, second = strokes(ax)
    assert max(high for _, high in first[:1]) < min(high for _, high in second[:1])
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["1. makt", "2. rom"]
    assert beside(ax)[0] == "3 | 1"


def test_names_can_be_left_out(corpus):
    ax = plot_concordance(concordance(corpus, "makt"), names=False)
    assert labels(ax)[0] == "text 1"
    assert "t01" not in alt_text(ax)
    assert "Names single people" not in ax.get_xlabel()
    assert "Names single people" in plot_concordance(concordance(corpus, "makt")).get_xlabel().replace("\n", " ")


def test_texts_with_fewest_places_are_left_out_first(corpus):
    ax = plot_concordance(concordance(corpus, "makt"), most=6)
    assert labels(ax) == [f"t{number}1" for number in range(6)]
    assert "6 texts with fewer places are left out" in ax.get_xlabel().replace("\n", " ")


def test_nothing_found_is_said(corpus):
    for found in (concordance(corpus, "skog"), dispersion(corpus, ["skog", "hav"])):
        ax = plot_concordance(found)
        assert [text.get_text() for text in ax.texts] == [found.caption] == [alt_text(ax)]


def test_a_group_of_few_people_is_not_drawn(corpus):
    found = dispersion(corpus, "makt", where={"source": "t01"})
    assert "fewer than 5 people" in plot_concordance(found).texts[0].get_text()
    shown = dispersion(corpus, "makt", where={"source": "t01"}, small=SmallCells(how="show"))
    assert labels(plot_concordance(shown)) == ["t01"]


def test_too_many_queries_are_refused(corpus):
    with pytest.raises(DataError, match="4"):
        plot_concordance(dispersion(corpus, ["makt", "rom", "tid", "og", "lang"]))
    with pytest.raises(UnknownIdError):
        plot_concordance(concordance(corpus, "makt"), by="colour")


def test_the_same_picture_has_the_same_bytes(corpus, contrast):
    set_language("nn")
    for draw in (lambda: plot_keyness(contrast), lambda: plot_concordance(concordance(corpus, "makt"))):
        for format_ in ("svg", "pdf", "png"):
            assert figure_bytes(draw(), format_, dpi=60) == figure_bytes(draw(), format_, dpi=60)


def test_axes_are_those_given(corpus, contrast):
    figure, (one, two) = plt.subplots(2, figsize=(6.3, 9), layout="constrained")
    assert plot_keyness(contrast, ax=one) is one
    assert plot_concordance(concordance(corpus, "makt"), ax=two) is two
    assert figure.get_figheight() == 9


def test_nothing_is_cut_off_or_smaller_than_seven_points(corpus, contrast):
    for ax in (plot_keyness(contrast), plot_concordance(concordance(corpus, "makt"))):
        figure = ax.get_figure()
        figure.canvas.draw()
        box = figure.bbox
        for text in (*ax.get_yticklabels(), *ax.texts, ax.xaxis.label):
            if text.get_text():
                extent = text.get_window_extent()
                assert extent.x0 >= -1
                assert extent.x1 <= box.x1 + 1
                assert extent.y0 >= -1
                assert extent.y1 <= box.y1 + 1
                assert text.get_fontsize() >= 7
