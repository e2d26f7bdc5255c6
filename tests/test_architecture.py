"""The rules of the house that a machine can check."""

import ast
import builtins
import dataclasses
import inspect
import re
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import fou_toolkit
from fou_toolkit import errors, model

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path(fou_toolkit.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
NAMES = [path.relative_to(PACKAGE).as_posix() for path in FILES]
TREES = {name: ast.parse((PACKAGE / name).read_text(encoding="utf-8")) for name in NAMES}
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
LAYERS = [layer.strip() for line in LINTER["contracts"][0]["layers"] for layer in line.split("|")]

# Builtin errors are for mistakes in a program, never for what is wrong with the material of a person.
BUILTIN_ERRORS = {
    ("__init__.py", "AttributeError"),  # what Python asks of a module's __getattr__
    ("_i18n.py", "ValueError"),  # set_language: a language without a catalogue
    ("analysis/words/kwic.py", "IndexError"),  # lines of a concordance are a sequence, and iteration ends so
    ("codings/jsonl.py", "ValueError"),  # codings of several coders for one file
    ("model/__init__.py", "AttributeError"),
    ("model/corpus.py", "ValueError"),  # invariants of the nouns
    ("model/source.py", "ValueError"),
    ("model/span.py", "ValueError"),
    ("store/protocol.py", "RuntimeError"),  # a program that swallowed the failure of half a transaction
    ("store/schema_versions.py", "RuntimeError"),  # a migration that ends its own transaction
    ("text/normalise.py", "ValueError"),  # a position outside of the text
    ("workspace/people/byte_search.py", "ValueError"),  # a stretch too short to be looked for
    ("workspace/people/erasing.py", "TypeError"),  # a project in memory has no file to erase from
}
SAYS_IT_ELSEWHERE = {
    "workspace/publishing/pages.py",  # a PDF that cannot be read is searched in its bytes, where more is found
    "workspace/people/layers.py",  # what cannot be taken apart is listed as not searched, with its reason
}
NETWORK = {
    *("aiohttp", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket", "socketserver"),
    *(
        "ssl",
        "telnetlib",
        "urllib.error",
        "urllib.request",
        "urllib3",
        "webbrowser",
        "websockets",
        "xmlrpc",
        "huggingface_hub",
    ),
}


def module_of(name: str) -> str:
    return ".".join(("fou_toolkit", *Path(name).with_suffix("").parts)).removesuffix(".__init__")


def imported_by(tree: ast.Module) -> set[str]:
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    # `urllib.parse` takes addresses apart and opens nothing.
    return {name if name.startswith("urllib.") else name.partition(".")[0] for name in names}


def test_the_contracts_of_the_layers_hold(monkeypatch, capsys):
    # The linter puts the current folder on the path.
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "path", [*sys.path])
    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    said = capsys.readouterr().out
    assert code == 0, said
    assert f"Contracts: {len(LINTER['contracts'])} kept, 0 broken." in said


def test_every_package_stands_in_the_layers_and_every_layer_is_there_or_to_come():
    on_disk = {path.stem for path in FILES if path.parent == PACKAGE and path.name != "__init__.py"}
    on_disk |= {path.parent.name for path in FILES if path.name == "__init__.py" and path.parent.parent == PACKAGE}
    to_come = {layer.strip("()") for layer in LAYERS if layer.startswith("(")}
    built = {layer for layer in LAYERS if not layer.startswith("(")}
    assert len(LAYERS) == len(to_come) + len(built)
    assert built <= on_disk, "a layer that is not there has to stand in brackets"
    assert on_disk - to_come == built, "a package stands in no layer"


def test_a_layer_that_is_built_no_longer_stands_in_brackets():
    to_come = {layer.strip("()") for layer in LAYERS if layer.startswith("(")}
    assert [name for name in sorted(to_come) if (PACKAGE / name).exists() or (PACKAGE / f"{name}.py").exists()] == []


def test_thinking_packages_are_all_in_the_contract_about_the_disk():
    [contract] = [one for one in LINTER["contracts"] if one["name"] == "Thinking touches no disk"]
    thinking = {"autocode", "analysis", "privacy", "figures", "tables"} - {
        layer.strip("()") for layer in LAYERS if "(" in layer
    }
    assert set(contract["source_modules"]) == {f"fou_toolkit.{name}" for name in thinking}


def order(name: str) -> tuple[int, str]:
    """Constants, classes, functions; as ruff sorts them."""
    if name.isupper():
        return 0, name
    return (1 if name.strip("_")[:1].isupper() else 2), name


@pytest.mark.parametrize("name", [name for name in NAMES if not name.endswith("__main__.py")])
def test_every_module_says_in_order_what_it_exports(name):
    module = import_module(module_of(name))
    exported = list(module.__all__)
    assert exported == sorted(exported, key=order)
    assert len(set(exported)) == len(exported)
    missing = [one for one in exported if not hasattr(module, one)]
    assert missing == []
    assert not [one for one in exported if one.startswith("_")]


def test_every_module_begins_with_a_docstring():
    assert [name for name, tree in TREES.items() if not ast.get_docstring(tree)] == []


def test_what_is_private_to_a_package_is_imported_by_this_package_only():
    """`sources/_csv.py` belongs to `sources`; the kernel `fou_toolkit._html` to everybody."""
    strangers = []
    for name, tree in TREES.items():
        home = module_of(name) if name.endswith("__init__.py") else module_of(name).rpartition(".")[0]
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("fou_toolkit."):
                package, _, last = node.module.rpartition(".")
                if last.startswith("_") and package not in ("fou_toolkit", home):
                    strangers.append((name, node.module))
    assert strangers == []


def raised_in(tree: ast.Module) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and node.exc is not None:
            call = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            if isinstance(call, ast.Name):
                names.add(call.id)
    return {name for name in names if inspect.isclass(getattr(builtins, name, None))}


def test_builtin_errors_are_raised_in_few_known_places():
    assert {(name, error) for name, tree in TREES.items() for error in raised_in(tree)} == BUILTIN_ERRORS


def test_whoever_catches_everything_says_what_happened():
    """A blind `except` has to raise an error of ours."""
    silent = []
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
                blind = any(kind is None or getattr(kind, "id", "") in ("Exception", "BaseException") for kind in kinds)
                if name in SAYS_IT_ELSEWHERE:
                    continue
                if blind and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node)):
                    silent.append((name, node.lineno))
    assert silent == []


def test_no_module_can_reach_the_network():
    assert {name: imported_by(tree) & NETWORK for name, tree in TREES.items() if imported_by(tree) & NETWORK} == {}


def test_only_the_kernel_for_html_and_what_shows_itself_writes_tags():
    """Everything else hands text to `_html`."""
    tag = re.compile(r"</?(p|td|tr|div|span|table|mark|style|script)\b")
    writing = {
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and tag.search(node.value)
    }
    assert writing == {"_html.py", "autocode/result.py"}


NOUNS = [
    getattr(import_module(module_of(name)), node.name)
    for name, tree in TREES.items()
    for node in tree.body
    # What the nouns are made with stands in modules of their own, with an underscore.
    if name.startswith("model/")
    and not name.startswith("model/_")
    and isinstance(node, ast.ClassDef)
    and node.name != "Attributes"
]


@pytest.mark.parametrize("kind", NOUNS, ids=lambda kind: kind.__name__)
def test_every_noun_is_a_frozen_dataclass(kind):
    assert dataclasses.is_dataclass(kind)
    assert kind.__dataclass_params__.frozen


@pytest.mark.parametrize("kind", NOUNS, ids=lambda kind: kind.__name__)
def test_every_noun_is_public_and_explains_every_field(kind):
    assert kind.__name__ in model.__all__
    arguments = kind.__doc__.partition("Args:")[2]
    for field in dataclasses.fields(kind):
        assert f"{field.name}: " in arguments or kind.__name__ in ("Localised", "Span"), field.name


def test_the_model_reads_no_file_and_knows_no_pandas():
    imported = {name: imported_by(tree) for name, tree in TREES.items() if name.startswith("model/")}
    assert not set().union(*imported.values()) & {"pandas", "pathlib", "os", "io", "shutil"}
    assert {name for name, modules in imported.items() if "numpy" in modules} == {
        "model/_columns.py",  # only `CodingSet` takes it
        "model/codings.py",
    }


def test_all_our_errors_live_in_one_module():
    elsewhere = [
        (name, node.name)
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and name != "errors.py"
        if {base.id for base in node.bases if isinstance(base, ast.Name)} & set(errors.__all__)
    ]
    assert elsewhere == []
