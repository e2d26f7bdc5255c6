"""Texts as typst sees them: as texts."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.appendix.document import Paragraph, Quote, Section, TableBlock
from fou_toolkit.appendix.fonts import printed
from fou_toolkit.appendix.pandoc import Form, tree
from fou_toolkit.appendix.pandoc.inlines import softened
from fou_toolkit.appendix.pdf.source import literal, source
from printouts import ARABIC, HOSTILE, STRANGE, drawing, everything, of, table, wide_table

LITERAL = re.compile(r'"(?:[^"\\\n]|\\["\\])*"')


def written(text: str) -> str:
    return softened(" ".join(printed(text).split()))


@given(st.text())
def test_a_string_of_typst_never_ends_before_its_end(text: str) -> None:
    made = literal(text)
    assert LITERAL.fullmatch(made)
    assert made[1:-1].replace('\\"', '"').replace("\\\\", "\\") == text.replace("\n", " ").replace("\r", " ")


@pytest.mark.parametrize(
    "text", [HOSTILE, STRANGE, "...", "-?", "1. li", "= x", "https://a.no//b", "'", "--", "*/", "//"]
)
def test_texts_stand_in_strings_and_nowhere_else(text: str) -> None:
    made = source(tree(everything(text), Form()))
    assert literal(written(text)) in made
    bare = LITERAL.sub("", made).replace("\\\n", "\n")
    # What is left are names of functions, lengths, labels and words of letters only.
    assert not re.search(r"\\|\$|@|~|`|//|/\*|passwd|import", bare)
    assert set(re.findall(r"#([\w-]+)", bare)) <= {
        *("strong", "emph", "link", "figure", "table", "page", "block", "quote", "terms"),
        *("fou-blank", "fou-code", "fou-note", "fou-warning", "fou-quote", "fou-said", "fou-source"),
        *("fou-table", "fou-figure"),
    }


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), min_size=1, max_size=20))
def test_any_text_stands_in_the_source_unchanged(texts: list[str]) -> None:
    made = source(tree(of(*(Paragraph.of(text) for text in texts)), Form()))
    for text in texts:
        shown = printed(text)
        for line in shown.split("\n"):
            said = softened(" ".join(part for part in line.split(" ") if part))
            assert not said or said.isalpha() or literal(said) in made
        assert not shown.isalpha() or softened(shown) in made


def test_tables_have_heads_captions_labels_and_widths() -> None:
    made = source(tree(of(TableBlock("codes", table()), TableBlock("broad", wide_table())), Form()))
    assert made.count("table.header(") == 2
    assert made.count("<codes>") == made.count("<broad>") == 1
    assert made.count("#page(flipped: true)[") == 1
    assert "columns: 4" in made
    assert "%" in made.split("flipped")[1]


def test_letters_of_a_crowded_table_are_smaller() -> None:
    from fou_toolkit.tables import Table

    crowded = Table("t", tuple(f"K{n}" for n in range(60)), (tuple(range(60)),))
    found = re.search(r"#fou-table\(([\d.]+)\)", source(tree(of(TableBlock("t", crowded)), Form())))
    assert found is not None
    assert float(found[1]) < 0.7


def test_a_picture_has_its_alt_text_its_label_and_its_width() -> None:
    made = source(tree(of(drawing("bars", alt='Én "stolpe" \\')), Form()))
    assert re.search(r'#fou-figure\("fig01_bars\.svg", "Én \\"stolpe\\" \\\\", 6\.290in\)\[', made)
    assert "] <bars>" in made


def test_a_quotation_says_its_language_and_where_it_begins() -> None:
    quotes = (Quote("q-a", "Me", "x", "", "", language="nn"), Quote("q-b", ARABIC, "x", "", ""))
    made = source(tree(of(*quotes), Form()))
    assert '#fou-said("nn", ltr)[' in made
    assert "#fou-said(auto, rtl)[" in made
    assert made.count("] <q-a>") == made.count("] <q-b>") == 1


def test_a_link_in_a_document_leads_to_its_label() -> None:
    below = Section("b-1", "Del to")
    from fou_toolkit.appendix.document import Document, Link

    made = source(tree(Document("t", "nb", (Section("a", "Del", (Paragraph.of(Link("to", "#b-1")),)), below)), Form()))
    assert "#link(<b-1>)" in made
    assert json.dumps(made).count("<b-1>") == 2


def test_what_stands_under_a_picture_stays_on_its_page() -> None:
    made = source(tree(of(drawing("bars", notes=("Under 5 er skjult.",))), Form()))
    block = made[made.index("#block(breakable: false)[") :]
    assert block.index("#fou-figure(") < block.index("#fou-note[") < block.index("Under 5 er skjult.")
