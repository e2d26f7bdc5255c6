"""Packages that not everybody has."""

import sys
from types import ModuleType

import pytest

from fou_toolkit import _optional
from fou_toolkit._optional import require
from fou_toolkit.errors import FouError, MissingPackageError

pytestmark = pytest.mark.usefixtures("english")


def test_gives_a_package_that_is_there() -> None:
    assert require("json.decoder").__name__ == "json.decoder"


def test_says_how_to_get_one_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingPackageError) as caught:
        require("typst")
    assert "typst" in caught.value.message
    assert 'pip install "fou-toolkit[appendix]"' in caught.value.hint
    assert isinstance(caught.value, FouError)
    assert isinstance(caught.value, ImportError)


def test_names_the_extra_and_the_package_that_is_really_missing() -> None:
    with pytest.raises(MissingPackageError) as caught:
        require("no_such_package_at_all.part", extra="bench")
    assert "«no_such_package_at_all»" in caught.value.message
    assert "fou-toolkit[bench]" in caught.value.hint


@pytest.mark.parametrize("error", [ImportError("libx.so"), OSError("libx.so")])
def test_a_package_that_is_there_but_broken_is_no_crash(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: str) -> ModuleType:
        raise error

    monkeypatch.setattr(_optional, "import_module", broken)
    with pytest.raises(MissingPackageError, match="cannot be loaded"):
        require("typst")
