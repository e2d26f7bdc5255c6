"""Figures to look into: frames lie over their marks, files hold no quotation, and no script is needed."""

import io
import re
from html.parser import HTMLParser

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.image import imread

from builders import make_codebook, make_corpus, make_source
from fou_toolkit.analysis.counted import select
from fou_toolkit.analysis.quotations import quotations_of
from fou_toolkit.errors import DataError
from fou_toolkit.figures.hover import interactive, quoted, tell
from fou_toolkit.figures.style import described, figure_bytes, new_axes, save_figure
from fou_toolkit.model import Coder, Coding, CodingSet, Project, Span

pytestmark = pytest.mark.usefixtures("english")

SECRET = 'Anne said «x» & </a><script>alert("x")</script>'


@pytest.fixture
def ax():
    yield new_axes(None, height=3)
    plt.close("all")


class Page(HTMLParser):
    """Frames, picture and list of a page."""

    def __init__(self, content):
        super().__init__()
        self.frames, self.picture, self.tags, self.texts = [], {}, [], []
        self.feed(content)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "a":
            self.frames.append(dict(attrs))
        elif tag == "img":
            self.picture = dict(attrs)
        elif tag == "li":
            self.texts.append("")
        elif tag == "br" and self.texts:
            self.texts[-1] += "\n"

    def handle_data(self, data):
        if self.texts and self.tags[-1][0] in ("li", "br"):
            self.texts[-1] += data


def colours_in(made):
    """Give the colour at the middle of each frame."""
    picture = imread(io.BytesIO(made.picture), format="png")
    height, width = picture.shape[:2]
    return [
        tuple(
            np.round(
                picture[int((spot.top + spot.height / 2) * height), int((spot.left + spot.width / 2) * width), :3], 2
            ).tolist()
        )
        for spot in made.spots
    ]


class TestFrames:
    """Each frame lies over the mark that its text belongs to."""

    def test_of_bars(self, ax):
        bars = ax.bar([0, 1], [1, 3], color=["red", "blue"])
        tell(bars, ["first", "second"])
        made = interactive(ax)
        assert [spot.text for spot in made.spots] == ["first", "second"]
        assert colours_in(made) == [(1, 0, 0), (0, 0, 1)]
        assert made.spots[1].height == pytest.approx(3 * made.spots[0].height, rel=0.01)

    @pytest.mark.parametrize("origin", ["upper", "lower"])
    def test_of_cells(self, ax, origin):
        shades = np.array([[[1, 0, 0], [0, 1, 0], [0, 0, 1]], [[1, 1, 0], [0, 1, 1], [1, 0, 1]]], float)
        image = ax.imshow(shades, origin=origin, aspect="auto")
        tell(image, list("abcdef"))
        made = interactive(ax)
        assert [spot.text for spot in made.spots] == list("abcdef")
        assert colours_in(made) == [tuple(shade) for shade in shades.reshape(-1, 3).tolist()]

    @pytest.mark.parametrize("upside_down", [False, True])
    def test_of_cells_of_a_mesh(self, ax, upside_down):
        from matplotlib.colors import ListedColormap

        mesh = ax.pcolormesh([[0, 1], [2, 3]], cmap=ListedColormap(["red", "lime", "blue", "yellow"]))
        if upside_down:
            ax.invert_yaxis()
        tell(mesh, list("abcd"))
        assert colours_in(interactive(ax)) == [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0)]

    def test_of_points_of_different_size(self, ax):
        points = ax.scatter([0, 1, 2], [0, 1, 0], s=[30, 900, 300], c=["red", "lime", "blue"])
        ax.margins(0.3)
        tell(points, ["a", "b", "c"])
        made = interactive(ax)
        assert colours_in(made) == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
        assert made.spots[1].width > made.spots[2].width > made.spots[0].width

    def test_of_the_points_of_a_line(self, ax):
        [line] = ax.plot([0, 1, 2], [0, 2, 1], marker="s", markersize=9, color="red")
        tell(line, ["a", "b", "c"])
        assert colours_in(interactive(ax)) == [(1, 0, 0)] * 3

    def test_of_the_middle_of_each_line_of_a_collection(self, ax):
        lines = ax.vlines([0, 1], 0, [1, 2], colors=["red", "blue"], linewidth=6)
        tell(lines, ["a", "b"])
        assert colours_in(interactive(ax)) == [(1, 0, 0), (0, 0, 1)]

    def test_of_one_text_for_a_whole_artist(self, ax):
        words = ax.text(0.5, 0.5, "████", color="red", transform=ax.transAxes, ha="center")
        tell(words, "about the words")
        [colour] = colours_in(interactive(ax))
        assert colour[0] == pytest.approx(1, abs=0.05)

    def test_of_all_pictures_of_a_figure(self):
        figure, (one, two) = plt.subplots(1, 2)
        tell(one.bar([0], [1], color="red"), ["a"])
        tell(two.bar([0], [1], color="blue"), ["b"])
        assert colours_in(interactive(one)) == [(1, 0, 0), (0, 0, 1)]
        plt.close(figure)

    def test_of_one_text_for_all_points(self, ax):
        points = ax.scatter([0, 1, 2], [0, 1, 0], s=40)
        tell(points, "all of them")
        [spot] = interactive(ax).spots
        assert spot.width > 0.8
        assert spot.height > 0.7

    def test_small_marks_can_be_pointed_at(self, ax):
        tell(ax.scatter([0], [0], s=[1]), "a")
        [spot] = interactive(ax).spots
        assert spot.width * 6.3 >= 0.16
        assert spot.height * 3 >= 0.16

    def test_the_figure_stays_as_it_was(self, ax):
        tell(ax.bar([0], [1]), ["a"])
        described(ax, "bars")
        before, dots = figure_bytes(ax, "png"), ax.figure.dpi
        interactive(ax)
        assert ax.figure.dpi == dots
        assert figure_bytes(ax, "png") == before


class TestTexts:
    """What marks tell."""

    def test_an_empty_text_has_no_frame(self, ax):
        tell(ax.bar([0, 1], [1, 2]), ["", "b"])
        assert [spot.text for spot in interactive(ax).spots] == ["b"]

    def test_passages_are_found_by_what_a_mark_stands_for(self, ax):
        tell(ax.bar([0, 1], [1, 2]), ["M1: 3", "K1: 2"], keys=[("M1",), ("K1",)])
        made = interactive(ax, {("M1",): "«makt»"})
        assert [spot.text for spot in made.spots] == ["M1: 3\n«makt»", "K1: 2"]
        asked = interactive(ax, lambda code: None if code == "M1" else f"about {code}")
        assert [spot.text for spot in asked.spots] == ["M1: 3", "K1: 2\nabout K1"]

    def test_quotations_say_who_and_where(self, passages):
        assert quoted(passages, most=1) == "«Makt er bra.» (assistent, s1)\n… and 1 more"
        assert quoted(passages).endswith("«Makt er dårlig.» (styrer, s2)")

    def test_a_long_quotation_is_cut_and_one_in_quotes_gets_no_others(self):
        long = make_project("Makt " + "og mer " * 100, "«Makt er makt.»")
        first, second = quoted(quotations_of(select(long), ["M"])).split("\n")
        assert "…» (" in first
        assert len(first) < 320
        assert second.startswith("«Makt er makt.» (")

    def test_marks_show_quotations(self, ax, passages):
        tell(ax.bar([0], [1]), ["M: 2"], keys=[("M", "all")])
        [spot] = interactive(ax, lambda code, group: passages if (code, group) == ("M", "all") else None).spots
        assert spot.text.startswith("M: 2\n«Makt er bra.»")

    @pytest.mark.parametrize("keys", [[], [("a",)], [("a",), ("b",), ("c",)]])
    def test_another_number_of_keys_is_refused(self, ax, keys):
        with pytest.raises(DataError, match="keys"):
            tell(ax.bar([0, 1], [1, 2]), ["a", "b"], keys=keys)

    @pytest.mark.parametrize("texts", [["a", "b"], ["a", "b", "c", "d"]])
    def test_another_number_of_marks_is_refused(self, ax, texts):
        tell(ax.scatter([0, 1, 2], [0, 1, 2]), texts)
        with pytest.raises(DataError, match="3 marks"):
            interactive(ax)

    def test_a_picture_that_has_nothing_to_tell_says_how(self, ax):
        ax.bar([0], [1])
        with pytest.raises(DataError, match="has anything to tell") as raised:
            interactive(ax)
        assert "tell(artist, text)" in raised.value.hint


class TestPage:
    """What a notebook shows."""

    def page(self, ax):
        tell(ax.bar([0, 1, 2], [3, 2, 1]), ["one\ntwo", SECRET, "three"])
        described(ax, "Bars & <more>")
        return interactive(ax)._repr_html_()

    def test_every_frame_can_be_reached_with_tab_and_tells_its_text(self, ax):
        page = Page(self.page(ax))
        assert [frame["tabindex"] for frame in page.frames] == ["0"] * 3
        assert [frame["title"] for frame in page.frames] == ["one\ntwo", SECRET, "three"]
        assert [frame["aria-label"] for frame in page.frames] == ["one\ntwo", SECRET, "three"]

    def test_the_list_has_all_texts(self, ax):
        assert Page(self.page(ax)).texts == ["one\ntwo", SECRET, "three"]

    def test_the_picture_has_its_alt_text(self, ax):
        page = Page(self.page(ax))
        assert page.picture["alt"] == "Bars & <more>"
        assert page.picture["src"].startswith("data:image/png;base64,")

    def test_nothing_gets_through_that_is_no_text_and_nothing_is_fetched(self, ax):
        shown = self.page(ax)
        assert "<script" not in shown
        assert not re.search(r"https?:|url\(|@import|\son\w+=", re.sub(r"base64,[\w+/=]+", "", shown))

    def test_what_notebooks_that_are_not_trusted_keep_is_enough(self, ax):
        """JupyterLab takes `svg` and `style` away there, and ids; it keeps these elements, places and titles."""
        page = Page(self.page(ax))
        assert {tag for tag, _ in page.tags} <= set("style div img a details summary ol li br".split())
        assert not any("id" in attributes for _, attributes in page.tags)
        for frame in page.frames:
            assert re.fullmatch(r"position:absolute;(\w+:-?[\d.]+%;){4}z-index:\d+", frame["style"])

    def test_small_frames_lie_over_large_ones(self, ax):
        ranks = [int(frame["style"].rsplit(":", 1)[1]) for frame in Page(self.page(ax)).frames]
        assert ranks == [1, 2, 3]

    def test_the_same_picture_gives_the_same_page(self, ax):
        tell(ax.bar([0], [1]), ["a"])
        assert interactive(ax)._repr_html_() == interactive(ax)._repr_html_()

    def test_the_repr_shows_no_text(self, ax):
        tell(ax.bar([0], [1]), [SECRET])
        assert repr(interactive(described(ax, "bars"))) == "<Hover: bars>"


@pytest.mark.parametrize("ending", [".svg", ".pdf", ".png"])
def test_a_file_holds_no_text_of_a_mark(ax, tmp_path, ending):
    bars = ax.bar([0], [1])
    plain = save_figure(ax, tmp_path / f"plain{ending}").read_bytes()
    tell(bars, ["a secret"])
    tell(bars.patches[0], "another secret")
    interactive(ax)
    told = save_figure(ax, tmp_path / f"told{ending}").read_bytes()
    assert told == plain
    assert b"secret" not in told


def make_project(*said):
    sources = [make_source(f"{'AB'[place % 2]}: {words}", id=f"s{place + 1}") for place, words in enumerate(said)]
    codings = [Coding(source.id, Span(3, len(source.text)), "M", "a") for source in sources]
    corpus = make_corpus(*sources, roles={"A": "assistent", "B": "styrer"})
    return Project(
        corpus,
        make_codebook({"M": ["makt"]}),
        CodingSet.of(codings, [Coder("a")], read=[("a", source.id) for source in sources]),
    )


@pytest.fixture
def passages():
    return quotations_of(select(make_project("Makt er bra.", "Makt er dårlig.")), ["M"])


def test_a_figure_to_look_into_is_closed_so_that_it_is_not_shown_twice(ax):
    tell(ax, "Something.")
    interactive(ax)
    assert ax.figure.number not in plt.get_fignums()
    assert figure_bytes(ax, "png")
