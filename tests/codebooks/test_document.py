import pytest

from fou_toolkit.codebooks.document import read_document


def test_plain_values_stay_as_they_are_written():
    source = "{a: no, b: 1.10, c: 0x1F, d: 2026-01-01, e: true}"
    assert read_document(source).data == {"a": "no", "b": "1.10", "c": "0x1F", "d": "2026-01-01", "e": "true"}


def test_fields_without_a_value_are_left_out():
    assert read_document("{a: , b: ~, c: null, d: '', e: 'null'}").data == {"d": "", "e": "null"}


def test_only_spacy_patterns_have_numbers_and_truth_values():
    source = "spacy: [{IS_ALPHA: true, LENGTH: {'>=': 3}, LOWER: 'true', TEXT: ja}]\nx: true"
    assert read_document(source).data == {
        "spacy": [{"IS_ALPHA": True, "LENGTH": {">=": 3}, "LOWER": "true", "TEXT": "ja"}],
        "x": "true",
    }


def test_a_field_that_stands_twice_keeps_its_first_value_and_is_told():
    document = read_document("a: 1\nb: 2\na: 3\na: 4\n")
    assert document.data == {"a": "1", "b": "2"}
    assert [(finding.line, finding.column) for finding in document.findings] == [(3, 1), (4, 1)]


@pytest.mark.parametrize("source", ["a: &x b", "a: &x [b]", "a: &x {b: c}"])
def test_anchors_are_told_at_every_kind_of_value(source):
    assert [(finding.line, finding.column) for finding in read_document(source).findings] == [(1, 4)]


@pytest.mark.parametrize("source", ["a: !x b", "a: !!set {b: c}", "a: !!binary aGE=", "!x a"])
def test_tags_are_told_and_nothing_is_constructed(source):
    assert "Tags" in str(read_document(source).findings[0].message)


def test_several_faults_are_collected():
    assert len(read_document("a: !x b\nc: &y d\ne: *y\n").findings) == 3
