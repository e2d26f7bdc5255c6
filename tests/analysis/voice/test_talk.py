"""Which turns count, and what one turn is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_corpus, make_source
from fou_toolkit.analysis.voice.talk import talk_of
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.match import turns_of
from fou_toolkit.model import Corpus
from talks import conversations, slow_talk


def speakers(talk):
    keys = turns_of(talk.corpus).people[0]
    return [keys[number].rpartition("\n")[2] for number in talk.person.tolist()]


@given(conversations(), st.booleans())
def test_turns_words_and_questions_are_those_of_a_slow_count(corpus, interviewer):
    talk, slow = talk_of(corpus, interviewer=interviewer), slow_talk(corpus, interviewer=interviewer)
    assert set(talk.sources) == {source for source, _ in slow.counts}
    for place, source in enumerate(talk.sources):
        inside = talk.conversation == place
        mine = [one for (name, _), one in slow.counts.items() if name == source]
        assert int(inside.sum()) == sum(one.turns for one in mine)
        assert int(talk.words[inside].sum()) == sum(one.words for one in mine)
        assert int(talk.asked[inside].sum()) == sum(one.questions for one in mine)
    assert int((talk.after >= 0).sum()) == sum(slow.follows.values())


@given(conversations())
def test_nobody_follows_on_themselves(corpus):
    talk = talk_of(corpus)
    later = np.flatnonzero(talk.after >= 0)
    assert (talk.person[later] != talk.person[talk.after[later]]).all()
    assert (talk.conversation[later] == talk.conversation[talk.after[later]]).all()


def test_what_one_person_says_until_another_speaks_is_one_turn():
    corpus = make_corpus(make_source("Anne: Ja.", "Anne: Vi venter.", "Bo: Nei.", "Anne: Jo."))
    talk = talk_of(corpus)
    assert speakers(talk) == ["Anne", "Bo", "Anne"]
    assert talk.words.tolist() == [3, 1, 1]
    assert talk.after.tolist() == [-1, 0, 1]


def test_laughter_and_mm_take_nobodys_turn():
    corpus = make_corpus(make_source("Anne: Vi venter.", "Bo: [latter]", "Bo: Mm.", "Anne: Lenge.", "Bo: Ja."))
    talk = talk_of(corpus)
    assert speakers(talk) == ["Anne", "Bo"]
    assert talk.words.tolist() == [3, 1]
    assert talk.silent == 2


def test_somebody_who_only_laughs_takes_part():
    corpus = make_corpus(make_source("Anne: Vi venter.", "Bo: [latter]"))
    talk = talk_of(corpus)
    assert talk.sources == ("s1",)
    assert len(talk.people) == 2


def test_turns_of_two_texts_do_not_meet():
    one, other = make_source("Anne: Ja.", "Bo: Nei.", id="a"), make_source("Bo: Jo.", "Anne: Ja.", id="b")
    talk = talk_of(make_corpus(one, other, roles={"Anne": "", "Bo": ""}))
    assert talk.words.tolist() == [1, 1, 1, 1]
    assert talk.after.tolist() == [-1, 0, -1, 2]


def test_logs_are_left_out_and_counted():
    corpus = make_corpus(make_source("Anne: Ja.", "Bo: Nei.", id="a"), make_source("Bo: Jo.", id="b"), "Ingen navn.")
    talk = talk_of(corpus)
    assert talk.sources == ("a",)
    assert talk.alone == 2


def test_what_nobody_is_named_for_is_left_out_and_breaks_the_row():
    talk = talk_of(make_corpus(make_source("Anne: Ja.", "Hvem var det?", "Bo: Nei.", "Anne: Jo.")))
    assert speakers(talk) == ["Anne", "Bo", "Anne"]
    assert talk.after.tolist() == [-1, -1, 1]
    assert talk.unknown == 1


def test_an_interviewer_counts_or_not():
    corpus = make_corpus(make_source("I: Hva skjedde?", "Anne: Lite.", "I: Ja?", "Anne: Alt.", "Bo: Nei."))
    assert speakers(talk_of(corpus)) == ["I", "Anne", "I", "Anne", "Bo"]
    without = talk_of(corpus, interviewer=False)
    assert speakers(without) == ["Anne", "Anne", "Bo"]
    assert without.after.tolist() == [-1, -1, 1]
    assert without.asked.sum() == 0


def test_an_interview_without_its_interviewer_is_no_conversation():
    corpus = make_corpus(make_source("I: Hva skjedde?", "Anne: Lite."))
    talk = talk_of(corpus, interviewer=False)
    assert len(talk) == 0
    assert talk.alone == 1


def test_one_label_in_two_texts_is_two_people_unless_somebody_is_named():
    sources = [make_source("Anne: Ja.", "Bo: Nei.", id=name) for name in "ab"]
    assert len(talk_of(make_corpus(*sources)).people) == 4
    assert len(talk_of(make_corpus(*sources, roles={"Anne": "styrer"})).people) == 3


def test_texts_and_genres_are_chosen():
    sources = [make_source("Anne: Ja.", "Bo: Nei.", id=f"{genre}{n}", genre=genre) for genre in "xy" for n in (1, 2)]
    corpus = make_corpus(*sources)
    assert talk_of(corpus, sources=["x1", "y2"]).sources == ("x1", "y2")
    assert talk_of(corpus, sources="y2").sources == ("y2",)
    assert talk_of(corpus, genres="x").sources == ("x1", "x2")
    assert talk_of(corpus, sources=["x1", "y2"], genres=["y"]).sources == ("y2",)


def test_what_is_not_there_is_refused():
    corpus = make_corpus(make_source("Anne: Ja.", "Bo: Nei.", genre="møte"))
    with pytest.raises(UnknownIdError, match="nei"):
        talk_of(corpus, sources=["nei"])
    with pytest.raises(DataError, match="fest") as caught:
        talk_of(corpus, genres="fest")
    assert "møte" in caught.value.hint
    with pytest.raises(DataError, match="no texts"):
        talk_of(Corpus())
