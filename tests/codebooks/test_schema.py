import copy
import json
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.codebooks.document import read_document
from fou_toolkit.codebooks.places import Places
from fou_toolkit.codebooks.schema import _KEY as KEY
from fou_toolkit.codebooks.schema import KEYWORDS, check_schema, schema
from fou_toolkit.codebooks.schema import _compare as compare

ROOT = Path(__file__).parents[2]
SILENT = {"$schema", "$defs", "title", "description", "$ref", "type", "if", "then", "else"}
RIGHT = {
    "codebook": "x",
    "version": "1",
    "unit": "turn",
    "date": "2026",
    "codes": [
        {"id": "M", "name": {"nb": "a", "nn": "a", "en": "a"}, "brief": {"nb": "a", "nn": "a"}},
        {
            "id": "M1",
            "parent": "M",
            "name": {"nb": "b", "nn": "b", "en": "b"},
            "brief": {"nb": "a", "nn": "a"},
            "use_when": {"nb": "a", "nn": "a"},
            "do_not_use_when": {"nb": "a", "nn": "a"},
            "examples": [{"source": "s", "quote": "q"}],
            "utterances": ["u"],
            "cues": {"nb": ["a", {"spacy": [{"LOWER": "a"}]}]},
            "exceptions": ["i praksis"],
        },
    ],
}
VALUES = st.sampled_from(["", " ", "M1", "no such", "word", 1, 1.5, True, None, [], {}, ["a"], [[]], [{}], {"nb": "a"}])
NAMES = st.sampled_from(["id", "nb", "no", "spacy", "parent", "codes", "a:b", "unit", "exceptions", "quote"])


def test_the_schema_beside_the_codebook_is_the_one_in_the_package():
    shipped = (ROOT / "codebooks" / "partnerskap.schema.json").read_bytes()
    assert shipped == files("fou_toolkit.codebooks").joinpath("schema.json").read_bytes()


def test_the_schema_is_a_valid_one():
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(schema())


def _keywords(rule):
    for keyword, value in rule.items():
        yield keyword
        if keyword in ("properties", "$defs"):
            for inner in value.values():
                yield from _keywords(inner)
        elif isinstance(value, dict):
            yield from _keywords(value)


def test_every_keyword_of_the_schema_is_interpreted():
    assert set(_keywords(schema())) == SILENT | set(KEYWORDS)


def test_right_data_has_no_findings():
    assert list(check_schema(RIGHT, Places())) == []


@st.composite
def broken(draw):
    """A right codebook with one to three places set to something else, added, or taken away."""
    data = copy.deepcopy(RIGHT)
    for _ in range(draw(st.integers(1, 3))):
        here = data
        while True:
            keys = list(here) if isinstance(here, dict) else list(range(len(here)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            inner = here[key]
            if isinstance(inner, dict | list) and inner and draw(st.booleans()):
                here = inner
                continue
            match draw(st.sampled_from(["set", "add", "drop"])):
                case "set":
                    here[key] = copy.deepcopy(draw(VALUES))
                case "add" if isinstance(here, dict):
                    here[draw(NAMES)] = copy.deepcopy(draw(VALUES))
                case "drop":
                    del here[key]
            break
    return data


def _meant(error):
    """The fields that an error of jsonschema is about."""
    path = tuple(error.absolute_path)
    if "propertyNames" in error.absolute_schema_path:
        return {(*path, KEY, error.instance)}
    if error.validator == "required":
        return {(*path, name) for name in error.validator_value if name not in error.instance}
    if error.validator == "additionalProperties":
        return {(*path, KEY, name) for name in error.instance if name not in error.schema["properties"]}
    return {path}


@given(broken())
def test_findings_agree_with_jsonschema(data):
    """The oracle: exactly the same fields are wrong."""
    jsonschema = pytest.importorskip("jsonschema")
    errors = jsonschema.Draft202012Validator(schema()).iter_errors(data)
    assert {path for path, *_ in compare(schema(), data, ())} == set().union(*map(_meant, errors))


@given(broken())
def test_findings_never_speak_the_language_of_a_validator(data):
    for finding in check_schema(data, Places()):
        text = str(finding.message)
        assert not any(word in text for word in ("property", "instance", "schema", "$ref", "does not match"))


def test_each_finding_has_its_place():
    document = read_document("codebook: x\nversion: 1\ncodes:\n- id: M\n  brief: {nb: a, nn: b}\n  tull: x\n")
    found = {
        str(finding.message): (finding.line, finding.column) for finding in check_schema(document.data, document.places)
    }
    assert found == {"«name» is missing.": (4, 3), "There is no field «tull» here.": (6, 3)}


def test_the_schema_file_is_readable_json_with_descriptions():
    fields = json.loads(files("fou_toolkit.codebooks").joinpath("schema.json").read_text(encoding="utf-8"))["$defs"][
        "code"
    ]
    assert all("description" in part or "$ref" in part for part in fields["properties"].values())
