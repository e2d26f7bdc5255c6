"""Who speaks how much: the verb, against a slow count and by hand."""

import math
from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_corpus, make_source
from coders import coded, make_project
from fou_toolkit._i18n import set_language
from fou_toolkit.analysis.bootstrap import Bootstrap
from fou_toolkit.analysis.counted import select
from fou_toolkit.analysis.inequality import gini
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.analysis.voice import Target, voice
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Corpus
from talks import ROLES, conversations, slow_talk

SHOW = SmallCells(how="show")
FEW = Bootstrap(replicates=60, seed=7)
LONG = "Vi har snakket om dette mange ganger før i dag."


def two_meetings():
    """A long meeting in which Anne says nearly all, and a short one in which Bo does: 21 of 22 words, 1 of 4."""
    long = make_source(f"Anne: {LONG} {LONG} Ja.", "Bo: Nei.", id="a", phase="1", genre="møte")
    short = make_source("Bo: Vi venter lenge.", "Anne: Ja?", id="b", phase="2", genre="prat")
    return make_corpus(long, short, roles={"Anne": "styrer", "Bo": "assistent"})


@given(conversations(), st.booleans())
def test_every_row_is_that_of_a_slow_count(corpus, interviewer):
    result, slow = voice(corpus, interviewer=interviewer, bootstrap=None), slow_talk(corpus, interviewer=interviewer)
    people = defaultdict(list)
    for (_, one), count in slow.counts.items():
        people[one].append(count)
    assert {row.group for row in result} == set(people)
    total = sum(count.words for counts in people.values() for count in counts)
    for row in result:
        counts = people[row.group]
        assert row.people == 1
        assert row.meetings == len(counts)
        assert row.turns == sum(count.turns for count in counts)
        assert row.words == sum(count.words for count in counts)
        assert row.questions == sum(count.questions for count in counts)
        assert row.first == sum(first == row.group for first, _ in slow.edges.values())
        assert row.last == sum(last == row.group for _, last in slow.edges.values())
        if total:
            assert row.share.value == pytest.approx(row.words / total)
        else:
            assert math.isnan(row.share.value)
    found = {(from_, to): count for from_, to, count, _ in result.transitions.rows()}
    assert found == dict(slow.follows)


@given(conversations(), st.sampled_from(["words", "turns", "questions"]))
def test_shares_of_everything_add_up(corpus, measure):
    result = voice(corpus, by="role", measure=measure, bootstrap=None, small=SHOW)
    for figure in ("share", "mean"):
        values = [getattr(row, figure).value for row in result]
        if values and not math.isnan(values[0]):
            assert sum(values) == pytest.approx(1)


@given(conversations())
def test_a_role_has_what_its_people_have(corpus):
    roles = voice(corpus, by="role", bootstrap=None, small=SHOW)
    people = voice(corpus, bootstrap=None)
    known = {one.pseudonym: one.role for one in corpus.participants}
    for row in roles:
        mine = [one for one in people if known.get(one.group, "") == row.group]
        assert row.people == len(mine)
        for name in ("turns", "words", "questions", "first", "last"):
            assert getattr(row, name) == sum(getattr(one, name) for one in mine)


@given(conversations())
def test_phases_add_up_to_everything(corpus):
    result = voice(corpus, over="phase", bootstrap=None)
    for row in result:
        assert row.words == sum(one.words for one in result.over_time.of(row.group))
    assert len(result.over_time) == len(result) * len(result.over_time.occasions)


def test_a_long_meeting_does_not_decide_unseen():
    result = voice(two_meetings(), bootstrap=None)
    anne = result["Anne"]
    assert (anne.words, anne.turns, anne.questions) == (22, 2, 1)
    assert anne.words_per_turn == 11
    assert anne.share.value == pytest.approx(22 / 26)
    assert anne.mean.value == pytest.approx((21 / 22 + 1 / 4) / 2)
    assert [(one.source, one.group, one.words, one.share) for one in result.per_meeting] == [
        ("a", "Anne", 21, pytest.approx(21 / 22)),
        ("a", "Bo", 1, pytest.approx(1 / 22)),
        ("b", "Anne", 1, pytest.approx(1 / 4)),
        ("b", "Bo", 3, pytest.approx(3 / 4)),
    ]


def test_who_says_most_comes_first():
    assert [row.group for row in voice(two_meetings(), bootstrap=None)] == ["Anne", "Bo"]


def test_shares_of_the_meetings_somebody_is_in():
    """Cato is in the second meeting only: 3 words of its 6, of 10 in all."""
    first = make_source("Anne: Vi venter lenge.", "Bo: Ja.", id="a")
    second = make_source("Anne: Ja ja nå.", "Cato: Nei da ja.", id="b")
    corpus = make_corpus(first, second, roles=dict.fromkeys(("Anne", "Bo", "Cato"), ""))
    assert voice(corpus, bootstrap=None)["Cato"].share.value == pytest.approx(3 / 10)
    assert voice(corpus, bootstrap=None)["Cato"].mean.value == pytest.approx((0 + 1 / 2) / 2)
    present = voice(corpus, base="present", bootstrap=FEW)["Cato"]
    assert (present.share.value, present.mean.value) == (pytest.approx(1 / 2), pytest.approx(1 / 2))
    assert math.isnan(present.share.low), "one meeting tells nothing about how another would go"
    assert not math.isnan(voice(corpus, bootstrap=FEW)["Cato"].share.low)


def test_turns_and_questions_can_be_shared_too():
    result = voice(two_meetings(), measure="questions", bootstrap=None)
    assert result["Anne"].share.value == 1
    assert result["Anne"].mean.value == 1, "the meeting without questions shares none"
    assert voice(two_meetings(), measure="turns", bootstrap=None)["Anne"].share.value == pytest.approx(1 / 2)


def test_one_meeting_has_no_interval_and_says_why():
    result = voice(two_meetings(), sources=["a"], bootstrap=FEW)
    assert math.isnan(result["Anne"].share.low)
    assert any("One conversation has no interval" in note for note in result.notes)


def test_intervals_come_from_drawing_meetings_and_seed_and_replicates_are_said():
    result = voice(two_meetings(), bootstrap=FEW)
    share = result["Anne"].share
    # Two meetings: both the first, both the second, or one of each.
    assert (share.low, share.high) == (pytest.approx(1 / 4), pytest.approx(21 / 22))
    assert result.counted.parameters[-3:] == (("replicates", "60"), ("confidence", "0.95"), ("seed", "7"))
    assert any("drawn 60 times" in note and "seed 7" in note for note in result.notes)
    assert any("too narrow" in note for note in result.notes)
    assert voice(two_meetings(), bootstrap=FEW).to_frame().equals(result.to_frame())


def test_without_a_bootstrap_nothing_is_said_of_intervals():
    result = voice(two_meetings(), bootstrap=None)
    assert math.isnan(result["Anne"].share.low)
    assert not any("nterval" in note for note in result.notes)
    assert ("bootstrap", "none") in result.counted.parameters


def test_evenness_is_the_mean_over_meetings_corrected_for_how_many_speak():
    result = voice(two_meetings(), bootstrap=None)
    own = [gini([21, 1], corrected=True), gini([1, 3], corrected=True)]
    assert [one.gini for one in result.meetings] == pytest.approx(own)
    assert result.gini.value == pytest.approx(sum(own) / 2)
    assert result.meetings.scores[0].entropy == pytest.approx(
        -(21 / 22 * math.log2(21 / 22) + 1 / 22 * math.log2(1 / 22))
    )
    assert 0 < result.entropy.value < 1


def test_without_a_target_nothing_is_judged():
    result = voice(two_meetings(), by="role", small=SHOW, bootstrap=None)
    assert all(row.difference is None for row in result)
    assert not any("arget" in note for note in result.notes)
    assert "target" not in " ".join(result.headings)


def test_the_difference_from_a_target_has_the_shares_interval():
    target = Target.of({"styrer": (0.3, 0.5)}, why="seminar 1")
    result = voice(two_meetings(), by="role", target=target, small=SHOW, bootstrap=FEW)
    row = result["styrer"]
    assert row.difference.value == pytest.approx(22 / 26 - 0.5)
    assert (row.difference.low, row.difference.high) == (pytest.approx(1 / 4 - 0.3), pytest.approx(21 / 22 - 0.5))
    assert result["assistent"].difference is None
    assert any("styrer 30–50" in note and "(seminar 1)" in note for note in result.notes)
    frame = result.to_frame().set_index("group")
    assert frame.loc["styrer", "target_low"] == 0.3
    assert frame.loc["styrer", "difference"] == pytest.approx(22 / 26 - 0.5)


def test_a_target_of_one_phase_holds_there():
    target = {"styrer": {"2": 0.5}}
    result = voice(two_meetings(), by="role", over="phase", target=target, small=SHOW, bootstrap=None)
    assert result["styrer"].target is None
    first, second = result.over_time.of("styrer")
    assert first.target is None
    assert second.difference.value == pytest.approx(1 / 4 - 1 / 2)


@pytest.mark.parametrize(("target", "name"), [({"rektor": 0.5}, "rektor"), ({"styrer": {"9": 0.5}}, "9")])
def test_a_target_for_nobody_is_refused(target, name):
    with pytest.raises(UnknownIdError, match=name) as caught:
        voice(two_meetings(), by="role", over="phase", target=target, small=SHOW, bootstrap=None)
    assert caught.value.hint


def test_phases_come_in_order_and_one_meeting_alone_is_said():
    result = voice(two_meetings(), over="phase", bootstrap=FEW)
    assert result.over_time.occasions == ("1", "2")
    assert [row.words for row in result.over_time.of("Bo")] == [1, 3]
    assert all(math.isnan(row.share.low) for row in result.over_time)
    assert any("no interval: 1, 2" in note for note in result.over_time.notes)
    assert voice(two_meetings(), over="source", bootstrap=None).over_time.occasions == ("a", "b")


def test_kinds_of_conversations_are_named_when_they_are_mixed():
    assert any("møte (1), prat (1)" in note for note in voice(two_meetings(), bootstrap=None).notes)
    assert not any("møte" in note for note in voice(two_meetings(), genres="møte", bootstrap=None).notes)


def test_small_groups_are_hidden_in_the_result_itself():
    result = voice(two_meetings(), by="role", over="phase", bootstrap=None)
    for row in (*result, *result.over_time):
        assert row.hidden
        assert row.words is row.turns is row.people is row.initiations is None
        assert math.isnan(row.share.value)
    assert all(one.hidden and one.words is None for one in result.per_meeting)
    assert all(one.gini is None and one.first == one.last == "" for one in result.meetings)
    assert len(list(result.transitions.rows())) == 0
    assert math.isnan(result.gini.value)
    assert "·" in next(iter(result.text_rows()))
    assert any("fewer than 5" in note for note in result.notes)


def test_single_people_are_named_and_it_is_said_so():
    result = voice(two_meetings(), bootstrap=None)
    assert not any(row.hidden for row in result)
    for table in (result, result.meetings, result.per_meeting, result.transitions):
        assert any("Names single people" in note for note in table.notes)


def crowd(*sizes, words=3):
    """One meeting in which so many people of each role speak; everybody says as much."""
    said, roles = [], {}
    for role, size in zip("abcd", sizes, strict=False):
        for number in range(size):
            said.append(f"{role}{number}: {'ja ' * words}".strip())
            roles[f"{role}{number}"] = role
    return make_corpus(make_source(*said, phase="1"), roles=roles)


def test_what_would_give_a_small_group_away_is_hidden_too():
    result = voice(crowd(2, 5, 9), by="role", bootstrap=None)
    assert [row.hidden for row in result] == [True, True, False]
    assert result["c"].words == 27
    assert voice(crowd(5, 5, 9), by="role", bootstrap=None)["a"].words == 15


def test_a_meeting_is_hidden_if_its_phase_would_give_another_away():
    """Six people in one meeting of phase 1, three in the other; three more in phase 2: 9 - 6 would be three people's."""
    said = {
        "a": [f"a{n}: Ja." for n in range(6)],
        "b": [f"b{n}: Ja." for n in range(3)],
        "c": [f"c{n}: Ja." for n in range(3)],
    }
    sources = [make_source(*turns, id=name, phase="2" if name == "c" else "1") for name, turns in said.items()]
    roles = {turn.partition(":")[0]: "x" for turns in said.values() for turn in turns}
    corpus = make_corpus(*sources, roles=roles)
    plain = voice(corpus, by="role", bootstrap=None)
    assert [one.hidden for one in plain.per_meeting] == [False, True, True]
    phased = voice(corpus, by="role", over="phase", bootstrap=None, small=SmallCells(3))
    assert not any(one.hidden for one in (*phased.per_meeting, *phased.over_time))
    phased = voice(
        make_corpus(
            *sources[:2],
            make_source(*(f"d{n}: Ja." for n in range(5)), id="d", phase="2"),
            make_source(*said["c"], id="c", phase="2"),
            roles=roles | {f"d{n}": "x" for n in range(5)},
        ),
        by="role",
        over="phase",
        bootstrap=None,
    )
    assert [one.hidden for one in phased.over_time] == [False, False]
    assert [(one.source, one.hidden) for one in phased.per_meeting] == [
        ("a", True),
        ("b", True),
        ("d", True),
        ("c", True),
    ]


def test_small_groups_can_be_put_together():
    result = voice(crowd(2, 3, 9), by="role", bootstrap=None, small=SmallCells(how="merge"))
    assert {row.group: row.words for row in result} == {"c": 27, "others": 15}
    by_hand = voice(crowd(2, 3, 9), by="role", bootstrap=None, merged={"a": "x", "b": "x"})
    assert {row.group: row.words for row in by_hand} == {"c": 27, "x": 15}


def test_the_projects_threshold_holds():
    corpus = crowd(2, 2)
    project = replace(make_project(corpus, []), smallest_group=2)
    assert not any(row.hidden for row in voice(project, by="role", bootstrap=None))
    assert all(row.hidden for row in voice(corpus, by="role", bootstrap=None))


def talk_about(*lines):
    """Make a project of one conversation; what a turn is coded with stands in front: `M Anne: Vi venter her.`."""
    said, codings = [], []
    for line in lines:
        codes, _, rest = line.partition(" ")
        said.append(rest)
        codings.append("" if codes == "-" else codes)
    corpus = make_corpus(make_source(*said, id="s1"), roles=ROLES)
    source = corpus["s1"]
    made = [
        replace(coded(corpus, "s1", turn.span.of(source.text), code, "a"), span=turn.span)
        for turn, codes in zip(source.turns, codings, strict=True)
        for code in codes
    ]
    return make_project(corpus, made, "a")


def test_who_brings_a_topic_in_and_who_takes_it_up():
    project = talk_about(
        "M Anne: Makt er alt.", "M Bo: Makt er lite.", "FL Bo: Ansvar.", "M Anne: Makt igjen.", "L Cato: Lek."
    )
    result = voice(project, bootstrap=None)
    rows = {row.group: (row.initiations, row.taken_up, row.takes_up) for row in result}
    assert rows == {"Anne": (1, 1, 0), "Bo": (2, 1, 1), "Cato": (0, 0, 1)}
    assert [(one.code, one.group, one.taken_up, one.takers) for one in result.topics] == [
        ("M", "Anne", True, 1),
        ("F", "Bo", False, 0),
        ("L", "Bo", True, 1),
    ]
    assert "3 topics brought in, 2 of them taken up" in result.topics.caption
    assert result.counted.codings == 6


def test_themes_can_be_topics():
    project = talk_about("M Anne: Makt er alt.", "F Bo: Ansvar.", "L Bo: Lek.")
    rows = {row.group: (row.initiations, row.taken_up) for row in voice(project, level="theme", bootstrap=None)}
    assert rows == {"Anne": (1, 1), "Bo": (1, 0)}
    only = voice(project, codes="L", bootstrap=None)
    assert [one.code for one in only.topics] == ["L"]


def test_a_topic_is_new_in_every_conversation():
    sources = [make_source("Anne: Makt her.", "Bo: Makt der.", id=name) for name in "ab"]
    corpus = make_corpus(*sources, roles=ROLES)
    codings = [coded(corpus, name, word, "M", "a") for name, word in (("a", "her"), ("a", "der"), ("b", "der"))]
    rows = {
        row.group: (row.initiations, row.taken_up) for row in voice(make_project(corpus, codings, "a"), bootstrap=None)
    }
    assert rows == {"Anne": (1, 1), "Bo": (1, 0)}


def test_topics_of_interviewers_count_unless_they_are_left_out():
    project = talk_about("M I: Hvem har makt?", "M Anne: Ikke jeg.", "- Bo: Nei.")
    assert voice(project, bootstrap=None)["I (s1)"].initiations == 1
    assert voice(project, interviewer=False, bootstrap=None)["Anne"].initiations == 1
    silent = talk_about("- I: Hvem har makt?", "M Anne: Ikke jeg.")
    assert any("count for whoever answers" in note for note in voice(silent, bootstrap=None).notes)
    assert not any("count for whoever answers" in note for note in voice(project, bootstrap=None).notes)


def test_texts_that_nobody_has_coded_still_count_for_talk():
    sources = [make_source("Anne: Makt her.", "Bo: Makt der.", id=name) for name in "ab"]
    corpus = make_corpus(*sources, roles=ROLES)
    project = make_project(corpus, [coded(corpus, "a", "her", "M", "a")], "a", read=[("a", "a")])
    result = voice(project, bootstrap=None)
    assert result["Anne"].words == 4
    assert any("1 of 2 conversations were coded" in note for note in result.notes)


def test_a_selection_says_itself_what_counts():
    project = talk_about("M I: Hvem har makt?", "M Anne: Ikke jeg.", "- Bo: Nei.")
    assert {row.group for row in voice(select(project), bootstrap=None)} == {"Anne", "Bo"}
    assert len(voice(select(project, interviewer=True), bootstrap=None)) == 3
    with pytest.raises(DataError, match="chosen already"):
        voice(select(project), interviewer=True)
    assert "a (person)" in voice(select(project), bootstrap=None).notes[0]


def test_texts_alone_have_no_topics():
    result = voice(two_meetings(), bootstrap=None)
    assert result.topics is None
    assert all(row.initiations is None for row in result)
    assert not any("topic" in note for note in result.notes)


def test_a_project_without_codings_is_texts():
    result = voice(make_project(two_meetings(), []), bootstrap=None)
    assert result.topics is None
    assert result["Anne"].words == 22


def test_unmarked_interruptions_are_unknown_not_none():
    result = voice(two_meetings(), bootstrap=None)
    assert all(row.interruptions is None and row.interrupted is None for row in result)
    assert any("mark no interruptions" in note for note in result.notes)
    corpus = make_corpus(make_source("Anne: Vi skal –", "Bo: Nei.", "Anne: Jo –", "Bo: Nei."))
    marked = {row.group: (row.interruptions, row.interrupted) for row in voice(corpus, bootstrap=None)}
    assert marked == {"Anne (s1)": (0, 2), "Bo (s1)": (2, 0)}
    assert any("in 1 of 1 conversations" in note for note in voice(corpus, bootstrap=None).notes)


def test_coming_in_on_an_interviewer_who_is_left_out_is_nobodys_interruption():
    corpus = make_corpus(make_source("I: Hva –", "Anne: Nei.", "Bo: Jo –", "Anne: Nei.", id="a"))
    rows = {row.group: (row.interruptions, row.interrupted) for row in voice(corpus, interviewer=False, bootstrap=None)}
    assert rows == {"Anne (a)": (1, 0), "Bo (a)": (0, 1)}
    everybody = voice(corpus, bootstrap=None)
    assert (everybody["Anne (a)"].interruptions, everybody["I (a)"].interrupted) == (2, 1)


def test_logs_alone_give_an_empty_result_that_says_so():
    result = voice(make_corpus("En logg.", "En til."), by="role", over="source")
    assert len(result) == len(result.over_time) == len(result.meetings) == 0
    assert "no conversation" in result.caption
    assert list(result.text_rows()) == []
    assert result.to_frame().shape == (0, len(result.columns))
    assert any("2 texts in which fewer than two people speak" in note for note in result.notes)
    assert result.transitions.to_graph().number_of_nodes() == 0


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"measure": "seconds"}, DataError),
        ({"base": "some"}, DataError),
        ({"by": "haircut"}, UnknownIdError),
        ({"over": "haircut"}, UnknownIdError),
        ({"sources": ["nei"]}, UnknownIdError),
        ({"genres": ["nei"]}, DataError),
        ({"bootstrap": 500}, DataError),
        ({"bootstrap": Bootstrap(over="units")}, DataError),
        ({"target": 0.5}, DataError),
        ({"by": "role", "small": SmallCells(how="passages")}, DataError),
        ({"small": "x"}, DataError),
        ({"small": -1}, DataError),
        ({"small": object()}, DataError),
        ({"sources": 5}, DataError),
        ({"genres": 5}, DataError),
        ({"measure": ["words"]}, DataError),
        ({"measure": {}}, DataError),
        ({"base": {"all": 1}}, DataError),
    ],
)
def test_what_is_not_possible_is_refused_with_advice(options, error):
    with pytest.raises(error) as caught:
        voice(two_meetings(), **options)
    assert caught.value.hint


@pytest.mark.parametrize("material", [None, "corpus", make_source("Anne: Ja.")])
def test_what_is_no_material_is_refused(material):
    with pytest.raises(DataError, match="cannot be told") as caught:
        voice(material)
    assert "corpus" in caught.value.hint


def test_no_texts_are_refused():
    with pytest.raises(DataError, match="no texts"):
        voice(Corpus())


def test_an_unknown_code_is_refused():
    with pytest.raises(UnknownIdError, match="NEI"):
        voice(talk_about("M Anne: Ja.", "- Bo: Nei."), codes="NEI")


def test_all_texts_by_two_coders_count_where_both_have_the_code():
    project = talk_about("M Anne: Makt er alt.", "M Bo: Makt er lite.")
    corpus = project.corpus
    codings = [coded(corpus, "s1", "alt", "M", "a"), coded(corpus, "s1", "lite", "M", "a")]
    codings.append(coded(corpus, "s1", "lite", "M", "b"))
    both = make_project(corpus, codings)
    assert [one.group for one in voice(both, bootstrap=None).topics] == ["Anne"]
    chosen = select(both, combine="all", interviewer=True)
    assert [one.group for one in voice(chosen, bootstrap=None).topics] == ["Bo"]


def test_no_codes_are_refused():
    with pytest.raises(DataError, match="No codes") as caught:
        voice(talk_about("M Anne: Ja.", "- Bo: Nei."), codes=[])
    assert caught.value.hint


def test_one_text_may_be_named_alone():
    assert [one.source for one in voice(two_meetings(), sources="a", bootstrap=None).meetings] == ["a"]


def two_and_six():
    """A talk of two people, and a meeting of the two and six others: one role; all that is said is coded."""
    pair = make_source("P0: Makt er alt.", "P1: Makt er lite.", id="pair", phase="1")
    many = [make_source(*(f"P{n}: Makt." for n in range(8)), id=name, phase="1") for name in ("many", "more")]
    corpus = make_corpus(pair, *many, roles={f"P{n}": "x" for n in range(8)})
    codings = [coded(corpus, "pair", word, "M", "a") for word in ("alt", "lite")]
    codings += [
        replace(coded(corpus, source.id, turn.span.of(source.text), "M", "a"), span=turn.span)
        for source in many
        for turn in corpus[source.id].turns[:1]
    ]
    return make_project(corpus, codings, "a")


def test_a_conversation_of_few_is_hidden_in_every_table_and_cannot_be_worked_out():
    result = voice(two_and_six(), by="role", bootstrap=None)
    assert not result["x"].hidden
    # The pair's words would be the sum less those of the two meetings, so one of these goes along.
    hidden = [one.source for one in result.meetings if one.hidden]
    assert hidden == ["pair", "many"]
    assert all(one.words is one.turns is one.speakers is one.gini is None for one in result.meetings if one.hidden)
    assert [one.source for one in result.per_meeting if one.hidden] == hidden
    assert {one.source for one in result.topics} == {"more"}
    assert any("Topics of 2 conversations are not shown" in note for note in result.topics.notes)


def test_with_everything_shown_every_table_says_that_it_is_for_use_inside():
    result = voice(two_and_six(), by="role", over="phase", small="show", bootstrap=None)
    assert not any(one.hidden for one in (*result.meetings, *result.per_meeting))
    assert {one.source for one in result.topics} == {"pair", "many", "more"}
    people = voice(two_and_six(), over="phase", bootstrap=None)
    for found, words in ((result, "inside of the project only"), (people, "Names single people")):
        for table in (found.over_time, found.meetings, found.per_meeting, found.topics, found.transitions):
            assert any(words in note for note in table.notes)
            assert table.counted is found.counted


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_norwegian_numbers_have_a_comma(language):
    result = voice(two_meetings(), bootstrap=None)
    set_language(language)
    shown = next(iter(result.meetings.text_rows()))
    assert "0,91" in shown
    assert any("Gini 0,70" in note for note in result.notes)
    assert "11,0" in next(iter(result.text_rows()))
