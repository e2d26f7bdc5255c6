"""A text as a grid of cells: which themes stand in which sentence."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from hypothesis import given, settings

from builders import make_corpus, make_source
from coders import CODES, coded, make_project, projects, slow_table, slow_units, small
from fou_toolkit._i18n import set_language
from fou_toolkit.analysis.cases import portrait_of
from fou_toolkit.analysis.counted import select
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.figures.plain import width_of
from fou_toolkit.figures.portrait import plot_portrait
from fou_toolkit.figures.style import alt_text, figure_bytes
from fou_toolkit.model import Code, Codebook, Coding, Localised, Span


@pytest.fixture(autouse=True)
def without_a_screen(english):  # noqa: ARG001 - compares messages in English
    """Draw into memory, and close what was drawn."""
    before = mpl.get_backend()
    plt.switch_backend("Agg")
    yield
    plt.close("all")
    plt.switch_backend(before)


@pytest.fixture(scope="module")
def project():
    return small(("aM bMF", "aL", "I: aM", "", "aM aE bU"), ("aF",))


def many(codes, sentences=1):
    """Make a text in which every sentence has all of some codes."""
    book = Codebook("many", tuple(Code(name, Localised(f"Navn på {name}")) for name in codes))
    corpus = make_corpus(make_source(*("Anne: Setning her." for _ in range(sentences)), id="s"))
    found = [Coding("s", turn.span, name, "a") for turn in corpus["s"].turns for name in codes]
    return make_project(corpus, found, "a", codebook=book)


def letters(ax):
    return [text.get_text() for text in ax.texts]


def boxes(ax):
    """Give what is filled with what: left border, upper border and width by look."""
    filled = {}
    for collection in ax.collections:
        if collection.get_hatch() is not None or collection.get_facecolor().size:
            look = (tuple(collection.get_facecolor().round(3).ravel()), collection.get_hatch())
            for path in collection.get_paths():
                box = path.get_extents()
                filled.setdefault(look, []).append((round(box.x0, 2), round(box.y0, 2), round(box.width, 2)))
    return filled


class TestNumbers:
    def test_every_sentence_is_a_cell_with_its_themes(self, project):
        portrait = portrait_of(project, "s1")
        assert portrait.codes == ("T", "U", "E")
        # What the interviewer says has no cell.
        assert portrait.cells == ((0,), (1,), (), (0, 1, 2))
        assert portrait.found == (2, 2, 1)
        assert (portrait.sentences, portrait.per_cell, portrait.empty) == (4, 1, 1)

    def test_codes_can_be_asked_for(self, project):
        portrait = portrait_of(project, "s1", level="code", codes=["T", "E"])
        assert portrait.codes == ("M", "F", "E")
        assert portrait.cells == ((0, 1), (), (), (0, 2))

    def test_a_cell_can_stand_for_several_sentences(self, project):
        portrait = portrait_of(project, "s1", per_cell=3)
        assert portrait.cells == ((0, 1), (0, 1, 2))
        assert list(portrait.rows()) == [(1, 1, 3, "T U"), (2, 4, 4, "T U E")]
        assert portrait.caption == "Portrait of the text s1: 4 sentences, 3 in a cell"

    def test_a_long_text_fits_on_a_page(self):
        portrait = portrait_of(many("AB", 1700), "s")
        assert portrait.per_cell == 3
        assert len(portrait.cells) == 567

    def test_all_have_to_agree_where_that_was_chosen(self, project):
        assert portrait_of(select(project, combine="all"), "s1").cells == ((0,), (), (), ())

    def test_interviewers_have_cells_where_they_count(self, project):
        assert portrait_of(select(project, interviewer=True), "s1").cells[2] == (0,)

    @settings(max_examples=40)
    @given(projects(everything=True))
    def test_cells_are_what_a_slow_count_finds(self, project):
        units = slow_units(project, "sentence")
        for source in project.corpus:
            portrait = portrait_of(project, source.id, level="code")
            own = [unit for unit in units if unit.source == source.id]
            expected = []
            for unit in own:
                has = [code for code, ids in CODES.items() if any(row[0] for row in slow_table(project, [unit], ids))]
                expected.append(has)
            assert [[portrait.codes[place] for place in cell] for cell in portrait.cells] == expected

    @pytest.mark.parametrize("options", [{"per_cell": 0}, {"per_cell": 1.5}, {"level": "x"}, {"codes": "X"}])
    def test_what_is_not_possible_is_an_error(self, project, options):
        with pytest.raises((DataError, UnknownIdError)):
            portrait_of(project, "s1", **options)

    def test_it_says_what_was_counted_and_shows_no_words(self, project):
        portrait = portrait_of(project, "s1")
        assert portrait.counted.codings == 7
        assert any("not for publication" in note for note in portrait.notes)
        assert repr(portrait) == "<Portrait: Portrait of the text s1: 4 sentences, one cell each>"
        assert next(iter(portrait.text_rows())) == ("T  Theme", 2)


class TestPicture:
    def test_each_cell_has_the_letters_of_its_themes(self, project):
        assert letters(plot_portrait(project, "s1")) == ["T", "U", "T", "U", "E"]

    def test_a_cell_is_shared_evenly(self, project):
        ax = plot_portrait(project, "s1")
        filled = list(boxes(ax).values())
        assert [(0.0, 0.0, 1.0), (3.0, 0.0, 0.33)] in filled
        assert [(3.67, 0.0, 0.33)] in filled

    def test_of_more_themes_than_there_is_room_for_the_last_part_says_so(self):
        ax = plot_portrait(many("ABCD"), "s")
        assert letters(ax) == ["A", "B", "+"]
        assert "+: more themes than there is room for." in ax.get_xlabel().replace("\n", " ")
        assert letters(plot_portrait(many(["A1", "B1", "C1"]), "s")) == ["A1", "+"]

    def test_long_ids_are_given_letters_which_the_legend_explains(self):
        ax = plot_portrait(many(["makt", "ansvar"]), "s")
        assert letters(ax) == ["A", "B"]
        legend = [text.get_text() for text in ax.get_legend().get_texts()]
        assert legend == ["A  makt  Navn på makt (1)", "B  ansvar  Navn på ansvar (1)"]

    def test_no_two_of_many_codes_look_alike(self):
        ax = plot_portrait(many([f"{letter}{n}" for letter in "ABCDEF" for n in range(10)]), "s")
        looks = {(patch.get_facecolor(), patch.get_hatch()) for patch in ax.get_legend().get_patches()}
        assert len(looks) == 60

    def test_rows_begin_with_the_number_of_their_first_sentence(self):
        ax = plot_portrait(many("A", 45), "s")
        assert [one.get_text() for one in ax.get_yticklabels()] == ["1", "21", "41"]
        halves = plot_portrait(many("A", 45), "s", per_cell=2)
        assert [one.get_text() for one in halves.get_yticklabels()] == ["1", "41"]

    def test_the_alt_text_has_the_numbers(self, project):
        alt = alt_text(plot_portrait(project, "s1"))
        assert alt == (
            "Portrait of the text s1: 4 sentences, one cell each. "
            "T  Theme 2 sentences; U  Annet 2 sentences; E  Enslig 1 sentence. 1 empty cell. "
            "Names single people: for use inside of the project, not for publication."
        )

    def test_a_result_can_be_drawn_where_one_says(self, project):
        _, ax = plt.subplots()
        assert plot_portrait(portrait_of(project, "s1"), ax=ax) is ax
        assert letters(ax) == ["T", "U", "T", "U", "E"]

    def test_without_codes_the_cells_are_empty_and_it_says_so(self, project):
        ax = plot_portrait(project, "s2", codes="E")
        assert letters(ax) == []
        assert ax.get_title(loc="left") == "No code stands in this text."
        assert ax.get_legend() is None

    def test_a_text_without_any_sentence_can_be_drawn(self):
        corpus = make_corpus(make_source("Anne: [latter]", id="s"), make_source("Anne: Ja.", id="t"))
        project = make_project(corpus, [Coding("t", Span(6, 9), "M", "a")], "a", read=[("a", "s"), ("a", "t")])
        ax = plot_portrait(project, "s")
        assert figure_bytes(ax, "png")
        assert portrait_of(project, "s").cells == ()

    @pytest.mark.parametrize("format_", ["svg", "pdf", "png"])
    def test_two_runs_give_the_same_bytes(self, project, format_):
        first, second = (figure_bytes(plot_portrait(project, "s1"), format_) for _ in range(2))
        assert first == second

    @pytest.mark.parametrize("language", ["nb", "nn", "en"])
    def test_labels_of_the_legend_fit_side_by_side(self, language):
        set_language(language)
        codes = [f"K{n}" for n in range(8)]
        book = Codebook(
            "long", tuple(Code(name, Localised("Et svært langt navn på en kode av mange")) for name in codes)
        )
        corpus = make_corpus(make_source("Anne: Ja.", id="s"))
        project = make_project(corpus, [Coding("s", Span(6, 9), name, "a") for name in codes], "a", codebook=book)
        ax = plot_portrait(project, "s")
        ax.figure.canvas.draw()
        box = ax.get_legend().get_window_extent()
        assert box.x1 <= ax.figure.bbox.width
        names = [text.get_text() for text in ax.get_legend().get_texts()]
        assert all(name.endswith("(1)") for name in names)
        assert width_of(names) < 3


def test_a_coding_set_of_someone_else_is_not_counted(project):
    assert portrait_of(project, "s1").codes != portrait_of(select(project, coders="b"), "s1").codes
    corpus = make_corpus(make_source("Anne: Ja.", id="s"))
    with pytest.raises(DataError):
        portrait_of(make_project(corpus, [coded(corpus, "s", "Ja", "M", "a")], "a", read=[]), "s")
