"""`fou merge`, `conflicts`, `settle`."""

import shutil

import pytest

from fou_toolkit.workspace import open_workspace


@pytest.fixture
def other(stored, coding, tmp_path):
    """A copy in which liv moved the coding, while kari gave it another polarity."""
    copy = shutil.copytree(stored, tmp_path / "kopi på øya")
    with open_workspace(copy, coder="liv") as theirs:
        theirs.change(coding, passage="har vokst", anyone=True)
        theirs.memo("Hei fra Liv")
    with open_workspace(stored, coder="kari") as own:
        own.change(coding, passage="tilliten har")
    return copy


def test_a_merge_is_shown_before_it_is_done(fou, stored, other):
    shown = fou("merge", other)
    assert shown.code == 1
    assert "liv" in shown.out
    assert "say --yes" in shown.err
    with open_workspace(stored, coder="kari") as own:
        assert len(own.memos()) == 0


@pytest.mark.usefixtures("stored")
def test_a_merge_brings_in_what_is_new_and_lists_conflicts(fou, as_json, other):
    done = fou("merge", other, "--yes")
    assert done.code == 0
    assert "came in." in done.out
    assert "fou settle" in done.out
    assert len(as_json("conflicts")["rows"]) == 2
    again = fou("merge", other)
    assert (again.code, "nothing new" in again.out) == (0, True)


@pytest.mark.usefixtures("stored")
def test_a_merge_as_json(as_json, other):
    assert as_json("merge", other)["done"] is False
    done = as_json("merge", other, "--yes")
    assert done["done"] is True
    assert done["result"]["acts"] > 1
    assert len(done["result"]["conflicts"]["rows"]) == 2


@pytest.mark.usefixtures("stored")
def test_a_conflict_is_shown_and_settled(fou, as_json, other):
    fou("merge", other, "--yes")
    shown = fou("settle", "1", "1")
    assert shown.code == 1
    assert "liv" in shown.out
    assert as_json("settle", "1", "1")["done"] is False
    done = fou("settle", "1", "1", "--yes")
    assert "Settled. 0 conflicts are left." in done.out
    assert "No conflicts." in fou("conflicts").out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("settle", "7", "1"), "fou conflicts"),
        (("settle", "1", "tull"), "no number"),
        (("merge", "finnes ikke"), "Error"),
        (("merge", "corpus"), "Error"),
    ],
)
@pytest.mark.usefixtures("stored")
def test_bad_input_is_refused(fou, arguments, message):
    done = fou(*arguments)
    assert (done.code, done.out) == (1, "")
    assert message in done.said


@pytest.mark.usefixtures("stored")
def test_without_another_copy_there_is_nothing_to_merge(fou):
    assert fou("merge").code == 0
