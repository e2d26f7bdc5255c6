"""The way through pandoc."""

import pytest

from fou_toolkit.appendix.pandoc import Form, converted, raw_block, raw_inline, rewritten, tree
from fou_toolkit.errors import MissingPackageError, WriteError
from printouts import STRANGE, everything

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize("kind", ["json", "native", "html", "typst", "latex", "docx-no-such"])
def test_pandoc_takes_the_whole_tree_and_refuses_unknown_formats(kind: str) -> None:
    if kind.startswith("docx"):
        with pytest.raises(WriteError, match="number"):
            converted({"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": []}, kind)
    else:
        assert "codes" in converted(tree(everything(STRANGE), Form()), kind)


def test_what_pandoc_says_about_a_wrong_tree_is_not_passed_on() -> None:
    with pytest.raises(WriteError) as caught:
        converted({"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [{"t": "Hemmelig"}]}, "latex")
    assert "Hemmelig" not in str(caught.value)


def test_a_package_without_pandoc_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    import pypandoc

    def gone() -> str:
        raise OSError

    monkeypatch.setattr(pypandoc, "get_pandoc_path", gone)
    with pytest.raises(MissingPackageError, match="pandoc"):
        converted({}, "latex")


def test_a_tree_is_rewritten_from_within_and_stays_as_it_is() -> None:
    old = [{"t": "Para", "c": [{"t": "Str", "c": "a"}, {"t": "Space"}]}]
    new = rewritten(old, lambda node: [raw_inline("x", "b")] if node["t"] == "Str" else None)
    assert new == [{"t": "Para", "c": [{"t": "RawInline", "c": ["x", "b"]}, {"t": "Space"}]}]
    assert old[0]["c"][0] == {"t": "Str", "c": "a"}
    assert rewritten(old, lambda node: [] if node["t"] == "Para" else None) == []
    assert raw_block("x", "b") == {"t": "RawBlock", "c": ["x", "b"]}
