"""What a notebook shows is escaped, wherever it comes from."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_corpus, make_source
from fou_toolkit import _html
from fou_toolkit.analysis.agreement import agreement, plan
from fou_toolkit.autocode import autocode, preview_cues
from fou_toolkit.codebooks import check_codebook
from fou_toolkit.model import (
    Code,
    Codebook,
    Coder,
    Coding,
    CodingSet,
    Cue,
    FileReceipt,
    Localised,
    Project,
    Receipt,
    Span,
)

EVIL = '<script>alert("x")</script> & </td>'
TAG = re.compile(r"<[^<>]*>")

any_text = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("<>&\"'"), max_size=40)


@st.composite
def texts_and_spans(draw):
    text = draw(any_text)
    place = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(place, place, any_text), max_size=5))
    return text, [(min(a, b), max(a, b), title) for a, b, title in pairs]


@given(texts_and_spans())
def test_highlighting_changes_nothing_but_adds_marks(drawn):
    text, spans = drawn
    shown = _html.highlighted(text, spans)
    assert unescape(TAG.sub("", shown)) == text
    assert {tag.split()[0].strip("</>") for tag in TAG.findall(shown)} <= {"mark"}
    assert shown.count("<mark ") == shown.count("</mark>")


@given(texts_and_spans())
def test_every_highlighted_letter_lies_in_a_mark(drawn):
    text, spans = drawn
    marked = "".join(
        unescape(found) for found in re.findall(r"<mark [^<>]*>(.*?)</mark>", _html.highlighted(text, spans), re.DOTALL)
    )
    covered = {place for start, end, _ in spans for place in range(start, end)}
    assert marked == "".join(text[place] for place in sorted(covered))


def test_overlapping_marks_become_one_that_names_both():
    assert _html.highlighted("tok ansvar", [(4, 10, "b"), (0, 10, "a")]) == '<mark title="a; b">tok ansvar</mark>'


def test_touching_marks_stay_two():
    assert _html.highlighted("ab", [(0, 1, "x"), (1, 2, "y")]) == '<mark title="x">a</mark><mark title="y">b</mark>'


def test_positions_are_code_points():
    assert _html.highlighted("😀å makt", [(3, 7, "m")]) == '😀å <mark title="m">makt</mark>'


@pytest.mark.parametrize(
    "shown",
    [
        _html.highlighted(EVIL, []),
        _html.highlighted(EVIL, [(0, 8, EVIL)]),
        _html.table([EVIL], [[EVIL]], caption=EVIL, note=EVIL),
        _html.passage(_html.highlighted(EVIL, []), EVIL, EVIL),
    ],
    ids=["text", "mark", "table", "passage"],
)
def test_no_part_of_the_page_lets_a_tag_through(shown):
    assert_escaped(shown)


def test_a_tooltip_cannot_leave_its_attribute():
    assert _html.highlighted("a", [(0, 1, '" onmouseover="x')]) == '<mark title="&quot; onmouseover=&quot;x">a</mark>'


def test_a_table_names_its_columns_for_screen_readers():
    assert '<th scope="col">kode</th>' in _html.table(["kode"], [])


def assert_escaped(shown):
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown
    assert "</script" not in shown
    assert 'alert("x")' not in shown


@pytest.fixture(scope="module")
def evil():
    """A corpus and a codebook with a script in every place that holds text."""
    said = f"Makta {EVIL} er hos oss."
    source = make_source(f"Anne: {said}", id=EVIL, genre=EVIL)
    turns = tuple(type(turn)(turn.span, EVIL, EVIL, turn.language) for turn in source.turns)
    corpus = make_corpus(
        type(source)(source.id, source.text, turns, source.marks, source.attributes), roles={EVIL: EVIL}
    )
    cues = (Cue("makt"), Cue(f"makt [genre!={EVIL[:8]}]"))
    return corpus, Codebook(EVIL, (Code(EVIL, Localised(EVIL, EVIL, EVIL), cues=cues),))


@pytest.mark.parametrize("unit", ["sentence", "turn", "source"])
def test_suggestions_are_escaped(evil, unit):
    result = autocode(*evil, unit=unit)
    assert len(result) == 1
    shown = result._repr_html_()
    assert_escaped(shown)
    # The text, id and name of the code, the source.
    assert shown.count("&lt;script&gt;alert") == 4
    assert 'title="makt; makt [genre!=&lt;script&gt;]"' in shown


def test_a_summary_is_escaped(evil):
    shown = autocode(*evil).summary(by=("role", "speaker", "genre", "participant"))._repr_html_()
    assert_escaped(shown)
    # Id and name of the code, and four columns.
    assert shown.count("&lt;script&gt;alert") == 6


def test_a_preview_is_escaped(evil):
    shown = preview_cues(*evil)._repr_html_()
    assert_escaped(shown)
    assert "[genre!=&lt;script&gt;]" in shown
    assert "<td>Makta &lt;script&gt;alert(" in shown


def test_a_receipt_is_escaped():
    file = FileReceipt(EVIL, EVIL, speakers=((EVIL, 2),), interviewers=(EVIL,), languages=("nb",))
    shown = Receipt((file,))._repr_html_()
    assert_escaped(shown)
    assert shown.count("&lt;script&gt;alert") == 4


def test_a_checked_codebook_is_escaped(evil):
    shown = check_codebook(evil[1])._repr_html_()
    assert "<script" not in shown


@pytest.fixture(scope="module")
def compared(evil):
    """Two coders with a script for a name, who see the sentence with the script differently."""
    corpus, codebook = evil
    coders = [Coder(EVIL, EVIL, EVIL), Coder("b", "person", "1")]
    other = Code("M", Localised("Makt"))
    project = Project(
        type(corpus)((*corpus.sources, make_source("Anne: Ja. Nei.", id="s2"))),
        Codebook(EVIL, (*codebook, other)),
        CodingSet.of(
            [Coding(EVIL, Span(6, 10), EVIL, EVIL), Coding(EVIL, Span(6, 10), "M", "b")],
            coders,
            read=[(coder.id, source) for coder in coders for source in (EVIL, "s2")],
        ),
    )
    return agreement(project, bootstrap=None)


def test_a_comparison_of_coders_is_escaped(compared):
    shown = compared._repr_html_()
    assert_escaped(shown)
    # Name, kind and codebook of the coder in the caption, the name in the heading, id and name of the code.
    assert shown.count("&lt;script&gt;alert") == 6


def test_pairs_of_coders_are_escaped(compared):
    shown = compared.pairwise()._repr_html_()
    assert_escaped(shown)
    assert shown.count("&lt;script&gt;alert") == 1


def test_codes_that_are_mixed_up_are_escaped(compared):
    shown = compared.confusion()._repr_html_()
    assert_escaped(shown)
    # Id and name, and the coder in the heading.
    assert shown.count("&lt;script&gt;alert") == 3


@pytest.mark.parametrize("code", [None, EVIL])
def test_passages_are_escaped(compared, code):
    shown = compared.disagreements(code)._repr_html_()
    assert_escaped(shown)
    # Coder, source, code and text; and once more what it is about.
    assert shown.count("&lt;script&gt;alert") == 4 + (code is not None)


def test_a_plan_is_escaped(compared):
    shown = plan(compared, replicates=10)._repr_html_()
    assert_escaped(shown)
    assert shown.count("&lt;script&gt;alert") == 2
