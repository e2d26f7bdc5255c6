"""Whose knowledge is invoked, as bars of 100 %."""

from itertools import pairwise

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from fou_toolkit._i18n import set_language
from fou_toolkit.analysis.knowledge import knowledge_profile
from fou_toolkit.figures.knowledge import plot_knowledge
from fou_toolkit.figures.style import A4_WIDTH, HATCHES, alt_text, figure_bytes
from streams import told

KINDS = ("M", "F", "L")


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
def project():
    return told(
        ({"phase": "1"}, ["Anne: Vi har makt her. | aM", "Bo: Ja. Nei. | aF", "Dag: Jo."]),
        ({"phase": "2"}, ["Cecilie: Ja. | aF aL", "Bo: Nei takk. | aM"]),
        small=2,
    )


def words_in(ax):
    return [text.get_text() for text in ax.texts if text.get_text()]


def bars(ax):
    """Give the parts of each bar: left edge and width, by row."""
    found = {}
    for part in ax.patches:
        row = round(part.get_y() + part.get_height() / 2)
        found.setdefault(row, []).append((round(part.get_x(), 6), round(part.get_width(), 6)))
    return found


def labels(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def test_parts_of_a_bar_are_the_shares(project):
    ax = plot_knowledge(knowledge_profile(project, codes=KINDS, small="show"))
    assert labels(ax) == ["assistent · phase 1", "phase 2", "styrer · phase 1", "not known · phase 1"]
    third = round(1 / 3, 6)
    assert bars(ax) == {0: [(0.0, 1.0)], 1: [(0.0, third), (third, third), (round(2 / 3, 6), third)], 2: [(0.0, 1.0)]}
    assert "–" in words_in(ax)
    assert "assistent, phase 1: M 0\xa0%, F 100\xa0%, L 0\xa0%" in alt_text(ax)
    assert {part.get_hatch() or "" for part in ax.patches} == set(HATCHES[:3])


def test_numbers_stand_beside_the_bars(project):
    ax = plot_knowledge(knowledge_profile(project, codes=KINDS, by="role", small="show"))
    beside = [text.get_text() for text in ax.texts if text.get_position()[1] == 0 and text.get_ha() == "right"]
    # «assistent»: four sentences, one of them with two codes; five in five words, by two people.
    assert beside == ["5", "1000.0", "2"]


def test_small_groups_have_no_bar(project):
    ax = plot_knowledge(knowledge_profile(project, codes=KINDS, by="role"))
    assert labels(ax) == ["assistent"]
    # Both say F; one of them says M, one L: there is no bar, and no sum.
    assert not bars(ax)
    assert "M: ·, F: 3, L: ·" in words_in(ax)
    beside = [text.get_text() for text in ax.texts if text.get_position()[1] == 0 and text.get_ha() == "right"]
    assert beside == ["·", "·", "2"]
    assert "Kept back, since too few people: 2 groups" in " ".join(ax.get_xlabel().split())


def test_if_all_is_hidden_a_sentence_says_so(project):
    ax = plot_knowledge(knowledge_profile(project, codes=KINDS, by="participant"))
    assert words_in(ax) == ["Nothing can be shown: every group is smaller than 2 people."]
    nobody = told(({"phase": "1"}, ["I: Ja. | aM"]))
    assert words_in(plot_knowledge(knowledge_profile(nobody, codes=KINDS))) == [
        "Whose knowledge is invoked: nobody was heard."
    ]


@pytest.mark.parametrize("language", ["en", "nb"])
def test_nothing_is_cut_off_and_bytes_are_the_same(project, language):
    set_language(language)
    result = knowledge_profile(project, codes=KINDS, small="show")
    ax = plot_knowledge(result)
    assert ax.figure.get_figwidth() == A4_WIDTH
    assert figure_bytes(ax) == figure_bytes(plot_knowledge(result))
    ax.figure.canvas.draw()
    whole = ax.figure.bbox
    boxes = [text.get_window_extent() for text in (*ax.texts, *ax.get_yticklabels(), ax.xaxis.label) if text.get_text()]
    for box in [*boxes, ax.get_legend().get_window_extent()]:
        assert whole.x0 - 1 <= box.x0 <= box.x1 <= whole.x1 + 1
        assert whole.y0 - 1 <= box.y0 <= box.y1 <= whole.y1 + 1


def test_numbers_in_one_row_do_not_touch(project):
    ax = plot_knowledge(knowledge_profile(project, codes=KINDS, small="show"))
    ax.figure.canvas.draw()
    heads = [text.get_window_extent() for text in ax.texts if text.get_text() in {"number", "per 1000", "people"}]
    assert len(heads) == 3
    assert all(one.x1 < two.x0 for one, two in pairwise(heads))
