"""The shipped texts: how many, in which languages and formats, by whom, and what is said of them."""

from collections import Counter
from pathlib import Path

import pytest

from fou_toolkit.match import turns_of
from fou_toolkit.sources import read_corpus
from fou_toolkit.text import index_of
from fou_toolkit.workspace import ProjectFolder, example_material

ROLES = {
    *("styrer", "pedagogisk leder", "barnehagelærer", "assistent", "fagarbeider", "praksislærer", "student"),
    *("faglærer", "forsker", "eier", "barnehagerådgiver"),
}
KINDERGARTENS = {f"{name} barnehage" for name in ("Bringebærhaugen", "Kvernhusbekken", "Lykteveien", "Steinrøysa")}
TURNS = {
    "analysesamtale_birgit": 54,
    "gruppeintervju_bringebaerhaugen": 48,
    "gruppeintervju_lykteveien": 58,
    "gruppeintervju_steinroysa": 76,
    "gruppeintervju_studentar": 41,
    "intervju_aase": 22,
    "intervju_camilla": 30,
    "intervju_liv": 16,
    "intervju_vidar": 23,
    "intervju_yusuf": 30,
    "logg_jorunn": 1,
    "referat_nettverkssamling": 1,
}
"""Counted by hand in the manuscripts."""


@pytest.fixture(scope="module")
def corpus():
    return read_corpus(example_material().corpus)


@pytest.fixture(scope="module")
def words(corpus):
    """How many words of speech each text has."""
    index = index_of(corpus)
    counts = Counter(index.source_of(index.start).tolist())
    return {name: counts[number] for number, name in enumerate(index.source_ids)}


def test_everything_is_read_without_a_word_of_warning(corpus):
    assert all(file.read and not file.warnings for file in corpus.receipt.files if "styringsgruppe" not in file.name)
    assert corpus.receipt.warnings == ()


def test_there_are_enough_texts_and_words(corpus, words):
    assert len(corpus) >= 24
    assert sum(words.values()) >= 15_000


def test_all_formats_are_there(corpus):
    assert {Path(source.name).suffix for source in corpus} == {".txt", ".md", ".docx", ".vtt", ".srt"}


def test_a_third_of_what_is_said_is_nynorsk(corpus):
    index = index_of(corpus)
    languages = Counter(
        turn.language for source in corpus for turn in source.turns for _ in turn.span.of(source.text).split()
    )
    assert len(index) > 0
    assert set(languages) == {"nb", "nn"}
    assert 0.28 <= languages["nn"] / languages.total() <= 0.42


def test_all_roles_and_sites_and_phases_speak(corpus):
    known = [corpus.attributes(source, turn) for source in corpus for turn in source.turns]
    assert {one.get("role") for one in known} >= ROLES
    assert {one.get("site") for one in known} >= KINDERGARTENS
    assert {one["phase"] for one in known} == {"1", "2", "3"}


@pytest.mark.parametrize(("name", "turns"), TURNS.items())
def test_turns_are_those_of_the_manuscript(corpus, name, turns):
    assert len(corpus[name].turns) == turns


def test_every_text_says_that_it_is_constructed(corpus):
    assert {source.attributes["constructed"] for source in corpus} == {"true"}
    readme = (example_material().corpus / "README.md").read_text(encoding="utf-8")
    assert "Nobody said this" in readme


def test_every_speaker_is_known(corpus):
    nameless = {source.id for source in corpus for turn in source.turns if not turn.participant}
    assert nameless == {"referat_styringsgruppe"}


def test_who_speaks_in_phase_one_is_not_who_speaks_in_phase_three(corpus):
    """The story: heads, owner and university first; assistants, skilled workers and students at the end."""
    above = {"styrer", "eier", "forsker", "faglærer", "barnehagerådgiver"}
    said: dict[tuple[str, bool], int] = Counter()
    interviewer = turns_of(corpus).interviewer
    turns = [(source, turn) for source in corpus for turn in source.turns]
    for (source, turn), asks in zip(turns, interviewer.tolist(), strict=True):
        known = corpus.attributes(source, turn)
        if known.get("role") and not asks:
            said[known["phase"], known["role"] in above] += len(turn.span.of(source.text).split())
    shares = {phase: said[phase, True] / (said[phase, True] + said[phase, False]) for phase in "123"}
    assert shares["1"] > shares["3"] + 0.1


def test_a_third_is_kept_aside_in_every_phase(corpus, words):
    aside = set(ProjectFolder(example_material().corpus).kept_aside())
    for phase in "123":
        here = [source.id for source in corpus if source.attributes["phase"] == phase]
        assert 0.25 <= sum(words[name] for name in here if name in aside) / sum(words[name] for name in here) <= 0.45


def test_the_english_example_is_three_texts_in_three_formats():
    corpus = read_corpus(example_material("en").corpus)
    assert {Path(source.name).suffix for source in corpus} == {".txt", ".md", ".vtt"}
    assert {turn.language for source in corpus for turn in source.turns} == {"en"}
    assert {len(source.turns) for source in corpus} == {20, 22, 41}
    assert {source.attributes["constructed"] for source in corpus} == {"true"}
