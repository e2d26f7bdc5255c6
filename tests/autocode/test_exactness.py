"""The fast engine and the slow reference propose the same codings, with the same evidence."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import cues, make_codebook, make_corpus, make_source
from fou_toolkit.autocode import autocode
from fou_toolkit.match import compounds
from fou_toolkit.match import cues as trees
from fou_toolkit.model import Codebook, Corpus, Cue, Span
from fou_toolkit.text import lexicon
from fou_toolkit.text.marks import DEFAULT_MARKS
from fou_toolkit.text.wordlists import (
    ABBREVIATIONS,
    CLAUSE_OPENERS,
    CLOSING_ABBREVIATIONS,
    FIRST_PERSON,
    NEGATORS,
    TAG_QUESTION,
)
from reference import Data, Proposal, propose, sentences_of
from strategies import codebooks, corpora, plain_talk, sources, talk, wild_sources

ROOT = Path(__file__).parents[2]
lemmas = cache(lexicon.lemmas_of)


@cache
def is_compound(form: str, stem: str, place: str, language: str) -> bool:
    return compounds.is_compound_of(form, stem, trees.How(place), language)


def data_of(corpus: Corpus) -> Data:
    """Give the reference the same word lists and lexicon."""
    return Data(
        fillers=DEFAULT_MARKS.fillers if corpus.fillers is None else corpus.fillers,
        abbreviations=ABBREVIATIONS,
        closing=CLOSING_ABBREVIATIONS,
        openers=CLAUSE_OPENERS,
        negators=NEGATORS,
        tags=TAG_QUESTION,
        first_person=FIRST_PERSON,
        lemmas=lemmas,
        compound=is_compound,
    )


def fast(corpus: Corpus, codebook: Codebook) -> Iterator[Proposal]:
    for suggestion in autocode(corpus, codebook).suggestions():
        text = corpus[suggestion.source].text
        assert all(evidence.form == evidence.span.of(text) for evidence in suggestion.evidence)
        found = {(one.cue, one.span.start, one.span.end, one.negated) for one in suggestion.evidence}
        yield suggestion.source, (suggestion.span.start, suggestion.span.end), suggestion.code, tuple(sorted(found))


def agree(corpus: Corpus, codebook: Codebook) -> list[Proposal]:
    """Let both engines code a corpus, compare, and give what they found."""
    found = list(fast(corpus, codebook))
    assert found == propose(corpus, codebook, data_of(corpus))
    return found


# What is said is dense in hits, or wild; sources are well-formed, or have turns and marks anywhere.
any_corpora = st.one_of(
    corpora(),
    corpora(),
    corpora(said=st.one_of(plain_talk, talk)),
    st.builds(lambda one, two: Corpus((one, two)), wild_sources(name="a"), sources(name="b", said=plain_talk)),
)


@given(any_corpora, codebooks(), st.sampled_from([1, 16, 64, 1 << 17]))
@settings(max_examples=200)
def test_engine_and_reference_agree(corpus, codebook, block):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fou_toolkit.text.scan.BLOCK", block)
        agree(corpus, codebook)


@given(corpora(), codebooks())
@settings(max_examples=40)
def test_proposals_do_not_depend_on_the_other_sources(corpus, codebook):
    together = list(fast(corpus, codebook))
    alone = [one for source in corpus for one in fast(replace(corpus, sources=(source,)), codebook)]
    assert together == alone


def test_a_long_source_is_coded_like_a_short_one(monkeypatch):
    """Several blocks of one source, with words and sentences on every border."""
    sentences = [
        "Vi tok ikke ansvar, men statsmakten gjorde det.",
        "Makten i praksis?",
        "Škola 👩‍👩‍👧 har FoU‑arbeid og makt!",
        "Eh, ja.",
    ]
    turns = [" ".join(sentences[shift % 4 :] + sentences[: shift % 4]) for shift in range(60)]
    corpus = make_corpus(make_source(*turns, id="a"), make_source("Makt.", id="b"))
    codebook = make_codebook(
        {"M": ["~makt~ -makt i praksis", "fou-arbeid"], "F": ["ta _{0,3} ansvar", "{škola} .. {makt}"]}
    )
    whole = agree(corpus, codebook)
    assert len(whole) > 200
    monkeypatch.setattr("fou_toolkit.text.scan.BLOCK", 97)
    # An index is remembered: the one of small blocks belongs to a corpus that differs in something else.
    cut = replace(corpus, sources=tuple(replace(source, attributes={"blocks": "small"}) for source in corpus))
    assert agree(cut, codebook) == whole


@pytest.mark.parametrize(
    ("unit", "units"),
    [
        ("sentence", ["Vi tok ansvar.", "Makt og ansvar!", "ansvar"]),
        ("turn", ["Vi tok ansvar. Det regnet. Makt og ansvar!", "ansvar"]),
        ("source", ["Anne: Vi tok ansvar. Det regnet. Makt og ansvar!\nI: Ansvar?\nBo: ansvar"]),
    ],
)
def test_one_suggestion_per_unit_and_code(unit, units):
    corpus = make_corpus(make_source("Anne: Vi tok ansvar. Det regnet. Makt og ansvar!", "I: Ansvar?", "Bo: ansvar"))
    codebook = make_codebook({"F": ["ansvar", "ta ansvar"]}, unit=unit)
    agree(corpus, codebook)
    found = list(autocode(corpus, codebook).suggestions())
    assert [suggestion.span.of(corpus["s1"].text) for suggestion in found] == units


def test_the_unit_can_be_chosen_against_the_codebook():
    corpus, codebook = make_corpus("Ansvar. Ansvar."), make_codebook({"F": ["ansvar"]})
    for unit, count in (("sentence", 2), ("turn", 1), ("source", 1)):
        assert len(autocode(corpus, codebook, unit=unit)) == count


def test_suggestions_stand_in_text_order_then_in_the_order_of_the_codebook():
    corpus = make_corpus("Makt og ansvar. Ansvar.", "Ansvar og makt.")
    codebook = make_codebook({"Z": ["makt"], "A": ["ansvar"]})
    found = [(one.source, one.span.start, one.code) for one in autocode(corpus, codebook).suggestions()]
    assert found == [("s1", 0, "Z"), ("s1", 0, "A"), ("s1", 16, "A"), ("s2", 0, "Z"), ("s2", 0, "A")]


def test_evidence_stands_in_text_order_then_in_the_order_of_the_cues():
    corpus = make_corpus("Vi tok makt og tok ansvar.")
    codebook = make_codebook({"M": ["ansvar", "ta _{0,4} ansvar", "ta", "=tok"]})
    [found] = autocode(corpus, codebook).suggestions()
    assert [(one.cue, one.form) for one in found.evidence] == [
        ("ta", "tok"),
        ("=tok", "tok"),
        ("ta _{0,4} ansvar", "tok makt og tok ansvar"),
        ("ta", "tok"),
        ("=tok", "tok"),
        ("ta _{0,4} ansvar", "tok ansvar"),
        ("ansvar", "ansvar"),
    ]


def test_a_negator_beside_other_words_in_one_place_is_the_cues_own_where_it_is_found():
    agree(
        make_corpus("Vi har ingen tid. Vi har lite tid. Vi har ikke lite tid."),
        make_codebook({"T": ["ingen|lite tid"]}),
    )


def test_a_cue_that_is_written_under_both_languages_is_one_evidence():
    """Under nb and nn, or twice: what people see is the text of the cue and the words."""
    codebook = make_codebook({"M": [Cue("makt", "nb"), Cue("makt", "nn"), Cue("makt", "nb")]})
    [found] = autocode(make_corpus("Makt."), codebook).suggestions()
    assert [(one.cue, one.form) for one in found.evidence] == [("makt", "Makt")]


def test_interviewer_turns_are_coded_on_request_only():
    corpus, codebook = make_corpus(make_source("Anne: ansvar", "I: ansvar")), make_codebook({"F": ["ansvar"]})
    assert len(agree(corpus, codebook)) == 1
    assert len(autocode(corpus, codebook, interviewer=True)) == 2


def test_the_exceptions_of_a_code_hold_for_all_its_cues_and_for_no_other_code():
    corpus = make_corpus("I praksis tok vi makt. God praksis.")
    codebook = make_codebook(
        {"P": ["praksis", "praksis _{0,3} makt", "makt"], "Q": ["praksis"]}, exceptions={"P": ["i praksis"]}
    )
    found = [(code, evidence) for _, _, code, evidence in agree(corpus, codebook)]
    assert found == [
        ("P", (("makt", 17, 21, False),)),
        ("Q", (("praksis", 2, 9, False),)),
        ("P", (("praksis", 27, 34, False),)),
        ("Q", (("praksis", 27, 34, False),)),
    ]


def test_an_exception_has_a_language_of_its_own():
    corpus = make_corpus(make_source("I praksis", id="a"), make_source("I praksis", id="b", language="en"))
    codebook = make_codebook(
        {"P": [*cues("praksis"), *cues("praksis", language="en")]}, exceptions={"P": cues("i praksis", language="en")}
    )
    assert [source for source, *_ in agree(corpus, codebook)] == ["a"]


def test_negation_is_reported_and_leaves_nothing_out():
    [(_, _, _, evidence)] = agree(make_corpus("Vi tok ikke ansvar."), make_codebook({"F": ["ta _{0,3} ansvar"]}))
    assert evidence == (("ta _{0,3} ansvar", 3, 18, True),)


def test_names_of_suggestions_are_the_same_for_the_same_input_and_differ_otherwise():
    corpus, codebook = make_corpus("Makt. Ansvar og makt."), make_codebook({"M": ["makt"], "F": ["ansvar"]})
    names = [one.id for one in autocode(corpus, codebook).suggestions()]
    assert names == [one.id for one in autocode(make_corpus("Makt. Ansvar og makt."), codebook).suggestions()]
    assert len(set(names)) == len(names) == 3
    more = make_codebook({"M": ["makt", "=makt"], "F": ["ansvar"]})
    assert names == [one.id for one in autocode(corpus, more).suggestions()]
    other = {one.id for one in autocode(make_corpus("Makt. Ansvar og makt!"), codebook).suggestions()}
    assert not other & set(names)


@pytest.mark.parametrize("corpus", [make_corpus(), make_corpus(""), make_corpus("Det regnet.")])
@pytest.mark.parametrize("codes", [{}, {"M": []}, {"M": ["makt"]}])
@pytest.mark.parametrize("unit", ["sentence", "turn", "source"])
def test_where_nothing_is_found_nothing_is_proposed(corpus, codes, unit):
    assert agree(corpus, make_codebook(codes, unit=unit)) == []


@pytest.fixture(scope="module")
def material() -> tuple[Corpus, Codebook]:
    from fou_toolkit.codebooks import read_codebook
    from fou_toolkit.sources import read_corpus

    return read_corpus(ROOT / "corpus"), read_codebook(ROOT / "codebooks" / "partnerskap.yaml")


def test_the_shipped_material_is_coded_alike(material):
    """All codes and cues over the first sentences of every shipped text."""
    corpus, codebook = material
    short = replace(corpus, sources=tuple(_beginning(source, 9, data_of(corpus)) for source in corpus))
    assert agree(short, codebook)


@pytest.mark.full
def test_all_of_the_shipped_material_is_coded_alike(material):
    assert agree(*material)


def _beginning(source, count: int, data: Data):
    """Keep the first sentences only."""
    last = list(sentences_of(source, data))[:count][-1]
    turns = [turn for turn in source.turns if turn.span.start <= last.turn.span.start]
    turns[-1] = replace(turns[-1], span=Span(turns[-1].span.start, last.end))
    return replace(source, turns=tuple(turns))
