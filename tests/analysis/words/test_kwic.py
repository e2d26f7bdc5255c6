"""Lines of a concordance: where they are, what stands around them, in which order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.text import ConcordanceIndex

from builders import make_corpus, make_source
from fou_toolkit.analysis.words import concordance
from fou_toolkit.analysis.words.order import alphabetical
from fou_toolkit.analysis.words.search import find
from fou_toolkit.analysis.words.spoken import spoken
from fou_toolkit.errors import DataError


def test_a_line_knows_its_place_and_its_surroundings(corpus):
    line = concordance(corpus, "=makten")[0]
    assert (line.source, line.left, line.hit, line.right) == ("s1", "Eh, vi har makt. [latter] ", "Makten", " er delt!")
    assert (line.participant, line.role, line.phase) == ("Anne", "styrer", "1")
    assert line.span.of(corpus["s1"].text) == "Makten"


def test_context_ends_with_the_turn_and_is_one_line(corpus):
    lines = list(concordance(corpus, "=ansvar", sort="text"))
    assert [(line.left, line.right) for line in lines[:2]] == [
        ("Jeg tar ", ", og vi tar ansvar."),
        ("Jeg tar ansvar, og vi tar ", "."),
    ]


def test_words_that_are_cut_in_two_are_left_out():
    corpus = make_corpus("Alle barnehagene samarbeider med universitetene.")
    whole = concordance(corpus, "samarbeide", width=12)[0]
    assert (whole.left, whole.right) == ("barnehagene ", " med")
    cut = concordance(corpus, "samarbeide", width=14)[0]
    assert cut.left == "barnehagene "


def test_the_interviewer_is_searched_if_asked_for(corpus):
    assert len(concordance(corpus, "makt", interviewer=True)) == 6
    assert concordance(corpus, "makt", sort="text", interviewer=True)[0].role == ""
    without = concordance(corpus, "makt")
    assert (len(without), without.further) == (5, 1)
    assert "1 further place is in what interviewers say: interviewer=True" in without.notes


@pytest.mark.parametrize(("query", "options"), [("ansvar", {}), ("makt", {"interviewer": True})])
def test_nothing_is_said_of_interviewers_who_have_no_further_place(corpus, query, options):
    found = concordance(corpus, query, **options)
    assert found.further == 0
    assert not [note for note in found.notes if "further" in note]


@pytest.mark.parametrize("query", ["makt", "/m[a]kt|hvem/", "ha makt"])
def test_places_are_those_of_a_search_among_the_same_turns(corpus, query):
    found = concordance(corpus, query).found
    slow = find(query, spoken(corpus))
    for one in ("before", "behind", "start", "end"):
        assert getattr(found, one).tolist() == getattr(slow, one).tolist()


def test_turns_can_be_chosen(corpus):
    assert [line.hit for line in concordance(corpus, "makt", where={"phase": "2", "role": "assistent"})] == ["makt"]


def test_lines_are_in_alphabetical_order_of_their_neighbours():
    corpus = make_corpus("Makt å.", "Makt a å.", "Makt.", "Makt ø.", "Makt a b.", "Makt æ.", "Makt z.")
    assert [line.right for line in concordance(corpus, "makt")] == [".", " a b.", " a å.", " z.", " æ.", " ø.", " å."]


def neighbours(corpus, line, side):
    """Give three folded words on one side of a line within its turn, slowly."""
    from fou_toolkit.text import index_of

    index = index_of(corpus)
    base = int(index.bases[index.source_ids.index(line.source)])
    start, end = base + line.start, base + line.end
    turn = int(np.searchsorted(index.turn_start, start, side="right")) - 1
    words = range(int(index.turn_word[turn]), int(index.turn_word[turn + 1]))
    if side == "left":
        return [index.form(word) for word in reversed(words) if index.end[word] <= start][:3]
    if side == "right":
        return [index.form(word) for word in words if index.start[word] >= end][:3]
    return [index.form(word) for word in words if index.start[word] < end and index.end[word] > start][:3]


word = st.sampled_from("makt å æ ø z a aa zå ål".split())
sentence = st.lists(word, min_size=1, max_size=7).map(lambda words: " ".join(words) + ". ")
turn = st.lists(sentence, min_size=1, max_size=3).map("".join)


@given(
    st.lists(turn, min_size=1, max_size=4),
    st.sampled_from(["makt", "makt|a", "a _ å", "/ma|å/"]),
    st.permutations(["left", "right", "hit"]),
)
def test_sorting_is_that_of_the_words_around(turns, query, sort):
    corpus = make_corpus(make_source(*turns), make_source(*turns[:1], id="s2"))
    in_text = list(concordance(corpus, query, sort="text"))
    assert in_text == sorted(in_text, key=lambda line: (line.source, line.start, line.end))

    def key(line):
        return [[alphabetical(one) for one in neighbours(corpus, line, side)] for side in sort]

    assert list(concordance(corpus, query, sort=tuple(sort))) == sorted(in_text, key=key)


@given(st.lists(turn, min_size=1, max_size=4), word)
def test_single_words_have_the_places_that_nltk_finds(turns, wanted):
    corpus = make_corpus(make_source(*turns))
    found = concordance(corpus, f"={wanted}", sort="text")
    index = found.among.index
    tokens = [index.form(number) for number in range(len(index))]
    assert (found.found.before + 1).tolist() == ConcordanceIndex(tokens).offsets(wanted)


def test_pages_and_slices_are_parts_of_the_same(corpus):
    whole = concordance(corpus, "makt|vi", sort="left", interviewer=True)
    lines = list(whole)
    assert len(whole) == whole.total == len(lines) == 9
    assert list(whole.page(2, size=4)) == lines[4:8]
    assert list(whole.page(9)) == []
    assert list(whole[2:][1:3]) == lines[3:5]
    assert whole[2:][1:3].part[1] == 3
    assert whole[-1] == lines[-1]
    assert whole[2:4].total == 9
    assert "lines 3 to 4" in whole[2:4].caption
    assert "lines 4 to 5" in whole[2:][1:3].caption
    assert bool(whole)
    with pytest.raises(IndexError):
        whole[9]


def test_sorting_again_gives_the_same_lines(corpus):
    whole = concordance(corpus, "makt", sort="text")
    assert list(whole.sorted("left", "right")) == list(concordance(corpus, "makt", sort=("left", "right")))
    assert sorted(whole.sorted("hit")) == sorted(whole)


def test_nothing_found_is_an_empty_result(corpus):
    found = concordance(corpus, "ingensteds")
    assert (len(found), list(found), list(found.rows())) == (0, [], [])
    assert not found
    assert found.caption == "«ingensteds»: 0 places in 0 texts"
    assert found.to_frame().empty
    assert "ingensteds" in found._repr_html_()


def test_nothing_is_cut_before_it_is_looked_at(corpus, monkeypatch):
    from fou_toolkit.analysis.words import kwic

    found = concordance(corpus, "makt", interviewer=True)
    monkeypatch.setattr(kwic, "lines", lambda *_: pytest.fail("cut too early"))
    assert len(found) == 6
    assert "6 places in 3 texts" in repr(found)
    assert "har" not in repr(found)


def test_rows_and_frame_have_stable_columns(corpus):
    frame = concordance(corpus, "makt", sort="text", interviewer=True).to_frame()
    assert list(frame.columns) == ["source", "start", "end", "participant", "role", "phase", "left", "hit", "right"]
    assert frame.hit.tolist() == ["makt", "makt", "Makten", "Makt", "makt", "makt"]
    for row in frame.itertuples():
        assert corpus[row.source].text[row.start : row.end] == row.hit


def test_the_page_in_a_notebook_is_escaped_and_has_the_hit_in_the_middle():
    corpus = make_corpus("<b>x</b> & makt <script>alert(1)</script>")
    page = concordance(corpus, "makt")._repr_html_()
    assert "<script>" not in page
    assert "<b>makt</b>" in page
    assert 'style="text-align:right!important' in page


def test_a_long_result_shows_its_first_page_only():
    found = concordance(make_corpus("makt " * 120), "makt", sort="text")
    assert found._repr_html_().count("<b>makt</b>") == 50
    assert ".page(2)" in found._repr_html_()
    assert found.page(3)._repr_html_().count("<b>makt</b>") == 20


def test_notes_say_what_was_looked_at(corpus):
    notes = " ".join(concordance(corpus, "makt", where={"role": "styrer"}, sort="left", interviewer=True).notes)
    for part in (
        "where=role=styrer",
        "query=makt",
        "sort=left",
        "width=40",
        "interviewer turns included",
        "treat it as",
    ):
        assert part in notes


def test_quotations_have_whole_sentences(corpus):
    passages = concordance(corpus, "=makten").quotations(context=1)
    assert passages[0].text == "Makten"
    assert passages[0].before.endswith("[latter] ")
    assert (passages.total, len(concordance(corpus, "makt").quotations(2))) == (1, 2)


@pytest.mark.parametrize("sort", ["up", ("right", "up"), [7]])
def test_an_unknown_order_is_refused(corpus, sort):
    with pytest.raises(DataError, match="sort"):
        concordance(corpus, "makt", sort=sort)


@pytest.mark.parametrize("width", [0, -3, 2.5, True, "wide", float("nan"), 10**6])
def test_a_width_that_is_none_is_refused(corpus, width):
    with pytest.raises(DataError, match="width"):
        concordance(corpus, "makt", width=width)


@pytest.mark.parametrize(("number", "size"), [(0, 5), (-1, 5), (1, 0), (1.5, 5), (1, True)])
def test_a_page_that_is_none_is_refused(corpus, number, size):
    with pytest.raises(DataError, match="whole number"):
        concordance(corpus, "makt").page(number, size=size)
