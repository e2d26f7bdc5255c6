"""The house style: same bytes always, an alt text that is never lost, and files of the right kind."""

import os
import re
import subprocess
import sys
from html import unescape
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from fou_toolkit.errors import WriteError
from fou_toolkit.figures.style import (
    A4_WIDTH,
    HATCHES,
    LINES,
    MARKERS,
    PALETTE,
    alt_text,
    described,
    figure_bytes,
    grey_scale,
    listed,
    new_axes,
    quiet_axes,
    render,
    save_figure,
)

pytestmark = pytest.mark.usefixtures("english")

EVIL = 'Makt & rom </title><script>alert("x")</script> æøå'
BEGINNINGS = {"svg": b"<?xml", "pdf": b"%PDF", "png": b"\x89PNG"}
PICTURE = """
import sys, hashlib, time
real = time.time
time.time = lambda: real() + float(sys.argv[1])
import matplotlib
matplotlib.use("agg")
from fou_toolkit.figures.style import *
ax = new_axes(None, height=2)
ax.barh(["M1  Makt", "K1  Kunnskap"], [3, 1], color=PALETTE[0], hatch=HATCHES[1])
ax.scatter([0.5, 1, 2], [0, 0.5, 1], c=[1, 2, 3], cmap=grey_scale(), clip_on=True)
ax.plot([0, 3], [0, 1], linestyle=LINES[1], marker=MARKERS[2], label="a")
ax.legend()
quiet_axes(ax, grid="x")
described(ax, "Stolper: M1 3, K1 1")
for kind in ("svg", "pdf", "png"):
    print(kind, hashlib.sha256(figure_bytes(ax, kind)).hexdigest())
"""


@pytest.fixture
def ax():
    import matplotlib.pyplot as plt

    made = new_axes(None, height=2)
    made.barh(["one", "two"], [1, 2])
    yield made
    plt.close("all")


def title_of(svg):
    found = re.search(rb"<title>(.*?)</title>", svg, re.DOTALL)
    return unescape(found[1].decode()) if found else None


def test_bytes_are_the_same_in_another_process_at_another_time():
    runs = [
        subprocess.run(
            [sys.executable, "-c", PICTURE, shift],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, shift in (("1", "0"), ("2", "1000000"))
    ]
    assert runs[0] == runs[1]
    assert len(runs[0].splitlines()) == 3


@pytest.mark.parametrize("kind", sorted(BEGINNINGS))
def test_a_picture_gives_the_same_bytes_again(ax, kind):
    described(ax, "a")
    once = figure_bytes(ax, kind)
    assert once.startswith(BEGINNINGS[kind])
    assert figure_bytes(ax, kind) == once


@pytest.mark.parametrize("kind", sorted(BEGINNINGS))
def test_files_hold_no_time_and_no_program(ax, kind):
    content = figure_bytes(described(ax, "a"), kind)
    assert not re.search(rb"CreationDate|ModDate|<dc:date>|tEXtSoftware", content)


class TestAltText:
    """What a picture shows, for those who do not see it."""

    def test_it_is_the_title_of_a_drawing(self, ax):
        content = figure_bytes(described(ax, "Bars: one 1, two 2"))
        assert title_of(content) == "Bars: one 1, two 2"
        assert re.search(rb'<svg [^>]*role="img"[^>]*>\s*<title>', content)

    def test_it_is_escaped_and_the_drawing_stays_whole(self, ax):
        content = figure_bytes(described(ax, EVIL))
        assert b"<script" not in content
        root = ET.fromstring(content)
        assert root.find("{http://www.w3.org/2000/svg}title").text == EVIL

    @pytest.mark.parametrize("kind", sorted(BEGINNINGS))
    def test_it_is_not_lost_when_the_picture_is_written(self, ax, kind):
        described(ax, EVIL)
        figure_bytes(ax, kind)
        assert alt_text(ax) == EVIL
        figure_bytes(ax, kind)
        assert alt_text(ax) == EVIL

    def test_it_is_not_lost_when_writing_fails(self, ax):
        described(ax, EVIL)
        with pytest.raises(KeyError):
            render(ax.figure, "gif")
        with pytest.raises(ValueError, match="dpi"):
            render(ax.figure, "png", dpi=-1)
        assert alt_text(ax) == EVIL

    def test_it_stands_nowhere_else_in_the_drawing(self, ax):
        assert figure_bytes(described(ax, "Bars: one 1")).count(b"Bars: one 1") == 1

    def test_without_one_there_is_no_title(self, ax):
        assert alt_text(ax) == ""
        assert title_of(figure_bytes(ax)) is None

    def test_an_id_of_somebody_else_is_no_alt_text(self, ax):
        ax.set_gid("mine")
        assert alt_text(ax) == ""
        assert b'id="mine"' in figure_bytes(ax)

    def test_each_picture_of_a_figure_has_its_own(self):
        import matplotlib.pyplot as plt

        figure, (one, two) = plt.subplots(1, 2)
        described(one, "first")
        described(two, "second")
        assert (title_of(figure_bytes(one)), title_of(figure_bytes(two))) == ("first", "second")
        assert (alt_text(one), alt_text(two)) == ("first", "second")
        plt.close(figure)

    def test_the_last_one_counts(self, ax):
        described(ax, "first")
        assert alt_text(described(ax, "second")) == "second"


def test_a_dollar_is_a_dollar(ax):
    ax.set_yticks([0, 1], ["$a_1$", "5 $ og 6 $"])
    ax.text(0, 0, "$x^2$ and $y")
    ax.set_xlabel("$z$")
    content = figure_bytes(described(ax, "$a$")).decode()
    for text in ("$a_1$", "5 $ og 6 $", "$x^2$ and $y", "$z$"):
        assert f">{text}</text>" in content


def test_letters_stay_letters_in_a_drawing(ax):
    assert b">one</text>" in figure_bytes(ax)


class TestSave:
    """Files."""

    @pytest.mark.parametrize("name", ["a.svg", "å.PDF", "a.b.png"])
    def test_the_ending_says_the_format(self, ax, tmp_path, name):
        path = save_figure(described(ax, "a"), tmp_path / name)
        assert path == tmp_path / name
        kind = name.rsplit(".", 1)[1].lower()
        assert path.read_bytes() == figure_bytes(ax, kind)
        assert [one.name for one in tmp_path.iterdir()] == [name]

    @pytest.mark.parametrize("name", ["a", "a.jpg", "a.svgz", ".svg"])
    def test_an_unknown_ending_is_refused_with_the_possible_ones(self, ax, tmp_path, name):
        with pytest.raises(WriteError) as raised:
            save_figure(ax, tmp_path / name)
        assert all(ending in raised.value.hint for ending in (".svg", ".pdf", ".png"))
        assert not list(tmp_path.iterdir())

    def test_a_folder_that_is_not_there_is_said(self, ax, tmp_path):
        with pytest.raises(WriteError):
            save_figure(ax, tmp_path / "no" / "a.svg")

    def test_a_picture_that_was_taken_out_is_refused(self, ax):
        ax.remove()
        with pytest.raises(WriteError, match="no figure"):
            figure_bytes(ax)

    def test_settings_of_others_are_left_alone(self, ax):
        import matplotlib as mpl

        before = dict(mpl.rcParams)
        figure_bytes(ax)
        assert dict(mpl.rcParams) == before


def test_a_new_picture_has_the_width_of_a_page_and_a_given_one_is_kept(ax):
    assert ax.figure.get_size_inches().tolist() == [A4_WIDTH, 2]
    assert new_axes(ax, height=9) is ax
    assert ax.figure.get_size_inches().tolist() == [A4_WIDTH, 2]


def lightness(colour):
    from matplotlib.colors import to_rgb

    return float(sum(part * weight for part, weight in zip(to_rgb(colour), (0.2126, 0.7152, 0.0722), strict=True)))


def test_amounts_get_darker_all_along():
    shades = [lightness(grey_scale()(step / 20)) for step in range(21)]
    assert shades == sorted(shades, reverse=True)
    assert shades[0] == pytest.approx(1)
    assert shades[-1] < 0.2


def test_shapes_lines_and_hatches_differ():
    assert len(set(PALETTE)) == len(set(MARKERS)) == len(set(HATCHES)) == 8
    assert len(set(LINES)) == len(LINES)


def test_neighbouring_colours_differ_in_grey():
    greys = [lightness(colour) for colour in PALETTE]
    assert min(abs(one - two) for one, two in pairwise(greys)) > 0.03


def test_a_quiet_picture_has_no_box(ax):
    quiet_axes(ax, grid="x")
    assert not any(spine.get_visible() for spine in ax.spines.values())
    assert ax.xaxis.get_gridlines()[0].get_visible()
    assert not ax.yaxis.get_gridlines()[0].get_visible()


@pytest.mark.parametrize(
    ("parts", "most", "said"), [([], 2, ""), (["a"], 2, "a"), (["a", "b"], 2, "a; b"), (iter("abc"), 2, "a; b …")]
)
def test_the_first_of_many_are_listed(parts, most, said):
    assert listed(parts, most) == said
