"""Dots for codes and groups: the numbers in the picture are those of the summary."""

import io
import os
import subprocess
import sys

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.axes import Axes
from matplotlib.text import Annotation

from builders import make_codebook, make_corpus, make_source
from fou_toolkit._i18n import set_language, t
from fou_toolkit.autocode import Summary, autocode
from fou_toolkit.autocode.summary import CodeCount
from fou_toolkit.codebooks import read_codebook
from fou_toolkit.figures import plot_code_counts
from fou_toolkit.sources import read_corpus
from fou_toolkit.workspace import example_material


@pytest.fixture(autouse=True)
def without_a_screen():
    """Draw into memory, and close what was drawn."""
    before = mpl.get_backend()
    plt.switch_backend("Agg")
    yield
    plt.close("all")
    plt.switch_backend(before)


@pytest.fixture(scope="module")
def summary():
    one = make_source("Anne: Vi har makt. Makt! Ansvar.", "Bo: Makt.", id="s1", phase="1")
    two = make_source("Anne: Makt. Ansvar.", id="s2", phase="2")
    corpus = make_corpus(one, two, roles={"Anne": "styrer", "Bo": "assistent"})
    return autocode(corpus, make_codebook({"M": ["makt"], "F": ["ansvar"]})).summary(by=("role", "phase"))


def written(ax):
    """Give the numbers in the picture by row and column."""
    return {
        (round(one.xy[1]), round(one.xy[0])): int(one.get_text()) for one in ax.texts if isinstance(one, Annotation)
    }


def counted(summary, top=10):
    """Give the numbers of a summary by row and column."""
    rows = enumerate(summary.counts[:top])
    return {(row, column): number for row, count in rows for column, number in enumerate(count.groups) if number}


def labels(axis):
    return [label.get_text() for label in axis.get_ticklabels()]


def test_axes_are_given_and_nothing_is_shown(summary, monkeypatch):
    shown = []
    monkeypatch.setattr(plt, "show", lambda *_: shown.append(1))
    assert isinstance(plot_code_counts(summary), Axes)
    assert shown == []


def test_the_numbers_in_the_picture_are_those_of_the_summary(summary):
    expected = {(0, 0): 1, (0, 1): 3, (0, 2): 3, (0, 3): 1, (1, 1): 2, (1, 2): 1, (1, 3): 1}
    assert counted(summary) == expected
    assert written(plot_code_counts(summary)) == expected


def test_there_is_a_dot_for_every_number_and_its_area_is_the_number(summary):
    ax = plot_code_counts(summary)
    dots = {}
    for collection in ax.collections:
        [(column, row)] = collection.get_offsets().tolist()
        [area] = collection.get_sizes().tolist()
        dots[round(row), round(column)] = area
    assert dots.keys() == counted(summary).keys()
    for place, number in counted(summary).items():
        assert dots[place] / dots[0, 1] == pytest.approx(number / 3)


def test_rows_are_codes_with_names_and_the_most_frequent_is_on_top(summary):
    ax = plot_code_counts(summary)
    assert labels(ax.yaxis) == ["M  M", "F  F"]
    top, below = (ax.transData.transform((0, row))[1] for row in (0, 1))
    assert top > below


def test_columns_are_groups(summary):
    assert labels(plot_code_counts(summary).xaxis) == ["assistent", "styrer", "1", "2"]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_what_is_not_known_is_said_in_the_language_of_the_person(language):
    summary = Summary((CodeCount("M", "Makt", 1, 1, 1, 0, (1,)),), (("role", ""),), "")
    try:
        set_language(language)
        assert labels(plot_code_counts(summary).xaxis) == [t("not known")]
    finally:
        set_language(None)


def test_the_picture_says_what_was_counted(summary):
    assert plot_code_counts(summary).get_xlabel() == summary.caption


def test_attributes_are_kept_apart_by_a_line(summary):
    assert len(plot_code_counts(summary).lines) == 1
    one = make_corpus("Makt.")
    single = autocode(one, make_codebook({"M": ["makt"]})).summary(by="phase")
    assert len(plot_code_counts(single).lines) == 0


def test_only_the_most_frequent_codes_are_drawn(summary):
    ax = plot_code_counts(summary, top=1)
    assert labels(ax.yaxis) == ["M  M"]
    assert written(ax) == counted(summary, top=1)


def test_it_draws_where_it_is_told(summary):
    figure, (left, right) = plt.subplots(1, 2)
    assert plot_code_counts(summary, ax=right) is right
    assert written(right) == counted(summary)
    assert not left.texts
    assert plt.get_fignums() == [figure.number]


def test_without_axes_a_new_figure_is_made_each_time(summary):
    first, second = plot_code_counts(summary), plot_code_counts(summary)
    assert first.figure is not second.figure
    assert len(plt.get_fignums()) == 2


@pytest.mark.parametrize("by", [(), "role", ("role", "phase")])
@pytest.mark.parametrize("top", [0, 10])
def test_a_summary_without_codes_can_be_drawn(by, top):
    empty = autocode(make_corpus("Ingenting."), make_codebook({"M": ["makt"]})).summary(by=by)
    ax = plot_code_counts(empty, top=top)
    ax.figure.savefig(io.BytesIO())
    assert written(ax) == {}


def test_a_summary_without_groups_can_be_drawn():
    summary = autocode(make_corpus("Makt."), make_codebook({"M": ["makt"]})).summary(by=())
    ax = plot_code_counts(summary)
    ax.figure.savefig(io.BytesIO())
    assert labels(ax.yaxis) == ["M  M"]
    assert written(ax) == {}


def test_the_shipped_corpus_can_be_drawn_without_a_warning():
    material = example_material()
    summary = autocode(read_corpus(material.corpus), read_codebook(material.codebook)).summary(by=("role", "phase"))
    ax = plot_code_counts(summary, top=10)
    ax.figure.savefig(io.BytesIO())
    assert written(ax) == counted(summary)
    assert len(labels(ax.yaxis)) == 10


def test_a_name_with_dollars_is_drawn_as_it_is():
    """matplotlib reads `$...$` as mathematics, and fails on `$\\x$`."""
    count = CodeCount("M", "Makt $\\x$ & <b> {æ}", 1, 1, 1, 0, (1,))
    ax = plot_code_counts(Summary((count,), (("role", "50 $\\x$"),), "$\\x$"))
    ax.figure.savefig(io.BytesIO())
    assert labels(ax.yaxis) == ["M  Makt $\\x$ & <b> {æ}"]


def test_the_same_summary_gives_the_same_bytes(summary):
    def drawn():
        file = io.BytesIO()
        plot_code_counts(summary).figure.savefig(file, format="png", metadata={"Software": None})
        return file.getvalue()

    assert drawn() == drawn()


def test_drawing_needs_no_screen():
    code = (
        "from fou_toolkit.autocode.summary import CodeCount, Summary\n"
        "from fou_toolkit.figures import plot_code_counts\n"
        "ax = plot_code_counts(Summary((CodeCount('M', 'Makt', 1, 1, 1, 0, (1,)),), (('role', 'styrer'),), 'x'))\n"
        "print(type(ax).__name__)"
    )
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    assert done.stdout.strip() == "Axes"
