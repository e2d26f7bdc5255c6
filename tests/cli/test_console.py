"""Printing for people."""

import pytest

from fou_toolkit.cli import console
from fou_toolkit.errors import FouError


def printed(capsys):
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


def test_a_table_has_numbers_to_the_right_and_text_to_the_left(capsys):
    console.print_table(("kode", "antall"), [("M1", 5), ("F12", 100)])
    assert printed(capsys) == ["kode  antall", "M1         5", "F12      100"]


def test_nought_is_a_dot_and_a_truth_value_is_not(capsys):
    console.print_table(("a", "b"), [(0, False), (1, True)])
    assert printed(capsys) == ["a      b", "·  False", "1   True"]


def test_markup_and_emoji_codes_in_cells_heads_and_titles_are_text(capsys):
    console.print_table(("[b]a[/b]", ":book:"), [("[red]x[/red]", ":smile:")], title="[i]t[/i] :cat:")
    assert printed(capsys) == ["[i]t[/i] :cat:", "[b]a[/b]      :book:", "[red]x[/red]  :smile:"]


@pytest.mark.parametrize("text", ["[/]", "[/red]", "\\", "[", "a\\[b]"])
def test_signs_that_markup_stumbles_over_are_shown(capsys, text):
    console.print_table((text,), [(text,)], title=text)
    assert printed(capsys) == [text] * 3


def test_a_table_without_rows_has_its_head(capsys):
    console.print_table(("a", "b"), [])
    assert printed(capsys) == ["a  b"]


def test_an_error_says_where_what_and_what_to_do_on_the_error_stream(capsys):
    console.print_error(FouError("[red]wrong[/red]", where="[a]/b.txt", hint="Try [this]."))
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[0].endswith(": [a]/b.txt: [red]wrong[/red]")
    assert said.err.splitlines()[1] == "  → Try [this]."


def test_long_paths_are_not_broken_over_lines(capsys):
    path = "/" + "/".join(["mappe"] * 60)
    console.print_error(FouError("wrong", where=path))
    assert path in capsys.readouterr().err
    console.out.print(path, markup=False)
    assert path in capsys.readouterr().out


def test_progress_gives_every_item_once_and_says_nothing_in_a_pipe(capsys):
    assert list(console.tracked("Reading")(iter("abc"))) == ["a", "b", "c"]
    assert list(console.tracked("Reading")([])) == []
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "")
