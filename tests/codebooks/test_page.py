"""A codebook as a page: what is on it, that it is safe, and that it needs nothing from outside."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit._i18n import LANGUAGES, set_language, t, tn
from fou_toolkit.codebooks import codebook_page, read_codebook
from fou_toolkit.model import Code, Codebook, Cue, Example, Localised, Utterance
from fou_toolkit.workspace import example_material

EVIL = '<script>alert("x")</script> & \'"><img src=x onerror=y></details>'
VOID = {"meta"}
LOADING = {"src", "srcset", "data", "action", "poster", "background", "ping", "style"}


class Page(HTMLParser):
    """A page taken apart: its elements, and the text of those that are asked for."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == [], "everything that is opened is closed"

    def handle_starttag(self, tag, attrs):
        assert len(attrs) == len(dict(attrs))
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        self.texts.append((tuple(self._open), data))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def within(self, tag: str) -> list[str]:
        """Give the pieces of text in elements of a name."""
        return [data for path, data in self.texts if tag in path]

    @property
    def shown(self) -> str:
        return "".join(data for path, data in self.texts if "style" not in path)

    @property
    def links(self) -> list[str]:
        return [link["href"] for link in self.of("a")]

    @property
    def anchors(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]


def three(word):
    return Localised(f"{word} nb", f"{word} nn", f"{word} en")


BOOK = Codebook(
    "bok",
    (
        Code("M", three("Makt"), brief=three("Kort om makt"), definition=three("Langt om makt, se M1 og T2")),
        Code(
            "M1",
            three("Struktur"),
            "M",
            brief=three("Kort"),
            definition=three("Lang"),
            use_when=three("Når"),
            do_not_use_when=three(
                "Det er M2, (T2), ÆØ3 eller X9; M10 og AM1 og M1a er noe annet; T nevnes også, men ikke M2"
            ),
            examples=(Example("intervju_1", "sånn har det alltid vært"), Example("logg_2", "jaha")),
            utterances=(Utterance("Sånn er det."), Utterance("Slik er det.", "nn"), Utterance("Det var det.")),
            cues=(Cue("makt~"), Cue("ta _{0,3} ansvar", "nn")),
        ),
        Code("M2", three("Taus"), "M", no_cues=three("Ingen kan høre det")),
        Code("T", three("Tid")),
        Code("T2", three("Venting"), "T", use_when=three("Bare når"), cues=(Cue("vente"),)),
        Code("ÆØ3", three("Nordlig"), "T"),
    ),
    version="1.10",
    title=Localised("Tittel nb", "Tittel nn", "Title en"),
    attributes={"licence": "CC BY 4.0"},
)


@pytest.fixture
def page():
    return Page(codebook_page(BOOK))


class TestContent:
    def test_the_head_says_title_version_size_and_licence(self, page):
        assert page.within("h1") == ["Title en"]
        assert page.within("title") == ["Title en"]
        for words in ("Version 1.10", "2 themes", "4 codes", "CC BY 4.0"):
            assert words in page.shown

    def test_without_a_title_the_name_stands_there(self):
        assert Page(codebook_page(Codebook("bok", ()))).within("h1") == ["bok"]

    def test_themes_and_codes_are_headings_in_the_order_of_the_codebook(self, page):
        assert [words for words in page.within("h2") if words[:2] in ("M ", "T ")] == ["M Makt en", "T Tid en"]
        assert page.within("h3") == ["M1 Struktur en", "M2 Taus en", "T2 Venting en", "ÆØ3 Nordlig en"]

    def test_all_parts_of_a_code_are_there(self, page):
        shown = page.shown
        for words in (
            *("Kort om makt en", "Langt om makt, se M1 og T2 en", "Kort en", "Lang en", "Når en"),
            *("«sånn har det alltid vært» (intervju_1)", "«jaha» (logg_2)", "ta _{0,3} ansvar"),
        ):
            assert words in shown
        assert t("No cues: {reason}", reason="Ingen kan høre det en") in shown

    def test_parts_that_a_code_has_not_leave_no_heading(self, page):
        """M1 has all four, T2 one."""
        labels = [t(label) for label in ("Use when", "Do not use when", "Examples", "It can sound like")]
        assert page.within("h4") == [*labels, labels[0]]

    def test_utterances_are_those_of_the_language_or_all(self):
        for language, expected in (
            ("nb", ["«Sånn er det.»", "«Det var det.»"]),
            ("nn", ["«Slik er det.»"]),
            ("en", ["«Sånn er det.»", "«Slik er det.»", "«Det var det.»"]),
        ):
            set_language(language)
            assert [words for words in Page(codebook_page(BOOK)).within("li") if words.startswith("«")] == expected

    def test_cues_are_folded_and_can_be_left_out(self, page):
        assert page.within("code") == ["makt~", "ta _{0,3} ansvar", "vente"]
        assert page.within("summary") == [tn("{n} cue", "{n} cues", 2), tn("{n} cue", "{n} cues", 1)]
        assert all("open" not in attributes for attributes in page.of("details"))
        without = Page(codebook_page(BOOK, cues=False))
        assert without.of("details") == without.of("code") == []
        assert "makt~" not in without.shown
        assert t("No cues: {reason}", reason="Ingen kan høre det en") in without.shown

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_page_says_which_language_it_is_in(self, language):
        set_language(language)
        page = Page(codebook_page(BOOK))
        assert [attributes["lang"] for attributes in page.of("html")] == [language]
        assert page.within("h3")[0] == f"M1 Struktur {language}"
        assert t("Use when") in page.within("h4")

    def test_a_code_without_a_theme_is_shown_whole(self):
        """A codebook may be a plain list of codes; `evaluate` takes these for codes, too."""
        alone = Code(
            "E", three("Enslig"), use_when=three("Alltid"), cues=(Cue("enslig"),), examples=(Example("s", "jo"),)
        )
        page = Page(codebook_page(Codebook("flat", (alone,))))
        assert all(words in page.shown for words in ("Alltid en", "enslig", "«jo»"))


class TestAdvice:
    def test_a_new_coder_reads_what_the_unit_is(self):
        """Each unit has its own advice, and the rest is the same."""
        advice = {}
        for unit in ("sentence", "turn", "source", "something else"):
            listed = Page(codebook_page(Codebook("bok", (), unit=unit))).within("li")
            advice[unit] = listed
            assert len(listed) == (3 if unit == "something else" else 4)
        assert len({listed[0] for listed in advice.values()}) == 4
        assert {tuple(listed[-3:]) for listed in advice.values()} == {tuple(advice["turn"][-3:])}

    def test_the_note_of_the_codebook_is_part_of_it(self):
        page = Page(codebook_page(Codebook("bok", (), note=three("Husk dette"))))
        assert "Husk dette en" in page.within("li")
        assert len(page.within("li")) == len(Page(codebook_page(Codebook("bok", ()))).within("li")) + 1


class TestLinks:
    def test_every_link_leads_to_something_on_the_page(self, page):
        assert {link.removeprefix("#") for link in page.links} <= set(page.anchors)
        assert all(link.startswith("#") for link in page.links)

    def test_every_code_has_one_place_and_stands_in_the_contents(self, page):
        assert sorted(page.anchors) == sorted(code.id for code in BOOK)
        contents = page.links[: len(BOOK)]
        assert contents == [f"#{code.id}" for code in BOOK]

    def test_neighbours_are_links_with_their_names(self, page):
        found = [(link["href"], link["title"]) for link in page.of("a") if "title" in link]
        assert found == [
            *(("#M1", "Struktur en"), ("#T2", "Venting en")),
            *(("#M2", "Taus en"), ("#T2", "Venting en"), ("#ÆØ3", "Nordlig en"), ("#M2", "Taus en")),
        ]

    def test_what_is_no_code_of_the_book_stays_text(self, page):
        [text] = [
            words
            for path, words in page.texts
            if "a" not in path and words.startswith(" eller X9; M10 og AM1 og M1a er")
        ]
        assert text.endswith("men ikke ")

    def test_linking_changes_no_word(self, page):
        assert (
            "Det er M2, (T2), ÆØ3 eller X9; M10 og AM1 og M1a er noe annet; T nevnes også, men ikke M2 en" in page.shown
        )


def levels(page):
    return [int(name[1]) for name, _ in page.elements if re.fullmatch(r"h[1-6]", name)]


def assert_readable(page):
    """Check what a screen reader goes by: one title, and no level of headings left out."""
    found = levels(page)
    assert found[0] == 1
    assert found.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(found))


def assert_self_contained(html):
    """Check that opening the page asks nobody for anything."""
    page = Page(html)
    assert not {name for name, _ in page.elements} & {
        *("script", "link", "img", "iframe", "object", "embed", "base", "form", "video", "audio", "svg")
    }
    for _, attributes in page.elements:
        assert not {name for name in attributes if name in LOADING or name.startswith("on")}
        assert attributes.get("href", "#").startswith("#")
        assert "http-equiv" not in attributes
    [style] = page.within("style")
    assert not re.search(r"url\(|@import|@font-face|//", style)


class TestStructure:
    def test_headings_come_in_order(self, page):
        assert_readable(page)

    def test_a_code_under_a_code_has_its_place(self):
        codes = (*BOOK.codes, Code("M11", three("Under"), "M1"), Code("M111", three("Underst"), "M11"))
        page = Page(codebook_page(Codebook("dyp", codes)))
        assert_readable(page)
        assert sorted(page.anchors) == sorted(code.id for code in codes)
        assert page.within("h3")[:3] == ["M1 Struktur en", "M11 Under en", "M111 Underst en"]

    def test_it_asks_nobody_for_anything(self):
        assert_self_contained(codebook_page(BOOK))

    def test_it_is_a_whole_page_in_utf_8(self):
        html = codebook_page(BOOK)
        assert html.startswith("<!DOCTYPE html>\n<html ")
        assert html.endswith("</html>\n")
        assert {"charset": "utf-8"} in Page(html).of("meta")
        assert len(Page(html).of("main")) == 1

    def test_the_contents_have_a_name_for_screen_readers(self, page):
        assert page.of("nav") == [{"aria-label": t("Contents")}]

    def test_the_same_codebook_gives_the_same_page(self):
        assert codebook_page(BOOK) == codebook_page(BOOK)

    def test_an_empty_codebook_is_a_page(self):
        page = Page(codebook_page(Codebook("tom", ())))
        assert_readable(page)
        assert page.links == []


def hostile(text):
    """Make a codebook with a text in every place."""
    every = Localised(text, text, text)
    details = {
        **dict.fromkeys(("brief", "definition", "use_when", "do_not_use_when", "no_cues"), every),
        "examples": (Example(text, text),),
        "utterances": (Utterance(text),),
        "cues": (Cue(text),),
    }
    return Codebook(
        text,
        (
            Code(text, every, brief=every, definition=every),
            Code("M1", every, text, **details),
            Code("M2", every, text, do_not_use_when=Localised(f"{text} M1 {text}")),
        ),
        version=text,
        title=every,
        note=every,
        attributes={"licence": text},
    )


class TestHostile:
    def test_nothing_gets_out_of_its_place(self):
        html = codebook_page(hostile(EVIL))
        page = Page(html)
        assert_self_contained(html)
        assert_readable(page)
        assert {link["title"] for link in page.of("a") if "title" in link} == {EVIL}
        assert page.links[0] == f"#{EVIL}"
        assert EVIL in page.anchors
        assert page.within("title") == page.within("h1") == [EVIL]
        # Title twice, version, licence, note; contents: 2, 1, 1; theme: 2, 1, 1; first code: 1, 5, 2, 1, 1; second: 1, 2.
        assert page.shown.count(EVIL) == 5 + 4 + 4 + 10 + 3

    @given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("<>&\"'"), min_size=1, max_size=30))
    def test_whatever_is_written_is_shown_as_it_was_written(self, text):
        page = Page(codebook_page(hostile(text)))
        assert page.within("h1") == [text]
        assert page.within("code") == [text]
        assert [words for words in page.within("blockquote") if words.startswith("«")] == [f"«{text}» "]
        assert {name for name, _ in page.elements} == {name for name, _ in Page(codebook_page(hostile("x"))).elements}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", ["no", "en"])
def test_the_shipped_codebooks_make_good_pages(example, language):
    set_language(language)
    book = read_codebook(example_material(example).codebook)
    html = codebook_page(book)
    page = Page(html)
    assert_self_contained(html)
    assert_readable(page)
    assert sorted(page.anchors) == sorted(code.id for code in book)
    assert {link.removeprefix("#") for link in page.links} <= set(page.anchors)
    assert sum("title" in link for link in page.of("a")) > len(book) / 2
    assert len(page.within("code")) == sum(len(code.cues) for code in book)


def test_a_codebook_that_was_read_from_a_file_makes_a_page(save, text):
    page = Page(codebook_page(read_codebook(save(text))))
    assert page.within("h3") == ["M1 Power structure"]
    assert page.within("code") == ["makt~", "sånn har det _{0,2} alltid vært", "ovanfrå og ned", "power"]
