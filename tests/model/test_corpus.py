"""The corpus: unique ids, what is known about a turn, a fingerprint of the content."""

from dataclasses import replace

import pytest

from builders import make_corpus, make_source
from fou_toolkit.model import Corpus, FileReceipt, Mark, Participant, Receipt, Source, Span, Turn


@pytest.fixture
def corpus():
    one = make_source("Anne: Vi tok ansvar.", "Bo: Nei.", id="s1", genre="intervju", site="Solbakken")
    two = make_source("Jeg skrev logg.", id="s2", language="nn")
    anne = Participant("Anne", "styrer", "barnehage", "Lia", {"years": "12", "role": "overskrevet"})
    return Corpus((one, two), (anne,))


def test_two_sources_with_one_id_are_refused():
    with pytest.raises(ValueError, match="unique"):
        Corpus((Source("a", "x"), Source("a", "y")))


def test_a_corpus_is_a_collection_of_its_sources_in_order(corpus):
    assert len(corpus) == 2
    assert [source.id for source in corpus] == ["s1", "s2"]
    assert corpus["s2"].text == "Jeg skrev logg."


def test_an_empty_corpus_is_a_corpus():
    assert len(Corpus()) == 0
    assert list(Corpus()) == []
    assert Corpus().fingerprint


def test_an_unknown_source_is_a_key_error_that_names_the_known_ones(corpus):
    with pytest.raises(KeyError) as raised:
        corpus["s3"]
    assert "«s3»" in str(raised.value)
    assert "s1, s2" in raised.value.hint


def test_a_notebook_completes_ids(corpus):
    assert corpus._ipython_key_completions_() == ["s1", "s2"]


def test_the_person_of_a_turn_is_found_by_pseudonym(corpus):
    anne, bo = corpus["s1"].turns
    assert corpus.participant(anne).role == "styrer"
    assert corpus.participant(bo) is None


def test_attributes_are_those_of_the_source_then_of_the_speaker(corpus):
    source = corpus["s1"]
    assert dict(corpus.attributes(source, source.turns[0])) == {
        "genre": "intervju",
        "site": "Lia",
        "years": "12",
        "role": "styrer",
        "level": "barnehage",
        "participant": "Anne",
        "source": "s1",
        "speaker": "Anne",
        "language": "nb",
    }


def test_of_an_unknown_speaker_only_the_source_is_known(corpus):
    source = corpus["s1"]
    known = corpus.attributes(source, source.turns[1])
    assert known["site"] == "Solbakken"
    assert known["speaker"] == "Bo"
    assert "role" not in known


def test_what_is_not_known_of_a_person_hides_nothing_of_the_source():
    source = make_source("Anne: Ja.", site="Solbakken", role="alle")
    known = make_corpus(source, roles={"Anne": ""}).attributes(source, source.turns[0])
    assert (known["site"], known["role"]) == ("Solbakken", "alle")


def test_attributes_cannot_be_changed(corpus):
    with pytest.raises(TypeError):
        corpus.attributes(corpus["s1"], corpus["s1"].turns[0])["role"] = "x"


def test_the_fingerprint_is_that_of_the_content(corpus):
    same = Corpus(corpus.sources, corpus.participants, receipt=Receipt((FileReceipt("another"),)))
    assert same.fingerprint == corpus.fingerprint
    assert len(corpus.fingerprint) == 64


def changed(corpus, **fields):
    first, *others = corpus.sources
    return replace(corpus, sources=(replace(first, **fields), *others))


@pytest.mark.parametrize(
    "change",
    [
        lambda c: changed(c, text=c.sources[0].text.replace("tok", "ga ")),
        lambda c: changed(c, id="s9"),
        lambda c: changed(c, attributes={**c.sources[0].attributes, "phase": "1"}),
        lambda c: changed(c, marks=(*c.sources[0].marks, Mark(Span(0, 2), "comment"))),
        lambda c: changed(c, turns=c.sources[0].turns[:1]),
        lambda c: changed(c, turns=c.sources[0].with_interviewer("Bo").turns),
        lambda c: changed(c, turns=c.sources[0].with_language("en").turns),
        lambda c: replace(c, sources=c.sources[::-1]),
        lambda c: replace(c, participants=()),
        lambda c: replace(c, participants=(replace(c.participants[0], attributes={"years": "13"}),)),
        lambda c: replace(c, fillers=frozenset()),
        lambda c: replace(c, fillers=frozenset({"eh"})),
    ],
    ids=[
        "text",
        "id",
        "attribute",
        "mark",
        "turn",
        "interviewer",
        "language",
        "order",
        "people",
        "person",
        "no fillers",
        "fillers",
    ],
)
def test_whatever_an_analysis_can_depend_on_changes_the_fingerprint(corpus, change):
    assert change(corpus).fingerprint != corpus.fingerprint


def test_the_order_in_which_attributes_were_given_does_not_matter():
    one = Corpus((Source("a", "x", attributes={"b": "1", "c": "2"}),))
    two = Corpus((Source("a", "x", attributes={"c": "2", "b": "1"}),))
    assert one.fingerprint == two.fingerprint


def test_text_cannot_move_from_one_source_to_the_next_unseen():
    one = Corpus((Source("a", "xy"), Source("b", "z")))
    two = Corpus((Source("a", "x"), Source("b", "yz")))
    assert one.fingerprint != two.fingerprint


def test_sources_can_be_changed_one_by_one(corpus):
    new = corpus.map_sources(lambda source: source.with_language("nn"))
    assert {turn.language for source in new for turn in source.turns} == {"nn"}
    assert new.participants == corpus.participants
    assert isinstance(new["s1"].turns[0], Turn)
