"""Codes over time, bands and turning points: what stands in the pictures is what stands in the results."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from fou_toolkit._i18n import set_language
from fou_toolkit.analysis.trajectory import trajectory
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.figures.alluvial import plot_alluvial, spread
from fou_toolkit.figures.style import A4_WIDTH, alt_text, figure_bytes
from fou_toolkit.figures.trajectory import plot_trajectory
from fou_toolkit.figures.turning_point import plot_turning_point
from streams import told, two_sites


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


@pytest.fixture
def result():
    return trajectory(two_sites(), level="code", turning_points="M", small="show")


def words_in(ax):
    return [text.get_text() for text in ax.texts if text.get_text()]


def said(ax):
    return " ".join(ax.get_xlabel().split())


def lines_of(ax, colour):
    """Give what is drawn in a colour: places along, and heights."""
    return [
        (
            line.get_xdata().tolist() if hasattr(line.get_xdata(), "tolist") else list(line.get_xdata()),
            list(line.get_ydata()),
        )
        for line in ax.lines
        if line.get_color() == colour and line.get_marker() not in ("None", "", "v")
    ]


def boxes_of(ax):
    ax.figure.canvas.draw()
    texts = [*ax.texts, *ax.get_yticklabels(), *ax.get_xticklabels(), ax.xaxis.label]
    boxes = [text.get_window_extent() for text in texts if text.get_text() and text.get_visible()]
    return boxes + ([ax.get_legend().get_window_extent()] if ax.get_legend() else [])


def assert_all_is_inside(ax):
    """Nothing is cut off at the edge of the figure."""
    whole = ax.figure.bbox
    for box in boxes_of(ax):
        assert box.x0 >= whole.x0 - 1, box
        assert box.x1 <= whole.x1 + 1, box
        assert box.y0 >= whole.y0 - 1, box
        assert box.y1 <= whole.y1 + 1, box


def many_cases(cases=12, phases=5):
    texts = [
        (
            {"site": f"Barnehagen med det lange navnet nummer {case}", "phase": str(phase)},
            ["Eva: Ja. Nei. | aM", "Per: Jo. | aF aL"],
        )
        for case in range(cases)
        for phase in range(phases)
        if (case + phase) % 4
    ]
    return told(*texts, small=1)


PICTURES = {
    "trajectory": plot_trajectory,
    "alluvial": plot_alluvial,
    "turning point": lambda result: plot_turning_point(result, "Nord"),
}


@pytest.mark.parametrize("draw", PICTURES.values(), ids=list(PICTURES))
def test_a_picture_has_the_same_bytes_each_time(result, draw):
    for kind in ("svg", "png", "pdf"):
        assert figure_bytes(draw(result), kind) == figure_bytes(draw(result), kind)


@pytest.mark.parametrize("language", ["en", "nb"])
@pytest.mark.parametrize("draw", PICTURES.values(), ids=list(PICTURES))
def test_a_picture_is_as_wide_as_a_page_with_nothing_cut_off(result, draw, language):
    set_language(language)
    ax = draw(result)
    assert ax.figure.get_figwidth() == A4_WIDTH
    assert_all_is_inside(ax)
    assert alt_text(ax)


@pytest.mark.parametrize("draw", [plot_trajectory, plot_alluvial])
def test_many_cases_with_long_names_fit(draw):
    result = trajectory(many_cases(), level="code")
    assert_all_is_inside(draw(result))


def test_many_days_fit():
    texts = [
        ({"site": "Nord", "date": f"2024-01-{day:02d}"}, ["Anne: Ja. | aM", "Bo: Nei. | aF"]) for day in range(1, 29)
    ]
    result = trajectory(told(*texts, small=1), over="date", level="code")
    for draw in (plot_trajectory, plot_alluvial):
        assert_all_is_inside(draw(result))


def test_a_line_ends_at_a_gap_and_the_texts_stand_below(result):
    ax = plot_trajectory(result, codes="M")
    from fou_toolkit.figures.style import PALETTE

    runs = [run for run, _ in lines_of(ax, PALETTE[0])]
    assert runs == [[0], [2], [1]]
    assert [word for word in words_in(ax) if word in {"–", "1", "2"}] == ["1", "–", "1", "–", "1", "–"]
    assert "number of texts" in said(ax)
    assert "codings by a (person)" in said(ax)
    assert "M: phase 1 33\xa0%" in alt_text(ax)


def test_heights_are_shares(result):
    ax = plot_trajectory(result, codes=["M"])
    from fou_toolkit.figures.style import PALETTE

    (_, first), (_, last), (_, none) = lines_of(ax, PALETTE[0])
    # Of three and of two sentences one has the code; in the other case none of one.
    zero, top = 1 - 0.28, 1 - 0.92
    assert first[0] == pytest.approx(zero + (top - zero) * (1 / 3) / 0.5)
    assert last[0] == pytest.approx(top)
    assert none[0] == pytest.approx(1 + zero)


def test_turning_points_are_marked_unless_their_cell_is_hidden(result):
    marked = [
        (line.get_xdata()[0], int(line.get_ydata()[0]))
        for line in plot_trajectory(result).lines
        if line.get_marker() == "v"
    ]
    assert marked == [(0, 0), (2, 0)]
    # One of two people tells of it in the first phase, one alone in the second.
    texts = [
        ({"site": "Nord", "phase": "1"}, ["Anne: Ja. | aM", "Bo: Nei."]),
        ({"site": "Nord", "phase": "2"}, ["Anne: Ja. | aM"]),
    ]
    closed = trajectory(told(*texts, small=2), level="code", turning_points="M")
    assert closed.turning_marks("Nord") == {0: ""}
    # A code that one of two says is no line either, so that there is nothing to draw.
    assert "each code is said by fewer than 2 people" in " ".join(words_in(plot_trajectory(closed))).replace("\n", " ")


@pytest.fixture
def kept_back():
    """Two say F in both phases; one says M in the first, one tells twice of a turning point (L)."""
    texts = [
        ({"site": "Nord", "phase": "1"}, ["Anne: Ja. | aM aF", "Bo: Nei. | aF", "Anne: Jo. | aL", "Anne: Å! | aL"]),
        ({"site": "Nord", "phase": "2"}, ["Anne: Ja. | aM aF", "Bo: Nei. | aM aF", "Anne: Jo. | aF"]),
    ]
    return trajectory(told(*texts, small=2), level="code", turning_points="L")


def test_lines_break_where_a_code_is_kept_back_and_the_number_of_texts_says_so(kept_back):
    ax = plot_trajectory(kept_back, codes=["M", "F"])
    from fou_toolkit.figures.style import PALETTE

    assert [run for run, _ in lines_of(ax, PALETTE[0])] == [[1]]
    assert [run for run, _ in lines_of(ax, PALETTE[1])] == [[0, 1]]
    assert [word for word in words_in(ax) if word in {"1", "1 ·"}] == ["1 ·", "1"]
    marks = [line for line in ax.lines if line.get_marker() == "v"]
    assert len(marks) == 1
    assert "2" not in words_in(ax)
    assert "fewer than 2 people are not shown" in said(ax)
    assert_all_is_inside(ax)


def test_bands_of_few_people_are_not_there_and_the_period_says_so(kept_back):
    ax = plot_alluvial(kept_back, case="Nord")
    labels = [label.get_text() for label in ax.get_xticklabels()]
    assert labels == ["phase 1\ntexts: 1\n2 codes are kept back (·)", "phase 2\ntexts: 1"]
    assert "phase 1: F 100\xa0%" in alt_text(ax)
    assert "kept back (·), shares are of the others" in said(ax)
    assert not [word for word in words_in(ax) if word.startswith("M Power") and word.endswith("·")]
    assert "▼ turning points told of" in words_in(ax)
    # The band of F goes through; that of M begins in the second phase.
    assert len(ax.collections) == 1
    assert_all_is_inside(ax)


def test_dots_of_few_people_are_left_out_and_counted():
    before = ["Anne: Ja. | aM aF", "Bo: Ja. | aM aF"]
    after = ["Anne: Ja. | aM", "Bo: Ja. | aM aF"]
    project = told(({"site": "Nord", "phase": "1"}, [*before, "Eli: Snu. | aL", *after]), small=2)
    result = trajectory(project, case="phase", level="code", turning_points="L")
    ax = plot_turning_point(result, "1")
    assert [label.get_text().split()[0] for label in ax.get_yticklabels()] == ["M"]
    assert "1 code is kept back (·)" in said(ax)


def test_if_all_is_hidden_a_sentence_says_what_to_do():
    result = trajectory(two_sites(), level="code")
    for ax in (plot_trajectory(result), plot_alluvial(result, case="Nord")):
        assert "every cell comes from fewer than 5 people" in " ".join(words_in(ax)).replace("\n", " ")
        assert "result.together()" in alt_text(ax)
        assert_all_is_inside(ax)


def test_without_periods_the_picture_says_so():
    result = trajectory(told(({"site": "Nord"}, ["Anne: Ja. | aM"])))
    for ax in (plot_trajectory(result), plot_alluvial(result)):
        assert words_in(ax) == ["Nothing is known about phase in these texts."]


def test_codes_can_be_chosen_but_not_too_many(result):
    labels = [text.get_text() for text in plot_trajectory(result, codes=["F", "M"]).get_legend().get_texts()]
    assert [label.split()[0] for label in labels] == ["F", "M", "tells"]
    with pytest.raises(UnknownIdError, match="no code «X»"):
        plot_trajectory(result, codes=["M", "X"])
    with pytest.raises(DataError, match="cannot be told apart"):
        plot_trajectory(result, codes=[])


def test_only_the_six_most_frequent_are_drawn_and_the_rest_is_told():
    from coders import BOOK
    from fou_toolkit.model import Code, Codebook, Localised

    codes = "abcdefgh"
    book = Codebook("b", (*BOOK.codes, *(Code(name, Localised(f"Kode {name}")) for name in codes)))
    lines = [f"Anne: Ja. | {' '.join('a' + name for name in codes[: number + 1])}" for number in range(8)]
    result = trajectory(told(({"site": "Nord", "phase": "1"}, lines), small=1, codebook=book), level="code")
    ax = plot_trajectory(result)
    assert [text.get_text()[0] for text in ax.get_legend().get_texts()] == list("abcdef")
    assert "2 codes are not drawn" in said(ax)


def test_bars_add_up_to_one_where_there_is_anything(result):
    ax = plot_alluvial(result, case="Nord")
    heights = {}
    for bar in ax.patches:
        column = round(bar.get_x() + bar.get_width() / 2)
        heights[column] = heights.get(column, 0) + bar.get_height()
    assert heights == {0: pytest.approx(1), 2: pytest.approx(1)}
    assert "not heard" in words_in(ax)
    assert not [band for band in ax.collections if band.get_paths()[0].vertices.size]
    assert "phase 3: M 50\xa0%, F 50\xa0%" in alt_text(ax)


def test_bands_connect_neighbours():
    texts = [({"site": "Nord", "phase": phase}, ["Anne: Ja. | aM", "Bo: Nei. | aF"]) for phase in "123"]
    ax = plot_alluvial(trajectory(told(*texts, small=1), level="code"))
    assert len(ax.collections) == 4
    with pytest.raises(UnknownIdError, match="no case «Vest»"):
        plot_alluvial(trajectory(told(*texts, small=1)), case="Vest")


@pytest.mark.parametrize(
    "places", [[0.5, 0.5, 0.5], [0.0, 0.0], [1.0, 1.0], [0.1, 0.12, 0.9, 0.91], [0.02 * n for n in range(20)], []]
)
def test_labels_do_not_overlap_and_keep_their_order(places):
    moved = spread(places, 0.05)
    assert len(moved) == len(places)
    assert (np.diff(moved) >= 0.05 - 1e-9).all()
    assert all(place >= -1e-9 for place in moved)


def test_dots_stand_at_the_shares_before_and_after():
    project = told(
        ({"site": "Nord", "phase": "1"}, ["Anne: Ja. Jo. | aM", "Bo: Nei. | aL", "Anne: Ja. | aF", "Bo: Ja. | aM"]),
        small=1,
    )
    result = trajectory(project, level="code", turning_points="L")
    ax = plot_turning_point(result, "Nord")
    dots = [
        (float(line.get_xdata()[0]), line.get_ydata()[0], line.get_markerfacecolor())
        for line in ax.lines
        if line.get_marker() == "o"
    ]
    assert sorted((place, row) for place, row, face in dots if face == "white") == [(0.0, 1), (1.0, 0)]
    assert sorted((place, row) for place, row, face in dots if face != "white") == [(0.5, 0), (0.5, 1)]
    assert "Before: 2 sentences, 1 text, 1 person. After: 2 sentences" in said(ax)
    assert "M 100\xa0% → 50\xa0%" in alt_text(ax)


def test_a_turning_point_at_the_border_says_so_in_the_picture():
    project = told(({"site": "Nord", "phase": "1"}, ["Anne: Ja. | aL", "Bo: Nei. | aM"]), small=1)
    ax = plot_turning_point(trajectory(project, level="code", turning_points="L"), "Nord")
    assert "at the very beginning: there is no before" in said(ax)
    assert "not known → 100" in alt_text(ax)
    alone = told(({"site": "Nord", "phase": "1"}, ["Anne: Ja. | aL"]), small=1)
    ax = plot_turning_point(trajectory(alone, turning_points="L"), "Nord")
    assert words_in(ax) == ["No codes on either side."]


def test_too_few_people_are_no_dots():
    project = told(({"site": "Nord", "phase": "1"}, ["Anne: Ja. | aM", "Bo: Nei. | aL", "Anne: Ja. | aF"]))
    ax = plot_turning_point(trajectory(project, turning_points="L"), "Nord")
    assert words_in(ax) == ["Too few people on a side: nothing can be shown."]
    assert not ax.lines
    with pytest.raises(DataError, match="top"):
        plot_turning_point(trajectory(project, turning_points="L"), "Nord", top=0)


def test_a_picture_goes_into_given_axes(result):
    _, ax = plt.subplots()
    assert plot_trajectory(result, ax=ax) is ax
