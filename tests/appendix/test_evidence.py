"""What stands behind numbers: each passage once, in order, with words only where people agreed to be quoted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_codebook, make_corpus, make_source
from fou_toolkit.appendix.config import Config, QuotationChoice
from fou_toolkit.appendix.document import Behind
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.evidence import Evidence, Opened, cut, runs, spoken
from fou_toolkit.appendix.material import Material
from fou_toolkit.model import Coder, Coding, CodingSet, Project, Span

pytestmark = pytest.mark.usefixtures("english")


def edition_of(*codings, quotable=lambda _: True, blind=False, longest=60):
    sources = (
        make_source("Anne: Makta er vår.", "Bo: Eg veit ikkje om det.", id="s1"),
        make_source("Bo: Vi bestemte det sammen.", id="s2"),
    )
    corpus = make_corpus(*sources, roles={"Anne": "styrer", "Bo": "assistent"})
    coders = (Coder("kari", "person"), Coder("m", "language model"))
    project = Project(corpus, make_codebook({"M1": [], "M2": []}), CodingSet.of(codings, coders))
    config = Config(quotations=QuotationChoice(longest=longest))
    return Edition.of(Material(project, quotable, quotable), config, blind=blind)


FIRST = Coding("s1", Span(6, 19), "M1", "kari")
SECOND = Coding("s1", Span(24, 45), "M2", "m", 1, "supports")
OTHER = Coding("s2", Span(4, 27), "M1", "kari")


class TestEvidence:
    def test_a_passage_that_many_numbers_open_is_kept_once(self):
        edition = edition_of(FIRST, SECOND, OTHER)
        found = Evidence.of(edition, [Behind("a", (0, 2)), Behind("b", (2,)), Behind("c", (0,))])
        assert len(found.passages) == 2
        assert [rows.tolist() for rows in found.rows] == [[0, 1], [1], [0]]
        assert found.titles == ("a", "b", "c")

    def test_what_nothing_opens_is_not_kept(self):
        found = Evidence.of(edition_of(FIRST, SECOND, OTHER), [Behind("a", (1,))])
        assert found.passages.words == ("Eg veit ikkje om det.",)
        assert found.passages.codes == (("M2", "M2"),)
        assert found.passages.texts == ("s1",)

    def test_nothing_opened_is_nothing(self):
        found = Evidence.of(edition_of(FIRST), [])
        assert len(found) == len(found.passages) == 0

    def test_words_that_may_not_be_quoted_are_nowhere(self):
        edition = edition_of(FIRST, SECOND, OTHER, quotable=lambda one: one.source == "s2")
        passages = Evidence.of(edition, [Behind("a", (0, 1, 2))]).passages
        assert passages.words == ("Vi bestemte det sammen.",)
        assert passages.said == [-1, -1, 0]

    def test_places_codes_and_polarity_stand_beside(self):
        passages = Evidence.of(edition_of(FIRST, SECOND), [Behind("a", (0, 1))]).passages
        assert passages.line == [1, 2]
        assert [passages.codes[one][0] for one in passages.code] == ["M1", "M2"]
        assert [passages.coders[one] for one in passages.coder] == ["kari (person)", "m (language model)"]
        assert passages.polarity == [0, 1]

    def test_a_blind_edition_names_the_kind_of_coder_only(self):
        assert Evidence.of(edition_of(FIRST, blind=True), [Behind("a", (0,))]).passages.coders == ("person",)

    def test_rows_stand_in_the_order_of_texts_and_places(self):
        edition = edition_of(OTHER, SECOND, FIRST)
        passages = Evidence.of(edition, [Behind("a", tuple(range(3)))]).passages
        assert [(passages.texts[text], line) for text, line in zip(passages.text, passages.line, strict=True)] == [
            ("s1", 1),
            ("s1", 2),
            ("s2", 1),
        ]

    def test_long_passages_are_cut_visibly(self):
        passages = Evidence.of(edition_of(OTHER, longest=2), [Behind("a", (0,))]).passages
        assert passages.words == ("Vi bestemte […]",)

    def test_words_do_not_show_when_it_is_printed(self):
        found = Evidence.of(edition_of(FIRST), [Behind("a", (0,))])
        assert "Makta" not in repr(found) + repr(found.passages)


class TestSpoken:
    def test_labels_of_speakers_are_left_out(self):
        source = make_source("Anne: Makta er vår.", "Bo: Eg veit det.")
        assert spoken(source, 0, len(source.text))[0] == "Makta er vår.\nEg veit det."

    def test_a_text_without_turns_gives_its_words(self):
        source = make_source("Ja nei")
        assert spoken(type(source)("s", "Ja\r\n nei"), 0, 8) == ("Ja nei", "")

    def test_the_language_is_that_of_what_is_said_first(self):
        source = make_source("Anne: Well.", language="en")
        assert spoken(source, 6, 11) == ("Well.", "en")

    @given(st.data())
    def test_no_stretch_shows_who_speaks(self, data):
        source = make_source("Zebulon: Ja, vi gjorde det.", "Quirinus: Nei.", "Zebulon: Jo.")
        start = data.draw(st.integers(0, len(source.text)))
        end = data.draw(st.integers(start, len(source.text)))
        said = spoken(source, start, end)[0]
        assert not any(sign in said for sign in "ZQ:")
        inside = "".join(source.text[max(start, t.span.start) : min(end, t.span.end)] for t in source.turns)
        assert "".join(said.split()) == "".join(inside.split())


class TestCut:
    @given(st.lists(st.sampled_from("ab cd 😀 ה \n".split(" ")), max_size=12), st.integers(1, 5))
    def test_no_more_words_than_asked_for_and_a_cut_is_seen(self, parts, most):
        text = " ".join(parts)
        made = cut(text, most)
        if len(text.split()) <= most:
            assert made.split() == text.split()
        else:
            assert made.split() == [*text.split()[:most], "[…]"]

    def test_signs_that_no_page_holds_are_left_out(self):
        assert cut("a\x00b\ud800", 5) == "ab"


class TestRuns:
    @given(st.sets(st.integers(0, 10**6), max_size=200))
    def test_rows_come_back(self, rows):
        found, at = [], 0
        for part in runs(sorted(rows)).split(",") if rows else []:
            gap, _, more = part.partition(".")
            at += int(gap, 36)
            found.append(at)
            for _ in range(int(more or "0", 36)):
                at += 1
                found.append(at)
        assert found == sorted(rows)

    def test_neighbours_are_one_run(self):
        assert runs(np.arange(50_000).tolist()) == "0.12kv"


def test_what_is_the_same_is_opened_once():
    opened = Opened()
    assert [opened.place(Behind(title, (1,))) for title in "aba"] == [0, 1, 0]
    assert [one.title for one in opened] == ["a", "b"]
