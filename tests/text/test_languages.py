import json
from itertools import groupby

import pytest

from builders import make_source
from fou_toolkit.model import Source, Span, Turn
from fou_toolkit.text import detect_languages
from fou_toolkit.text.wordlists import LANGUAGE_MARKERS

NB = "Jeg vet ikke hvorfor noen gjør det hele uken."
NN = "Eg veit ikkje kvifor nokon gjer det heile veka."
EN = "I think that they should know what this was about."


def languages(*sources: Source) -> list[str]:
    return [turn.language for source in detect_languages(sources) for turn in source.turns]


@pytest.mark.parametrize(("text", "language"), [(NB, "nb"), (NN, "nn"), (EN, "en")])
def test_a_turn_with_many_of_its_words_decides_by_itself(text, language):
    assert languages(make_source(NB, text, NB, language="")) == ["nb", language, "nb"]


def test_case_does_not_matter():
    assert languages(make_source(NN.upper(), language="")) == ["nn"]


def test_an_apostrophe_may_be_typographic():
    straight = "Don't, doesn't, I'm, it's."
    assert languages(make_source(straight, language="")) == ["en"]
    assert languages(make_source(straight.replace("'", "’"), language="")) == ["en"]


def test_a_short_turn_is_in_the_language_of_its_speaker():
    source = make_source(f"Anne: {NN}", f"Bo: {NB}", "Anne: Ja, sant.", "Bo: Ja.", language="")
    assert languages(source) == ["nn", "nb", "nn", "nb"]


def test_a_speaker_of_few_words_is_in_the_language_of_the_source():
    assert languages(make_source(f"Anne: {NN}", "Bo: Ja.", language="")) == ["nn", "nn"]
    assert languages(make_source(f"Anne: {NB}", "Bo: Ja.", language="")) == ["nb", "nb"]


def test_a_source_of_few_words_is_in_the_language_of_the_corpus():
    assert languages(make_source(NN, id="a", language=""), make_source("Ja.", id="b", language="")) == ["nn", "nn"]


def test_without_any_sign_it_is_bokmal():
    assert languages(make_source("Ja. Takk.", language="")) == ["nb"]
    assert languages(make_source("", language="")) == ["nb"]
    assert languages() == []


def test_the_same_label_in_two_sources_is_two_speakers():
    one = make_source(f"A: {NN}", "A: Ja.", id="a", language="")
    two = make_source(f"A: {NB}", "A: Ja.", id="b", language="")
    assert languages(one, two) == ["nn", "nn", "nb", "nb"]


def test_a_language_set_by_hand_stays():
    source = make_source(NB, NB, language="").with_language("en")
    assert languages(source) == ["en", "en"]


def test_labels_marks_and_what_stands_between_turns_do_not_count():
    text = f"[{NN} {NN}] Ja."
    assert languages(make_source(NB, text, language="")) == ["nb", "nb"]
    assert languages(Source("a", f"{NN} {NN} {NB}", (Turn(Span(2 * len(NN) + 2, 2 * len(NN) + 2 + len(NB))),))) == [
        "nb"
    ]


def test_nothing_but_the_language_of_turns_changes():
    source = make_source(f"Anne: {NN} [latter]", "I: Ja?", language="", genre="intervju")
    [found] = detect_languages([source])
    assert found.with_language("nb") == source.with_language("nb")


def test_no_word_is_a_marker_of_two_languages():
    for one in LANGUAGE_MARKERS:
        for two in LANGUAGE_MARKERS:
            assert one == two or not LANGUAGE_MARKERS[one] & LANGUAGE_MARKERS[two]


def _share(texts: list[str], language: str) -> float:
    """Detect each text on its own, so that none leans on its neighbours."""
    right = [languages(Source("a", text, (Turn(Span(0, len(text))),))) == [language] for text in texts]
    return sum(right) / len(right)


def _joined(sentences: list[str], size: int) -> list[str]:
    return [" ".join(sentences[at : at + size]) for at in range(0, len(sentences) - size + 1, size)]


@pytest.mark.parametrize(("name", "language"), [("no_bokmaal-ud-test", "nb"), ("no_nynorsk-ud-test", "nn")])
def test_languages_of_written_norwegian(shared, name, language):
    """Turns of eight sentences."""
    lines = shared(f"data/norne_deid/{name}.conllu").read_text(encoding="utf-8").splitlines()
    sentences = [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
    assert _share(_joined(sentences, 8), language) >= 0.98


def test_language_of_spoken_nynorsk(shared):
    """Dialect recordings of LIA, transcribed in nynorsk; eight utterances of a speaker are a turn."""
    rows = json.loads(shared("data/lia_nynorsk/turns.json").read_text(encoding="utf-8"))
    texts = []
    for _, of_speaker in groupby(rows, key=lambda row: row["speaker"]):
        texts += _joined([row["text"] for row in of_speaker], 8)
    assert len(texts) > 500
    assert _share(texts, "nn") >= 0.98
