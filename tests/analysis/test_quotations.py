"""The passages behind a number."""

from dataclasses import replace

import pytest
from hypothesis import given

from builders import make_corpus, make_source
from coders import coded, make_project, projects
from fou_toolkit.analysis.counted import select
from fou_toolkit.analysis.quotations import quotation_of, quotations_of
from fou_toolkit.match import turns_of
from fou_toolkit.model import Coder, Coding, CodingSet, Corpus, Participant, Span
from fou_toolkit.workspace import read_project

ONE = make_source(
    "Anne: Vi kom sent. Da sa ingen noe 😀. Det var Åses idé. Ja.",
    "Bo: Nei. Det var bestemt før.",
    id="s1",
    phase="2",
)
TWO = make_source("Anne: Ikke nå. Siden.", "Bo: Jo.", id="s2")
CORPUS = Corpus((ONE, TWO), (Participant("Anne", "styrer"), Participant("Bo", "assistent")))


@pytest.fixture(autouse=True)
def _english(english):
    """Compare messages in English."""


def project(*found, coders="ab"):
    return make_project(CORPUS, found, coders)


def texts(quotations):
    return [one.text for one in quotations]


def quoted(*found, codes="MFLDE", coders="ab", **options):
    return quotations_of(select(project(*found, coders=coders)), list(codes), **options)


class TestOne:
    def test_it_knows_who_says_it_and_what_stands_around_it(self):
        start = ONE.text.index("Da sa")
        one = quotation_of(CORPUS, "s1", Span(start, start + len("Da sa ingen noe 😀.")))
        assert one.text == "Da sa ingen noe 😀."
        assert (one.before, one.after) == ("Vi kom sent. ", " Det var Åses idé.")
        assert (one.participant, one.role, one.phase) == ("Anne", "styrer", "2")
        assert one.place == "styrer, phase 2, s1"

    def test_context_ends_with_the_turn(self):
        start = ONE.text.index("Det var bestemt")
        one = quotation_of(CORPUS, "s1", Span(start, start + 3), context=5)
        assert one.before == "Nei. "
        assert one.after == " var bestemt før."
        first = quotation_of(CORPUS, "s1", Span(ONE.text.index("Nei"), ONE.text.index("Nei") + 4), context=3)
        assert first.before == ""

    def test_part_of_a_sentence_has_the_rest_around_it_and_so_have_its_neighbours(self):
        start = ONE.text.index("ingen")
        one = quotation_of(CORPUS, "s1", Span(start, start + 5))
        assert one.before == "Vi kom sent. Da sa "
        assert one.after == " noe 😀. Det var Åses idé."

    def test_without_context_there_is_none(self):
        one = quotation_of(CORPUS, "s1", Span(ONE.text.index("ingen"), ONE.text.index("ingen") + 5), context=0)
        assert (one.before, one.after) == ("", "")

    def test_long_context_is_cut(self):
        source = make_source(f"Anne: {'ord ' * 200}b{' ord' * 200}", id="s1")
        start = source.text.index("b")
        one = quotation_of(make_corpus(source), "s1", Span(start, start + 1))
        assert len(one.before) == len(one.after) == 300
        assert one.place == "s1"


class TestMany:
    def test_what_several_coders_have_in_one_place_is_one_passage(self):
        got = quoted(
            coded(CORPUS, "s1", "Da sa ingen", "M", "a"),
            coded(CORPUS, "s1", "ingen noe", "F", "b"),
            coded(CORPUS, "s1", "Det var Å", "M", "a"),
        )
        assert texts(got) == ["Da sa ingen noe", "Det var Å"]
        assert got[0].codes == ("F", "M")
        assert got[0].coders == ("a", "b")
        assert got.total == 2

    def test_passages_that_only_touch_stay_two(self):
        got = quoted(coded(CORPUS, "s1", "Vi ", "M", "a"), coded(CORPUS, "s1", "kom", "M", "b"))
        assert texts(got) == ["Vi ", "kom"]

    def test_only_the_codes_that_are_asked_for_count(self):
        got = quoted(coded(CORPUS, "s1", "Vi", "M", "a"), coded(CORPUS, "s1", "sent", "F", "a"), codes="F")
        assert texts(got) == ["sent"]
        assert got.counted.codings == 1

    def test_people_take_turns(self):
        found = [coded(CORPUS, "s1", words, "M", "a") for words in ("Vi", "Da", "Det var Å", "Nei", "bestemt")]
        found.append(coded(CORPUS, "s2", "Jo", "M", "a"))
        assert texts(quoted(*found)) == ["Vi", "Nei", "Da", "bestemt", "Det var Å", "Jo"]
        assert texts(quoted(*found, spread=False)) == ["Vi", "Da", "Det var Å", "Nei", "bestemt", "Jo"]

    def test_the_first_are_kept_and_all_are_counted(self):
        got = quoted(coded(CORPUS, "s1", "Vi", "M", "a"), coded(CORPUS, "s1", "Nei", "M", "a"), most=1, about="Power")
        assert texts(got) == ["Vi"]
        assert got.caption == "Power: 2 passages; 1 of them are shown"
        assert len(quoted(coded(CORPUS, "s1", "Vi", "M", "a")).head(0)) == 0

    def test_with_all_every_coder_has_to_have_it(self):
        made = project(
            coded(CORPUS, "s1", "Da sa", "M", "a"),
            coded(CORPUS, "s1", "sa ingen", "M", "b"),
            coded(CORPUS, "s1", "Nei", "M", "a"),
        )
        assert texts(quotations_of(select(made, combine="all"), ["M"])) == ["Da sa ingen"]
        assert texts(quotations_of(select(made), ["M"])) == ["Da sa ingen", "Nei"]

    def test_only_some_turns_can_be_asked_for(self):
        found = [coded(CORPUS, "s1", "Vi", "M", "a"), coded(CORPUS, "s1", "Nei", "M", "a")]
        assert texts(quoted(*found, turns=turns_of(CORPUS).column("role") == "assistent")) == ["Nei"]

    def test_nothing_is_no_passage(self):
        assert len(quotations_of(select(project()), ["M"])) == 0
        assert quotations_of(select(project()), ["M"]).caption == "0 passages"

    @given(projects())
    def test_every_coding_stands_in_a_passage_and_nothing_else_does(self, made):
        chosen = select(made, interviewer=True)
        got = quotations_of(chosen, chosen.codings.codes)
        covered = {(one.source, place) for one in got for place in range(one.span.start, one.span.end)}
        expected = {(one.source, place) for one in chosen.codings for place in range(one.span.start, one.span.end)}
        assert covered == expected
        assert all(one.text == one.span.of(made.corpus[one.source].text) for one in got)
        whole = {source.id: source.text for source in made.corpus}
        assert all(one.before + one.text + one.after in whole[one.source] for one in got)


class TestShown:
    def test_a_table_has_a_row_a_passage(self):
        frame = quoted(coded(CORPUS, "s1", "Nei", "M", "a")).to_frame()
        assert frame.loc[0, ["source", "codes", "coders", "participant", "role", "phase", "text"]].tolist() == [
            *("s1", "M", "a", "Bo", "assistent", "2", "Nei"),
        ]

    def test_a_notebook_shows_passages_in_their_context_escaped(self):
        corpus = make_corpus(make_source("Anne: <b>Ja</b>. Makt & mer.", id="s1"))
        made = make_project(corpus, [coded(corpus, "s1", "Makt & mer.", "M", "a")], "a")
        shown = quotations_of(select(made), ["M"])._repr_html_()
        assert "&lt;b&gt;Ja&lt;/b&gt;" in shown
        assert ">Makt &amp; mer.</mark>" in shown
        assert "M Power" in shown

    def test_a_code_that_is_called_by_its_id_is_said_once(self):
        found = quoted(coded(CORPUS, "s1", "Nei", "M", "a"))
        assert '<b class="code">M</b>' in replace(found, names={"M": "M"})._repr_html_()
        assert '<b class="code">M</b>' in replace(found, names={})._repr_html_()

    def test_a_long_list_says_how_many_more_there_are(self):
        sentences = " ".join(f"Setning nummer {number}." for number in range(20))
        corpus = make_corpus(make_source(f"Anne: {sentences}", id="s1"))
        found = [coded(corpus, "s1", f"nummer {number}.", "M", "a") for number in range(20)]
        shown = quotations_of(select(make_project(corpus, found, "a")), ["M"])._repr_html_()
        assert "… and 8 more" in shown

    def test_notes_say_what_was_looked_at(self):
        assert quoted(coded(CORPUS, "s1", "Nei", "M", "a")).notes[0].startswith("Counted: 2 texts")


def test_a_coding_beyond_speech_is_quoted_all_the_same():
    corpus = make_corpus(make_source("Anne: [latter] Ja.", id="s1"))
    made = make_project(corpus, [Coding("s1", Span(6, 14), "M", "a"), Coding("s1", Span(6, 18), "F", "a")], "a")
    assert texts(quotations_of(select(made, interviewer=True), ["F"])) == ["[latter] Ja."]


def test_the_example_can_be_quoted_from():
    made = read_project()
    got = quotations_of(select(made), [code.id for code in made.codebook.children("M")], most=6)
    assert len({one.participant for one in got}) == 6
    assert {one.codes[0][0] for one in got} == {"M"}
    rules = made.with_codings(CodingSet.of([], [Coder("r", "rules")], read=[("r", "logg_mona")]))
    assert len(quotations_of(select(rules), ["M1"])) == 0
