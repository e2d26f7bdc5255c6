"""Only in questions, only where somebody speaks of themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_codebook, make_corpus, make_index, make_source
from fou_toolkit.autocode import autocode
from fou_toolkit.errors import CueError
from fou_toolkit.match import cue_body, find_cue, turns_of
from fou_toolkit.match.cues import SentenceKind, SentenceLimit
from fou_toolkit.match.hits import Hits
from fou_toolkit.match.parser import parse_cue
from fou_toolkit.match.sentence_limits import in_sentences
from fou_toolkit.model import Cue
from fou_toolkit.text import index_of
from strategies import corpora, plain_talk, talk

QUESTION, FIRST = SentenceKind.QUESTION, SentenceKind.FIRST_PERSON
SPELLINGS = {
    SentenceLimit(QUESTION): ["spørsmål", "question"],
    SentenceLimit(FIRST): ["første person", "first person"],
}


def found(cue: str, *turns: str, language: str = "nb") -> int:
    """Count the hits of a cue."""
    return len(find_cue(Cue(cue, language), make_index(make_source(*turns, language=language))))


class TestParsing:
    @pytest.mark.parametrize(
        ("limit", "spelling"), [(limit, name) for limit, names in SPELLINGS.items() for name in names]
    )
    def test_every_spelling_means_the_same(self, limit, spelling):
        assert parse_cue(f"makt [{spelling}]").sentence_limits == (limit,)
        assert parse_cue(f"makt [ {spelling.upper()} ]").sentence_limits == (limit,)
        for word in ("ikke", "ikkje", "not"):
            [parsed] = parse_cue(f"makt [{word} {spelling}]").sentence_limits
            assert parsed == SentenceLimit(limit.kind, excluded=True)

    def test_it_stands_among_other_limits_in_any_order(self):
        one = parse_cue("makt -i makt [rolle=styrer] [spørsmål] [ikke etter nektelse] [ikke første person]")
        two = parse_cue("makt -i makt [ikke etter nektelse] [spørsmål] [ikke første person] [rolle=styrer]")
        assert one == two
        assert one.sentence_limits == (SentenceLimit(QUESTION), SentenceLimit(FIRST, excluded=True))
        assert (len(one.limits), one.not_negated, len(one.exceptions)) == (1, True, 1)

    @pytest.mark.parametrize(
        "limit", ["spørsmal", "ikke  spørsmål", "ikkespørsmål", "andre person", "nei spørsmål", "?", ""]
    )
    def test_what_is_like_it_and_is_none_is_refused_with_the_possible_ones(self, limit):
        with pytest.raises(CueError) as raised:
            parse_cue(f"makt [{limit}]")
        assert f"«{limit}»" in raised.value.message
        assert raised.value.position == len("makt [")
        assert "[spørsmål]" in raised.value.hint
        assert "[første person]" in raised.value.hint

    def test_it_stands_last(self):
        with pytest.raises(CueError):
            parse_cue("makt [spørsmål] her")

    def test_it_is_no_part_of_what_is_looked_for(self):
        assert cue_body("ta makt -ta makt her [spørsmål] [ikke første person]") == "ta makt"

    def test_a_cue_without_it_has_none(self):
        assert parse_cue("makt [rolle=styrer]").sentence_limits == ()


QUESTIONS = [
    "Har vi makt?",
    "Har vi makt?!",
    "Har vi makt??",
    "Har vi makt?…",
    "Har vi makt?...",
    "Har vi makt ?",
    "«Har vi makt?»",
    "Hun sa: «Har vi makt?».",
    "(har vi makt?)",
    "(«har vi makt?»)",
    '"Har vi makt?"',
    "'Har vi makt?'",
    "”Har vi makt?”",
    "“Har vi makt?”",
    "Har vi makt? [latter]",
    "Har vi [latter] makt?",
    "Makt?",
    "Har vi\nmakt?",
]
NO_QUESTIONS = [
    "Vi har makt.",
    "Vi har makt",
    "Vi har makt!",
    "Vi har makt …",
    "Hvem? Vi har makt.",
    "Vi har makt. Hvem?",
    "Vi har makt [spør du?]",
    "«Hvem?» sa hun om makt.",
    "?! Vi har makt.",
    "Har vi (hva?) makt",
]


class TestQuestions:
    @pytest.mark.parametrize("text", QUESTIONS)
    def test_a_sentence_that_ends_with_a_question_mark_is_one(self, text):
        assert (found("makt [spørsmål]", text), found("makt [ikke spørsmål]", text)) == (1, 0)

    @pytest.mark.parametrize("text", NO_QUESTIONS)
    def test_any_other_is_none(self, text):
        assert (found("makt [spørsmål]", text), found("makt [ikke spørsmål]", text)) == (0, 1)

    @pytest.mark.parametrize(
        "text", ["„Har vi makt?“", "»Har vi makt?«", "**Har vi makt?**", "Har vi makt? [latter].", "Har vi makt? 😀"]
    )
    def test_other_signs_behind_a_question_mark_change_nothing(self, text):
        assert found("makt [spørsmål]", text) == 1

    def test_each_sentence_is_asked_by_itself(self):
        turns = ["Makt? Makt. Er det makt? Makt", "Makt?"]
        index = make_index(make_source(*turns))
        hits = find_cue(Cue("makt [spørsmål]"), index)
        assert index.sentence[hits.first].tolist() == [0, 2, 4]

    def test_the_next_turn_asks_for_itself(self):
        assert found("makt [spørsmål]", "Anne: Vi har makt", "I: Har dere?") == 0

    def test_it_holds_for_the_whole_of_a_cue(self):
        text = ["Hvem tok makt og ansvar?", "De tok makt og ansvar."]
        for cue in ("ta makt", "{ansvar} .. {ta}", "makt _ ansvar", "ta|få _{0,2} makt", "~makt~"):
            assert (found(cue, *text), found(f"{cue} [spørsmål]", *text)) == (2, 1)

    def test_exceptions_are_taken_away_first_and_ask_nothing(self):
        assert found("makt -ta makt [spørsmål]", "Hvem tok makt?", "Har de makt?") == 1


FIRST_PERSON = [
    *(f"{word} har makt." for word in "Jeg Eg Vi Me Æ E JEG".split()),
    *(f"De tok {word} makt." for word in "meg oss min mitt mine vår vårt våre mæ åss".split()),
    "Makt er noe jeg har.",
]
OTHERS = [
    "De har makt.",
    "Du har makt.",
    "Ivar har makt.",
    "Hun tok sin makt.",
    "Dere har makt.",
    "[jeg] Makt.",
    "Minst makt.",
]


class TestFirstPerson:
    @pytest.mark.parametrize("text", FIRST_PERSON)
    def test_who_speaks_of_themselves_is_heard(self, text):
        assert (found("makt [første person]", text), found("makt [ikke første person]", text)) == (1, 0)

    @pytest.mark.parametrize("text", OTHERS)
    def test_who_speaks_of_others_is_not(self, text):
        assert (found("makt [første person]", text), found("makt [ikke første person]", text)) == (0, 1)

    @pytest.mark.parametrize(
        "text", ["I have power.", "I'm in power.", "We’ve power.", "They took my power.", "Our power."]
    )
    def test_english_has_words_of_its_own(self, text):
        assert found("power [first person]", text, language="en") == 1
        assert found("power [not first person]", text, language="en") == 0

    @pytest.mark.parametrize("text", ["They have power.", "You have power.", "It is power."])
    def test_in_english_too_others_are_others(self, text):
        assert found("power [first person]", text, language="en") == 0

    @pytest.mark.parametrize("text", ["De har makt i barnehagen.", "I barnehagen har de makt."])
    def test_the_norwegian_preposition_is_nobody(self, text):
        assert found("makt [første person]", text) == 0

    @pytest.mark.parametrize("language", ["nb", "nn"])
    def test_both_written_languages_are_heard_whatever_the_turn(self, language):
        turns = ["Jeg har makt.", "Eg har makt.", "Dei har makt."]
        assert found("makt [første person]", *turns, language=language) == 2

    def test_the_speaker_is_no_word_of_the_sentence(self):
        assert found("makt [første person]", "Vi: De har makt.") == 0

    def test_each_sentence_speaks_for_itself(self):
        assert found("makt [første person]", "Jeg vet det. De har makt. Vi har makt.") == 1


class TestTogether:
    def test_all_limits_have_to_hold(self):
        turns = ["Har vi makt?", "Har de makt?", "Vi har makt.", "Har vi ikke makt?"]
        assert found("makt [spørsmål] [første person]", *turns) == 2
        assert found("makt [spørsmål] [første person] [ikke etter nektelse]", *turns) == 1
        assert found("makt [ikke spørsmål] [ikke første person]", *turns) == 0
        assert found("makt [spørsmål] [ikke spørsmål]", *turns) == 0

    def test_roles_are_asked_as_well(self):
        corpus = make_corpus(make_source("Anne: Har vi makt?", "Bo: Har vi makt?"), roles={"Anne": "styrer"})
        cue = Cue("makt [rolle=styrer] [spørsmål]")
        assert len(find_cue(cue, index_of(corpus), turns_of(corpus))) == 1

    def test_suggestions_are_made_in_such_sentences_only(self):
        corpus = make_corpus("Har vi makt? De har makt. Jeg har makt.")
        result = autocode(
            corpus, make_codebook({"Q": ["makt [spørsmål]"], "F": ["makt [første person] [ikke spørsmål]"]})
        )
        assert [(one.code, one.span.of(corpus["s1"].text)) for one in result.suggestions()] == [
            ("Q", "Har vi makt?"),
            ("F", "Jeg har makt."),
        ]

    @pytest.mark.parametrize("limit", list(SPELLINGS))
    def test_of_nothing_nothing_is_left(self, limit):
        index = make_index("Har vi makt?")
        nothing = Hits(index.type[:0], index.type[:0])
        assert in_sentences(index, nothing, limit).pairs() == []
        assert found(f"borte [{SPELLINGS[limit][0]}]", "Har vi makt?") == 0
        assert found(f"makt [{SPELLINGS[limit][0]}]", "") == 0

    @given(corpora(said=st.one_of(plain_talk, talk)), st.sampled_from(["spørsmål", "første person"]))
    def test_a_limit_and_its_opposite_share_all_hits(self, corpus, limit):
        index = index_of(corpus)
        for body in ("vi|ta", "makt|ansvar", "vi _{0,3} ansvar"):
            whole, with_it, without = (
                find_cue(Cue(f"{body}{end}"), index).pairs() for end in ("", f" [{limit}]", f" [ikke {limit}]")
            )
            assert sorted(with_it + without) == whole
            kinds = {index.sentence[first] for first, _ in with_it}
            assert not kinds & {index.sentence[first] for first, _ in without}
