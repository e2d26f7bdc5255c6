"""Texts that look like formulas, in tables for strangers."""

import csv
import io

import pytest
from hypothesis import given

from fou_toolkit._sheets import printable
from fou_toolkit.tables import Table
from fou_toolkit.tables.as_csv import as_guarded, render
from strategies import any_text


def cells(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_each_dangerous_sign_gets_an_apostrophe(sign):
    assert as_guarded(f"{sign}a") == f"'{sign}a"
    assert as_guarded(f"'{sign}a") == f"''{sign}a"


@given(any_text)
def test_one_apostrophe_less_gives_the_text_back(text):
    made = as_guarded(text)
    bare = made.lstrip("'")
    dangerous = made.startswith("'") and bare[:1] in {"=", "+", "-", "@", "\t", "\r"} - {""}
    assert (made[1:] if dangerous else made) == printable(text)


def test_headings_are_guarded_and_numbers_are_not():
    table = Table("t", ("=a", "n"), (("=1+1", -2), ("-2.5", float("nan")), ("+4", 0.5)))
    expected = [["'=a", "n"], ["'=1+1", "-2"], ["-2.5", ""], ["+4", "0.5"]]
    assert cells(render(table, guarded=True)) == expected


def test_without_the_guard_every_cell_is_as_it_is():
    table = Table("t", ("=a",), (("=1+1",), ("'=x",)))
    assert cells(render(table)) == [["=a"], ["=1+1"], ["'=x"]]
