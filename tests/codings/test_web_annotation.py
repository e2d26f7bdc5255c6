"""Codings as Web Annotations: nothing is lost, the form is that of the standard, and what is wrong is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_corpus
from coded import coded, everything
from fou_toolkit.codings import web_annotation
from fou_toolkit.codings._part import joined
from fou_toolkit.errors import ReadError, WriteError
from fou_toolkit.model import Coder, Coding, CodingSet, Corpus, Source, Span
from strategies import any_text

TEXT = "Makt og ansvar. 😀 Åse tok makta."
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PLACE = {"type": "TextPositionSelector", "start": 0, "end": 4}
QUOTE = {"type": "TextQuoteSelector", "exact": "Makt"}
ONE = {
    "type": "Annotation",
    "motivation": "tagging",
    "creator": {"type": "Person", "name": "kari"},
    "body": {"type": "TextualBody", "purpose": "tagging", "value": "M1"},
    "target": {"source": "urn:fou:source:s1", "selector": [PLACE, QUOTE]},
}
FOUND = Coding("s1", Span(0, 4), "M1", "kari")


@pytest.fixture(scope="module")
def corpus():
    return make_corpus(TEXT, "Nei.")


def page(*items, **more):
    return {"@context": CONTEXT, "type": "AnnotationPage", "items": list(items), **more}


def parse(whole, corpus=None, name="per.json"):
    content = whole if isinstance(whole, bytes) else json.dumps(whole).encode()
    return joined([web_annotation.parse_part(content, name=name, corpus=corpus)])


def refused(whole, corpus=None):
    with pytest.raises(ReadError) as raised:
        parse(whole, corpus)
    return raised.value


def changed(**more):
    return {**ONE, **more}


def at(*selectors, source="s1"):
    return changed(target={"source": source, "selector": list(selectors)})


class TestRoundTrip:
    @given(coded(), any_text)
    def test_what_is_written_is_read_again(self, drawn, codebook):
        corpus, codings = drawn
        content = web_annotation.render(codings, corpus, codebook=codebook)
        assert content == web_annotation.render(codings, corpus, codebook=codebook)
        assert web_annotation.is_web_annotation(content)
        for texts in (corpus, None):
            assert everything(parse(content, texts)) == everything(codings)

    def test_long_quotations_formulas_and_line_breaks_stay(self):
        text = "=1+1\r\n\x00\x0b\u2028</script>" + "å😀" * 20_000
        corpus = Corpus((Source("=s 1/%41?#æ", text),))
        codings = CodingSet.of(
            [Coding("=s 1/%41?#æ", Span(0, len(text)), "=M\n1", " a ")], [Coder(" a ", note="=1\n2")]
        )
        assert everything(parse(web_annotation.render(codings, corpus), corpus)) == everything(codings)

    @given(any_text.filter(bool))
    def test_ids_stand_in_addresses_of_plain_signs(self, name):
        codings = CodingSet.of([Coding(name, Span(0, 4), "M1", "a")])
        whole = json.loads(web_annotation.render(codings, Corpus((Source(name, TEXT),))))
        urn = whole["first"]["items"][0]["target"]["source"]
        assert urn.startswith("urn:fou:source:")
        assert set(urn) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%:")
        assert parse(whole).sources == (name,)

    @pytest.mark.parametrize("name", ["", "\ud83d"])
    def test_an_id_that_would_not_come_back_is_refused(self, corpus, name):
        with pytest.raises(WriteError, match="No file can keep the id"):
            web_annotation.render(CodingSet.of([Coding("s1", Span(0, 4), name, "a")]), corpus)


class TestForm:
    def test_an_annotation_has_what_the_standard_asks_for(self, corpus):
        codings = CodingSet.of(
            [
                Coding("s1", Span(16, 21), "F4", "åse", 2, "hinders", id="k3x9"),
                Coding("s1", Span(0, 4), "M1", "regler"),
            ],
            [Coder("åse", note="sakte"), Coder("regler", "rules", "1.1")],
            read=[("regler", "s2")],
        )
        whole = json.loads(web_annotation.render(codings, corpus, codebook="bok"))
        assert whole["@context"][0] == CONTEXT
        assert (whole["type"], whole["total"], whole["label"]) == ("AnnotationCollection", 2, "bok")
        first = whole["first"]
        assert (first["type"], first["partOf"], first["startIndex"]) == ("AnnotationPage", whole["id"], 0)
        other, one = first["items"]
        assert one == {
            "id": "urn:fou:coding:k3x9",
            "type": "Annotation",
            "motivation": "tagging",
            "creator": {"id": "urn:fou:coder:%C3%A5se", "type": "Person", "name": "åse"},
            "body": {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": "F4"},
            "target": {
                "source": "urn:fou:source:s1",
                "selector": [
                    {"type": "TextPositionSelector", "start": 16, "end": 21},
                    {
                        "type": "TextQuoteSelector",
                        "exact": "😀 Åse",
                        "prefix": "Makt og ansvar. ",
                        "suffix": " tok makta.",
                    },
                ],
            },
            "round": 2,
            "polarity": "hinders",
        }
        assert other["creator"]["type"] == "Software"
        assert "round" not in other
        assert "polarity" not in other
        assert whole["coders"][1] == {
            "id": "urn:fou:coder:regler",
            "type": "Software",
            "name": "regler",
            "kind": "rules",
            "codebook_version": "1.1",
            "note": "",
            "read": ["urn:fou:source:s2"],
        }

    @given(coded())
    def test_everything_has_an_address_of_its_own_and_every_own_word_a_meaning(self, drawn):
        corpus, codings = drawn
        whole = json.loads(web_annotation.render(CodingSet.of([*codings], codings.coders), corpus))
        items = whole["first"]["items"]
        nameless = [one["id"] for one in items if one["id"].startswith("urn:fou:annotation:")]
        assert len(set(nameless)) == len(nameless)
        assert all(one["id"].startswith("urn:fou:") for one in (whole, whole["first"], *items, *whole["coders"]))
        terms = whole["@context"][1]
        words = {*terms, "@context", "id", "type", "label", "total", "first", "name"}
        assert set(whole) <= words
        assert all(set(one) <= words for one in whole["coders"])
        assert all(terms[word] == f"fou:{word}" for word in terms if word != "fou")

    def test_words_around_a_passage_are_no_more_than_32_code_points(self):
        text = "å" * 40 + "X" + "😀" * 40
        made = web_annotation.render(CodingSet.of([Coding("s1", Span(40, 41), "M1", "a")]), make_corpus(text))
        quote = json.loads(made)["first"]["items"][0]["target"]["selector"][1]
        assert (quote["prefix"], quote["suffix"]) == ("å" * 32, "😀" * 32)


class TestOthers:
    """Annotations of other programs."""

    @pytest.mark.parametrize(
        "whole",
        [
            page(ONE),
            {"@context": CONTEXT, **ONE},
            {"@context": [{"x": "urn:x"}, CONTEXT], "type": ["AnnotationCollection"], "first": page(ONE), "total": 1},
            {"@context": CONTEXT, "type": "AnnotationCollection", "first": {"items": [], "next": {"items": [ONE]}}},
            page(changed(body=[{"type": "TextualBody", "purpose": "commenting", "value": "Hm."}, ONE["body"]])),
            page(changed(body={"type": "TextualBody", "value": "M1"}, motivation=["classifying"])),
            page(changed(body={"type": "TextualBody", "value": "M1", "purpose": "classifying"}, motivation="x")),
            page(changed(creator="kari")),
            page(changed(creator="urn:fou:coder:kari")),
            page(changed(creator=[{"id": "kari"}])),
            page(changed(target=[ONE["target"]], created="2026-01-01T00:00:00Z", id="https://example.org/1")),
            page(at(PLACE)),
            page(changed(target={"source": {"id": "urn:fou:source:s1"}, "selector": PLACE})),
            page(at({"type": "RangeSelector"}, PLACE, QUOTE)),
        ],
        ids=range(14),
    )
    def test_the_ways_of_the_standard_to_say_the_same_are_read(self, corpus, whole):
        made = parse(whole, corpus)
        assert everything(made) == everything(CodingSet.of([FOUND]))

    def test_each_tag_is_a_coding(self):
        tags = [{"type": "TextualBody", "purpose": "tagging", "value": code} for code in ("M1", "F4")]
        assert parse(page(changed(body=tags))).codes == ("F4", "M1")

    def test_without_a_creator_the_name_of_the_file_says_who_coded(self):
        nobody = {name: value for name, value in ONE.items() if name != "creator"}
        assert parse(page(nobody)).coder_ids == ("per",)

    def test_a_text_is_found_by_the_name_of_its_file(self, corpus):
        assert parse(page(at(PLACE, source="s1.txt")), corpus).sources == ("s1",)

    def test_a_program_of_unknown_kind_is_no_person(self):
        program = changed(creator={"type": "Software", "name": "x"})
        error = refused(page(program))
        assert error.message == "«x» is a program, and the file does not say of which kind."
        kinds = [{"name": "x", "kind": "language model"}]
        assert parse(page(program, coders=kinds)).coders == (Coder("x", "language model"),)


@pytest.mark.parametrize(
    ("one", "message"),
    [
        (at({**PLACE, "start": -1}), "«start» must be a whole number from 0, and is «-1»."),
        (at({**PLACE, "start": 0.0}), "«start» must be a whole number from 0, and is «0.0»."),
        (at({**PLACE, "end": "4"}), '«end» must be a whole number from 0, and is «"4"».'),
        (at({"type": "TextPositionSelector", "start": 0}), "«end» is missing, or is no whole number."),
        (at({**PLACE, "end": 10**30}), "«end» must be a whole number from 0, and is «1" + "0" * 30 + "»."),
        (at({**PLACE, "end": 0}), "The passage ends where it begins, or before."),
        (at(QUOTE), "The annotation does not stand at one place of one text."),
        (at(PLACE, PLACE), "The annotation does not stand at one place of one text."),
        (at(PLACE, QUOTE, QUOTE), "The annotation does not stand at one place of one text."),
        (changed(target="urn:fou:source:s1"), "The annotation does not stand at one place of one text."),
        (changed(target=[]), "The annotation does not stand at one place of one text."),
        (changed(target=[ONE["target"]] * 2), "The annotation does not stand at one place of one text."),
        (at(PLACE, {"type": "TextQuoteSelector"}), "«quote» is missing, or is no text."),
        (at(PLACE, {**QUOTE, "exact": "makt"}), "The coded words do not stand at this place of s1."),
        (at({**PLACE, "start": 1, "end": 5}, QUOTE), "The coded words do not stand at this place of s1."),
        (at(PLACE, source=3), "«source» is missing, or is no text."),
        (at(PLACE, source="s9"), "There is no source «s9»."),
        (at(PLACE, source="urn:fou:source:%FF"), "«urn:fou:source:%FF» is no address that can be read."),
        (at(PLACE, source="urn:fou:source:%4"), "«urn:fou:source:%4» is no address that can be read."),
        (changed(body=[]), "The annotation has no code: no body with the purpose «tagging»."),
        (changed(body="M1"), "The annotation has no code: no body with the purpose «tagging»."),
        (changed(body={"purpose": "commenting"}), "The annotation has no code: no body with the purpose «tagging»."),
        (changed(body={"purpose": "tagging"}), "«code» is missing, or is no text."),
        (changed(body={"purpose": "tagging", "value": "\ud83d"}), "«code» is missing, or is no text."),
        (changed(body={"purpose": [["tagging"]], "value": "M1"}, motivation={}), "The annotation has no code: "),
        (changed(creator=["a", "b"]), "The annotation has several creators, and should have one."),
        (changed(creator={}), "«id» is missing, or is no text."),
        (changed(creator=3), "«id» is missing, or is no text."),
        (changed(id=3), "«id» is missing, or is no text."),
        (changed(id="urn:fou:coding:a b"), "«a b» is no id of a coding."),
        (changed(polarity="against"), "«against» is not possible for polarity."),
        (changed(round=0), "«round» must be a whole number from 1, and is «0»."),
        ("x", "This is no annotation."),
        (None, "This is no annotation."),
    ],
    ids=lambda value: str(value)[:50],
)
def test_what_is_wrong_in_an_annotation_is_said_with_its_number(corpus, one, message):
    error = refused(page(ONE, one), corpus)
    assert error.message.startswith(message)
    assert error.where == "per.json, annotation 2"


@pytest.mark.parametrize(
    ("whole", "message"),
    [
        (b"", "The file is no JSON in UTF-8."),
        (b"\xff\xfe", "The file is no JSON in UTF-8."),
        (b'{"@context": ' + b"[" * 100_000, "The file is no JSON in UTF-8."),
        (b'{"total": ' + b"9" * 5_000 + b"}", "The file is no JSON in UTF-8."),
        ([ONE], "These are no Web Annotations."),
        ({"items": [ONE]}, "These are no Web Annotations."),
        ({**page(ONE), "@context": "http://example.org"}, "These are no Web Annotations."),
        ({**page(ONE), "@context": {CONTEXT: 1}}, "These are no Web Annotations."),
        (page(ONE, items=3), "«items» is missing, or is no list of annotations."),
        ({"@context": CONTEXT, "type": "AnnotationPage"}, "«items» is missing, or is no list of annotations."),
        ({"@context": CONTEXT, "type": "AnnotationCollection", "first": 3}, "«items» is missing"),
        ({"@context": CONTEXT, "type": "AnnotationCollection", "first": "https://x"}, "The file has only a part"),
        (
            {"@context": CONTEXT, "type": "AnnotationCollection", "first": page(ONE), "total": 2},
            "The file has only a part",
        ),
        ({"@context": CONTEXT, "type": "AnnotationCollection", "total": 2}, "The file has only a part"),
        (page(ONE, next="https://x"), "The file has only a part of the annotations."),
        (page(ONE, format_version=2), "The file has version 2; this library reads version 1."),
        (page(ONE, format_version="1"), "«format_version» must be a whole number"),
        (page(ONE, coders={}), "«coders» is missing, or is no list of coders."),
        (page(ONE, coders=[3]), "«coders» is missing, or is no list of coders."),
        (page(ONE, coders=[{}]), "«name» is missing, or is no text."),
        (page(ONE, coders=[{"name": "a", "kind": "robot"}]), "«robot» is not possible for kind."),
        (page(ONE, coders=[{"name": "a", "read": [3]}]), "«read» is no list of texts."),
    ],
    ids=lambda value: str(value)[:50],
)
def test_what_is_wrong_in_the_file_is_refused(whole, message):
    error = refused(whole)
    assert error.message.startswith(message)
    assert error.where == "per.json"


anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3), st.sampled_from(["M1", "a"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from([*ONE, *PLACE, "items", "first", "source", "value", "@type"]), inner, max_size=4
        ),
    ),
    max_leaves=8,
)


def place_of_refusal(whole):
    """Read, and give the place of the mistake; any other error comes through."""
    try:
        parse(whole)
    except ReadError as error:
        return error.where
    return "per.json"


@given(st.sampled_from(["@context", "type", "items", "total", "coders", "next", "first", "format_version"]), anything)
def test_anything_in_the_place_of_a_part_of_the_file_is_read_or_refused(name, value):
    assert place_of_refusal({**page(ONE), name: value}).startswith("per.json")


@given(st.sampled_from([*ONE, "id", "round", "polarity"]), anything)
def test_anything_in_the_place_of_a_part_of_an_annotation_is_read_or_refused(name, value):
    assert place_of_refusal(page(changed(**{name: value}))).startswith("per.json")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"@context": "x"}', True),
        (b'\xef\xbb\xbf\n{"@context": "x"}', True),
        (b'{\n "@context": "x"\n}', True),
        (b'{"format": "fou-codings"}', False),
        (b'{"format": "fou-codings"}\n{"code": "@context"}', False),
        (b'["@context"]', False),
        (b"", False),
        (b"3", False),
    ],
)
def test_web_annotations_are_told_from_json_lines(content, expected):
    assert web_annotation.is_web_annotation(content) is expected
