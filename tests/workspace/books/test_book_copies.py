"""The codebook of two copies that went separate ways and came together again."""

import shutil

import pytest

from fou_toolkit.model import Span
from projects import open_project


@pytest.fixture
def copies(ws, tmp_path):
    """A project and a copy of it, both open."""
    ws.code("logg", Span(0, 5), "M1")
    ws.close()
    shutil.copytree(ws.folder, tmp_path / "kopi")
    with open_project(ws.folder) as one, open_project(tmp_path / "kopi", "ola") as two:
        yield one, two


def test_changes_of_different_codes_go_together_without_a_conflict(copies):
    one, two = copies
    one.rename_code("M1", "Makten").apply()
    two.define_code("M2", brief={"nb": "Kort."}).apply()
    one.merge(two.folder).apply()

    assert not len(one.conflicts())
    assert str(one.codebook["M1"].name) == "Makten"
    assert one.codebook["M2"].brief.nb == "Kort."
    assert one.codebook.version == "1.2+2"
    assert [state.coder for state in one.codebook_history()] == ["kari", "kari", "ola"]
    assert one.codebook_history().states[-1].after == one.codebook


def test_a_code_that_both_made_stays_two_until_one_is_merged_into_the_other(copies, new_code):
    one, two = copies
    for ws in copies:
        ws.add_code(new_code("N", "M")).apply()
        ws.code("samtale", Span(3, 9) if ws is one else Span(20, 25), "N")
    one.merge(two.folder).apply()
    assert [code.id for code in one.codebook if code.id.startswith("N")] == ["N", "N~2"]
    one.merge_codes("N~2", "N").apply()

    assert sorted(coding.code for coding in one.snapshot().codings) == ["M1", "N", "N"]
    assert one.verify().ok


def test_two_copies_that_merge_two_codes_in_opposite_ways_lose_no_coding(copies):
    one, two = copies
    one.merge_codes("M1", "M2").apply()
    two.merge_codes("M2", "M1").apply()
    one.merge(two.folder).apply()

    standing = {coding.id for coding in one.snapshot().codings} | {row.coding for row in one.recode_queue()}
    assert len(standing) == 1
    assert one.verify().ok
