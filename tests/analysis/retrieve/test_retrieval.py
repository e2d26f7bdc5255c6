"""What `retrieve` gives: passages in their context, in words, and counted."""

from dataclasses import replace

import pytest

from builders import make_corpus, make_source
from coders import coded, make_project
from fou_toolkit._i18n import set_language
from fou_toolkit.analysis.counted import select
from fou_toolkit.analysis.retrieve import parse_query, retrieve
from fou_toolkit.analysis.retrieve.names import fits
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import CodingSet, Corpus, Participant, Source
from fou_toolkit.workspace import read_project

ROLES = {"Anne": "assistent", "Bo": "styrer", "Cam": "pedagogisk leder"}


@pytest.fixture(autouse=True)
def _english(english):
    """Compare messages in English."""


@pytest.fixture(scope="module")
def project():
    corpus = make_corpus(
        make_source(
            "I: Hvem bestemmer makten?",
            "Anne: Vi har makt her. Vi tar jo litt ansvar. De leker.",
            "Bo: Makten er min.",
            "Anne: Ja.",
            id="s1",
            phase="1",
            date="2024-03-01",
        ),
        make_source("Cam: Vi har makt nå. Ansvaret <b>også</b>.", id="s2", phase="2", date="2024-09-01"),
        make_source("Anne: We take responsibility. 😀 Power!", id="s3", phase="10", language="en", site="Nes & Sør"),
        roles=ROLES,
    )
    found = [
        coded(corpus, "s1", "Vi har makt her.", "M", "a"),
        coded(corpus, "s1", "har makt her. Vi tar jo", "M", "b"),
        coded(corpus, "s1", "Vi tar jo litt ansvar.", "F", "a"),
        coded(corpus, "s1", "De leker.", "L", "b"),
        coded(corpus, "s1", "Makten er min.", "D", "a"),
        coded(corpus, "s1", "Hvem bestemmer", "M", "a"),
        coded(corpus, "s2", "Vi har makt nå.", "M", "a"),
        coded(corpus, "s2", "Vi har makt nå.", "F", "b"),
        coded(corpus, "s3", "Power!", "M", "b"),
    ]
    return make_project(corpus, found)


def said(project, query, **options):
    return [one.text for one in retrieve(project, query, **options)]


class TestPassages:
    def test_a_code_gives_its_codings_and_what_overlaps_in_a_turn_is_one_passage(self, project):
        found = retrieve(project, "F")
        assert [one.text for one in found] == ["Vi tar jo litt ansvar.", "Vi har makt nå."]
        first = retrieve(project, "M and source:s1")[0]
        assert (first.text, first.codes, first.coders) == ("Vi har makt her. Vi tar jo", ("M",), ("a", "b"))
        assert (first.participant, first.role, first.phase, first.source) == ("Anne", "assistent", "1", "s1")

    def test_what_only_touches_stays_apart(self):
        corpus = make_corpus(make_source("Anne: Vi har makt.", id="s1"))
        found = [coded(corpus, "s1", "Vi ", "M", "a"), coded(corpus, "s1", "har", "M", "b")]
        assert said(make_project(corpus, found), "M") == ["Vi ", "har"]

    def test_a_theme_or_code_stands_for_the_codes_under_it(self, project):
        assert said(project, "T") == [
            "Vi har makt her. Vi tar jo litt ansvar.",
            "Makten er min.",
            "Vi har makt nå.",
            "Power!",
        ]
        assert "Makten er min." in said(project, "M")
        assert said(project, "D") == ["Makten er min."]

    def test_two_codes_give_the_sentences_that_have_both(self, project):
        assert said(project, "M and F") == ["Vi tar jo litt ansvar.", "Vi har makt nå."]

    def test_what_does_not_fit_is_cut_off(self, project):
        assert said(project, "M and not F") == ["Vi har makt her.", "Makten er min.", "Power!"]

    def test_who_and_when(self, project):
        assert said(project, "M and role:assistent") == ["Vi har makt her. Vi tar jo", "Power!"]
        assert said(project, 'M and role:"Pedagogisk Leder"') == ["Vi har makt nå."]
        assert said(project, "M and not role:assistent") == ["Makten er min.", "Vi har makt nå."]
        assert said(project, "M and role!=assistent") == ["Makten er min.", "Vi har makt nå."]
        assert said(project, "M and phase:1,2 and role!=assistent,styrer") == ["Vi har makt nå."]
        assert said(project, "M and phase>=2") == ["Vi har makt nå.", "Power!"]
        assert said(project, "M and date<=2024-03") == ["Vi har makt her. Vi tar jo", "Makten er min."]
        assert said(project, 'M and site:"nes & sør"') == ["Power!"]
        assert said(project, 'M and site:""') == ["Vi har makt her. Vi tar jo", "Makten er min.", "Vi har makt nå."]
        assert said(project, 'M and case:"Nes & Sør"') == ["Power!"]

    def test_an_attribute_alone_gives_whole_stretches_of_talk(self, project):
        assert said(project, "role:assistent and phase:1") == [
            "Vi har makt her. Vi tar jo litt ansvar. De leker.",
            "Ja.",
        ]
        assert retrieve(project, "role:assistent and phase:1").units == 4

    def test_words_are_looked_for_in_both_languages_and_are_the_passage(self, project):
        assert said(project, '"makt"') == ["makt", "Makten", "makt"]
        assert said(project, '"ta _{0,3} ansvar"') == ["tar jo litt ansvar"]
        assert said(project, '"responsibility"') == ["responsibility"]
        assert said(project, "/tak|tar/") == ["tar", "tak"]
        assert said(project, 'F and "makt"') == ["Vi har makt nå."]

    def test_near_before_and_inside(self, project):
        assert said(project, "F near D within 1 turn") == ["Vi tar jo litt ansvar."]
        assert said(project, "F near D within 1 sentence") == []
        assert said(project, "M before D within 2 sentences") == ["Vi har makt her. Vi tar jo"]
        assert said(project, "D after M within 2 sentences") == ["Makten er min."]
        assert said(project, '"makt" inside M') == ["makt", "Makten", "makt"]
        assert said(project, 'M contains "makt"') == ["Vi har makt her. Vi tar jo", "Makten er min.", "Vi har makt nå."]
        assert said(project, "M overlaps F") == ["Vi har makt her. Vi tar jo", "Vi har makt nå."]
        assert said(project, "M not near F within 1 sentence") == ["Makten er min.", "Power!"]

    def test_a_passage_is_not_near_itself(self, project):
        assert said(project, "L near L within 9 turns") == []
        assert said(project, "F near F within 0 sentences") == []

    def test_a_sign_between_two_words_stands_beside_both(self):
        corpus = make_corpus(make_source("Anne: Vi, har makt nå!", id="s1"))
        project = make_project(corpus, [], "a", read=[("a", "s1")])
        assert said(project, '/,/ near "=vi" within 0 words') == [","]
        assert said(project, '/,/ near "=har" within 0 words') == [","]
        assert said(project, '/,/ near "makt" within 0 words') == []
        assert said(project, '/,/ before "makt" within 1 word') == [","]
        assert said(project, '/!/ after "makt" within 0 words') == []
        assert said(project, '/!/ after "makt" within 1 word') == ["!"]

    def test_where_nobody_says_anything_nothing_is_found(self):
        corpus = make_corpus(make_source("Anne: [latter]", "Bo: Ja.", id="s1"))
        project = make_project(corpus, [], "a", read=[("a", "s1")])
        assert said(project, "/latter/", unit="document") == []
        assert said(project, "speaker:anne", unit="document") == []

    def test_nothing_reaches_into_another_text(self):
        corpus = make_corpus(make_source("Anne: Ja.", id="s1"), make_source("Anne: Nei.", id="s2"))
        found = [coded(corpus, "s1", "Ja.", "M", "a"), coded(corpus, "s2", "Nei.", "F", "a")]
        project = make_project(corpus, found, "a")
        for scale in ("words", "sentences", "turns"):
            for reach in (1, 2, 1000):
                assert said(project, f"M near F within {reach} {scale}") == []
                assert said(project, f"M before F within {reach} {scale}") == []
                assert said(project, f"F after M within {reach} {scale}") == []

    @pytest.mark.parametrize("text", ["", "Nothing but text."])
    def test_a_text_without_turns_has_no_passages(self, text):
        project = make_project(Corpus((Source("s1", text),)), [], "a")
        for query in ("M", "not *", '"makt"', "/a/", "M near F", 'role!=""', "coder:a"):
            for unit in ("sentence", "turn"):
                assert said(project, query, unit=unit) == []

    def test_whole_texts_can_be_asked_for(self, project):
        assert said(project, "M and L", unit="document") == [
            "Vi har makt her. Vi tar jo",
            "De leker.",
            "Makten er min.",
        ]
        assert said(project, "M and not L", unit="document") == ["Vi har makt nå.", "Power!"]
        assert [one.source for one in retrieve(project, "role:styrer", unit="document")] == ["s1"]
        assert retrieve(project, "phase:1", unit="document")[0].text == project.corpus["s1"].text

    def test_interviewers_count_where_they_were_chosen(self, project):
        assert "Hvem bestemmer" not in said(project, "M")
        assert "Hvem bestemmer" in [one.text for one in retrieve(select(project, interviewer=True), "M")]

    def test_a_small_letter_will_do_for_a_code(self, project):
        assert said(project, "m and f") == said(project, "M and F")

    def test_a_tree_is_a_query_too(self, project):
        assert said(project, parse_query("M and F")) == said(project, "M and F")


class TestWhose:
    def test_a_coder_limits_the_and_it_stands_in(self, project):
        assert said(project, "M and coder:a") == ["Vi har makt her.", "Makten er min.", "Vi har makt nå."]
        assert said(project, "M and not coder:a") == ["har makt her. Vi tar jo", "Power!"]
        assert said(project, "M and coder!=a") == said(project, "M and not coder:a")
        assert said(project, "(M and coder:a) and (F and coder:b)") == ["Vi har makt nå."]
        assert said(project, "M and coder:a and not (F and coder:b)") == ["Vi har makt her.", "Makten er min."]
        assert said(project, "M and coder:a,b") == said(project, "M")

    def test_a_coder_alone_is_everything_they_coded(self, project):
        assert said(project, "coder:b") == ["har makt her. Vi tar jo", "De leker.", "Vi har makt nå.", "Power!"]
        assert said(project, "coder:b and phase:1") == ["har makt her. Vi tar jo", "De leker."]
        assert said(project, "not coder:a") == said(project, "coder:b")
        assert [one.coders for one in retrieve(project, "coder:b")] == [("b",)] * 4

    def test_of_both_together_both_have_to_have_the_code(self, project):
        assert said(project, "M", combine="all") == ["Vi har makt her."]
        assert said(project, "M and coder:a", combine="all") == said(project, "M and coder:a")
        assert said(project, "M", coders="b") == ["har makt her. Vi tar jo", "Power!"]

    def test_two_coders_of_one_coding_are_refused(self, project):
        with pytest.raises(DataError, match="A coding has one coder") as raised:
            retrieve(project, "M and coder:a and coder:b")
        assert raised.value.where == "query, character 19"


class TestNamesThatAreNotThere:
    @pytest.mark.parametrize(
        ("query", "position", "message", "hint"),
        [
            ("M and X9", 7, "There is no code «X9».", "Words to look for stand in quotation marks"),
            ("MM", 1, "There is no code «MM».", "There are: M."),
            ("makt", 1, "There is no code «makt».", "«makt» is the name of M: use the id."),
            ("M and rolla:styrer", 7, "There is no attribute «rolla».", "Did you mean «rolle»?"),
            ("role:leder", 6, "Nothing has role «leder».", "Did you mean «pedagogisk leder»?"),
            ("role:styrer,x", 13, "Nothing has role «x».", "There are: assistent, pedagogisk leder, styrer"),
            ("phase:3", 7, "Nothing has phase «3».", "There are: 1, 2, 10"),
            ("coder:c", 7, "Nobody called «c» has coded.", "There are: a, b"),
            (
                "L near phase:1",
                8,
                "Only codes and words in quotation marks have a place of their own.",
                "(M2 and phase:1)",
            ),
            (
                "not L near M",
                1,
                "Only codes and words in quotation marks have a place of their own.",
                "not (L near K2)",
            ),
        ],
    )
    def test_the_message_says_which_there_are(self, project, query, position, message, hint):
        with pytest.raises((UnknownIdError, DataError)) as raised:
            retrieve(project, query)
        error = raised.value
        assert error.message.splitlines()[0] == message
        assert error.where == f"query, character {position}"
        assert error.message.splitlines()[2].index("^") == position + 1
        assert hint in error.hint

    def test_a_coder_who_is_not_counted_is_named_with_what_to_do(self, project):
        with pytest.raises(UnknownIdError, match="Codings by «b» are not counted here") as raised:
            retrieve(project, "M and coder:b", coders="a")
        assert "coders=['a', 'b']" in raised.value.hint

    def test_parts_that_cannot_matter_are_looked_up_too(self, project):
        with pytest.raises(UnknownIdError):
            retrieve(project, "E and role:nobody")


class TestParameters:
    @pytest.mark.parametrize(
        "options", [{"context": -1}, {"context": 1.5}, {"most": -1}, {"most": True}, {"unit": "page"}]
    )
    def test_what_is_not_possible_is_an_error(self, project, options):
        with pytest.raises(DataError):
            retrieve(project, "M", **options)

    def test_context_is_said_before_and_behind_in_the_same_turn(self, project):
        one = retrieve(project, "F")[0]
        assert (one.before, one.after) == ("Vi har makt her. ", " De leker.")
        assert {(one.before, one.after) for one in retrieve(project, "M", context=0)} == {("", "")}

    def test_the_first_are_quoted_and_all_are_counted(self, project):
        found = retrieve(project, "M", most=1)
        assert (len(found), found.total, found.units) == (1, 4, 5)
        assert found.caption.endswith("4 passages; 1 of them are shown")
        assert sum(found.counts("phase", small="show").passages) == 4
        assert len(retrieve(project, "M", most=0)) == 0

    def test_people_take_turns_where_only_some_are_quoted(self):
        example = read_project()
        some, all_ = retrieve(example, "M", most=8), retrieve(example, "M")
        assert len({one.participant for one in some}) == 8
        places = [(one.source, one.span) for one in all_]
        chosen = [places.index((one.source, one.span)) for one in some]
        assert chosen == sorted(chosen)
        assert some.total == all_.total

    def test_coders_are_chosen_once(self, project):
        with pytest.raises(DataError, match="chosen already"):
            retrieve(select(project), "M", coders="a")

    def test_without_any_reading_there_is_nothing_to_ask(self, project):
        nothing = project.with_codings(CodingSet.of([]))
        with pytest.raises(DataError, match="Nobody has coded"):
            retrieve(nothing, "M")

    def test_without_codings_there_are_no_passages(self, project):
        read = project.with_codings(CodingSet.of([], read=[("a", "s1")]))
        found = retrieve(read, "M or * or L near M")
        assert (len(found), found.units) == (0, 0)
        assert found.caption.endswith(": 0 passages")
        assert said(read, '"makt"') == ["makt", "Makten"]
        assert len(found.counts()) == 0


class TestInWords:
    @pytest.mark.parametrize(
        ("query", "words"),
        [
            ("M", "Passages coded with M «Power»"),
            ("m", "Passages coded with M «Power»"),
            (
                "M and role:assistent and not phase:1",
                "Passages coded with M «Power», said by assistent, not in phase 1",
            ),
            ("*", "Passages coded with any code"),
            ("not *", "Passages not coded at all"),
            ("M and not not *", "Passages coded with M «Power», not not coded at all"),
            ("M or F", "Passages coded with M «Power» or coded with F «Ansvar»"),
            (
                "F near M within 2 sentences",
                "Passages coded with F «Ansvar», within 2 sentences of passages coded with M «Power»",
            ),
            (
                "F near M within 0 turns",
                "Passages coded with F «Ansvar», in the same turn as passages coded with M «Power»",
            ),
            (
                "F before M within 1 turn",
                "Passages coded with F «Ansvar», before passages coded with M «Power», within 1 turn",
            ),
            ("F after M within 0 words", "Passages coded with F «Ansvar», right after passages coded with M «Power»"),
            ("F not overlaps M", "Passages coded with F «Ansvar», not overlapping with passages coded with M «Power»"),
            ('"ta ansvar"', "Passages with the words «ta ansvar»"),
            ("/ansv/", "Passages with the pattern /ansv/"),
            ("phase:1,2", "Passages in phase 1 or 2"),
            ("phase>=2", "Passages with phase from 2 on"),
            ("date<2024-09", "Passages with date before or below 2024-09"),
            ('site:""', "Passages from unknown"),
            ("speaker:anne", "Passages with speaker anne"),
            ("M and (phase:1 or role!=styrer)", "Passages coded with M «Power», (in phase 1 or not said by styrer)"),
            ("M and coder:a", "Passages coded with M «Power», where the coding is by a"),
        ],
    )
    def test_a_query_is_explained(self, project, query, words):
        found = retrieve(project, query)
        assert found.explain() == words
        assert found.caption.startswith(f"{words}: ")

    def test_it_is_explained_in_the_language_of_the_moment(self, project):
        found = retrieve(project, "M")
        set_language("nn")
        assert "Makt" in found.explain()
        set_language("en")

    def test_it_says_what_can_be_asked_again(self, project):
        found = retrieve(project, "M og rolle:styrer")
        assert found.text == "M and role:styrer"
        assert "query=M and role:styrer, unit=sentence" in " ".join(found.notes)
        assert "not for publication" in found.notes[-1]
        assert found.counted.codings == 1

    def test_it_shows_no_words_unless_it_is_asked_to(self, project):
        found = retrieve(project, '"makt"')
        assert "har makt" not in repr(found)
        assert repr(found).startswith("<Retrieval: Passages with the words «makt»")

    def test_a_notebook_shows_passages_marked_and_escaped(self, project):
        page = retrieve(project, "M")._repr_html_()
        assert '<mark title="M Power">Vi har makt nå.</mark> Ansvaret &lt;b&gt;også&lt;/b&gt;.' in page
        assert "<b>også" not in page

    def test_it_is_a_table(self, project):
        frame = retrieve(project, "M and F").to_frame()
        assert frame["text"].tolist() == ["Vi tar jo litt ansvar.", "Vi har makt nå."]
        assert frame["codes"].tolist() == ["F M", "F M"]
        assert frame["start"].tolist() == [project.corpus["s1"].text.index("Vi tar"), 5]

    def test_without_a_code_in_the_query_all_codes_are_named(self, project):
        assert [one.codes for one in retrieve(project, "phase:2")] == [("F", "M")]


def crowd(*, assistants=6, leaders=2, others=0):
    """Make a project in which everybody says one coded sentence; leaders say two."""
    names = [(f"A{n}", "assistent") for n in range(assistants)]
    names += [(f"L{n}", "styrer") for n in range(leaders)] + [(f"O{n}", "eier") for n in range(others)]
    turns = [f"{name}: Vi har makt." for name, _ in names] + [f"L{n}: Makt igjen." for n in range(leaders)]
    corpus = make_corpus(make_source(*turns, id="s1", phase="1"), roles=dict(names))
    found = [replace(coded(corpus, "s1", "Vi", "M", "a"), span=turn.span) for turn in corpus["s1"].turns]
    found.append(coded(corpus, "s1", "Makt igjen", "F", "a"))
    return make_project(corpus, found, "a")


class TestCounts:
    def test_numbers_from_few_people_are_hidden_and_cannot_be_worked_out(self):
        counts = retrieve(crowd(), "M").counts("role")
        assert counts.values == ("assistent", "styrer")
        # Ten passages in all: with six of them shown, the other four would be known.
        assert counts.passages == counts.people == (-1, -1)
        assert [row[2:] for row in counts.rows()] == [(None, None, None)] * 2
        assert [row[1:] for row in counts.text_rows()] == [("·", "·", "·")] * 2

    def test_large_groups_are_shown_where_enough_people_are_hidden(self):
        counts = retrieve(crowd(leaders=3, others=3), "M").counts("role")
        shown = dict(zip(counts.values, counts.passages, strict=True))
        assert shown == {"assistent": 6, "eier": -1, "styrer": -1}
        assert dict(zip(counts.values, counts.people, strict=True))["assistent"] == 6

    def test_small_groups_can_be_put_together(self):
        counts = retrieve(crowd(leaders=3, others=3), "M").counts("role", small="merge")
        assert dict(zip(counts.values, counts.passages, strict=True)) == {"assistent": 6, "other": 9}

    def test_passages_can_be_counted_without_people(self):
        counts = retrieve(crowd(), "M").counts("role", small="passages")
        assert counts.headings == ("role", "passages", "texts")
        assert list(counts.text_rows()) == [("assistent", "6", "1"), ("styrer", "1–4", "1–4")]
        assert counts.people == (-1, -1)

    def test_inside_of_the_project_everything_can_be_shown_and_the_table_says_so(self):
        counts = retrieve(crowd(), "M").counts("role", small=SmallCells(5, "show"))
        assert list(counts.rows()) == [("assistent", "assistent", 6, 1, 6), ("styrer", "styrer", 4, 1, 2)]
        assert "inside of the project only" in counts.notes[-1]

    def test_the_threshold_is_the_projects(self):
        counts = retrieve(replace(crowd(), smallest_group=2), "M").counts("role")
        assert counts.passages == (6, 4)

    def test_codes_that_stand_in_the_passages_are_counted_whatever_was_asked_for(self):
        counts = retrieve(crowd(), "M").counts("code", small="show")
        assert [row[:3] for row in counts.rows()] == [("M", "Power", 10), ("F", "Ansvar", 1)]
        assert "A passage can have several codes." in counts.notes
        themes = retrieve(crowd(), "M").counts("theme", small="show")
        assert [row[:3] for row in themes.rows()] == [("T", "Theme", 10)]

    def test_texts_and_people_are_counted_once(self, project):
        counts = retrieve(project, "M").counts("phase", small="show")
        assert list(counts.rows()) == [("1", "1", 2, 1, 2), ("2", "2", 1, 1, 1), ("10", "10", 1, 1, 1)]
        assert counts.caption == "4 passages by phase"

    def test_a_passage_over_two_turns_counts_for_both_speakers(self):
        corpus = make_corpus(make_source("Anne: Ja da.", "I: Nei?", "Bo: Makt nå.", id="s1"), roles=ROLES)
        whole = replace(coded(corpus, "s1", "Ja", "M", "a"), span=coded(corpus, "s1", corpus["s1"].text, "M", "a").span)
        found = retrieve(make_project(corpus, [whole], "a"), "M")
        assert [one.text for one in found] == [corpus["s1"].text]
        assert list(found.counts("role", small="show").rows()) == [
            ("assistent", "assistent", 1, 1, 1),
            ("styrer", "styrer", 1, 1, 1),
        ]

    def test_what_is_unknown_has_a_name(self, project):
        counts = retrieve(project, "M").counts("site", small="show")
        assert [row[:3] for row in counts.rows()] == [("Nes & Sør", "Nes & Sør", 1), ("", "unknown", 3)]

    def test_what_is_not_there_is_an_error(self, project):
        with pytest.raises(UnknownIdError):
            retrieve(project, "M").counts("rolla")
        with pytest.raises(DataError):
            retrieve(project, "M").counts("role", small="hide")


class TestAttributes:
    def test_a_column_called_case_goes_before_the_site(self):
        corpus = make_corpus(make_source("Anne: Makt.", id="s1", case="nord", site="x"), roles=ROLES)
        project = make_project(corpus, [coded(corpus, "s1", "Makt", "M", "a")], "a")
        assert said(project, "M and case:nord") == ["Makt"]
        with pytest.raises(UnknownIdError):
            retrieve(project, "case:x")

    def test_any_column_of_the_tables_can_be_asked_for_in_any_case(self):
        corpus = make_corpus(make_source("Anne: Makt.", id="s1", **{"Min Kolonne": "Ja"}))
        corpus = replace(corpus, participants=(Participant("Anne", "x", attributes={"År": "12"}),))
        project = make_project(corpus, [coded(corpus, "s1", "Makt", "M", "a")], "a")
        assert said(project, '"min kolonne":ja and år>9') == ["Makt."]

    @pytest.mark.parametrize(
        ("value", "sign", "limit", "expected"),
        [
            ("2", ">=", "2", True),
            ("10", ">", "9", True),
            ("2.5", "<", "3", True),
            ("2024-05-02", "<=", "2024", True),
            ("2024-05-02", ">", "2024", False),
            ("2024-05-02", "<", "2024-06", True),
            ("2023-12-31", "<", "2024", True),
            ("2024-05-02", "<", "3", False),
            ("", "<", "3", False),
            ("nan", "<=", "3", False),
            ("inf", ">", "3", False),
            ("to", ">", "1", False),
            ("3", ">", "2024-05", False),
        ],
    )
    def test_numbers_and_dates_have_an_order(self, value, sign, limit, expected):
        assert fits(value, sign, limit) is expected
