"""The sections with quotations, agreement and disagreements, and what must never stand in them."""

from dataclasses import replace

import pytest

from builders import make_codebook, make_corpus, make_source
from fou_toolkit.appendix.config import CodingChoice, Config, QuotationChoice
from fou_toolkit.appendix.document import Document, Paragraph, Quote, TableBlock, plain, walk
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.material import Material
from fou_toolkit.appendix.result_sheet import result_sheet
from fou_toolkit.appendix.sections.agreement import agreement
from fou_toolkit.appendix.sections.disagreements import disagreements
from fou_toolkit.appendix.sections.quotations import quotations
from fou_toolkit.model import Coder, Coding, CodingSet, Project, Span

pytestmark = pytest.mark.usefixtures("english")

NAMES = ("Anne", "Berit", "Cecilie", "Dina", "Else", "Fatima")


def project(*, coders=("a", "b"), people=NAMES, orientation="codebook", said="vi deler alt sammen her"):
    """Made-up talk: each says one sentence, with a word that nobody else says."""
    turns = [turn for n, name in enumerate(people) for turn in ("I: Hva er hemmelig?", f"{name}: Ord{n} {said}.")]
    source = make_source(*turns, phase="1")
    corpus = make_corpus(source, roles=dict.fromkeys(people, "assistent"))
    made = [
        Coding("s1", turn.span, code, coder)
        for coder in coders
        for turn in source.turns
        for code in ("A", "B")
        if not turn.interviewer and (coder == "a" or code == "A")
    ]
    who = [Coder(name, "language model") for name in coders]
    return Project(corpus, make_codebook({"A": [], "B": [], "C": []}), CodingSet.of(made, who), orientation)


def edition(one, quotable=lambda _: True, config=None, **more):
    return Edition.of(Material(one, quotable, lambda _: True, title="Study"), config, **more)


def quotes(section):
    return [place.block for place in walk(Document("", "en", (section,))) if isinstance(place.block, Quote)]


def words(section):
    found = []
    for place in walk(Document("", "en", (section,))):
        block = place.block
        if isinstance(block, Quote):
            found.append(f"{block.text} {block.who}")
        elif isinstance(block, Paragraph):
            found.append(plain(block.parts))
        elif isinstance(block, TableBlock):
            found += [block.table.title, *block.table.notes, *(cell for row in block.table.texts for cell in row)]
        elif hasattr(block, "items"):
            found += [plain(item[1] if isinstance(item[0], str) else item) for item in block.items]
    return "\n".join(found)


def everything(one):
    sheet = result_sheet(one)
    parts = [quotations(one), disagreements(one), *sheet.sections]
    return "\n".join(words(part) for part in parts if part is not None)


def test_no_word_of_those_who_did_not_agree_stands_anywhere():
    one = project()
    silent = one.corpus["s1"].turns[3].span

    def may(coding):
        return not (coding.span.start < silent.end and silent.start < coding.span.end)

    open_, shut = everything(edition(one)), everything(edition(one, may))
    assert "Ord1" in open_
    assert "Ord1" not in shut
    assert "Ord2" in shut
    assert "hemmelig" not in open_


def test_nobody_agreed():
    text = everything(edition(project(), lambda _: False))
    assert "Ord" not in text
    assert "consent to quote is missing" in text
    assert "There is no quotation here yet" in text


def test_a_name_never_stands_beside_the_words():
    text = everything(edition(project()))
    assert not any(name in text for name in NAMES)
    assert "assistent" in text


def test_the_same_material_gives_the_same_section_and_the_same_ids_when_blind():
    one = project()
    assert quotations(edition(one)) == quotations(edition(one))
    assert [q.id for q in quotes(quotations(edition(one)))] == [
        q.id for q in quotes(quotations(edition(one, blind=True)))
    ]


def test_another_text_does_not_change_ids():
    one = project()
    more = make_source("Gro: Noe helt annet.", id="a0")
    both = replace(one, corpus=replace(one.corpus, sources=(more, *one.corpus.sources)))
    assert [q.id for q in quotes(quotations(edition(one)))] == [q.id for q in quotes(quotations(edition(both)))]


def test_what_was_reviewed_is_flagged_and_what_is_left_out_is_gone():
    first = quotes(quotations(edition(project())))[0].id
    config = Config(quotations=QuotationChoice(per_code=6, reviewed=(first,)))
    assert {q.id for q in quotes(quotations(edition(project(), config=config))) if q.reviewed} == {first}
    config = Config(quotations=QuotationChoice(per_code=6, left_out=(first, "q-nothing")))
    section = quotations(edition(project(), config=config))
    assert first not in {q.id for q in quotes(section)}
    assert "q-nothing" in words(section)


def test_a_long_quotation_is_cut_visibly():
    section = quotations(edition(project(said="ord " * 100)))
    assert all(q.text.endswith("[…]") and len(q.text.split()) == 61 for q in quotes(section))


def test_a_passage_within_a_sentence_is_seen_to_be_one():
    one = project(coders=("a",))
    span = one.corpus["s1"].turns[1].span
    inner = Coding("s1", Span(span.start + 5, span.end - 5), "A", "a")
    only = one.with_codings(CodingSet.of([inner]))
    assert quotes(quotations(edition(only)))[0].text == "[…] vi deler alt sammen […]"


@pytest.mark.parametrize("said", ["\\end{x} $1 <b> #let =1+1", "å 👩‍👩‍👧 שלום", "a\tb c d"])
def test_hostile_words_are_quoted_as_they_are(said):
    section = quotations(edition(project(said=said)))
    assert all(" ".join(said.split()) in q.text for q in quotes(section))


def test_few_people_are_not_counted():
    text = words(quotations(edition(project(people=NAMES[:3]))))
    assert "They come from" not in text
    assert "How often each role" not in text


def test_nothing_is_coded():
    empty = project().with_codings(CodingSet.of([]))
    one = edition(empty)
    assert "Nothing is coded yet" in words(quotations(one))
    assert "nothing to compare" in words(agreement(one))
    assert "nothing can differ" in words(disagreements(one))
    assert len(result_sheet(one).sections) == 4


def test_one_coder_is_told_apart_from_agreement():
    assert "One coder has coded (language model)" in words(agreement(edition(project(coders=("a",)))))


def test_agreement_says_what_was_compared_and_opens_the_codings():
    section = agreement(edition(project(), config=Config(codings=CodingChoice(resamples=50))))
    table = next(block for block in section.blocks if isinstance(block, TableBlock))
    assert "a (language model), b (language model)" in words(section)
    assert "not human coding" in words(section)
    assert table.behind
    assert table.data.columns[:3] == ("id", "name", "alpha")


def test_agreement_hides_what_comes_from_few_people():
    section = agreement(edition(project(people=NAMES[:4]), config=Config(codings=CodingChoice(resamples=50))))
    table = [block for block in section.blocks if isinstance(block, TableBlock)][-1]
    assert {row[1] for row in table.table.cells if row[0].startswith("A")} == {"·"}
    assert {row[2] for row in table.data.cells if row[0] == "A"} == {""}


def test_a_reflexive_study_has_a_statement_in_the_place_of_figures():
    one = project(orientation="reflexive")
    section = agreement(edition(one))
    assert "Braun & Clarke" in words(section)
    assert not any(isinstance(block, TableBlock) for block in section.blocks)
    asked = agreement(edition(one, config=Config(codings=CodingChoice(agreement=True, resamples=20))))
    assert "no measure of its quality" in words(asked)


def test_agreement_can_be_left_out():
    assert "left out" in words(agreement(edition(project(), config=Config(codings=CodingChoice(agreement=False)))))


def test_a_blind_edition_names_no_coder():
    one = project(coders=("kari_olsen", "per"))
    blind = edition(one, blind=True, config=Config(codings=CodingChoice(resamples=20)))
    text = words(agreement(blind)) + words(disagreements(blind))
    assert "kari_olsen" not in text
    assert "A (language model)" in text


def test_disagreements_are_counted_and_participants_asked():
    text = words(disagreements(edition(project())))
    assert "6 passages are still seen differently by a (language model), b (language model)." in text
    assert "[participants' checking, once there is any]" in text
    said = replace(Material(project(), lambda _: True, lambda _: True), validated=("We agree.",))
    assert "We agree." in words(disagreements(Edition.of(said)))
