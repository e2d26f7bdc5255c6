"""Codes and speakers along one text: what is drawn is what is there."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from hypothesis import given, settings

from builders import make_corpus, make_source
from coders import coded, make_project, projects
from fou_toolkit._i18n import set_language
from fou_toolkit.analysis.cases import Codeline, codeline_of
from fou_toolkit.analysis.counted import select
from fou_toolkit.analysis.retrieve import retrieve
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.figures.codeline import plot_codeline
from fou_toolkit.figures.hover import interactive
from fou_toolkit.figures.style import A4_WIDTH, alt_text, figure_bytes
from fou_toolkit.model import CodingSet, Corpus, Source, Span, Turn
from fou_toolkit.text import index_of


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
    corpus = make_corpus(
        make_source("Anne: Annet her.", id="s0"),
        make_source(
            "I: Hvem bestemmer makten?", "Anne: Vi har makt. Eh, ja da.", "Bo: Min $makt$ 😀 nå.", "Anne: Ja.", id="s1"
        ),
        make_source("[latter]", id="tom"),
        roles={"Anne": "assistent", "Bo": "styrer"},
    )
    found = [
        coded(corpus, "s0", "Annet", "F", "a"),
        coded(corpus, "s1", "Vi har makt.", "M", "a"),
        coded(corpus, "s1", "har makt. Eh", "D", "b"),
        coded(corpus, "s1", "$makt$", "F", "a"),
        coded(corpus, "s1", "Ja.", "L", "b"),
    ]
    read = [(who, source.id) for who in "ab" for source in corpus]
    return make_project(corpus, found, read=read)


def timed(*minutes):
    """Make a text with one turn of two words at each of some minutes; `None` for an unknown time."""
    text = "\n".join("Vi snakker." for _ in minutes)
    turns = tuple(
        Turn(Span(12 * n, 12 * n + 11), "Anne", "Anne", "nb", start_ms=None if at is None else int(at * 60_000))
        for n, at in enumerate(minutes)
    )
    corpus = Corpus((Source("t", text, turns),))
    return make_project(corpus, [coded(corpus, "t", "Vi", "M", "a")], "a")


def bars(ax):
    """Give where bars begin and how long they are, by row from above."""
    found = {}
    for collection in ax.collections:
        for path in collection.get_paths():
            box = path.get_extents()
            found.setdefault(round((box.y0 + box.y1) / 2, 3), []).append((round(box.x0), round(box.x1)))
    return [sorted(row) for _, row in sorted(found.items())]


class TestNumbers:
    def test_passages_are_counted_in_words_from_the_beginning(self, project):
        line = codeline_of(project, "s1", level="code")
        assert {track.id: track.stretches for track in line.tracks} == {
            "M": ((3, 6),),
            "D": ((4, 6),),
            "F": ((9, 10),),
            "L": ((11, 12),),
        }
        assert line.words == 12
        assert line.unused == 1

    def test_a_theme_joins_what_overlaps(self, project):
        line = codeline_of(project, "s1")
        assert [(track.id, track.stretches) for track in line.tracks] == [("T", ((3, 6), (9, 10))), ("U", ((11, 12),))]
        assert [track.words for track in line.tracks] == [4, 1]

    def test_speakers_have_their_turns(self, project):
        speakers = codeline_of(project, "s1").speakers
        assert [(one.id, one.name, one.interviewer, one.stretches) for one in speakers] == [
            ("I", "", True, ((0, 3),)),
            ("Anne", "assistent", False, ((3, 8), (11, 12))),
            ("Bo", "styrer", False, ((8, 11),)),
        ]

    def test_some_codes_can_be_chosen(self, project):
        assert [track.id for track in codeline_of(project, "s1", codes=["F", "L"], level="code").tracks] == ["F", "L"]

    def test_it_says_what_was_counted(self, project):
        line = codeline_of(project, "s1")
        assert line.counted.codings == 4
        assert line.counted.people == 2
        assert line.caption == "Codes along the text s1: 12 words, 3 passages"
        assert any("not for publication" in note for note in line.notes)
        assert "Vi har" not in repr(line)
        assert next(iter(line.rows())) == ("code", "T", "Theme", 4, 6)
        assert len(line.to_frame()) == 7

    def test_what_interviewers_say_counts_where_it_was_chosen(self):
        corpus = make_corpus(make_source("I: Makt?", "Anne: Ja.", id="s"))
        project = make_project(corpus, [coded(corpus, "s", "Makt", "M", "a")], "a")
        assert codeline_of(project, "s").tracks == ()
        assert codeline_of(select(project, interviewer=True), "s").tracks[0].stretches == ((0, 1),)

    @settings(max_examples=40)
    @given(projects(everything=True))
    def test_passages_are_those_that_a_query_finds(self, project):
        for source in project.corpus:
            index = index_of(project.corpus)
            begin = int(index.bases[index.source_ids.index(source.id)])
            starts = [start - begin for start in index.start.tolist() if begin <= start < begin + len(source.text)]
            ends = [end - begin for end in index.end.tolist() if begin < end <= begin + len(source.text)]
            line = codeline_of(project, source.id, level="code")
            shown = {track.id: list(track.stretches) for track in line.tracks}
            for code in "FLED":
                words = [
                    (sum(end <= one.span.start for end in ends), sum(start < one.span.end for start in starts))
                    for one in retrieve(project, code)
                    if one.source == source.id
                ]
                assert shown.get(code, []) == [one for one in words if one[0] < one[1]]

    @pytest.mark.parametrize("source", ["x", "S1"])
    def test_a_text_that_is_not_there_is_an_error(self, project, source):
        with pytest.raises(UnknownIdError):
            codeline_of(project, source)

    def test_a_text_that_nobody_coded_is_an_error(self, project):
        some = project.with_codings(CodingSet.of([], read=[("a", "s0")]))
        with pytest.raises(DataError, match="Nobody has coded the text «s1»") as raised:
            codeline_of(some, "s1")
        assert raised.value.hint == "Texts that were coded: s0"

    @pytest.mark.parametrize("options", [{"level": "both"}, {"codes": "X"}])
    def test_what_is_not_possible_is_an_error(self, project, options):
        with pytest.raises((DataError, UnknownIdError)):
            codeline_of(project, "s1", **options)


class TestTimes:
    def test_times_stand_at_the_words_of_their_turns(self):
        assert codeline_of(timed(0, None, 1.5, 3), "t").minutes == ((0, 0.0), (4, 1.5), (6, 3.0))

    def test_times_that_go_back_are_left_out(self):
        assert codeline_of(timed(0, 2, 1, 3), "t").minutes == ((0, 0.0), (2, 2.0), (6, 3.0))

    def test_lines_mark_the_minutes_between_the_turns(self):
        ax = plot_codeline(timed(0, 2, 4), "t")
        marks = {text.get_text(): text.get_position()[0] for text in ax.texts}
        assert marks["1 min"] == 1
        assert marks["2"] == 2
        assert marks["3"] == 3

    def test_an_hour_has_few_lines(self):
        ax = plot_codeline(timed(0, 30, 61), "t")
        assert [text.get_text() for text in ax.texts if text.get_position()[1] == 1.0] == [
            "10 min",
            "20",
            "30",
            "40",
            "50",
            "60",
        ]

    @pytest.mark.parametrize("minutes", [(None, None), (5,), (0, None)])
    def test_without_times_there_are_no_lines(self, minutes):
        ax = plot_codeline(timed(*minutes), "t")
        assert [text.get_text() for text in ax.texts] == ["1"]


class TestPicture:
    def test_every_bar_is_a_passage_or_a_turn(self, project):
        ax = plot_codeline(project, "s1")
        assert bars(ax) == [[(3, 6), (9, 10)], [(11, 12)], [(0, 3)], [(3, 8), (11, 12)], [(8, 11)]]

    def test_rows_have_names_and_numbers(self, project):
        ax = plot_codeline(project, "s1")
        assert [one.get_text() for one in ax.get_yticklabels()] == [
            "T  Theme",
            "U  Annet",
            "I (interviewer)",
            "Anne (assistent)",
            "Bo (styrer)",
        ]
        assert [text.get_text() for text in ax.texts] == ["2", "1"]

    def test_interviewers_are_hatched_and_nobody_else(self, project):
        hatches = [collection.get_hatch() for collection in plot_codeline(project, "s1").collections]
        assert [bool(hatch) for hatch in hatches] == [False, False, True, False, False]

    def test_the_caption_says_what_was_counted(self, project):
        said = plot_codeline(project, "s1").get_xlabel().replace("\n", " ")
        assert "Codes along the text s1: 12 words, 3 passages." in said
        assert "Hatched: interviewer." in said
        assert "1 code or theme stands nowhere in it." in said
        assert "codings by a (person), b (person)" in said

    def test_it_says_that_it_is_not_for_publication(self, project):
        ax = plot_codeline(project, "s1")
        note = "Names single people: for use inside of the project, not for publication."
        assert note in alt_text(ax)
        assert note in ax.get_xlabel().replace("\n", " ")

    def test_the_alt_text_has_the_numbers(self, project):
        alt = alt_text(plot_codeline(project, "s1"))
        assert "T  Theme 2 passages, 33 per cent of the words; U  Annet 1 passage, 8 per cent of the words." in alt
        assert "Speakers: I (interviewer); Anne (assistent); Bo (styrer)." in alt

    def test_a_result_can_be_drawn(self, project):
        line = codeline_of(project, "s1")
        assert isinstance(line, Codeline)
        assert bars(plot_codeline(line)) == bars(plot_codeline(project, "s1"))

    def test_it_is_drawn_where_one_says(self, project):
        _, ax = plt.subplots()
        assert plot_codeline(project, "s1", ax=ax) is ax
        assert plot_codeline(project, "s1").figure.get_figwidth() == A4_WIDTH

    @pytest.mark.parametrize("source", ["s0", "tom"])
    def test_a_text_with_little_in_it_is_drawn(self, project, source):
        ax = plot_codeline(project, source, codes="L")
        assert ax.get_title(loc="left") == "No code stands in this text."
        assert figure_bytes(ax, "png")

    @pytest.mark.parametrize("format_", ["svg", "pdf", "png"])
    def test_two_runs_give_the_same_bytes(self, project, format_):
        first, second = (figure_bytes(plot_codeline(project, "s1"), format_) for _ in range(2))
        assert first == second

    def test_a_dollar_is_a_dollar(self):
        corpus = make_corpus(make_source("Anne: Ja.", id="a$b$c"))
        project = make_project(corpus, [coded(corpus, "a$b$c", "Ja", "M", "a")], "a")
        assert b"a$b$c" in figure_bytes(plot_codeline(project, "a$b$c"))

    @pytest.mark.parametrize("language", ["nb", "nn"])
    def test_nothing_is_cut_off(self, project, language):
        set_language(language)
        ax = plot_codeline(project, "s1")
        figure = ax.figure
        figure.canvas.draw()
        width, height = figure.bbox.size
        for text in (*ax.get_yticklabels(), *ax.texts, ax.xaxis.label, *ax.get_xticklabels()):
            box = text.get_window_extent()
            assert box.x0 >= -1
            assert box.x1 <= width + 1
            assert box.y0 >= -1
            assert box.y1 <= height + 1


class TestLookingInto:
    def test_each_passage_shows_its_words(self, project):
        spots = interactive(plot_codeline(project, "s1", level="code")).spots
        shown = sorted(spot.text.split("\n")[1].split("»")[0] for spot in spots)
        assert shown == ["«$makt$", "«Ja.", "«Vi har makt.", "«har makt. Eh"]
        assert any("words 4–6\n«Vi har makt.» (assistent, s1)" in spot.text for spot in spots)

    def test_frames_lie_where_the_passages_are(self, project):
        spots = interactive(plot_codeline(project, "s1", level="code")).spots
        begins = {spot.text.split("\n")[1].split("»")[0]: spot.left for spot in spots}
        assert begins["«Vi har makt."] < begins["«har makt. Eh"] < begins["«$makt$"] < begins["«Ja."]

    def test_passages_can_be_asked_for_by_code_and_number(self, project):
        asked = []
        interactive(plot_codeline(project, "s1"), lambda *key: asked.append(key))
        assert sorted(asked) == [("T", "1"), ("T", "2"), ("U", "1")]

    def test_files_do_not_hold_the_words(self, project):
        assert b"Vi har makt" not in figure_bytes(plot_codeline(project, "s1"), "svg")

    def test_repr_does_not_show_the_words(self, project):
        assert "har makt" not in repr(codeline_of(project, "s1").tracks)

    def test_a_text_without_codes_can_be_looked_into(self, project):
        assert interactive(plot_codeline(project, "s0", codes=["L"], level="code")).spots == ()

    def test_the_words_are_those_of_the_passage(self, project):
        for track in codeline_of(project, "s1").tracks:
            words = [(len(project.corpus["s1"].text[: one.span.start].split()), one.text) for one in track.passages]
            assert len(words) == len(track.stretches)
            assert words == sorted(words)
