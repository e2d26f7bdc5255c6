"""An appendix in Word: what Word demands, what authors need, and what must not be in it."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from fou_toolkit.appendix.document import (
    Behind,
    Blank,
    Bullets,
    Definitions,
    Document,
    Drawing,
    Link,
    Number,
    Paragraph,
    Quote,
    Section,
    TableBlock,
    Words,
)
from fou_toolkit.appendix.docx import render
from fou_toolkit.tables import Table

pytestmark = pytest.mark.usefixtures("english")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)
# In which order Word wants what stands in an element (ECMA-376, part 1, annex A); what is not listed may not be there.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind contextualSpacing jc "
    "outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs highlight u lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "tcW gridSpan vMerge tcBorders vAlign",
    "sectPr": "footerReference type pgSz pgMar cols",
    "sdtPr": "alias tag id showingPlcHdr docPartObj text",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr",
    "lvl": "start numFmt pStyle lvlText lvlJc pPr",
    "numPr": "ilvl numId",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
    "numbering": "abstractNum num",
    "num": "abstractNumId lvlOverride",
}
PAIRS = ("bookmarkStart", "bookmarkEnd")


def part(data, name="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def of(tree, tag):
    return list(tree.iter(f"{W}{tag}"))


def value(element, name="val"):
    return element.get(f"{W}{name}")


def text_of(element):
    return "".join(element.itertext(f"{W}t"))


def check_order(data):
    """Fail where an element stands where Word does not take it."""
    for name, content in parts(data).items():
        if not name.startswith("word/") or not name.endswith(".xml"):
            continue
        for element in etree.fromstring(content).iter():
            kind = etree.QName(element).localname
            if kind not in ORDER:
                continue
            order = ORDER[kind].split()
            found = [etree.QName(child).localname for child in element]
            assert set(found) <= set(order), (name, kind, found)
            places = [order.index(child) for child in found]
            assert places == sorted(places), (name, kind, found)


def check_sound(data):
    """Fail at what makes Word offer to repair a file."""
    check_order(data)
    tree = part(data)
    marks = of(tree, "bookmarkStart")
    names = [value(mark, "name").casefold() for mark in marks]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z]\w{0,39}", name, re.ASCII) for name in names)
    assert sorted(value(one, "id") for one in marks) == sorted(value(one, "id") for one in of(tree, "bookmarkEnd"))
    anchors = {value(link, "anchor") for link in of(tree, "hyperlink")} - {None}
    assert {anchor.casefold() for anchor in anchors} <= set(names)
    kinds = [value(one, "fldCharType") for one in of(tree, "fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    styles = {value(style, "styleId") for style in of(part(data, "word/styles.xml"), "style")}
    used = {value(one) for tag in ("pStyle", "rStyle", "tblStyle") for one in of(tree, tag)}
    assert used <= styles
    ids = [value(one) for control in of(tree, "sdtPr") for one in control.findall(f"{W}id")]
    assert len(ids) == len(set(ids))
    for table in of(tree, "tbl"):
        assert table.getnext().tag == f"{W}p"
    docx.Document(io.BytesIO(data))


def picture(name="bars", **changed):
    return replace(Drawing(name, "Bars of codes", "Two bars.", (9.0, 30.0), b"<svg/>", PNG, b"%PDF"), **changed)


def table(name="numbers", **changed):
    return replace(
        TableBlock(name, Table("Numbers", ("Code", "n"), (("power", 1), ("trust", 2)), ("n = 3.",))), **changed
    )


def wide(name="wide"):
    return TableBlock(name, Table("Wide", tuple(f"heading {n}" for n in range(20)), (("some words",) * 20,)))


def whole(*blocks, **changed):
    """A document with one section that holds some blocks, and another one."""
    sections = (Section("first", "First", blocks, (Section("below", "Below"),)), Section("second", "Second"))
    return replace(Document("An appendix", "en", sections, notice="Handle with care."), **changed).counted()


EVERYTHING = whole(
    Paragraph.of("a ", Words("b", "strong"), Number("12", Behind("c", (0,))), Link("d", "#numbers"), Blank("e.f", "g")),
    Paragraph.of("note", kind="note"),
    Paragraph.of("warning", kind="warning"),
    Bullets.of(["one", "two"]),
    Bullets.of(["one", "two"], ordered=True),
    Definitions((("Term", (Words("what it is"),)),)),
    Quote("q-abc", "Vi snakka […]", "assistant", "T07, line 12", "power", True, "nn"),
    table(links={(0, 0): "#second"}),
    picture(),
    wide(),
    subtitle="Supplement",
    authors=("Kari Nordmann",),
    day="2025-03-14",
    keywords=("care", "play"),
)


def test_everything_together_is_a_sound_file():
    check_sound(render(EVERYTHING))


def test_the_same_document_gives_the_same_bytes():
    assert render(EVERYTHING) == render(EVERYTHING)


def test_an_empty_document_is_a_sound_file():
    check_sound(render(Document("", "nb", ())))
    check_sound(render(Document("", "nb", (), numbered=False)))


any_text = st.lists(
    st.text(max_size=6)
    | st.sampled_from(
        ["\x00", "\ud800", "\ufffe", "\r\n", "]]>", "<w:p/>", "&amp;", "=1+1", "مرحبا", "😀", "å" * 400, "{0}"]
    ),
    max_size=5,
).map("".join)
inlines = st.one_of(
    st.builds(Words, any_text, st.sampled_from(["", "strong", "code", "odd"])),
    st.builds(Link, any_text, any_text.map("#{}".format) | any_text.map("https://{}".format) | any_text),
    st.builds(Blank, any_text, any_text),
)
blocks = st.one_of(
    st.builds(Paragraph, st.lists(inlines, max_size=3).map(tuple), st.sampled_from(["", "note", "warning"])),
    st.builds(lambda items, ordered: Bullets.of(items, ordered=ordered), st.lists(any_text, max_size=2), st.booleans()),
    st.builds(lambda term, what: Definitions(((term, (Words(what),)),)), any_text, any_text),
    st.builds(
        Quote, any_text, any_text, any_text, any_text, any_text, st.booleans(), st.sampled_from(["", "nb", "nn"])
    ),
    st.builds(
        lambda name, text: TableBlock(name, Table(text, (text, "b"), ((text, 1), ("x", text)), (text,))),
        any_text,
        any_text,
    ),
    st.builds(lambda name, text: picture(name, title=text, alt=text, notes=(text,)), any_text, any_text),
    st.sampled_from([wide(), TableBlock("none", Table("", ()))]),
)


@settings(max_examples=60)
@given(st.lists(blocks, max_size=5), any_text, st.booleans())
def test_whatever_stands_in_it_the_file_opens(content, text, numbered):
    made = whole(*content, title=text, subtitle=text, notice=text, authors=(text,), keywords=(text,), numbered=numbered)
    data = render(made)
    check_sound(data)
    assert data == render(made)


class TestHeadings:
    """Word counts them, and knows them."""

    def test_they_have_words_own_styles_and_count_by_themselves(self):
        data = render(EVERYTHING)
        made = [(p.style.name, p.text) for p in docx.Document(io.BytesIO(data)).paragraphs if "Heading" in p.style.name]
        assert made == [("Heading 1", "First"), ("Heading 2", "Below"), ("Heading 1", "Second")]
        levels = of(of(part(data, "word/numbering.xml"), "abstractNum")[0], "lvl")
        assert [(value(of(one, "pStyle")[0]), value(of(one, "lvlText")[0])) for one in levels[:2]] == [
            ("Heading1", "%1"),
            ("Heading2", "%1.%2"),
        ]

    def test_deep_ones_share_the_last_style(self):
        section = Section("s8", "Deep 8")
        for level in range(7, 0, -1):
            section = Section(f"s{level}", f"Deep {level}", sections=(section,))
        data = render(Document("a", "en", (section,)).counted())
        check_sound(data)
        styles = [p.style.name for p in docx.Document(io.BytesIO(data)).paragraphs if p.text.startswith("Deep")]
        assert styles == [f"Heading {min(level, 6)}" for level in range(1, 9)]


class TestContents:
    """The lines are there before Word works anything out."""

    def lines(self, document):
        control = of(part(render(document)), "docPartObj")[0].getparent().getparent()
        return [
            (value(of(p, "pStyle")[0]), text_of(p), [value(a, "anchor") for a in of(p, "hyperlink")])
            for p in of(control, "p")
        ]

    def test_every_section_is_listed_and_leads_there(self):
        assert self.lines(EVERYTHING) == [
            ("TOCHeading", "Contents", []),
            ("TOC1", "1First", ["section_first"]),
            ("TOC2", "1.1Below", ["section_below"]),
            ("TOC1", "2Second", ["section_second"]),
        ]

    def test_all_lines_stand_in_the_field_that_word_updates(self):
        control = of(part(render(EVERYTHING)), "docPartObj")[0].getparent().getparent()
        wanted = {f"{W}fldChar", f"{W}hyperlink", f"{W}instrText"}
        found = [value(one, "fldCharType") or etree.QName(one).localname for one in control.iter() if one.tag in wanted]
        assert found == ["begin", "instrText", "separate", "hyperlink", "hyperlink", "hyperlink", "end"]

    def test_word_is_not_told_to_ask_whether_it_may_update(self):
        assert b"updateFields" not in parts(render(EVERYTHING))["word/settings.xml"]

    def test_a_single_section_needs_none(self):
        assert not of(part(render(Document("a", "en", (Section("a", "b"),)).counted())), "docPartObj")


class TestCaptions:
    """Numbers are fields, and show what they will be."""

    @pytest.mark.parametrize(("language", "words"), [("nb", "Table"), ("en", "Table")])
    def test_they_show_the_right_number(self, language, words):
        made = whole(table("a"), table("b"), picture("c"), table("d"), picture("e"), language=language)
        data = render(made)
        captions = [p.text for p in docx.Document(io.BytesIO(data)).paragraphs if p.style.name == "Caption"]
        numbers = [re.search(r"\d+", caption)[0] for caption in captions]
        assert numbers == ["1", "2", "1", "3", "2"]
        codes = [one.text.strip() for one in of(part(data), "instrText") if "SEQ" in one.text]
        assert [code.split()[1] for code in codes] == [caption.split()[0] for caption in captions]
        if language == "en":
            assert captions[0] == f"{words} 1. Numbers"

    def test_that_of_a_table_stays_with_it_and_a_picture_with_its_own(self):
        made = docx.Document(io.BytesIO(render(whole(table(), picture())))).paragraphs
        above = next(p for p in made if p.text.startswith("Table 1"))
        assert above.paragraph_format.keep_with_next
        styles = [p.style.name for p in made]
        assert styles[styles.index("Figure") + 1] == "Caption"


class TestLinks:
    """Within the document and out of it."""

    def link(self, target, *more):
        data = render(whole(Paragraph.of(Link("here", target)), *more))
        [*found] = [one for one in of(part(data), "hyperlink") if text_of(one) == "here"]
        return data, (found[0] if found else None)

    @pytest.mark.parametrize(
        ("target", "anchor"),
        [
            ("#second", "section_second"),
            ("#numbers", "table_numbers"),
            ("#bars", "figure_bars"),
            ("#q-abc", "quote_q_abc"),
        ],
    )
    def test_they_lead_to_every_kind_of_place(self, target, anchor):
        quote = Quote("q-abc", "words", "assistant", "T07", "power")
        data, link = self.link(target, table(), picture(), quote)
        assert value(link, "anchor") == anchor
        assert anchor in [value(mark, "name") for mark in of(part(data), "bookmarkStart")]

    def test_an_address_leads_out(self):
        data, link = self.link("https://example.org/a?b=1&c=2")
        rels = etree.fromstring(parts(data)["word/_rels/document.xml.rels"])
        [made] = [one for one in rels if one.get("Id") == link.get(f"{R}id")]
        assert (made.get("Target"), made.get("TargetMode")) == ("https://example.org/a?b=1&c=2", "External")

    @pytest.mark.parametrize(
        "target", ["#nowhere", "javascript:alert(1)", "file:///etc/passwd", "http://example.org", ""]
    )
    def test_what_leads_nowhere_is_text(self, target):
        data, link = self.link(target)
        assert link is None
        assert "here" in [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]

    def test_cells_of_a_table_lead_somewhere(self):
        tree = part(render(whole(table(links={(1, 0): "#second", (9, 9): "#second"}))))
        [cell] = [one for one in of(tree, "tc") if of(one, "hyperlink")]
        assert text_of(cell) == "trust"

    def test_names_that_look_alike_to_word_are_kept_apart(self):
        sections = tuple(Section(name, name) for name in ("a-b", "a_b", "A-b", "x" * 60, "x" * 61))
        check_sound(render(Document("a", "en", sections).counted()))


class TestQuotations:
    """In their own language, with who said it."""

    def test_words_of_another_language_are_marked(self):
        quotes = [
            Quote(f"q-{n}", f"words {n}", "assistant", "T07", "power", n == 1, code)
            for n, code in enumerate(["nn", "en", ""])
        ]
        data = render(whole(*quotes))
        runs = [one for one in of(part(data), "r") if text_of(one).startswith("words")]
        assert [[value(lang) for lang in of(run, "lang")] for run in runs] == [["nn-NO"], [], []]
        made = docx.Document(io.BytesIO(data)).paragraphs
        said = [p.text for p in made if p.style.name == "Quote Source"]
        assert said == ["– assistant, T07 · q-0", "– assistant, T07 · q-1 · reviewed", "– assistant, T07 · q-2"]
        assert [p.text for p in made if p.style.name == "Quote"] == ["words 0", "words 1", "words 2"]


class TestLists:
    """Bullets and numbers of Word."""

    def test_each_numbered_list_begins_with_one(self):
        twice = Bullets.of(["a", "b"], ordered=True)
        data = render(whole(twice, Paragraph.of("between"), twice))
        items = [p for p in of(part(data), "p") if of(p, "pStyle") and value(of(p, "pStyle")[0]) == "ListNumber"]
        numbers = [value(of(p, "numId")[0]) for p in items]
        assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
        starts = [value(one) for one in of(part(data, "word/numbering.xml"), "startOverride")]
        assert starts == ["1", "1"]


def test_a_blank_is_a_field_to_click_on():
    [control] = [one for one in of(part(render(EVERYTHING)), "sdt") if of(one, "tag")]
    assert (value(of(control, "tag")[0]), value(of(control, "alias")[0])) == ("e.f", "g")
    assert (text_of(control), value(of(control, "highlight")[0])) == ("[g]", "yellow")


class TestPictures:
    """Within the margins, with words for those who do not see them."""

    def test_alt_text_and_title_are_there(self):
        [shape] = part(render(whole(picture()))).iter("{*}docPr")
        assert (shape.get("descr"), shape.get("title"), shape.get("name")) == ("Two bars.", "Bars of codes", "bars")

    @pytest.mark.parametrize("size", [(3.0, 2.0), (40.0, 2.0), (2.0, 40.0)])
    def test_they_stay_within_the_margins(self, size):
        document = docx.Document(io.BytesIO(render(whole(picture(size=size)))))
        [shape], section = document.inline_shapes, document.sections[0]
        assert shape.width <= section.page_width - section.left_margin - section.right_margin
        assert shape.height <= section.page_height - section.top_margin - section.bottom_margin
        assert shape.width / shape.height == pytest.approx(size[0] / size[1], rel=0.01)


class TestPages:
    """What lies across, and what stands at the foot."""

    def sections(self, *content):
        data = render(whole(*content))
        check_sound(data)
        return [one.page_width > one.page_height for one in docx.Document(io.BytesIO(data)).sections]

    def test_only_wide_tables_lie_across(self):
        text = Paragraph.of("word " * 300)
        assert self.sections(text, table()) == [False]
        assert self.sections(text, wide(), text) == [False, True, False]
        assert self.sections(text, wide("a"), wide("b"), text) == [False, True, False]
        assert self.sections(text, wide("a"), Bullets(()), wide("b"), text) == [False, True, False]

    def test_no_page_is_empty(self):
        """A heading, and what is short, goes along; so the page before is not left with a line."""
        document = docx.Document(
            io.BytesIO(render(whole(Paragraph.of("short"), wide(), Paragraph.of("n", kind="note"))))
        )
        [_, across, _] = [[p.text for p in one.iter_inner_content() if hasattr(p, "runs")] for one in document.sections]
        assert across[:2] == ["First", "short"]
        assert across[-1] == "n"

    def test_every_page_has_the_notice_and_its_number(self):
        data = render(whole(Paragraph.of("x" * 900), wide()))
        rels = {
            one.get("Id"): one.get("Target") for one in etree.fromstring(parts(data)["word/_rels/document.xml.rels"])
        }
        ends = of(part(data), "sectPr")
        assert len(ends) == 3
        for end in ends:
            [reference] = of(end, "footerReference")
            foot = part(data, f"word/{rels[reference.get(f'{R}id')]}")
            assert text_of(foot).startswith("Handle with care.")
            assert "PAGE" in "".join(foot.itertext(f"{W}instrText"))


class TestSheet:
    """One page to give back: no numbers, no contents."""

    def test_it_has_no_clutter(self):
        sections = (Section("a", "What we saw", (table(), picture())), Section("b", "What now"))
        data = render(Document("A sheet", "nn", sections, numbered=False))
        check_sound(data)
        document = docx.Document(io.BytesIO(data))
        captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]
        assert captions == ["Numbers", "Bars of codes"]
        assert not of(part(data), "fldChar")
        assert not of(part(data), "docPartObj")
        assert not of(part(data), "footerReference")
        styles = of(part(data, "word/styles.xml"), "style")
        assert [value(style, "styleId") for style in styles if of(style, "numPr")] == ["ListBullet", "ListNumber"]

    def test_the_notice_stands_at_the_foot_without_a_number(self):
        data = render(Document("A sheet", "nn", (Section("a", "b"),), notice="Care.", numbered=False))
        [foot] = [content for name, content in parts(data).items() if "footer" in name]
        assert b"Care." in foot
        assert b"PAGE" not in foot


class TestProperties:
    """What the file says of itself."""

    def test_they_are_those_of_the_document(self):
        known = docx.Document(io.BytesIO(render(EVERYTHING))).core_properties
        assert (known.title, known.author, known.keywords) == ("An appendix", "Kari Nordmann", "care, play")
        assert (known.language, known.last_modified_by, known.comments) == ("en-GB", "", "")
        assert known.created.isoformat() == known.modified.isoformat() == "2025-03-14T00:00:00+00:00"

    @pytest.mark.parametrize(
        ("day", "said"),
        [
            ("2024", "2024-01-01"),
            ("", "1980-01-01"),
            ("nonsense", "1980-01-01"),
            ("2024-05", "2024-05-01"),
            ("0001", "1980-01-01"),
        ],
    )
    def test_the_day_is_that_of_the_material(self, day, said):
        known = docx.Document(io.BytesIO(render(replace(EVERYTHING, day=day)))).core_properties
        assert known.created.date().isoformat() == said

    def test_without_authors_nobody_is_named(self):
        content = parts(render(replace(EVERYTHING, authors=(), day="2025")))
        assert b"creator" not in content["docProps/core.xml"]
        assert b"lastModifiedBy" not in content["docProps/core.xml"]

    def test_nothing_tells_of_a_machine(self):
        data = render(EVERYTHING)
        content = parts(data)
        assert not [name for name in content if "thumbnail" in name or "custom" in name.lower()]
        assert b"Application" not in content["docProps/app.xml"]
        assert not re.search(rb"python|Macintosh|rsid|/tmp|/home", b"".join(content.values()), re.IGNORECASE)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}

    @pytest.mark.parametrize(("language", "tag"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
    def test_word_spells_in_the_language_of_the_document(self, language, tag):
        styles = part(render(replace(EVERYTHING, language=language)), "word/styles.xml")
        assert [value(one) for one in of(styles, "lang")] == [tag]


class TestTables:
    """As in articles, and for those who do not see them."""

    def test_headings_come_again_rows_stay_whole_and_they_are_described(self):
        tree = part(render(whole(table())))
        assert (len(of(tree, "tblHeader")), len(of(tree, "cantSplit"))) == (1, 3)
        assert (value(of(tree, "tblCaption")[0]), value(of(tree, "tblDescription")[0])) == ("Numbers", "n = 3.")

    def test_two_tables_in_a_row_stay_two(self):
        plain = Table("", ("a",), (("b",),))
        data = render(whole(TableBlock("a", plain), TableBlock("b", plain), numbered=False))
        check_sound(data)
        assert len(docx.Document(io.BytesIO(data)).tables) == 2
