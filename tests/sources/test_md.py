"""Markdown with front matter."""

import pytest

from fou_toolkit.sources.md import parse, split_front_matter


def test_front_matter_becomes_attributes_word_for_word():
    parsed = parse(
        b"---\ntitle: 'Logg: uke 3'\nphase: 01\ndate: 2025-03-11\nok: no\ntags: [ute, inne]\n---\n\n# Logg\n"
    )

    assert dict(parsed.attributes) == {
        "title": "Logg: uke 3",
        "phase": "01",
        "date": "2025-03-11",
        "ok": "no",
        "tags": "ute, inne",
    }
    assert parsed.text == "# Logg\n"


def test_positions_count_from_the_body():
    parsed = parse("---\nauthor: Åse\n---\n**I:** Hva?\n**Åse:** Ja.\n**I:** Nei.\n".encode())

    assert [turn.span.of(parsed.text) for turn in parsed.turns] == ["Hva?", "Ja.", "Nei."]


def test_text_without_front_matter_is_text():
    assert split_front_matter("Hei.\n---\na: b\n---\n") == ({}, "Hei.\n---\na: b\n---\n", ())


def test_empty_values_are_no_values():
    assert dict(split_front_matter("---\nphase:\nsite: ''\ntags: []\n---\nHei")[0]) == {}


@pytest.mark.parametrize("front", ["title: a: b", "title: [", "\ttitle: x", "a: 1\na: 2", "a: @x", "[" * 1500])
def test_broken_front_matter_is_left_out_and_the_text_read(front: str):
    attributes, body, warnings = split_front_matter(f"---\n{front}\n---\nHei.")

    assert (dict(attributes), body) == ({}, "Hei.")
    assert "broken at line" in warnings[0].text


def test_the_line_of_the_mistake_is_said():
    (warning,) = split_front_matter("---\nauthor: Mona\ntitle: a: b\n---\nHei.")[2]

    assert dict(warning.values)["line"] == 3


@pytest.mark.parametrize("front", ["bare tekst", "- en\n- to"])
def test_front_matter_of_another_shape_is_left_out(front: str):
    attributes, body, warnings = split_front_matter(f"---\n{front}\n---\nHei.")

    assert (dict(attributes), body, len(warnings)) == ({}, "Hei.", 1)


def test_empty_front_matter_is_no_mistake():
    assert split_front_matter("---\n---\nHei.") == ({}, "Hei.", ())


def test_front_matter_that_never_ends_is_text():
    attributes, body, warnings = split_front_matter("---\nauthor: Mona\nHei.")

    assert (dict(attributes), body, len(warnings)) == ({}, "---\nauthor: Mona\nHei.", 1)


def test_nested_values_are_left_out_and_named():
    attributes, _, (warning,) = split_front_matter("---\nauthor: Mona\nwho: {a: b}\n---\nHei.")

    assert dict(attributes) == {"author": "Mona"}
    assert dict(warning.values)["names"] == "who"


def test_values_that_multiply_are_not_followed():
    """Nine lists of nine references to the list before: 4 × 10⁸ strings, if somebody wrote them out."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]

    assert list(split_front_matter("---\n" + "\n".join(lines) + "\n---\nHei.")[0]) == ["a0"]
