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
from fou_toolkit.errors import DataError
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


LONG = "Den som bestemmer hva som skal gjøres, når det skal gjøres og av hvem, og hvem som ikke blir spurt om det i det hele"


def row(alpha, low=math.nan, high=math.nan, *, ac1=0.9, scope="code", **other):
    figures = {"alpha": Estimate(alpha, low, high), "ac1": Estimate(ac1)}
    given = {"id": "M" if scope == "code" else "", "name": "Makt", "found": (3, 4), "texts": 30, "prevalence": 0.5}
    return AgreementRow(
        scope=scope, units=9, figures=tuple(figures.get(one, Estimate(0.5)) for one in MEASURES), **(given | other)
    )


def confusion(counts, ids="abcdefgh", **other):
    """Give a confusion of two coders who do alike."""
    half = np.asarray(counts, float) / 2
    names = other.pop("names", [f"name {name}" for name in ids])
    return Confusion(tuple(ids[: len(half)]), tuple(names[: len(half)]), ("x", "y"), np.stack([half, half]), **other)


def said(ax):
    """Give what stands under a picture."""
    return " ".join(ax.get_xlabel().split())


def heading(ax):
    return ax.get_title(loc="left")


def assert_all_is_inside(ax):
    """Nothing is cut off at the edge of the figure, and the lines under it end where the picture does."""
    figure = ax.figure
    figure.canvas.draw()
    # The label under a picture has no part in the layout, and is measured by itself.
    boxes = [ax.xaxis.label.get_window_extent()]
    for one in figure.axes:
        boxes += [text.get_window_extent() for text in (*one.texts, *one.get_yticklabels()) if text.get_text()]
        boxes += [text.get_window_extent() for text in (one.title, one._left_title) if text.get_text()]
        boxes += [one.get_legend().get_window_extent()] if one.get_legend() else []
    if ax.images:
        boxes += [text.get_window_extent() for text in ax.get_xticklabels()]
    whole = figure.bbox
    for box in boxes:
        assert box.x0 >= whole.x0 - 1, box
        assert box.x1 <= whole.x1 + 1, box
        assert box.y0 >= whole.y0 - 1, box
        assert box.y1 <= whole.y1 + 1, box


def labels(axis):
    return [label.get_text() for label in axis.get_ticklabels()]


def legend(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


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
        assert labels(ax.yaxis) == ["all codes, pooled", "M  Power", "F  Ansvar", "L  Lek"]
        top, below = (ax.transData.transform((0, place))[1] for place in (0, 1))
        assert top > below

    def test_there_is_a_dot_for_every_alpha_and_none_where_it_is_undefined(self, result):
        ax = plot_agreement(result, undefined=True)
        assert labels(ax.yaxis)[1:] == ["M  Power", "D  Dypere", "F  Ansvar", "L  Lek", "E  Enslig"]
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
        assert intervals(plot_agreement(result, undefined=True)) == {
            place: pytest.approx(ends) for place, ends in expected.items()
        }
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
        rows = (
            row(-0.6, -0.9, -0.2, ac1=-0.8, prevalence=0.01),
            row(-0.25),
            row(-0.6, -0.9, -0.3),
            row(-0.1, -0.5, 0.3),
            row(-0.3, scope="pooled codes"),
        )
        ax = plot_agreement(with_rows(result, *rows))
        # The summary is on top.
        assert marks(ax, "<") == {(0, -0.25), (1, -0.25), (3, -0.25)}
        assert marks(ax, "o", "D", "|") == {(2, -0.25), (4, -0.1)}
        assert sum(line.get_marker() == "<" for line in ax.lines) == 4
        assert sorted(text.get_text() for text in ax.texts if "." in text.get_text()) == [
            "0.667",
            "0.8",
            "−0.30",
            "−0.60",
            "−0.60",
        ]
        # What reaches beyond the edge runs out of the picture, what lies beyond it is not drawn.
        low, high = ax.get_xlim()
        assert intervals(ax) == {1: [low, -0.2], 4: [low, 0.3]}
        assert low < -0.25
        assert high > 1
        assert_no_traffic_light(ax)

    def test_prevalence_stands_beside_every_row(self, result):
        ax = plot_agreement(result)
        [beside] = [one for one in ax.figure.axes if one is not ax]
        assert labels(beside.yaxis) == ["8.6% †", "28.6% †", "11.9% †", "2.4% †"]
        assert beside.get_ylim() == ax.get_ylim()
        assert [text.get_text() for text in beside.texts] == ["has the code"]

    def test_the_picture_says_what_was_compared(self, result):
        ax = plot_agreement(result)
        assert said(ax) == (
            f"{result.caption}. Not shown, since α is undefined: 2. "
            "† in fewer than 10 texts: the interval is too narrow."
        )
        assert heading(ax) == ""
        talk = agreement(small(*TEXTS), bootstrap=None, for_talk=True)
        ax = plot_agreement(talk, undefined=True)
        assert said(ax) == talk.caption
        assert heading(ax) == "For talk"
        assert_all_is_inside(ax)

    def test_what_is_undefined_is_left_out_and_the_picture_says_so(self, result):
        rows = (row(0.5), row(math.nan, id="U"), row(math.nan, scope="pooled codes"))
        ax = plot_agreement(with_rows(result, *rows))
        assert labels(ax.yaxis) == ["all codes, pooled", "M  Makt"]
        assert said(ax).endswith("Not shown, since α is undefined: 1")
        assert "uα is undefined: 1" in said(plot_agreement(replace(with_rows(result, *rows), unit="character")))
        ax = plot_agreement(with_rows(result, *rows), undefined=True)
        assert labels(ax.yaxis) == ["all codes, pooled", "M  Makt", "U  Makt"]
        assert said(ax) == result.caption

    def test_the_codes_that_were_used_most_are_drawn_in_the_order_of_the_codebook(self, result):
        found = {"A": (0, 3), "B": (9, 0), "C": (1, 2), "D": (5, 5), "E": (2, 1)}
        rows = [row(0.5, id=name, found=counts) for name, counts in found.items()]
        scored = with_rows(result, row(0.5, scope="pooled codes", found=(0, 0)), *rows)
        for top, ids in ((1, "D"), (2, "BD"), (3, "ABD"), (np.int64(4), "ABCD"), (5, "ABCDE"), (9, "ABCDE")):
            ax = plot_agreement(scored, top=top)
            assert labels(ax.yaxis) == ["all codes, pooled", *(f"{name}  Makt" for name in ids)]
            assert said(ax).removeprefix(result.caption) == (
                f". Not shown, since used less: {5 - len(ids)}" if len(ids) < 5 else ""
            )

    def test_three_hundred_codes_can_be_drawn(self, result):
        many = [row(math.nan if place % 3 else place / 300, id=f"K{place}") for place in range(300)]
        ax = plot_agreement(with_rows(result, row(0.5, scope="pooled codes"), *many), top=20)
        assert len(labels(ax.yaxis)) == 21
        assert said(ax).endswith("Not shown, since α is undefined: 200. Not shown, since used less: 80")
        assert_all_is_inside(ax)
        assert len(labels(plot_agreement(with_rows(result, *many)).yaxis)) == 100

    @pytest.mark.parametrize("top", [0, -1, 2.5, "3", math.nan])
    def test_a_number_of_codes_that_is_none_is_refused(self, result, top):
        for draw, what in ((plot_agreement, result), (plot_confusion, result.confusion())):
            with pytest.raises(DataError, match="not possible for top"):
                draw(what, top=top)
        assert plt.get_fignums() == []

    def test_a_dot_is_hollow_where_no_disagreement_was_seen(self, result):
        rows = (row(1, scope="pooled codes"), row(1, 1, 1, ac1=1.0), row(0.99, 0.9, 1))
        ax = plot_agreement(with_rows(result, *rows))
        faces = {
            round(float(line.get_ydata()[0])): to_rgb(line.get_markerfacecolor())
            for line in ax.lines
            if line.get_marker() in ("o", "D")
        }
        assert faces == {0: (1, 1, 1), 1: (1, 1, 1), 2: to_rgb("#33566b")}
        assert legend(ax) == ["α, with its interval", "no disagreement seen", "AC1, where a code is rare or common"]
        assert "no disagreement seen" not in legend(plot_agreement(with_rows(result, rows[2])))

    def test_a_code_in_few_texts_has_a_mark_where_it_has_an_interval(self, result):
        rows = (
            row(0.5, 0.4, 0.6, texts=9),
            row(0.5, 0.4, 0.6, texts=10),
            row(0.5, texts=3),
            row(0.5, 0.4, 0.6, texts=0),
        )
        ax = plot_agreement(with_rows(result, *rows))
        [beside] = [one for one in ax.figure.axes if one is not ax]
        assert labels(beside.yaxis) == ["50.0% †", "50.0%", "50.0%", "50.0%"]
        assert said(ax).endswith("† in fewer than 10 texts: the interval is too narrow.")
        assert not ax.get_xlabel().replace("†\xa0", "").count("†")
        assert "†" not in said(plot_agreement(with_rows(result, *rows[1:])))

    def test_long_names_are_shortened_and_nothing_is_cut_off(self, result):
        coders = tuple((f"somebody_with_a_long_name_{place}", "person") for place in range(7))
        long = (row(1, id="M", name=LONG), row(0.5, 0.4, 0.6, id="F.3.2.1-rather-long-for-an-id", name=LONG, texts=3))
        ax = plot_agreement(replace(with_rows(result, *long), coders=coders, for_talk=True))
        one, two = labels(ax.yaxis)
        assert one == "M  Den som bestemmer hva som skal gjøres,…"
        assert two == "F.3.2.1-rather-long-for-an-id  Den som bes…"
        assert_all_is_inside(ax)
        for ids in ("M" * 60, "M"):
            assert_all_is_inside(plot_agreement(with_rows(result, row(0.5, id=ids))))

    def test_beside_another_picture_lines_end_where_the_picture_does(self, result):
        for layout in ("constrained", None):
            _, (left, right) = plt.subplots(1, 2, figsize=(12, 6), layout=layout)
            for ax in (left, right):
                plot_agreement(result, ax=ax)
            left.figure.canvas.draw()
            assert left.xaxis.label.get_window_extent().x1 < right.get_window_extent().x0
            # A layout makes room for the second, after the first was drawn.
            for ax in (left, right) if layout is None else (right,):
                assert ax.xaxis.label.get_window_extent().width <= ax.get_window_extent().width

    def test_it_draws_where_it_is_told(self, result):
        figure, (left, right) = plt.subplots(1, 2)
        assert plot_agreement(result, ax=right) is right
        assert len(labels(right.yaxis)) == 4
        assert not left.lines
        assert plt.get_fignums() == [figure.number]

    def test_nothing_known_can_be_drawn(self):
        for project in (
            small(("", "")),
            make_project(make_corpus("[latter]"), []),
            small(("",), codebook=Codebook("none", ())),
        ):
            for by in ("code", "theme", "pooled") if project.codebook.codes else ("code", "pooled"):
                result = agreement(project, by=by, bootstrap=Bootstrap(replicates=3))
                ax = plot_agreement(result)
                saved(ax)
                assert marks(ax, "o", "D", "|") == set()
                assert len(labels(ax.yaxis)) == sum(not one.id for one in result)
                whole = plot_agreement(result, undefined=True)
                assert len(labels(whole.yaxis)) == len(result.scores)
                saved(whole)

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
        assert labels(ax.yaxis)[1] == f"M  {name}"
        assert "$\\x$" in ax.get_xlabel()

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_speaks_the_language_of_the_person(self, language):
        set_language(language)
        result = agreement(small(*TEXTS), bootstrap=None)
        ax = plot_agreement(result, undefined=True)
        assert said(ax) == result.caption
        assert ax.figure.axes[1].texts[0].get_text() == t("has the code")
        assert labels(ax.yaxis)[1] == "M  " + str(BOOK["M"].name)
        assert_all_is_inside(ax)


def cells(ax):
    """Give the numbers in the cells by row and column."""
    return {(round(text.get_position()[1]), round(text.get_position()[0])): int(text.get_text()) for text in ax.texts}


class TestConfusion:
    def test_the_numbers_are_per_cents_of_the_row(self, result):
        found = result.confusion()
        ax = plot_confusion(found)
        shown = [found.ids.index(name) for name in "MFL"]
        expected = {}
        for row_number, one in enumerate(shown):
            for column, other in enumerate([*shown, -2, -1]):
                share = found.shares[one, other]
                if share >= 0.005:
                    expected[row_number, column] = round(share * 100)
        assert cells(ax) == expected
        assert len(expected) >= 6

    def test_rows_have_names_and_columns_have_codes(self, result):
        ax = plot_confusion(result.confusion())
        assert labels(ax.yaxis) == ["M  Power", "F  Ansvar", "L  Lek"]
        assert labels(ax.xaxis) == ["M", "F", "L", "only shared codes", "no code"]
        assert [line.get_xdata()[0] for line in ax.lines] == [2.5]

    def test_codes_of_the_pairs_that_were_mixed_up_most_are_drawn(self):
        found = confusion([[1, 1, 5, 0, 0, 0], [1, 1, 2, 0, 0, 0], [5, 2, 1, 0, 0, 2], [0, 0, 0, 3, 0, 9]])
        ax = plot_confusion(found, top=2)
        assert labels(ax.xaxis) == ["a", "c", "only shared codes", "no code"]
        assert cells(ax) == {(0, 0): 14, (0, 1): 71, (1, 0): 50, (1, 1): 10, (1, 3): 20}
        assert said(ax) == (
            f"{found.caption}. Per cent of the row. Rows do not add up to 100: codes that are not shown are left out."
        )
        assert labels(plot_confusion(found, top=1).yaxis) == ["a  name a"]
        assert labels(plot_confusion(found, top=3).yaxis) == ["a  name a", "b  name b", "c  name c"]

    def test_then_codes_where_others_have_none_are_drawn(self):
        counts = np.zeros((5, 7))
        counts[0, 3] = 1
        counts[:, -1] = 0, 2, 5, 0, 2
        found = confusion(counts)
        for top, ids in ((2, "ad"), (3, "acd"), (4, "abcd"), (5, "abcde"), (16, "abcde")):
            assert labels(plot_confusion(found, top=top).xaxis)[:-2] == list(ids)

    def test_of_pairs_that_were_mixed_up_alike_the_first_are_drawn(self):
        counts = np.zeros((4, 6))
        counts[0, 1] = 0.3
        counts[2, 3], counts[3, 2] = 0.1, 0.2  # together a little more than .3, by rounding
        assert labels(plot_confusion(confusion(counts), top=2).xaxis)[:2] == ["a", "b"]

    def test_rows_add_up_where_no_code_is_left_out(self):
        counts = [[5, 2, 0, 1, 3], [2, 6, 0, 0, 4], [0, 0, 7, 0, 0]]
        ax = plot_confusion(confusion(counts))
        assert labels(ax.yaxis) == ["a  name a", "b  name b"]
        assert said(ax) == f"{confusion(counts).caption}. Per cent of the row."

    def test_where_no_code_was_taken_for_another_the_picture_says_so(self):
        found = confusion([[5, 0, 0, 3], [0, 4, 2, 0]])
        ax = plot_confusion(found)
        assert labels(ax.yaxis) == ["a  name a"]
        assert cells(ax) == {(0, 0): 62, (0, 2): 38}
        assert said(ax) == f"{found.caption}. No codes were taken for each other. Per cent of the row."
        assert "taken for each other" not in said(plot_confusion(confusion([[5, 1, 0, 3], [0, 4, 2, 0]])))

    def test_where_there_is_nothing_to_draw_the_picture_says_so(self):
        never = agreement(small(("", "")), bootstrap=None).confusion()
        for found in (never, confusion(np.zeros((0, 2))), confusion([[5, 0, 0, 0], [0, 4, 0, 0]], for_talk=True)):
            ax = plot_confusion(found)
            assert [text.get_text() for text in ax.texts] == ["No codes were taken for each other."]
            assert not ax.lines
            assert not ax.images
            assert labels(ax.xaxis) == labels(ax.yaxis) == []
            assert said(ax) == found.caption.rstrip(".")
            assert heading(ax) == ("For talk" if found.for_talk else "")
            assert_all_is_inside(ax)

    @pytest.mark.parametrize("codes", [1, 2, 7])
    @pytest.mark.parametrize("for_talk", [False, True])
    def test_nothing_is_cut_off(self, codes, for_talk):
        counts = np.arange(codes * (codes + 2)).reshape(codes, -1) + 1
        for ids, names in (
            ("abcdefg", "abcdefg"),
            ("abcdefg", [LONG] * 7),
            ([f"F.3.{one}-rather-long-for-an-id" for one in range(7)], [LONG] * 7),
        ):
            ax = plot_confusion(confusion(counts, ids, names=names, for_talk=for_talk))
            assert heading(ax) == ("For talk" if for_talk else "")
            assert_all_is_inside(ax)
            assert all(
                len(label) <= 45 and label.startswith(code)
                for label, code in zip(labels(ax.yaxis), ids[:codes], strict=True)
            )

    def test_dark_cells_have_light_numbers(self):
        ax = plot_confusion(confusion([[1, 9, 0, 0], [5, 5, 0, 0]]))
        light = {
            (round(text.get_position()[1]), round(text.get_position()[0])): to_rgb(text.get_color()) == (1, 1, 1)
            for text in ax.texts
        }
        assert light == {(0, 0): False, (0, 1): True, (1, 0): False, (1, 1): False}
        [image] = ax.images
        assert image.get_cmap().name == "Greys"
        assert image.get_clim() == (0, 1)

    def test_less_than_half_a_per_cent_is_shown_as_nothing(self):
        ax = plot_confusion(confusion([[995.1, 4.9, 0, 0], [995, 5, 0, 0]]))
        assert cells(ax) == {(0, 0): 100, (1, 0): 100, (1, 1): 0}

    def test_nothing_is_red_or_green(self, result):
        assert_no_traffic_light(plot_confusion(result.confusion()))

    def test_it_draws_where_it_is_told(self, result):
        figure, (left, right) = plt.subplots(1, 2)
        assert plot_confusion(result.confusion(), ax=right) is right
        assert not left.images
        assert plt.get_fignums() == [figure.number]
        assert figure.get_size_inches().tolist() == plt.rcParams["figure.figsize"]

    @pytest.mark.parametrize("kind", ["png", "svg"])
    def test_the_same_gives_the_same_bytes(self, result, kind):
        found = result.confusion()
        assert saved(plot_confusion(found), kind) == saved(plot_confusion(found), kind)

    def test_a_name_with_dollars_is_drawn_as_it_is(self):
        found = confusion([[0, 1, 0, 0], [1, 0, 0, 0]], ("$a", "b$"), names=("$\\x$", "{b}"))
        ax = plot_confusion(found)
        saved(ax)
        assert labels(ax.yaxis) == ["$a  $\\x$", "b$  {b}"]

    def test_of_themes(self):
        result = agreement(small(("aM bL", "aL bF", "aT bU")), by="theme", bootstrap=None)
        assert labels(plot_confusion(result.confusion()).xaxis) == ["T", "U", "only shared codes", "no code"]


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
