"""How far coders agree: what stands in the picture is what stands in the result."""

import io
import math
import re
from dataclasses import replace

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import rgb_to_hsv, to_rgb

from builders import make_corpus
from coders import BOOK, CODES, make_project, small
from fou_toolkit._i18n import LANGUAGES, set_language, t
from fou_toolkit.analysis.agreement import (
    MEASURES,
    AgreementResult,
    AgreementRow,
    Bootstrap,
    Confusion,
    agreement,
)
from fou_toolkit.analysis.estimate import Estimate
from fou_toolkit.figures import plot_agreement, plot_confusion
from fou_toolkit.model import Code, Codebook, Localised

TEXTS = [
    ("aM bM", "aM bM", "aM", "bF", "aF bM", "", ""),
    ("aM bM", "", "aF bF", "bL", "", "", ""),
    ("aM bM", "bM", "", "aM bF", "", "", ""),
]


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
    return agreement(small(*TEXTS), bootstrap=Bootstrap(replicates=60))


def with_rows(result, *rows):
    """Give the result with other rows."""
    return replace(result, scores=rows)


def row(alpha, low=math.nan, high=math.nan, *, ac1=0.9, prevalence=0.5, name="Makt", scope="code"):
    figures = {"alpha": Estimate(alpha, low, high), "ac1": Estimate(ac1)}
    return AgreementRow(
        scope,
        "M" if scope == "code" else "",
        name,
        9,
        (3, 4),
        prevalence,
        tuple(figures.get(one, Estimate(0.5)) for one in MEASURES),
    )


def labels(axis):
    return [label.get_text() for label in axis.get_ticklabels()]


def marks(ax, *signs):
    """Give what is drawn with one of some signs: place and row."""
    return {
        (round(float(line.get_ydata()[0])), float(line.get_xdata()[0]))
        for line in ax.lines
        if line.get_marker() in signs
    }


def intervals(ax):
    """Give the lines of the intervals by row."""
    found = {}
    for line in ax.lines:
        x, y = (np.asarray(values, float).tolist() for values in (line.get_xdata(), line.get_ydata()))
        if line.get_transform() == ax.transData and len(x) == 2 and y[0] == y[1]:
            found[round(y[0])] = x
    return found


def uprights(ax):
    """Give where lines go from top to bottom."""
    return sorted(float(line.get_xdata()[0]) for line in ax.lines if list(line.get_ydata()) == [0, 1])


def saved(ax, kind="png"):
    file = io.BytesIO()
    metadata = {"png": {"Software": None}, "svg": {"Date": None, "Creator": None}}[kind]
    with mpl.rc_context({"svg.hashsalt": "fou"}):
        ax.figure.savefig(file, format=kind, metadata=metadata)
    return file.getvalue()


def colours(ax):
    """Give every colour in which something is drawn."""
    from matplotlib.artist import Artist

    found = set()
    for artist in [ax.figure, *ax.figure.findobj(Artist)]:
        for name in ("get_color", "get_facecolor", "get_edgecolor", "get_markerfacecolor"):
            if hasattr(artist, name):
                value = getattr(artist, name)()
                values = value if isinstance(value, np.ndarray) and value.ndim == 2 else [value]
                found |= {to_rgb(one) for one in values if not (isinstance(one, str) and one == "none")}
    return found


def assert_no_traffic_light(ax):
    """Look at what is drawn: neither red nor green, whatever the agreement."""
    for colour in colours(ax):
        hue, saturation, _ = rgb_to_hsv(colour)
        assert saturation < 0.15 or 0.5 < hue < 0.7, colour
    pixels = plt.imread(io.BytesIO(saved(ax)))[..., :3]
    hue, saturation, _ = np.moveaxis(rgb_to_hsv(pixels), -1, 0)
    assert ((saturation < 0.25) | ((hue > 0.45) & (hue < 0.75))).all()


class TestAgreement:
    def test_axes_are_given_and_nothing_is_shown(self, result, monkeypatch):
        shown = []
        monkeypatch.setattr(plt, "show", lambda *_: shown.append(1))
        assert isinstance(plot_agreement(result), Axes)
        assert shown == []

    def test_every_row_has_its_name_and_the_summary_is_on_top(self, result):
        ax = plot_agreement(result)
        assert labels(ax.yaxis) == ["all codes, pooled", "M Power", "D Dypere", "F Ansvar", "L Lek", "E Enslig"]
        top, below = (ax.transData.transform((0, place))[1] for place in (0, 1))
        assert top > below

    def test_there_is_a_dot_for_every_alpha_and_none_where_it_is_undefined(self, result):
        ax = plot_agreement(result)
        expected = {
            (place, one["alpha"].value) for place, one in enumerate(result) if not math.isnan(one["alpha"].value)
        }
        assert len(expected) == 4
        assert marks(ax, "o", "D") == expected
        assert marks(ax, "D") == {(0, result["pooled codes"]["alpha"].value)}

    def test_there_is_a_line_for_every_interval(self, result):
        expected = {
            place: [max(one["alpha"].low, -0.25), max(one["alpha"].high, -0.25)]
            for place, one in enumerate(result)
            if not math.isnan(one["alpha"].low)
        }
        assert intervals(plot_agreement(result)) == {place: pytest.approx(ends) for place, ends in expected.items()}
        assert len(expected) == 4

    def test_without_a_bootstrap_there_are_no_intervals_and_no_word_of_them(self):
        result = agreement(small(*TEXTS), bootstrap=None)
        ax = plot_agreement(result)
        assert intervals(ax) == {}
        words = [text.get_text() for text in ax.get_legend().get_texts()]
        assert words == ["α", "AC1, where a code is rare or common"]

    def test_the_legend_says_what_dots_and_lines_are(self, result):
        words = [text.get_text() for text in plot_agreement(result).get_legend().get_texts()]
        assert words == ["α, with its interval", "AC1, where a code is rare or common"]
        character = agreement(small(*TEXTS), unit="character", bootstrap=None)
        assert plot_agreement(character).get_legend().get_texts()[0].get_text() == "uα"

    def test_the_conventions_are_lines_with_their_numbers(self, result):
        ax = plot_agreement(result)
        assert uprights(ax) == [0, 0.667, 0.8]
        assert {text.get_text() for text in ax.texts} >= {"0.667", "0.8"}

    def test_nothing_is_red_or_green(self, result):
        assert_no_traffic_light(plot_agreement(result))

    def test_high_and_low_are_drawn_alike(self, result):
        both = with_rows(result, row(0.95, 0.9, 1), row(0.1, 0, 0.2))
        ax = plot_agreement(both)
        dots = [line for line in ax.lines if line.get_marker() == "o"]
        assert len(dots) == 2
        assert dots[0].get_color() == dots[1].get_color()
        assert dots[0].get_markersize() == dots[1].get_markersize()

    def test_ac1_is_drawn_where_a_code_is_rare_or_common_and_only_there(self, result):
        ax = plot_agreement(
            with_rows(
                result,
                *(row(0.5, prevalence=share) for share in (0.05, 0.5, 0.95, math.nan)),
                row(0.5, ac1=math.nan, prevalence=0.01),
            )
        )
        assert marks(ax, "|") == {(0, 0.9), (2, 0.9), (3, 0.9)}

    def test_what_is_far_below_zero_is_drawn_at_the_edge_with_its_number(self, result):
        ax = plot_agreement(with_rows(result, row(-0.6, -0.9, -0.2, ac1=-0.8, prevalence=0.01), row(-0.25)))
        assert marks(ax, "o") == {(0, -0.25), (1, -0.25)}
        assert marks(ax, "|") == {(0, -0.25)}
        assert intervals(ax) == {0: [-0.25, -0.2]}
        assert [text.get_text() for text in ax.texts if text.get_text().startswith("-")] == ["-0.60"]
        low, high = ax.get_xlim()
        assert low < -0.25
        assert high > 1

    def test_prevalence_stands_beside_every_row(self, result):
        ax = plot_agreement(result)
        [beside] = [one for one in ax.figure.axes if one is not ax]
        assert labels(beside.yaxis) == [f"{one.prevalence:.1%}" for one in result]
        assert beside.get_ylim() == ax.get_ylim()
        assert [text.get_text() for text in beside.texts] == ["has the code"]

    def test_the_picture_says_what_was_compared(self, result):
        ax = plot_agreement(result)
        assert " ".join(ax.get_xlabel().split()) == result.caption
        talk = agreement(small(*TEXTS), bootstrap=None, for_talk=True)
        assert plot_agreement(talk).get_xlabel().startswith("For talk, not for proof")

    def test_it_draws_where_it_is_told(self, result):
        figure, (left, right) = plt.subplots(1, 2)
        assert plot_agreement(result, ax=right) is right
        assert len(labels(right.yaxis)) == 6
        assert not left.lines
        assert plt.get_fignums() == [figure.number]

    def test_nothing_known_can_be_drawn(self):
        for project in (
            small(("", "")),
            make_project(make_corpus("[latter]"), []),
            small(("",), codebook=Codebook("none", ())),
        ):
            for by in ("code", "theme", "pooled"):
                result = agreement(project, by=by, bootstrap=Bootstrap(replicates=3))
                ax = plot_agreement(result)
                saved(ax)
                assert marks(ax, "o", "D", "|") == set()
                assert len(labels(ax.yaxis)) == len(result.scores)

    @pytest.mark.parametrize("kind", ["png", "svg"])
    def test_the_same_result_gives_the_same_bytes(self, result, kind):
        assert saved(plot_agreement(result), kind) == saved(plot_agreement(result), kind)

    def test_a_name_with_dollars_is_drawn_as_it_is(self):
        """matplotlib reads `$...$` as mathematics, and fails on `$\\x$`."""
        name = "Makt $\\x$ & <b> {æ}"
        book = Codebook("money", (Code("M", Localised(name, name, name)),))
        ax = plot_agreement(
            agreement(small(("aM bM", "aM", ""), coders=["a", "b", "$\\x$"], codebook=book), bootstrap=None)
        )
        saved(ax)
        assert labels(ax.yaxis)[1] == f"M {name}"
        assert "$\\x$" in ax.get_xlabel()

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_speaks_the_language_of_the_person(self, language):
        set_language(language)
        result = agreement(small(*TEXTS), bootstrap=None)
        ax = plot_agreement(result)
        assert " ".join(ax.get_xlabel().split()) == result.caption
        assert ax.figure.axes[1].texts[0].get_text() == t("has the code")
        assert labels(ax.yaxis)[1] == "M " + str(BOOK["M"].name)


def cells(ax):
    """Give the numbers in the cells by row and column."""
    return {(round(text.get_position()[1]), round(text.get_position()[0])): int(text.get_text()) for text in ax.texts}


class TestConfusion:
    def test_the_numbers_are_per_cents_of_the_row(self, result):
        found = result.confusion()
        ax = plot_confusion(found)
        shown = found.most_mixed(16)
        assert [found.ids[place] for place in shown] == ["M", "F"]
        expected = {}
        for row_number, one in enumerate(shown):
            for column, other in enumerate([*shown, len(found.ids)]):
                share = found.shares[one, other]
                if share >= 0.005:
                    expected[row_number, column] = round(share * 100)
        assert cells(ax) == expected
        assert len(expected) >= 4

    def test_rows_have_names_and_columns_have_codes(self, result):
        ax = plot_confusion(result.confusion())
        assert labels(ax.yaxis) == ["M  Power", "F  Ansvar"]
        assert labels(ax.xaxis) == ["M", "F", "nothing else"]

    def test_only_the_most_mixed_are_drawn(self):
        counts = np.array([[1.0, 1, 5, 0], [1, 1, 2, 0], [5, 2, 1, 0]])
        ax = plot_confusion(Confusion(("a", "b", "c"), ("A", "B", "C"), counts), top=2)
        assert labels(ax.xaxis) == ["a", "c", "nothing else"]
        assert cells(ax) == {(0, 0): 14, (0, 1): 71, (1, 0): 62, (1, 1): 12}

    def test_dark_cells_have_light_numbers(self):
        counts = np.array([[1.0, 9, 0], [5, 5, 0]])
        ax = plot_confusion(Confusion(("a", "b"), ("A", "B"), counts))
        light = {
            (round(text.get_position()[1]), round(text.get_position()[0])): to_rgb(text.get_color()) == (1, 1, 1)
            for text in ax.texts
        }
        assert light == {(0, 0): False, (0, 1): True, (1, 0): False, (1, 1): False}
        [image] = ax.images
        assert image.get_cmap().name == "Greys"
        assert image.get_clim() == (0, 1)

    def test_less_than_half_a_per_cent_is_shown_as_nothing(self):
        counts = np.array([[995.1, 4.9, 0], [995, 5, 0]])
        assert cells(plot_confusion(Confusion(("a", "b"), ("A", "B"), counts))) == {(0, 0): 100, (1, 0): 100, (1, 1): 0}

    def test_nothing_is_red_or_green(self, result):
        assert_no_traffic_light(plot_confusion(result.confusion()))

    def test_the_picture_says_what_it_shows(self, result):
        found = result.confusion()
        said = " ".join(plot_confusion(found).get_xlabel().split())
        assert said.startswith(found.caption)
        assert "Rows do not add up to 100" in said

    def test_no_mixing_can_be_drawn(self):
        for texts in (("", ""), ("aM bM", "aM")):
            ax = plot_confusion(agreement(small(texts), bootstrap=None).confusion())
            saved(ax)
            assert cells(ax) == {}
        empty = Confusion((), (), np.zeros((0, 1)))
        saved(plot_confusion(empty))
        assert cells(plot_confusion(agreement(small(*TEXTS), bootstrap=None).confusion(), top=0)) == {}

    def test_it_draws_where_it_is_told(self, result):
        figure, (left, right) = plt.subplots(1, 2)
        assert plot_confusion(result.confusion(), ax=right) is right
        assert not left.images
        assert plt.get_fignums() == [figure.number]

    @pytest.mark.parametrize("kind", ["png", "svg"])
    def test_the_same_gives_the_same_bytes(self, result, kind):
        found = result.confusion()
        assert saved(plot_confusion(found), kind) == saved(plot_confusion(found), kind)

    def test_a_name_with_dollars_is_drawn_as_it_is(self):
        found = Confusion(("$a", "b$"), ("$\\x$", "{b}"), np.array([[0.0, 1, 0], [1, 0, 0]]))
        ax = plot_confusion(found)
        saved(ax)
        assert labels(ax.yaxis) == ["$a  $\\x$", "b$  {b}"]

    def test_of_themes(self):
        result = agreement(small(("aM bL", "aL bF", "aT bU")), by="theme", bootstrap=None)
        assert labels(plot_confusion(result.confusion()).xaxis) == ["T", "U", "nothing else"]


def test_both_are_drawn_without_a_warning_in_every_unit():
    for unit in ("sentence", "turn", "character"):
        for by in ("code", "theme", "pooled"):
            result = agreement(small(*TEXTS), unit=unit, by=by, bootstrap=Bootstrap(replicates=20))
            assert isinstance(result, AgreementResult)
            for ax in (plot_agreement(result), plot_confusion(result.confusion())):
                saved(ax)
                assert not re.search("nan", " ".join(text.get_text() for text in ax.texts))
                plt.close(ax.figure)
    assert set(CODES) <= {code.id for code in BOOK}
