"""Mentions: what is heard and what is not, on sentences in which a reader marked them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_corpus, make_source
from fou_toolkit.analysis.actors import find_mentions, parse_lexicon, shipped_lexicon
from fou_toolkit.model import Corpus, Participant
from fou_toolkit.text import index_of

HERE = Path(__file__).parent
LANGUAGES = {"nb": "nb", "nn": "nn", "dial": "nb"}


def heard(corpus, lexicon=None, **options):
    """Give the mentions of a corpus, in text order: actor and words."""
    index = index_of(corpus)
    found = find_mentions(corpus, lexicon or shipped_lexicon(), **options)
    return [
        (found.actors[actor], index.text(int(index.start[first]), int(index.end[last])))
        for actor, first, last in zip(found.actor.tolist(), found.first.tolist(), found.last.tolist(), strict=True)
    ]


def in_words(*sentences, language="nb"):
    return heard(make_corpus(*(make_source(one, id=f"s{at}", language=language) for at, one in enumerate(sentences))))


def labelled(name):
    """Give the sentences of a file: language, role, actors, text."""
    lines = [line for line in (HERE / name).read_text("utf-8").splitlines() if not line.startswith("#")]
    rows = [line.split(" | ") for line in lines]
    return [(row[0], row[1] if len(row) > 3 else "", row[-2], row[-1]) for row in rows]


def measured(rows):
    """Give precision and recall of the lexicon, sentence by sentence and actor by actor."""
    sources = [
        make_source(text, id=f"s{at}", language=LANGUAGES[language], role=role)
        for at, (language, role, _, text) in enumerate(rows)
    ]
    corpus = Corpus(tuple(sources))
    index = index_of(corpus)
    found = find_mentions(corpus, shipped_lexicon())
    got = {}
    for actor, turn in zip(found.actor.tolist(), index.turn_of(found.first).tolist(), strict=True):
        got.setdefault(int(index.turn_source[turn]), set()).add(found.actors[actor])
    right = wrong = missed = 0
    for at, (_, _, marked, _) in enumerate(rows):
        wanted = set() if marked == "-" else set(marked.split("; "))
        here = got.get(at, set())
        right, wrong, missed = right + len(wanted & here), wrong + len(here - wanted), missed + len(wanted - here)
    return right / (right + wrong), right / (right + missed)


def test_the_labels_are_actors():
    known = {actor.id for actor in shipped_lexicon()}
    for name in ("labelled_sentences.txt", "labelled_passages.txt"):
        for _, _, marked, text in labelled(name):
            assert marked == "-" or set(marked.split("; ")) <= known, text


def test_what_other_writers_say_is_heard_as_the_how_to_says():
    rows = labelled("labelled_passages.txt")
    assert len(rows) == 360
    precision, recall = measured(rows[160:])
    assert precision >= 0.95
    assert recall >= 0.88
    precision, recall = measured(rows[:160])
    assert precision >= 0.9
    assert recall >= 0.85


@pytest.mark.parametrize("language", ["nb", "nn", "dial"])
def test_mundane_sentences_are_heard_in_both_forms_and_in_dialect(language):
    rows = [row for row in labelled("labelled_sentences.txt") if row[0] == language]
    precision, recall = measured(rows)
    assert precision >= 0.95
    assert recall >= 0.9


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("Pedagogisk leder ringte lederen.", ["pedagogisk leder", "leder"]),
        ("Masterstudenten og barnehagelærerstudentene lo.", ["student", "student"]),
        ("Hun er forskningsassistent, ikke assistent.", ["forsker", "assistent"]),
        ("Jeg styrer ikke, og hvem eier det?", []),
        ("Det er eierskap og studentråd i planen.", []),
        ("De i kommunen ringte, men jeg bor i kommunen.", ["kommune"]),
        ("Vi leker i barnehagen, og barnehagen får svi.", ["barnehage"]),
        ("Fra barn av sto jeg der med et barn.", ["barn"]),
        ("Mora mi ringte moren til Ali.", ["foreldre"]),
        ("Eiers krav, kommunens svar og styrerens ønske.", ["eier", "kommune", "styrer"]),
    ],
)
def test_a_word_counts_for_what_it_means_there(sentence, actors):
    assert [actor for actor, _ in in_words(sentence)] == actors


def test_english_turns_have_words_of_their_own():
    found = in_words("The manager asked the placement mentor and two students.", language="en")
    assert [actor for actor, _ in found] == ["styrer", "praksislærer", "student"]
    assert in_words("The styrer asked the barn.", language="en") == []


def test_a_rettleiar_is_a_placement_mentor_only_for_students():
    said = "Rettleiaren min sa nei."
    for role, actors in (("student", ["praksislærer"]), ("styrer", [])):
        corpus = make_corpus(make_source(f"A: {said}", language="nn"), roles={"A": role})
        assert [actor for actor, _ in heard(corpus)] == actors


PEOPLE = {"Liv": "styrer", "Anne": "assistent", "Bo": "forsker", "Kim": "vaktmester"}


def named(*turns, **options):
    return heard(make_corpus(make_source(*turns), roles=PEOPLE), **options)


def test_people_who_take_part_count_as_their_role():
    assert named("Anne: Jeg så Bo og Annes veske.") == [("forsker", "Bo"), ("assistent", "Annes")]
    assert named("Anne: Jeg så Bo.", names=False) == []


def test_a_label_is_no_mention_and_a_role_without_an_actor_is_none():
    assert named("Anne: Ja.", "Bo: Kim kom.") == []


def test_a_name_that_is_a_word_counts_where_it_is_written_as_a_name():
    assert named("Anne: Liv var der.") == [("styrer", "Liv")]
    said = "Anne: Liv og røre er et liv. Så kom Liv."
    assert named(said) == [("styrer", "Liv")]
    index = index_of(make_corpus(make_source(said), roles=PEOPLE))
    assert len(index) == 9


def test_names_of_several_words_and_names_that_are_no_words():
    people = (Participant("Anne Berit", "styrer"), Participant("P#1", "styrer"), Participant("A", "styrer"))
    corpus = Corpus((make_source("A: Anne Berits kopp, og Anne, og A, og P#1."),), people)
    assert heard(corpus) == [("styrer", "Anne Berits")]


def test_no_word_belongs_to_two_mentions_and_the_longest_wins():
    text = """
        [[actor]]
        id = "b"
        norwegian = ["rød bil"]
        [[actor]]
        id = "a"
        norwegian = ["bil", "rød"]
        [[actor]]
        id = "c"
        norwegian = ["rød", "stor rød", "bil full"]
    """
    corpus = make_corpus("Stor rød bil full. Rød.")
    # Of the three finds of two words, that of the actor who stands first counts; then there is room for no other.
    assert heard(corpus, parse_lexicon(text)) == [("b", "rød bil"), ("a", "Rød")]


def test_an_empty_corpus_and_one_without_finds_have_no_mentions():
    assert heard(Corpus()) == []
    assert heard(make_corpus("Nei.")) == []


WORDS = "stor rød bil full gul".split()
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


@given(
    said=st.lists(st.sampled_from(WORDS), min_size=1, max_size=14),
    phrases=st.lists(st.lists(PHRASES, min_size=1, max_size=3), min_size=1, max_size=3),
)
def test_the_choice_of_finds_is_that_of_a_slow_search(said, phrases):
    """Longest first, then the actor who stands first, then the text's order; no word twice."""
    entries = [
        f'[[actor]]\nid = "a{at}"\nnorwegian = [{", ".join(f"{chr(34)}{exact(one)}{chr(34)}" for one in many)}]'
        for at, many in enumerate(phrases)
    ]
    corpus = make_corpus(" ".join(said))
    found = find_mentions(corpus, parse_lexicon("\n".join(entries)))
    got = list(zip(found.first.tolist(), found.last.tolist(), found.actor.tolist(), strict=True))
    candidates = sorted(
        (-len(words), actor, start)
        for actor, many in enumerate(phrases)
        for words in {tuple(one.split()) for one in many}
        for start in range(len(said) - len(words) + 1)
        if tuple(said[start : start + len(words)]) == words
    )
    free, wanted = [True] * len(said), []
    for length, actor, start in candidates:
        if all(free[start : start - length]):
            free[start : start - length] = [False] * -length
            wanted.append((start, start - length - 1, actor))
    assert got == sorted(wanted)


def exact(phrase):
    return " ".join(f"={word}" for word in phrase.split())
