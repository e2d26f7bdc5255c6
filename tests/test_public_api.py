"""What `import fou_toolkit` gives, and what it does not load."""

import ast
import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import fou_toolkit

HEAVY = {
    *("pandas", "spacy", "nltk", "matplotlib", "numpy", "simplemma", "babel"),
    *("openpyxl", "pyarrow", "rich", "typer", "networkx", "docx", "jsonschema", "ruamel", "tqdm"),
    *("pypandoc", "typst", "rocrate", "fontTools", "papermill", "nbval"),
}
HOME = {name: module for module, names in fou_toolkit._HOME.items() for name in names}


def loaded_by(code: str) -> set[str]:
    """Give the top-level packages that a new Python has loaded after some code."""
    report = "import sys, json; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{report}"], capture_output=True, check=True, text=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_importing_the_package_loads_nothing_heavy():
    loaded = loaded_by("import fou_toolkit")
    assert "fou_toolkit" in loaded
    assert not loaded & HEAVY


def test_the_nouns_load_nothing_heavy():
    assert not loaded_by("from fou_toolkit import Code, Codebook, Corpus, Project, Source, Suggestion") & HEAVY


def test_coding_loads_neither_pandas_nor_spacy_nor_matplotlib():
    code = (
        "from fou_toolkit import *\n"
        "source = Source('a', 'Vi tok ansvar.', (Turn(Span(0, 14), language='nb'),))\n"
        "code = Code('F4', 'Ansvar', cues=(Cue('ta ansvar'),))\n"
        "result = autocode(Corpus((source,)), Codebook('b', (code,)))\n"
        "assert len(list(result.suggestions())) == 1\n"
        "result.summary(); repr(result); result._repr_html_()"
    )
    loaded = loaded_by(code)
    assert "numpy" in loaded
    assert not loaded & (HEAVY - {"numpy", "simplemma", "jsonschema", "ruamel", "docx"})


def test_the_public_names_are_sorted_and_few_enough_to_read():
    assert fou_toolkit.__all__ == sorted(fou_toolkit.__all__)
    assert len(set(fou_toolkit.__all__)) == len(fou_toolkit.__all__)
    # Thirty were meant; every question of the deck has its verb (docs/decisions/0008), and so has publishing.
    assert 25 <= len(fou_toolkit.__all__) <= 67


def test_completion_shows_the_public_names_only():
    assert dir(fou_toolkit) == sorted([*fou_toolkit.__all__, "figures"])


@pytest.mark.parametrize("name", fou_toolkit.__all__)
def test_every_public_name_is_the_object_of_its_module(name):
    home = import_module(f"fou_toolkit.{HOME[name]}")
    assert getattr(fou_toolkit, name) is getattr(home, name)
    assert name in home.__all__


@pytest.mark.parametrize("name", fou_toolkit.__all__)
def test_no_public_name_is_a_module(name):
    """`fou.autocode` is a function, though a sub-package has that name, too."""
    assert not isinstance(getattr(fou_toolkit, name), ModuleType)


@pytest.mark.parametrize(
    "before",
    [
        "fou.preview_cues",
        "fou.figures.plot_code_counts",
        "import fou_toolkit.autocode.engine",
        "from fou_toolkit.autocode import Preview",
    ],
)
def test_autocode_is_a_function_whatever_was_loaded_before(before):
    code = f"import fou_toolkit as fou\n{before}\nassert fou.autocode.__name__ == 'autocode'\nassert callable(fou.autocode)"
    assert "fou_toolkit" in loaded_by(code)


def test_every_public_name_has_a_docstring():
    assert [name for name in fou_toolkit.__all__ if not getattr(fou_toolkit, name).__doc__] == []


def test_no_name_is_forgotten_in_a_list():
    """The table of homes and the imports for type checkers hold the same names as `__all__`."""
    tree = ast.parse(Path(fou_toolkit.__file__).read_text(encoding="utf-8"))
    [block] = [node for node in tree.body if isinstance(node, ast.If)]
    for_checkers = {alias.name: node.module.removeprefix("fou_toolkit.") for node in block.body for alias in node.names}
    assert for_checkers == HOME | {"figures": "fou_toolkit"}
    assert sorted(HOME) == fou_toolkit.__all__


@pytest.mark.parametrize("before", ["", "import fou_toolkit.figures", "fou.read_corpus"])
def test_pictures_are_found_without_another_import(before):
    code = f"import fou_toolkit as fou\n{before}\nassert 'plot_agreement' in dir(fou.figures)"
    assert not loaded_by(code) & {"matplotlib", "pandas"}


def test_a_star_import_gives_the_public_names():
    names: dict[str, object] = {}
    exec("from fou_toolkit import *", names)
    assert sorted(set(names) - {"__builtins__"}) == fou_toolkit.__all__


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'autokode'"):
        fou_toolkit.autokode  # noqa: B018


def test_the_version_is_text():
    assert isinstance(fou_toolkit.__version__, str)
    assert fou_toolkit.__version__


def test_the_package_says_that_it_is_typed():
    assert Path(fou_toolkit.__file__).with_name("py.typed").is_file()
