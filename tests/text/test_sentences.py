import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_index, make_source, sentences_in
from fou_toolkit.model import Source, Span, Turn
from fou_toolkit.text import split_sentences
from fou_toolkit.text.wordlists import ABBREVIATIONS, CLOSING_ABBREVIATIONS
from reference import Data, sentences_of
from strategies import LINE, any_text, sources, talk

LISTS = Data(abbreviations=ABBREVIATIONS, closing=CLOSING_ABBREVIATIONS)


def split(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Vi tok ansvar. | Det regnet.",
        "Hvem bestemmer? | Styrer! | Ja … | Nei.",
        "Vi var 3. | 4 av oss kom.",
        "det regnet. vi gikk hjem.",
        "Vi spiste kl. 11 og ca. 12.",
        "Vi leser f.eks. Bakhtin, bl.a. Kari gjør det.",
        "Bøker, leker osv. | Vi rydder.",
        "Bøker, leker osv. og spill.",
        "Bøker, leker osv. 3 dager.",
        "A. Hansen sa det. | B. Ås òg.",
        "Ø. Hansen sa det. | Vi så Q. Berg.",
        "ÅSE kom. | Vi gikk.",
        "«Er det mat?» sa Mona. | «Ja!» | «Nei.» | Vi lo.",
        "Han sa «nei». | Vi gikk.",
        "(Det regnet.) | (Vi lo.) | Ja.",
        "Ja ... litt.",
        "Ja ... | Litt.",
        "Ja ... 3 barn.",
        "Ja… | Litt. | Ja… litt.",
        "Versjon 2.0 kom. | Vi lo.",
        "se www.uis.no. | Vi lo.",
        "Hva?! | Nei.",
        "Ja.Nei.",
        "Ja. | – Nei. | – Jo.",
        "Ja. | 😀 Nei.",
        "Ja.)))) | Nei.",
        "Ja.))))) Nei.",
        "Eh. | Ja.",
        "ja . | så tok vi ansvar ! | og makt",
        "det regnet. | vi gikk. | vi lo? | ja",
        "det regnet, vi så 3. vi gikk f.eks. hjem. | og lo! | ja",
        "det regnet. vi gikk. | Vi lo. og ja.",
        "det regnet. vi gikk. | 3 av oss lo.",
        "det regnet. | vi gikk. | og lo. | 3 av oss.",
        "«det regnet.» vi gikk. vi lo.",
        "det ... regnet ... vi ... gikk",
    ],
)
def test_stops(text):
    assert split(text.replace(" | ", " ")) == text.split(" | ")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Vi tok ansvar\n\nog det regnet", ["Vi tok ansvar", "og det regnet"]),
        ("Vi tok ansvar\n \nog det regnet", ["Vi tok ansvar", "og det regnet"]),
        ("Vi tok ansvar\nDet regnet", ["Vi tok ansvar", "Det regnet"]),
        ("makt\nansvar\nfelles praksis", ["makt", "ansvar", "felles praksis"]),
        (f"{LINE}og det {LINE}og slutt.", [f"{LINE}og det {LINE}og slutt."]),
        (f"{LINE}- og det\n- og slutt", [LINE.strip(), "- og det", "- og slutt"]),
        (f"{LINE}\nog slutt", [LINE.strip(), "og slutt"]),
        (f"{LINE * 4}\nog slutt", [f"{LINE * 4}".strip(), "og slutt"]),
        (f"{LINE}Det {LINE}Slutt", [LINE.strip(), f"Det {LINE}".strip(), "Slutt"]),
        ("Mål:\n1. Vi leker.\n2. Vi lærer. Og vi ler.", ["Mål:", "1. Vi leker.", "2. Vi lærer.", "Og vi ler."]),
        ("1. Vi leker.", ["1. Vi leker."]),
        ("Vi så 2. Vi telte.", ["Vi så 2.", "Vi telte."]),
        ("Ja.\r\nNei.", ["Ja.", "Nei."]),
        ("\n\n Ja. \n", ["Ja."]),
        ("«Ja.»\n«Nei.»", ["«Ja.»", "«Nei.»"]),
    ],
)
def test_lines(text, sentences):
    assert split(text) == sentences


@pytest.mark.parametrize(("width", "wrapped"), [(44, False), (45, True), (46, True)])
def test_lines_of_45_code_points_are_wrapped(width, wrapped):
    line = "og " * 20
    text = f"{line[: width - 2]}👍a\n" * 3 + "og"
    assert (len(split(text)) == 1) == wrapped


@pytest.mark.parametrize("text", ["", " \n ", "... –", "😀"])
def test_without_a_word_there_is_no_sentence(text):
    assert split(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Det går. | Eh, vi tok ansvar.",
        "Det går, eh. | Vi tok ansvar.",
        "Eh, vi tok ansvar, hm.",
        "Det går. | Hm, eh … vi tok ansvar.",
    ],
)
def test_fillers_help_to_find_sentences_and_belong_to_them(text):
    assert sentences_in(make_index(text.replace(" | ", " "))) == text.split(" | ")


def test_a_sentence_of_fillers_only_is_none():
    assert sentences_in(make_index("Vi tok ansvar. Eh, hm. Det regnet. Mm.")) == ["Vi tok ansvar.", "Det regnet."]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Ja. [latter] Nei.", ["Ja.", "Nei."]),
        ("Ja.[latter] Nei.", ["Ja.", "Nei."]),
        ("Ja [latter. Og] nei.", ["Ja [latter. Og] nei."]),
        ("[latter] Ja. [Latter]", ["Ja."]),
        ("Vi tok [pause]\n\n[latter] ansvar", ["Vi tok", "ansvar"]),
    ],
)
def test_marks_are_blank(text, sentences):
    assert sentences_in(make_index(text)) == sentences


def test_what_stands_between_turns_belongs_to_no_sentence():
    source = make_source("Anne: vi tok", "Bo: ansvar. Og så?", "(det regnet)")
    assert sentences_in(make_index(source)) == ["vi tok", "ansvar.", "Og så?", "(det regnet)"]


def test_a_sentence_ends_where_its_turn_ends():
    """Even in the middle of a word."""
    source = Source("a", "Ja, vi tok ansvar", (Turn(Span(0, 12)), Turn(Span(12, 17))))
    index = make_index(source)
    assert sentences_in(index) == ["Ja, vi tok a"]
    assert [index.form(word) for word in range(len(index))] == ["ja", "vi", "tok", "ansvar"]


@pytest.mark.parametrize("before", ["x", f"{LINE}", "Ja\n\nNei\nJo", "En lang linje uten brudd " * 9])
def test_lines_of_other_turns_and_sources_have_no_influence(before):
    """Whether a turn is wrapped, and whether a number begins a list, is seen in the turn alone."""
    turns = ["vi tok\nansvar", f"{LINE}og det var {LINE}og slutt", "1. Vi leker."]
    alone = [sentence for turn in turns for sentence in sentences_in(make_index(turn))]
    first = make_source(before, id="a")
    together = sentences_in(make_index(first, make_source(*turns, id="b"), make_source(turns[0], id="c")))
    assert together == [*sentences_in(make_index(before)), *alone, *sentences_in(make_index(turns[0]))]


@given(st.one_of(any_text, talk))
def test_sentences_are_those_of_the_reference(text):
    source = Source("a", text, (Turn(Span(0, len(text))),))
    expected = [(sentence.start, sentence.end) for sentence in sentences_of(source, LISTS)]
    assert [(span.start, span.end) for span in split_sentences(text)] == expected


@given(sources())
def test_sentences_stand_in_order_and_hold_all_words(source):
    index = make_index(source)
    start, end = index.sentence_start, index.sentence_end
    assert (start < end).all()
    assert (end[:-1] <= start[1:]).all()
    assert (index.start >= start[index.sentence]).all()
    assert (index.start < end[index.sentence]).all()


def _ud_sentences(path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("# text = ").strip() for line in lines if line.startswith("# text = ")]


@pytest.mark.parametrize(
    ("name", "least"),
    [("data/norne_deid/no_bokmaal-ud-test.conllu", 0.95), ("data/norne_deid/no_nynorsk-ud-test.conllu", 0.92)],
)
def test_sentence_borders_in_running_norwegian(shared, name, least):
    """Nearly two thousand sentences joined by blanks; many have no full stop, so recall has a ceiling."""
    gold, text = set(), ""
    for sentence in _ud_sentences(shared(name)):
        text += sentence
        gold.add(len(text))
        text += " "
    found = {span.end for span in split_sentences(text)}
    right = len(gold & found)
    assert 2 * right / (len(gold) + len(found)) >= least
    assert right / len(found) >= 0.99
