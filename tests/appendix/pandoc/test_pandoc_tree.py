"""The document as pandoc's tree."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.appendix.document import (
    Blank,
    Bullets,
    Definitions,
    Document,
    Link,
    Paragraph,
    Quote,
    Section,
    TableBlock,
    Words,
)
from fou_toolkit.appendix.pandoc import Form, image_names, rewritten, texts_in, tree
from fou_toolkit.appendix.pandoc.grid import scale_of
from fou_toolkit.appendix.pandoc.inlines import direction, softened, text_of, words
from fou_toolkit.tables import Table
from printouts import ARABIC, HEBREW, drawing, everything, of, table, wide_table


def nodes(part: Any, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    def rule(node: dict[str, Any]) -> None:
        if node["t"] == kind:
            found.append(node)

    rewritten(part, rule)
    return found


def text(part: Any) -> str:
    return " ".join(texts_in(part))


def classes(part: Any) -> list[str]:
    return [name for node in nodes(part, "Div") for name in node["c"][0][1]]


def test_captions_have_the_numbers_of_the_model_in_the_language_of_the_document() -> None:
    made = tree(of(TableBlock("a", table()), TableBlock("b", table()), drawing()), Form())
    assert text(nodes(made, "Table")[1]["c"][1]) == "Table 2. Koder".replace("Table", _word("Table {n}"))
    assert text(nodes(made, "Figure")[0]["c"][1]).endswith(" 1. Koder")


def _word(message: str) -> str:
    from fou_toolkit._i18n import speaking, t

    with speaking("nb"):
        return t(message, n=0).removesuffix(" 0")


def test_numbers_are_left_to_formats_that_count_and_to_documents_that_have_none() -> None:
    document = of(TableBlock("a", table()), drawing())
    for made in (tree(document, Form(counted=False)), tree(replace(document, numbered=False), Form())):
        assert text(nodes(made, "Table")[0]["c"][1]) == "Koder"
        assert text(nodes(made, "Header")) == "Del"
    assert text(nodes(tree(document, Form()), "Header")) == "1 Del"


def test_groups_of_rows_are_bodies_with_a_row_over_them() -> None:
    cells = (("Makt", "M1", 1), ("Makt", "M2", 2), ("Tillit", "T1", 3))
    grouped = Table("Koder", ("Tema", "Kode", "n"), cells, grouped_by=0, emphasis=frozenset({2}), language="nb")
    bodies = nodes(tree(of(TableBlock("a", grouped)), Form()), "Table")[0]["c"][4]
    assert [text(body[2]) for body in bodies] == ["Makt", "Tillit"]
    assert [text(body[3]) for body in bodies] == ["M1 1 M2 2", "T1 3"]
    assert bodies[0][2][0][1][0][3] == 2
    assert [bool(nodes(body, "Strong")) for body in bodies] == [False, True]


def test_a_table_has_a_head_and_columns_with_sides_and_widths() -> None:
    long = "ord " * 60
    shown = Table("t", ("Tekst", "Tall"), ((long, 1), (long, 2)), language="nb")
    columns, head = (nodes(tree(of(TableBlock("a", shown)), Form()), "Table")[0]["c"][place] for place in (2, 3))
    assert [side["t"] for side, _ in columns] == ["AlignLeft", "AlignRight"]
    assert columns[0][1]["t"] == "ColWidth"
    assert columns[1][1]["t"] == "ColWidthDefault"
    assert text(head) == "Tekst Tall"
    fixed = nodes(tree(of(TableBlock("a", shown)), Form(fixed=True)), "Table")[0]["c"][2]
    assert {width["t"] for _, width in fixed} == {"ColWidth"}
    assert sum(width["c"] for _, width in fixed) <= 1.0001


@pytest.mark.parametrize(("columns", "least", "most"), [(4, 1.0, 1.0), (40, 0.5, 0.8), (200, 0.3, 0.4)])
def test_letters_get_smaller_in_tables_that_are_too_wide(columns: int, least: float, most: float) -> None:
    shown = Table("t", tuple(f"K{n}" for n in range(columns)), (tuple(range(columns)),))
    assert least <= scale_of(shown) <= most


def test_wide_tables_stand_together_on_a_turned_page_with_their_headings() -> None:
    broad = TableBlock("a", wide_table())
    below = Section("s2", "Under", (broad, replace(broad, name="b"), Paragraph.of("etter")))
    document = Document("t", "nb", (Section("s1", "Over", (), (below,)),)).counted()
    blocks = tree(document, Form())["blocks"]
    assert blocks[0]["c"][0][1] == ["fou-wide"]
    assert len(nodes(blocks[0], "Header")) == 2
    assert len(nodes(blocks[0], "Table")) == 2
    assert text(blocks[1:]) == "etter"


def test_a_few_words_before_a_wide_table_go_onto_its_page_and_many_do_not() -> None:
    for many, pages in ((2, 1), (3, 2)):
        blocks = (*(Paragraph.of("ord") for _ in range(many)), TableBlock("a", wide_table()))
        made = tree(Document("t", "nb", (Section("s", "Over", blocks),)).counted(), Form())["blocks"]
        assert len(nodes(made[-1], "Header")) == (pages == 1)
        assert (len(made) == 1) == (pages == 1)


def test_links_lead_only_to_what_is_there() -> None:
    parts = [Link("a", "#codes"), Link("b", "#nowhere"), Link("c", "javascript:x"), Link("d", "https://a.no/ b")]
    good = Link("e", "https://a.no/b?c=1#d")
    made = tree(of(Paragraph((*parts, good)), TableBlock("codes", table(), links={(0, 0): "#one"})), Form())
    assert [link["c"][2][0] for link in nodes(made, "Link")] == ["#codes", "https://a.no/b?c=1#d", "#one"]
    assert text(made["blocks"]).startswith("1 Del a b c d e")


def test_an_id_that_stands_twice_is_given_once_and_to_the_section_first() -> None:
    blocks = (TableBlock("two", table()), TableBlock("x", table()), TableBlock("x", table()))
    document = Document("t", "nb", (Section("one", "En", blocks), Section("two", "To"))).counted()
    made = tree(document, Form())
    assert [node["c"][0][0] for node in nodes(made, "Table")] == ["", "x", ""]
    assert [node["c"][1][0] for node in nodes(made, "Header")] == ["one", "two"]


def test_ids_that_formats_would_stumble_over_are_left_out() -> None:
    document = Document("t", "nb", (Section("a>]#b", "En", (Quote("q 1}", "x", "y", "z", "M1"),)),))
    assert "a>]" not in json.dumps(tree(document, Form()))
    assert "q 1}" not in json.dumps([node["c"][0] for node in nodes(tree(document, Form()), "Div")])


@pytest.mark.parametrize(
    ("said", "expected"), [(ARABIC, "rtl"), (HEBREW, "rtl"), ("«hei» שלום", ""), ("123", ""), ("", "")]
)
def test_the_first_letter_says_where_a_text_begins(said: str, expected: str) -> None:
    assert direction(said) == expected


def test_a_quotation_has_its_language_its_marks_and_who_said_it() -> None:
    quote = Quote("q-a", "Me møtest", "styrar", "T01, l. 2", "M1", reviewed=True, language="nn")
    made = tree(of(quote), Form())
    outer = nodes(made, "Div")
    assert [node["c"][0][1] for node in outer] == [["fou-said"], ["fou-source"], ["fou-quote"]]
    assert dict(outer[0]["c"][0][2]) == {"lang": "nn"}
    assert outer[2]["c"][0][0] == "q-a"
    assert text(outer[0]) == "«Me møtest»"
    assert text(outer[1]).startswith("styrar, T01, l. 2, M1, q-a, ")
    assert "“x”" in text(tree(of(replace(quote, text="x", language="en")), Form()))
    assert not any(
        "lang" in dict(node["c"][0][2]) for node in nodes(tree(of(replace(quote, language="xx")), Form()), "Div")
    )


def test_a_result_sheet_shows_neither_codes_nor_ids() -> None:
    made = tree(of(Quote("q-a", "Hei", "styrer", "", "M1", reviewed=True), numbered=False), Form())
    assert text(made["blocks"]) == "Del «Hei» styrer"


def test_spaces_between_parts_stay_and_blanks_stand_out() -> None:
    made = text_of(
        [Words("se "), Link("her", "#a"), Words(" og "), Words("der", "strong"), Words(" "), Blank("k", "hva?")], {"a"}
    )
    assert [node["t"] for node in made] == ["Str", "Space", "Link", "Space", "Str", "Space", "Strong", "Space", "Span"]
    assert made[-1]["c"][0][1] == ["fou-blank"]
    assert text(made[-1:]) == "[hva?]"


def test_lines_stay_lines_and_long_words_can_break() -> None:
    assert [node["t"] for node in words("a\r\nb\n\nc")] == ["Str", "LineBreak", "Str", "LineBreak", "LineBreak", "Str"]
    assert softened("kort ord") == "kort ord"
    assert softened("focus_group_north_east") == "focus_\u200bgroup_\u200bnorth_\u200beast"
    assert max(map(len, softened("x" * 500, 24).split("\u200b"))) == 24


@given(st.text())
def test_softening_loses_no_sign(said: str) -> None:
    assert softened(said).replace("\u200b", "") == said.replace("\u200b", "")


def test_pictures_have_short_names_in_ascii() -> None:
    document = of(drawing("bars"), drawing("Ærlig " * 20), drawing("../../x"), drawing(""))
    names = [name for _, name in image_names(document, "pdf")]
    assert names[0] == "fig01_bars.pdf"
    assert all(name.isascii() and len(name) <= 25 and "/" not in name for name in names)
    assert len(set(names)) == 4
    assert [node["c"][2][0] for node in nodes(tree(document, Form("pdf")), "Image")] == names


def test_what_is_empty_is_no_crash() -> None:
    empty = [Paragraph(()), Bullets(()), Definitions(()), Quote("q", "", "", "", ""), TableBlock("t", Table("", ()))]
    empty += [TableBlock("u", Table("Tom", ("a", "b")))]
    made = tree(of(*empty, title="", notice="", day=""), Form())
    assert "Tom" in text(made)
    assert tree(Document("", "en", ()), Form())["blocks"] == []


def test_the_head_of_the_tree_names_title_authors_and_language() -> None:
    meta = tree(of(authors=("Kari", "Ola"), keywords=("a",), subtitle="u"), Form())["meta"]
    assert sorted(meta) == ["author", "date", "keywords", "lang", "subtitle", "title"]
    assert text(meta["author"]) == "Kari Ola"
    assert sorted(tree(of(day=""), Form())["meta"]) == ["lang", "title"]


def test_the_same_document_gives_the_same_tree() -> None:
    assert tree(everything(), Form()) == tree(everything(), Form())
    assert "fou-note" in classes(tree(everything(), Form()))


@pytest.mark.parametrize(
    ("size", "width"), [((4.0, 2.0), 4.0), ((12.58, 2.0), 6.29), ((6.0, 16.8), 3.0), ((0.0, 1.0), 0.0)]
)
def test_a_picture_is_never_larger_than_its_page(size: tuple[float, float], width: float) -> None:
    image = nodes(tree(of(drawing(size=size)), Form()), "Image")[0]
    said = dict(image["c"][0][2])
    assert float(said["width"].removesuffix("in")) == pytest.approx(width, abs=0.001)
    assert float(said["height"].removesuffix("in")) <= 8.4
