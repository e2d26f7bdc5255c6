"""The shipped texts and codebook are found."""

import pytest

from fou_toolkit.errors import MaterialError
from fou_toolkit.workspace import Material, example_material, material


def test_in_a_checkout_the_material_lies_at_the_top():
    found = example_material()
    assert found.corpus.is_dir()
    assert found.codebook.is_file()
    assert {found.corpus.parent, found.codebook.parents[1], found.notebooks.parent} == {found.corpus.parent}


def test_an_installed_package_carries_the_material_inside(tmp_path, monkeypatch):
    inside = tmp_path / "site-packages" / "fou_toolkit" / "_material"
    for name in ("corpus", "codebooks"):
        (inside / name).mkdir(parents=True)
    monkeypatch.setattr(material, "__file__", str(inside.parent / "workspace" / "material.py"))
    assert example_material() == Material(
        inside / "corpus", inside / "codebooks" / "partnerskap.yaml", inside / "notebooks"
    )


def test_without_material_it_is_said_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(material, "__file__", str(tmp_path / "src" / "fou_toolkit" / "workspace" / "material.py"))
    with pytest.raises(MaterialError) as raised:
        example_material()
    assert raised.value.hint
