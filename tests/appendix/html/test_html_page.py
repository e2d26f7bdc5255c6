"""The page: whole, closed to the outside, and honest about what may be opened."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_codebook, make_corpus, make_source
from fou_toolkit.appendix.document import (
    Behind,
    Blank,
    Bullets,
    Definitions,
    Document,
    Drawing,
    Link,
    Mark,
    Number,
    Paragraph,
    Quote,
    Section,
    TableBlock,
    Words,
)
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.html import render
from fou_toolkit.appendix.material import Material
from fou_toolkit.model import Coder, Coding, CodingSet, Project, Span
from fou_toolkit.tables import Table

pytestmark = pytest.mark.usefixtures("english")

EVIL = [
    '</script><script>alert("x")</script>',
    "<img src=x onerror=alert(1)>",
    "<!--",
    "\u202eabc",
    "שלום",
    "😀",
    "a\x00b",
    "a\u2028b",
    "=1+1",
    "a\u030a",
    "x\r\ny",
    "\ud800",
    "]]>",
    '" onclick="alert(1)',
]
VOID = {"meta", "img", "input", "br"}


class Reader(HTMLParser):
    """What stands in a page, and whether every element is closed."""

    def __init__(self, page):
        super().__init__()
        self.ids, self.links, self.tags, self.open, self.numbers, self.loaded = [], [], [], [], [], []
        self.headings, self.language, self.texts = [], "", []
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append((tag, given))
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        self.numbers += [int(given["data-n"])] if "data-n" in given else []
        self.loaded += [given["src"]] if "src" in given else []
        assert not [name for name in given if name.startswith("on") or name == "style"]
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "html":
            self.language = given["lang"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)

    def data(self):
        at = next(n for n, text in enumerate(self.texts) if text.startswith('{"labels"'))
        return json.loads(self.texts[at])


def edition_of(texts=("Makta er vår.",), *, quotable=lambda _: True, code="M1", smallest=1):
    sources = [make_source(f"P{n}: {text}", id=f"s{n}") for n, text in enumerate(texts)]
    corpus = make_corpus(*sources, roles={f"P{n}": "styrer" for n in range(len(texts))})
    codings = [
        Coding(one.id, Span(one.turns[0].span.start, one.turns[0].span.end), code, "k")
        for one in sources
        if one.turns[0].span.end > one.turns[0].span.start
    ]
    project = Project(corpus, make_codebook({code: []}), CodingSet.of(codings, [Coder("k")]))
    return Edition.of(Material(replace(project, smallest_group=smallest), quotable, quotable))


def document_of(*blocks, **given):
    settings = {"title": "Vedlegg", "language": "nb", "notice": "Pseudonymised."} | given
    return Document(sections=(Section("a", "First", blocks),), **settings).counted()


def everything(text="x", rows=(0,)):
    """A document with every block, and one text everywhere."""
    behind = Behind(text, rows)
    table = Table(text, (text, "n"), ((text, 1), (text, 2)), (text,), emphasis=frozenset({1}), grouped_by=None)
    blocks = (
        Paragraph.of(text, Words(text, "strong"), Link(text, "#t"), Link(text, "https://doi.org/1"), Link(text, "#no")),
        Paragraph.of(Number("7", behind), Blank("study.a", text), Blank("study.a", text), kind="warning"),
        Bullets.of([text, "b"], ordered=True),
        Definitions(((text, (Words(text, "code"), Blank("study.b", "b"))),)),
        Quote("q-a", text, text, text, text, reviewed=True, language="en"),
        TableBlock("t", table, {(0, 1): behind}, {(1, 0): "#f", (1, 1): "#no"}),
        Drawing(
            "f", text, text, (4.0, 3.0), b"<svg/>", b"\x89PNG", b"", (Mark(0.1, 0.2, 0.3, 0.4, text, behind),), (text,)
        ),
    )
    return document_of(*blocks, title=text, subtitle=text, authors=(text,), keywords=(text,), notice=text, day="2026")


class TestSafety:
    @pytest.mark.parametrize("text", EVIL, ids=ascii)
    def test_no_text_breaks_the_page(self, text):
        page = render(everything(text), edition_of((f"Makta {text} her.".replace("\r\n", " "),)))
        found = Reader(page)
        assert found.open == []
        assert b"\x00" not in page
        names = [tag for tag, _ in found.tags]
        assert names.count("script") == 2
        assert names.count("img") == 1
        assert page.count(b"</script") == 2
        found.data()

    @settings(max_examples=25)
    @given(st.text(max_size=30))
    def test_any_words_come_back_from_the_data(self, text):
        edition = edition_of((f"makt {text} slutt".replace("\n", " "),))
        data = Reader(render(everything(), edition)).data()
        assert all(word.startswith("makt") for word in data["words"])
        assert len(data["words"]) == 1

    def test_nothing_is_loaded_and_the_policy_lets_nothing_in(self):
        page = render(everything(), edition_of())
        found = Reader(page)
        assert all(source.startswith("data:image/png;base64,") for source in found.loaded)
        policy = next(given["content"] for tag, given in found.tags if given.get("http-equiv"))
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        addresses = re.findall(rb"https?://[^\s\"'<]+", page)
        assert set(addresses) == {b"https://doi.org/1"}
        assert not re.search(rb"@import|url\(|innerHTML|document\.write", page)

    def test_same_document_same_bytes(self):
        assert render(everything(), edition_of()) == render(everything(), edition_of())


class TestStructure:
    def test_ids_are_unique_and_links_lead_somewhere(self):
        blocks = (TableBlock("a", Table("t", ("b",), (("c",),))), Paragraph.of(Link("x", "#a"), Link("y", "#gone")))
        section = Section("a", "A", blocks, (Section("a", "B"), Section("fou-main", "C")))
        page = render(Document("T", "nb", (section,)).counted(), edition_of())
        found = Reader(page)
        assert len(set(found.ids)) == len(found.ids)
        assert {link[1:] for link in found.links if link.startswith("#")} <= set(found.ids)
        assert "#gone" not in found.links

    def test_headings_stand_in_order(self):
        deep = Section("z", "Z")
        for name in "yxwvutsrq":
            deep = Section(name, name, sections=(deep,))
        levels = Reader(render(Document("T", "nb", (deep, Section("b", "B"))).counted())).headings
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))

    def test_the_page_and_quotations_say_their_language(self):
        found = Reader(render(everything(), edition_of()))
        assert found.language == "nb"
        assert [given.get("lang") for tag, given in found.tags if tag == "blockquote"] == ["en"]

    def test_captions_and_contents_have_numbers(self):
        text = render(everything("Tittel"), edition_of()).decode()
        assert "<caption>Table 1. Tittel</caption>" in text
        assert "<strong>Figure 1. Tittel</strong>" in text
        assert '<a href="#a">1 First</a>' in text
        assert "Tables (1)" in text

    def test_blanks_stand_out_and_are_listed_once(self):
        found = Reader(render(everything(), edition_of()))
        assert [given.get("id") for tag, given in found.tags if given.get("class") == "blank"] == [
            "fou-blank-1",
            None,
            "fou-blank-2",
        ]
        assert {"#fou-blank-1", "#fou-blank-2"} <= set(found.links)
        assert "2 places are still to be filled in" in found.texts

    def test_the_notice_stands_in_the_foot_that_paper_repeats(self):
        assert "<footer><p>Pseudonymised.</p></footer>" in render(document_of()).decode()

    def test_an_empty_document_is_a_page(self):
        assert Reader(render(Document("T", "nb", ()).counted())).headings[0] == 1

    def test_a_result_sheet_is_plain(self):
        found = Reader(render(replace(everything(), numbered=False), edition_of()))
        names = {tag for tag, _ in found.tags}
        assert not names & {"script", "dialog", "nav", "form", "button"}
        assert found.open == []


class TestOpening:
    def test_numbers_cells_and_marks_open_the_same_codings(self):
        found = Reader(render(everything(), edition_of()))
        assert found.numbers == [0, 0, 0]
        assert found.data()["numbers"] == [["x", "0"]]

    def test_without_an_edition_nothing_opens(self):
        found = Reader(render(everything()))
        assert found.numbers == []
        assert found.data()["words"] == []

    def test_words_that_are_withheld_are_not_in_the_file(self):
        texts = ("Hemmelig makt.", "Open makt.")
        edition = edition_of(texts, quotable=lambda one: one.source == "s1")
        page = render(everything(rows=(0, 1)), edition)
        assert b"Hemmelig" not in page
        assert Reader(page).data()["rows"]["said"] == [-1, 0]

    def test_passages_that_nothing_opens_are_not_in_the_file(self):
        page = render(everything(rows=(1,)), edition_of(("Skjult makt.", "Open makt.")))
        assert "Skjult" not in page.decode()

    def test_a_list_does_not_say_in_which_role_somebody_speaks(self):
        data = Reader(render(everything(), edition_of())).data()
        assert "styrer" not in json.dumps(data)
        assert "P0" not in json.dumps(data)

    def test_a_number_without_codings_is_read_only(self):
        block = Paragraph.of(Number("2"))
        found = Reader(render(document_of(block), edition_of()))
        assert found.numbers == []
        assert "2" in found.texts

    def test_a_search_finds_where_a_code_is_described(self):
        section = Section("m1", "M1 Makt", everything().sections[0].blocks)
        data = Reader(render(Document("T", "nb", (section,)).counted(), edition_of())).data()
        assert data["codes"] == [["M1", "M1"]]
        assert data["places"] == ["m1"]


class TestTotals:
    """A total that is opened beside its parts shows what another cell hides."""

    @staticmethod
    def opened(behind, smallest=2, people=6):
        table = Table("t", tuple("abcd"), (("r", 1, 2, 3), ("s", 1, 2, 3)))
        edition = edition_of([f"Makt {n}." for n in range(people)], smallest=smallest)
        return Reader(render(document_of(TableBlock("t", table, behind)), edition)).data()["numbers"]

    def test_a_total_that_would_show_one_person_stays_shut(self):
        cells = {(0, 1): Behind("part", (0, 1, 2)), (0, 3): Behind("total", (0, 1, 2, 3))}
        assert [title for title, _ in self.opened(cells)] == ["part"]

    def test_in_a_column_too(self):
        cells = {(0, 1): Behind("total", (0, 1, 2, 3)), (1, 1): Behind("part", (0, 1, 2))}
        assert [title for title, _ in self.opened(cells)] == ["part"]

    def test_a_total_that_leaves_enough_people_is_opened(self):
        cells = {(0, 1): Behind("part", (0, 1)), (0, 3): Behind("total", (0, 1, 2, 3))}
        assert [title for title, _ in self.opened(cells)] == ["part", "total"]

    def test_a_total_of_parts_that_are_all_shown_is_opened(self):
        cells = {(0, 1): Behind("a", (0, 1)), (0, 2): Behind("b", (2, 3)), (0, 3): Behind("total", (0, 1, 2, 3))}
        assert len(self.opened(cells)) == 3

    def test_cells_in_different_lines_have_nothing_to_do_with_each_other(self):
        cells = {(0, 1): Behind("part", (0, 1, 2)), (1, 3): Behind("total", (0, 1, 2, 3))}
        assert len(self.opened(cells)) == 2
