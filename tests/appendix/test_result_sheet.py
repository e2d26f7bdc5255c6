"""The page to give back: short, plain, and with nothing that points at somebody."""

import io
import re
import zipfile
from dataclasses import replace

import pytest

from builders import make_codebook, make_corpus, make_source
from fou_toolkit import set_language
from fou_toolkit.appendix.config import Config, ResultSheetChoice, Study
from fou_toolkit.appendix.document import Bullets, Paragraph, Quote, blanks_of, plain, walk
from fou_toolkit.appendix.docx.rendering import render as docx
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.fitting import letters_of
from fou_toolkit.appendix.html.page import render as html
from fou_toolkit.appendix.material import Material
from fou_toolkit.appendix.pdf.make import render as pdf
from fou_toolkit.appendix.result_sheet import result_sheet
from fou_toolkit.model import Coding, CodingSet, Project

pytestmark = pytest.mark.usefixtures("english")


def edition(people=6, choice=None, said="vi deler alt sammen her hos oss"):
    """Made-up talk; each says one sentence."""
    source = make_source(*(f"P{n}: Ord{n} {said}." for n in range(people)), date="2024-02-01")
    codings = [Coding("s1", turn.span, "A", "a") for turn in source.turns]
    roles = {f"P{n}": "assistent" for n in range(people)}
    project = Project(make_corpus(source, roles=roles), make_codebook({"A": []}), CodingSet.of(codings))
    config = Config(result_sheet=choice or ResultSheetChoice())
    return Edition.of(Material(project, lambda _: True, lambda _: True, title="Study"), config)


def text_of(document):
    found = [document.title, document.subtitle, document.notice]
    for place in walk(document):
        block = place.block
        if isinstance(block, Quote):
            found.append(block.text)
        elif isinstance(block, Paragraph):
            found.append(plain(block.parts))
        elif isinstance(block, Bullets):
            found += [plain(item) for item in block.items]
    return "\n".join(found)


def test_it_has_four_headings_and_no_numbers_before_them():
    sheet = result_sheet(edition())
    assert [section.title for section in sheet.sections] == [
        "What we looked at",
        "What we found together",
        "Three quotations that people have agreed to",
        "What happens now",
    ]
    assert not sheet.numbered


def test_it_says_how_many_took_part_unless_they_are_few():
    assert "6 people took part." in text_of(result_sheet(edition()))
    assert "A few people took part." in text_of(result_sheet(edition(people=3)))


def test_what_is_shared_is_said_in_words_and_only_where_many_share_it():
    assert "Nearly everybody talked about this: A." in text_of(result_sheet(edition()))
    assert "talked about" not in text_of(result_sheet(edition(people=4)))


def test_what_only_people_know_is_left_blank():
    keys = {blank.key for blank, _ in blanks_of(result_sheet(edition()))}
    assert keys == {"result_sheet.found", "result_sheet.next", "result_sheet.contact"}


def test_own_words_go_before_ours():
    own = ResultSheetChoice("We listened.", ("We laughed.",), ("We meet in May.",), contact="post@example.org")
    sheet = result_sheet(edition(choice=own))
    assert not blanks_of(sheet)
    assert all(one in text_of(sheet) for one in ("We listened.", "We laughed.", "We meet in May.", "post@example.org"))


def test_a_quotation_that_is_not_there_is_asked_for_again():
    sheet = result_sheet(edition(choice=ResultSheetChoice(quotations=("q-nothing",))))
    assert "result_sheet.quotations" in {blank.key for blank, _ in blanks_of(sheet)}
    assert sum(isinstance(place.block, Quote) for place in walk(sheet)) == 3


def test_quotations_that_were_asked_for_are_taken():
    first = next(place.block.id for place in walk(result_sheet(edition())) if isinstance(place.block, Quote))
    sheet = result_sheet(edition(choice=ResultSheetChoice(quotations=(first,))))
    assert [place.block.id for place in walk(sheet) if isinstance(place.block, Quote)] == [first]
    assert sheet.sections[2].title == "Quotations that people have agreed to"


def test_three_findings_begin_in_three_ways_and_none_says_exactly_how_many():
    source = make_source(*(f"P{n}: Ord{n} vi deler alt sammen." for n in range(6)), date="2024-02-01")
    codings = [Coding("s1", turn.span, code, "a") for code in "ABC" for turn in source.turns]
    codebook = make_codebook({"A": [], "B": [], "C": []})
    project = Project(make_corpus(source), codebook, CodingSet.of(codings))
    sheet = result_sheet(Edition.of(Material(project, lambda _: True, lambda _: True, title="Study"), Config()))
    found = next(block for block in sheet.sections[1].blocks if isinstance(block, Bullets))
    said = [plain(item) for item in found.items]
    assert len({sentence.split()[0] for sentence in said}) == 3
    assert not any(sign.isdigit() for sentence in said for sign in sentence)


def test_who_speaks_is_all_that_stands_beside_a_quotation():
    sheet = result_sheet(edition())
    quoted = [place.block for place in walk(sheet) if isinstance(place.block, Quote)]
    page, word = html(sheet).decode(), zipfile.ZipFile(io.BytesIO(docx(sheet))).read("word/document.xml").decode()
    assert {(one.who, one.place, one.code) for one in quoted} == {("assistent", "", "")}
    assert all(one.text in page and one.text in word for one in quoted)
    assert not any(f">{one.id}" in text or f"· {one.id}" in text for one in quoted for text in (page, word))


def test_where_to_fill_in_is_told_only_while_something_is_open():
    done = ResultSheetChoice("We listened.", ("We laughed.",), ("We meet in May.",), contact="post@example.org")
    assert "appendix.toml" in text_of(result_sheet(edition()))
    assert "appendix.toml" not in text_of(result_sheet(edition(choice=done)))


def test_a_title_of_ordinary_length_and_a_contact_are_not_cut():
    title = "Likeverdig partnerskap mellom barnehage og universitet eller høgskole i Storvik"
    contact = "Kari Nordahl-Pedersen, telefon 900 00 000, kari.nordahl-pedersen@storvik.example"
    sheet = result_sheet(
        replace(edition(), config=Config(Study(title), result_sheet=ResultSheetChoice(contact=contact)))
    )
    assert sheet.title == title
    assert contact in text_of(sheet)


@pytest.mark.parametrize("word", ["ord ", "vi ", "barnehagelærarutdanninga ", "utviklingsarbeid ", "ja. "])
def test_at_its_fullest_the_pdf_is_one_page_with_letters_that_can_be_read(word):
    pytest.importorskip("typst")
    long = ResultSheetChoice(word * 500, (word * 200,) * 9, (word * 200,) * 9, contact=word * 99)
    material = edition(said=word * 90)
    full = replace(material, config=Config(study=Study(title=word * 99), result_sheet=long))
    sheet = result_sheet(full)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf(sheet))) == 1
    assert letters_of(sheet) >= 10.5


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_it_fits_on_a_page_and_has_no_words_of_method(language):
    set_language(language)
    long = ResultSheetChoice("ord " * 500, ("ord " * 200,) * 9, ("ord " * 200,) * 9, contact="ord " * 99)
    text = text_of(result_sheet(edition(choice=long, said="ord " * 300))).casefold()
    assert len(text.split()) < 420
    assert not any(word in text for word in ("kappa", "n=", "koding", "kode", "coding", "alpha", "α"))
