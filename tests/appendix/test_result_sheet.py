"""The page to give back: short, plain, and with nothing that points at somebody."""

import pytest

from builders import make_codebook, make_corpus, make_source
from fou_toolkit import set_language
from fou_toolkit.appendix.config import Config, ResultSheetChoice
from fou_toolkit.appendix.document import Bullets, Paragraph, Quote, blanks_of, plain, walk
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.material import Material
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
    assert "Nearly everybody talks about this: A." in text_of(result_sheet(edition()))
    assert "talks about this" not in text_of(result_sheet(edition(people=4)))


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


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_it_fits_on_a_page_and_has_no_words_of_method(language):
    set_language(language)
    long = ResultSheetChoice("ord " * 500, ("ord " * 200,) * 9, ("ord " * 200,) * 9, contact="ord " * 99)
    text = text_of(result_sheet(edition(choice=long, said="ord " * 300))).casefold()
    assert len(text.split()) < 520
    assert not any(word in text for word in ("kappa", "n=", "koding", "kode", "coding", "alpha", "α"))
