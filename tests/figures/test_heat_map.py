"""The heat map: the table's numbers stand in its cells, hidden cells are hatched, and nothing is cut off."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.collections import QuadMesh
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from crowds import crowd
from fou_toolkit._i18n import set_language
from fou_toolkit.analysis.crosstab import crosstab
from fou_toolkit.errors import DataError
from fou_toolkit.figures.heat_map import plot_heat_map
from fou_toolkit.figures.hover import interactive
from fou_toolkit.figures.style import A4_WIDTH, alt_text, figure_bytes
from fou_toolkit.workspace import read_project

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(autouse=True)
def without_a_screen():
    """Draw into memory, and close what was drawn."""
    before = mpl.get_backend()
    plt.switch_backend("Agg")
    yield
    plt.close("all")
    plt.switch_backend(before)


def project_of(names=("styrer", "assistent", "eier")):
    """Six styrere with M, seven assistants with M or F, and two owners with M."""
    roles = {f"S{n}": names[0] for n in range(6)} | {f"A{n}": names[1] for n in range(7)}
    roles |= {f"E{n}": names[2] for n in range(2)}
    talk = [(name, "M") for name in roles] + [(f"A{n}", "F") for n in range(7)] + [("A0", "")]
    return crowd(("1", talk), roles=roles)


def words_in(ax):
    """Give the number in each cell, by column and row."""
    return {tuple(int(part) for part in text.get_position()): text.get_text() for text in ax.texts}


def hatched(ax):
    """Give the hidden cells, by column and row."""
    patches = [patch for patch in ax.patches if isinstance(patch, Rectangle) and patch.get_hatch()]
    return {(round(patch.get_x() + 0.47), round(patch.get_y() + 0.46)) for patch in patches}


def inside(ax):
    """Tell whether everything written lies in the figure, and no two labels of rows lie over each other."""
    figure = ax.figure
    figure.canvas.draw()
    whole = figure.bbox
    labels = [text for text in (*ax.get_xticklabels(), *ax.get_yticklabels(), ax.xaxis.label) if text.get_text()]
    boxes = [text.get_window_extent() for text in (*labels, *ax.texts)]
    rows = [text.get_window_extent() for text in ax.get_yticklabels()]
    apart = all(not one.overlaps(two) for place, one in enumerate(rows) for two in rows[place + 1 :])
    return apart and all(
        box.x0 >= -1 and box.y0 >= -1 and box.x1 <= whole.width + 1 and box.y1 <= whole.height + 1 for box in boxes
    )


def test_cells_hold_the_numbers_of_the_table():
    table = crosstab(project_of(), codes=["M", "F"], small="show")
    ax = plot_heat_map(table, share=None)
    # D, under M, nobody has: it has no row.
    assert [label.get_text() for label in ax.get_yticklabels()] == ["M  Power", "F  Ansvar"]
    expected = {
        (column, row): str(int(table[code, group]))
        for row, code in enumerate(["M", "F"])
        for column, group in enumerate(table.groups.ids)
    }
    assert words_in(ax) == expected
    mesh = next(one for one in ax.collections if isinstance(one, QuadMesh))
    assert mesh.get_array().max() == 7
    assert not hatched(ax)


@pytest.mark.parametrize(
    ("share", "first"),
    [("column", "50%"), ("row", "47%"), ("total", "32%"), ("group", "47%")],
)
def test_shares_are_held_against_what_is_asked_for(share, first):
    ax = plot_heat_map(crosstab(project_of(), codes=["M", "F"], count="sentences", small="show"), share=share)
    assert words_in(ax)[0, 0] == first


def test_hidden_cells_are_hatched_and_explained_and_have_no_number():
    table = crosstab(project_of(), codes=["M", "F"])
    ax = plot_heat_map(table)
    assert hatched(ax) == {(1, 0), (1, 1)}
    assert not hatched(ax) & set(words_in(ax))
    assert "Hatched: not shown, from fewer than 5 people" in ax.get_xlabel().replace("\n", " ")
    assert "Hatched" not in plot_heat_map(crosstab(project_of(), codes=["M", "F"], small="show")).get_xlabel()


def test_below_a_group_stands_how_many_it_has():
    ax = plot_heat_map(crosstab(project_of(), codes="M"))
    assert [label.get_text() for label in ax.get_xticklabels()] == [
        "assistent\nn = 7",
        "eier\nn < 5",
        "styrer\nn = 6",
    ]


def test_bands_stand_for_small_numbers_of_passages_and_people_nowhere():
    ax = plot_heat_map(crosstab(project_of(), codes=["M", "F"], small="passages"))
    assert words_in(ax)[1, 0] == "1–4"
    assert [label.get_text() for label in ax.get_xticklabels()] == ["assistent", "eier", "styrer"]
    said = ax.get_xlabel().replace("\n", " ")
    assert "Passages are counted" in said
    assert "from fewer than" not in said


def test_the_picture_says_whose_codings_it_counts():
    said = plot_heat_map(crosstab(project_of(), codes="M")).get_xlabel().replace("\n", " ")
    assert "codings by a (person)" in said
    assert said.startswith("Codings by code and role; share of the column")


def test_only_the_largest_rows_are_kept_in_the_order_of_the_table():
    talk = [("S0", "MMFL"), *[(f"S{n}", "LF") for n in range(1, 6)], *[(f"S{n}", "F") for n in range(6)]]
    table = crosstab(crowd(("1", talk), roles={f"S{n}": "styrer" for n in range(6)}), small="show")
    ax = plot_heat_map(table, top=2)
    assert [label.get_text().split()[0] for label in ax.get_yticklabels()] == ["F", "L"]
    assert "3 rows are left out" in ax.get_xlabel().replace("\n", " ")


def test_the_alt_text_is_made_from_the_data():
    alt = alt_text(plot_heat_map(crosstab(project_of(), codes=["M", "F"]), share=None))
    assert alt.startswith("Heat map, 2 rows, 3 groups. Codings by code and role.")
    assert "assistent, n = 7: M  Power 7, F  Ansvar 7" in alt
    assert "eier, n < 5: nothing is shown" in alt


def test_numbers_can_be_read_on_their_cells():
    ax = plot_heat_map(crosstab(project_of(), codes=["M", "F"], small="show"))
    mesh = next(one for one in ax.collections if isinstance(one, QuadMesh))
    ax.figure.canvas.draw()
    faces = mesh.get_facecolors().reshape(2, 3, 4)
    for column, row in words_in(ax):
        text = next(one for one in ax.texts if one.get_position() == (column, row))
        shades = [
            np.array(to_rgb(colour)) @ [0.2126, 0.7152, 0.0722] for colour in (text.get_color(), faces[row, column, :3])
        ]
        assert abs(shades[0] - shades[1]) > 0.25


@pytest.mark.parametrize(
    "names",
    [
        ("styrer", "assistent", "eier"),
        ("pedagogisk leder med ansvar for alt", "assistent uten formell utdanning", "representant for eieren"),
        ("$x$", "a$", "_b_"),
    ],
)
@pytest.mark.parametrize("language", ["en", "nb"])
def test_nothing_is_cut_off(names, language):
    set_language(language)
    ax = plot_heat_map(crosstab(project_of(names), codes=["M", "F"]))
    assert ax.figure.get_figwidth() == pytest.approx(A4_WIDTH)
    assert inside(ax)
    assert all(text.get_fontsize() >= 7 for text in (*ax.texts, *ax.get_xticklabels(), *ax.get_yticklabels()))


def test_many_groups_fit_and_so_does_one_row():
    roles = {f"P{n:02}": f"rolle {n:02}" for n in range(12)}
    project = crowd(("1", [(name, "M") for name in roles]), roles=roles)
    ax = plot_heat_map(crosstab(project, codes="M", small="show"))
    assert ax.figure.get_figwidth() == pytest.approx(A4_WIDTH)
    assert inside(ax)


def test_an_empty_table_says_so():
    project = crowd(("1", [("Anne", "")]), roles={"Anne": "styrer"})
    ax = plot_heat_map(crosstab(project))
    assert [text.get_text() for text in ax.texts] == ["There is nothing to draw."]
    assert alt_text(ax).startswith("Heat map, empty")


def test_the_same_table_gives_the_same_bytes():
    table = crosstab(project_of())
    for format_ in ("svg", "png", "pdf"):
        assert figure_bytes(plot_heat_map(table), format_) == figure_bytes(plot_heat_map(table), format_)


def test_it_is_drawn_where_it_is_asked_for():
    figure, axes = plt.subplots()
    height = figure.get_figheight()
    assert plot_heat_map(crosstab(project_of()), ax=axes) is axes
    assert figure.get_figheight() == height


@pytest.mark.parametrize("options", [{"share": "rows"}, {"top": 0}, {"top": 1.5}])
def test_what_cannot_be_drawn_is_refused(options):
    with pytest.raises(DataError):
        plot_heat_map(crosstab(project_of()), **options)


def told(result, **options):
    """Give what each cell tells, and the keys that passages were asked for with."""
    asked = []
    look = interactive(plot_heat_map(result, **options), lambda *key: asked.append(key))
    return [spot.text for spot in look.spots], asked


def test_each_cell_tells_its_number_and_asks_for_passages_by_code_and_group():
    result = crosstab(project_of(), columns="role", codes=["M", "F"], small="show")
    texts, asked = told(result, share=None)
    assert sorted(asked) == [("F", "assistent"), ("M", "assistent"), ("M", "eier"), ("M", "styrer")]
    values = [f"{int(value)}" for row in result.values if row.any() for value in row]
    assert [text.rsplit(": ")[1] for text in texts] == values


@pytest.mark.parametrize("share", [None, "column", "row", "total", "group"])
def test_a_cell_that_is_not_shown_tells_no_number_and_asks_for_no_passages(share):
    result = crosstab(project_of(), columns="role", codes=["M", "F"])
    texts, asked = told(result, share=share)
    assert "eier" not in {group for _, group in asked}
    assert {text.rsplit(": ")[1] for text in texts if "eier" in text} == {"not shown"}


def test_one_cell_tells_as_well():
    result = crosstab(project_of(("styrer", "styrer", "styrer")), columns="role", codes=["M"])
    texts, asked = told(result, share=None)
    assert asked == [("M", "styrer")]
    assert len(texts) == 1


def test_an_empty_heat_map_can_be_looked_into():
    result = crosstab(project_of(), columns="role", codes=["L"])
    assert told(result) == ([], [])


def test_a_group_that_says_nothing_of_all_this_has_no_share_and_is_not_hidden():
    result = crosstab(project_of(), columns="role", codes=["F"], small="show")
    ax = plot_heat_map(result)
    assert [words_in(ax)[column, 0] for column in range(3)].count("–") == 2
    assert not hatched(ax)
    assert "not shown" not in "".join(told(result)[0])


def test_a_table_that_is_hidden_as_a_whole_says_what_to_do_in_place_of_empty_cells():
    few = crowd(("1", [("A", "M"), ("B", "F")]), roles={"A": "styrer", "B": "assistent"})
    ax = plot_heat_map(crosstab(few))
    assert not hatched(ax)
    said = " ".join(text.get_text() for text in ax.texts).replace("\n", " ")
    assert 'small="merge"' in said
    assert inside(ax)


def test_of_many_rows_those_without_any_number_are_left_out_and_it_fits_on_a_page():
    example = read_project()
    ax = plot_heat_map(crosstab(example, columns="phase"))
    assert ax.figure.get_figheight() <= 9.7
    table = crosstab(example, columns="phase")
    anything = int(np.isfinite(table.values).any(axis=1).sum())
    assert 0 < len(ax.get_yticklabels()) <= anything < len(table.lines.ids)
