"""Names are taken out of words and documents; words that are no names stay."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.appendix.blind import Mask, Names, masked
from fou_toolkit.appendix.document import Behind, Definitions, Document, Mark, Paragraph, Quote, Section, TableBlock
from fou_toolkit.appendix.document import Drawing as Picture
from fou_toolkit.tables import Table

NAMES = Names(
    people=frozenset({"Solveig", "Liv", "Åse", "P1"}),
    coders=frozenset({"reader_a"}),
    places=frozenset({"Bringebærhaugen barnehage", "Steinrøysa barnehage"}),
    private=frozenset({"/data/x", "kvernuser"}),
    ordinary=frozenset({"liv"}),
)
pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Solveigs logg", "[name]s logg"),
        ("Solveig-gruppa og SOLVEIG", "[name]-gruppa og [name]"),
        ("Liv har et liv, Livs liv", "[name] har et liv, [name]s liv"),
        ("intervju_liv, intervju_aase.txt", "intervju_[name], intervju_[name].txt"),
        ("solveig@a.no", "[name]@a.no"),
        ("solveigen livet trives", "solveigen livet trives"),
        (unicodedata.normalize("NFD", "Åse sa"), "[name] sa"),
        ("på Bringebærhaug barnehage, Bringebærhaugens", "på [place] barnehage, [place]s"),
        ("steinroysa", "[place]"),
        ("P1 og P12", "[name] og P12"),
        ("av reader_a", "av [name]"),
        ("i /data/x/y.txt, /home/z", "i [path] [path]"),
        ("kvernuser", "[name]"),
        ("kommunen", "kommunen"),
        ("", ""),
    ],
)
def test_words_are_masked(text, wanted):
    assert Mask(NAMES).words(text) == wanted


@given(st.text())
def test_masking_twice_changes_nothing_more(text):
    once = Mask(NAMES).words(text)
    assert Mask(NAMES).words(once) == once


@given(st.text(), st.text())
def test_a_name_between_blanks_never_stays(before, after):
    assert "Solveig" not in Mask(NAMES).words(f"{before} Solveig {after}")


def test_without_names_words_stay():
    assert Mask(Names()).words("Solveig e\u0301") == "Solveig e\u0301"


def test_every_text_of_a_document_is_masked():
    said = "Solveig"
    behind = Behind(said, (1,))
    table = TableBlock("t", Table(said, (said,), ((said,), (1,)), (said,)), {(0, 0): behind})
    picture = Picture("f", said, said, (1, 1), b"", b"", b"", (Mark(0, 0, 1, 1, said, behind),), (said,))
    blocks = (Paragraph.of(said), Definitions(((said, ()),)), Quote("q-x", said, said, said, "F1"), table, picture)
    whole = Document(said, "nb", (Section("s", said, blocks, (Section("u", said),)),), said, (said,), said, "", (said,))
    made = masked(whole, NAMES)
    assert said not in repr(made) + repr(made.sections[0].blocks[3].table.cells)
    assert made.authors == ()
    assert made.sections[0].blocks[3].behind[0, 0].title == "[name]"
    assert masked(made, NAMES) == made
