"""How large the letters of a sheet are."""

from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.appendix.document import Bullets, Document, Paragraph, Quote, Section
from fou_toolkit.appendix.fitting import SIZES, letters_of


def sheet(text, blocks=3, title="Et ark"):
    made = (Paragraph.of(text), Bullets.of([text] * blocks), Quote("q-1", text, "assistent", "", ""))
    return Document(title, "nb", (Section("a", "Dette så vi på", made),), numbered=False)


def test_a_short_sheet_has_the_largest_letters_and_a_full_one_the_smallest():
    assert letters_of(sheet("Kort.")) == max(SIZES)
    assert letters_of(sheet("lang " * 400)) == min(SIZES) == 10.5


@given(st.integers(0, 300), st.integers(0, 300))
def test_more_words_never_have_larger_letters(few, more):
    assert letters_of(sheet("ord " * (few + more))) <= letters_of(sheet("ord " * few))
