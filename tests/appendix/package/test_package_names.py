"""Names of files as archives want them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.appendix.package.names import LONGEST, Names, ascii_name, check_names
from fou_toolkit.errors import DataError
from strategies import any_text


def test_norwegian_letters_become_two():
    assert ascii_name("Bæ Ørn på.csv") == "Bae_Oern_paa.csv"
    assert ascii_name("a\u030a") == "aa"


@given(st.lists(any_text, max_size=12))
def test_any_names_become_names_that_fit(texts):
    names = Names()
    check_names([names.of(text, folder="tables") for text in texts])


def test_the_same_name_gets_a_number_and_keeps_its_ending():
    names = Names()
    long = "tab01_" + "a" * 30 + ".csv"
    made = [names.of(long), names.of(long), names.of(long.upper())]
    assert made[0] == "tab01_" + "a" * 15 + ".csv"
    assert made[1].endswith("_2.csv")
    assert made[2].endswith("_3.CSV")
    assert all(len(name) <= LONGEST for name in made)


@pytest.mark.parametrize(
    "name",
    ["å.csv", "a b.csv", "a" * 26, "../x", "/x", "a//b", "", ".x", "a\\b", "nul.txt", "x.", "tables/" + "b" * 26],
)
def test_names_that_do_not_fit_are_refused(name):
    with pytest.raises(DataError) as error:
        check_names([name])
    assert error.value.hint


def test_names_that_differ_in_capitals_only_are_refused():
    with pytest.raises(DataError):
        check_names(["a.txt", "A.txt"])
    check_names(["a.txt", "b/a.txt"])
