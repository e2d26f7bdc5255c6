"""The one door to packages that may be missing."""

import sys

import pytest

from fou_toolkit._optional import require
from fou_toolkit.errors import MissingPackageError


def test_a_package_that_is_there_is_imported():
    assert require("json.decoder", feature="reading").JSONDecoder


@pytest.mark.parametrize("name", ["no_such_package_of_ours", "no_such_package_of_ours.part"])
def test_a_missing_package_is_named_with_what_needs_it_and_how_to_get_it(name):
    with pytest.raises(MissingPackageError) as raised:
        require(name, feature="drawing networks")
    message = str(raised.value)
    assert "drawing networks" in message
    assert f"«{name}»" in message
    assert message.endswith("pip install no_such_package_of_ours")


def test_a_package_that_lacks_another_one_is_not_reported_as_missing_itself(tmp_path, monkeypatch):
    (tmp_path / "half_installed_package.py").write_text("import no_such_package_of_ours\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ModuleNotFoundError) as raised:
        require("half_installed_package", feature="anything")
    assert raised.value.name == "no_such_package_of_ours"
    assert not isinstance(raised.value, MissingPackageError)
    sys.modules.pop("half_installed_package", None)


def test_a_missing_part_of_an_installed_package_is_not_reported_as_a_missing_package():
    with pytest.raises(ModuleNotFoundError) as raised:
        require("json.no_such_part", feature="anything")
    assert not isinstance(raised.value, MissingPackageError)
