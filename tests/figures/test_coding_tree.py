"""The coding tree: every code once, with the sentences that have it."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from coders import BOOK
from fou_toolkit.analysis.counted import select
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.figures.coding_tree import plot_coding_tree
from fou_toolkit.figures.style import A4_WIDTH, alt_text, figure_bytes
from fou_toolkit.model import Code, Codebook, CodingSet, Localised
from streams import told


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
    return told(({"phase": "1"}, ["Anne: Vi har makt her. | aM bD", "Bo: Ja. Nei. | aF bF"]), coders="ab")


def words_in(ax):
    return [text.get_text() for text in ax.texts if text.get_text()]


def large(themes=9, codes=9):
    name = "Et navn på en kode som er så langt at det ikke får plass på én linje i en spalte"
    made = []
    for theme in range(themes):
        made.append(Code(f"T{theme}", Localised(f"Tema {theme}: {name}")))
        made += [Code(f"T{theme}.{code}", Localised(f"{name} {code}"), parent=f"T{theme}") for code in range(codes)]
    return Codebook("large", tuple(made))


def assert_all_is_inside_and_apart(ax):
    ax.figure.canvas.draw()
    whole = ax.figure.bbox
    boxes = [text.get_window_extent() for text in ax.texts if text.get_text()]
    for box in [*boxes, ax.xaxis.label.get_window_extent()]:
        assert whole.x0 - 1 <= box.x0 <= box.x1 <= whole.x1 + 1
        assert whole.y0 - 1 <= box.y0 <= box.y1 <= whole.y1 + 1
    for place, one in enumerate(boxes):
        for two in boxes[place + 1 :]:
            overlap = min(one.x1, two.x1) - max(one.x0, two.x0), min(one.y1, two.y1) - max(one.y0, two.y0)
            assert min(overlap) < 2, (one, two)


def test_each_code_stands_once_with_the_sentences_that_have_it(project):
    words = words_in(plot_coding_tree(project))
    # T has a sentence with power or below, and two with responsibility; U and E have none.
    assert words[:12] == ["T", "Theme", "3", "M", "Power", "1", "D", "Dypere", "1", "F", "Ansvar", "2"]
    assert words[12:] == ["U", "Annet", "0", "L", "Lek", "0", "E", "Enslig", "0"]


def test_what_was_chosen_is_counted_and_a_codebook_has_no_numbers(project):
    words = words_in(plot_coding_tree(select(project, coders="a")))
    assert words[words.index("Dypere") + 1] == "0"
    bare = plot_coding_tree(BOOK)
    assert not [word for word in words_in(bare) if word.isdecimal()]
    assert "Numbers" not in bare.get_xlabel()
    uncoded = project.with_codings(CodingSet.of([]))
    assert words_in(plot_coding_tree(uncoded)) == words_in(bare)


def test_one_theme_can_be_drawn(project):
    assert words_in(plot_coding_tree(project, theme="U")) == ["U", "Annet", "0", "L", "Lek", "0"]
    with pytest.raises(UnknownIdError):
        plot_coding_tree(project, theme="X")


@pytest.mark.parametrize("columns", [None, 1, 2, 3])
def test_a_long_tree_stands_in_columns_without_overlap(columns):
    ax = plot_coding_tree(large(), columns=columns)
    assert ax.figure.get_figwidth() == A4_WIDTH
    lefts = {
        round(text.get_position()[0], 3)
        for text in ax.texts
        if text.get_fontweight() == "bold" and text.get_text()[0] == "T" and len(text.get_text()) == 2
    }
    assert len(lefts) == (columns or 2)
    assert_all_is_inside_and_apart(ax)


def test_codes_stand_under_their_theme_and_to_the_right(project):
    ax = plot_coding_tree(project)
    place = {text.get_text(): text.get_position() for text in ax.texts}
    assert place["T"][0] < place["M"][0] < place["D"][0]
    assert place["T"][1] < place["M"][1] < place["D"][1] < place["F"][1] < place["U"][1]
    assert place["M"][0] == place["F"][0]


def test_the_same_tree_has_the_same_bytes_and_an_alt_text(project):
    ax = plot_coding_tree(project)
    assert figure_bytes(ax) == figure_bytes(plot_coding_tree(project))
    assert alt_text(ax) == "Coding tree. T Theme: M, D, F; U Annet: L; E Enslig."
    assert "3 themes, 4 codes" in " ".join(ax.get_xlabel().split())


def test_an_empty_codebook_says_so_and_other_things_are_refused(project):
    assert words_in(plot_coding_tree(Codebook("empty", ()))) == ["The codebook has no codes."]
    with pytest.raises(DataError, match="no codebook"):
        plot_coding_tree(project.corpus)
    with pytest.raises(DataError):
        plot_coding_tree(project, columns=0)
