"""The documentation names what is there: commands, options, names, files."""

import ast
import doctest
import re
import shlex
import textwrap
import tomllib
import unicodedata
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote

import pytest
import typer

import fou_toolkit
from fou_toolkit import figures
from fou_toolkit.cli.app import build_app

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    [*ROOT.glob("*.md"), *(path for name in ("docs", "corpus", "codebooks") for path in (ROOT / name).rglob("*.md"))]
)
NAMES = [path.relative_to(ROOT).as_posix() for path in PAGES]

FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>```+|~~~+) *(?P<kind>[\w-]*)[^\n]*\n(?P<body>.*?)^ *(?P=fence) *$",
    re.MULTILINE | re.DOTALL,
)
INLINE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'][^)]*)?\)")
DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?\s*$", re.MULTILINE)
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
# `fou`, `.venv/bin/fou`, `.venv\Scripts\fou`, `uv run --no-sync fou`, `python -m fou_toolkit.cli`
PROGRAM = re.compile(
    r"^(?:\$ +|> +)?(?:uv run (?:--[\w-]+ )*)?(?:\S*[/\\])?(?:fou|python3? -m fou_toolkit\.cli) +(.*)$"
)


@dataclass(frozen=True)
class Block:
    """A block of code in a page."""

    page: str
    line: int
    kind: str
    body: str


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def blocks_of(name):
    text = text_of(name)
    for found in FENCE.finditer(text):
        body = textwrap.dedent(found["body"])
        yield Block(name, text.count("\n", 0, found.start()) + 2, found["kind"].lower(), body)


BLOCKS = [block for name in NAMES for block in blocks_of(name)]


def prose_of(name):
    """Give a page without its blocks of code."""
    return FENCE.sub("", text_of(name))


def commands_in(name):
    """Give every command line that begins with `fou`, in blocks and in the text."""
    lines = [line for block in blocks_of(name) if block.kind != "python" for line in block.body.splitlines()]
    lines += [" ".join(found[2].split()) for found in INLINE.finditer(prose_of(name))]
    return [found[1] for line in lines if (found := PROGRAM.match(line.strip()))]


def tree():
    return typer.main.get_command(build_app())


def check(line):
    """Raise an error if a command line names what is not there."""
    tokens = shlex.split(re.split(r"\s[|>&;·…]+(?:\s|$)", line)[0].replace("\\", "/"), comments=True)
    command, path = tree(), ["fou"]
    options = set()
    for token in tokens:
        if token.startswith("-"):
            options.add(token.partition("=")[0])
        elif hasattr(command, "commands") and not (
            options and path == ["fou"] and token in ("nb", "nn", "en", "nb|nn|en")
        ):
            assert token in command.commands, f"{' '.join(path)} has no command {token}"
            command = command.commands[token]
            path.append(token)
    known = {name for one in command.params for name in (*one.opts, *one.secondary_opts)} | {"--lang", "--help"}
    assert options <= known, f"{' '.join(path)} has no option {', '.join(sorted(options - known))}"


@pytest.mark.parametrize(
    "line", ["code a -o b.xlsx --unit turn", "--lang nn demo", "codebook show b.yaml > a.txt", "demo --lang=nn"]
)
def test_a_right_line_is_right(line):
    check(line)


@pytest.mark.parametrize("line", ["kode a", "code a --out b", "codebook shwo a", "codebook check a --code M"])
def test_a_wrong_line_is_wrong(line):
    with pytest.raises(AssertionError):
        check(line)


def test_there_is_a_readme_and_documentation():
    assert "README.md" in NAMES
    assert len([name for name in NAMES if name.startswith("docs/")]) > 5


@pytest.mark.parametrize("name", NAMES)
def test_every_command_that_is_shown_exists_with_its_options(name):
    for line in commands_in(name):
        check(line)


def test_commands_are_found_in_the_pages():
    """The tests above test something."""
    assert len([line for name in NAMES for line in commands_in(name)]) > 10


def leaves(command, path=()):
    for name, sub in getattr(command, "commands", {}).items():
        yield from leaves(sub, (*path, name))
    if not hasattr(command, "commands"):
        yield path, command


@pytest.mark.parametrize(
    ("path", "command"), list(leaves(tree())), ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_every_command_and_option_is_described(path, command):
    page = "\n".join(text_of(name) for name in NAMES)
    assert f"fou {' '.join(path)}" in page
    for parameter in command.params:
        if parameter.name != "help" and parameter.param_type_name == "option":
            assert any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", page) for name in parameter.opts), (
                parameter.opts
            )


@pytest.mark.parametrize("name", fou_toolkit.__all__)
def test_every_public_name_is_described(name):
    pages = [text_of(page) for page in NAMES if page.startswith("docs/reference/") or page == "README.md"]
    assert any(re.search(rf"(?<!\w){name}(?!\w)", page) for page in pages)


@pytest.mark.parametrize("name", figures.__all__)
def test_every_picture_is_described(name):
    assert re.search(rf"(?<!\w){name}(?!\w)", text_of("docs/reference/index.md"))


def slugs_of(name):
    """Give the anchors of a page, as GitHub makes them."""
    seen, slugs = {}, set()
    for heading in HEADING.findall(prose_of(name)):
        plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").replace("*", "").lower()
        slug = "".join(
            "-" if sign == " " else sign for sign in plain if sign in " -_" or unicodedata.category(sign)[0] in "LNM"
        )
        count = seen[slug] = seen.get(slug, -1) + 1
        slugs.add(f"{slug}-{count}" if count else slug)
    return slugs | set(re.findall(r"<a (?:id|name)=[\"']([^\"']+)", text_of(name)))


def links_of(name):
    prose = INLINE.sub("", re.sub(r"(\[[^\]]*?)`([^`\]]*)`", r"\1\2", prose_of(name)))
    return [unquote(target) for pattern in (LINK, DEFINITION) for target in pattern.findall(prose)]


@pytest.mark.parametrize("name", NAMES)
def test_every_relative_link_leads_somewhere(name):
    broken = []
    for target in links_of(name):
        if re.match(r"[a-z][a-z0-9+.-]*:", target):
            continue
        path, _, anchor = target.partition("#")
        goal = (ROOT / name).parent / path if path else ROOT / name
        if (
            not goal.exists()
            or not goal.resolve().is_relative_to(ROOT)
            or (anchor and goal.suffix == ".md" and anchor not in slugs_of(goal.resolve().relative_to(ROOT).as_posix()))
        ):
            broken.append(target)
    assert not broken, "\n".join(broken)


def test_links_are_found_in_the_pages():
    assert len([link for name in NAMES for link in links_of(name)]) > 20


def python_of(block):
    """Give the Python of a block: as it is, from a session (`>>>`), without notebook commands."""
    if ">>>" in block.body:
        return "".join(example.source for example in doctest.DocTestParser().get_examples(block.body))
    return re.sub(r"^(\s*)[%!].*$", r"\1pass", block.body, flags=re.MULTILINE)


PYTHON = [block for block in BLOCKS if block.kind in ("python", "py", "pycon")]
shown = pytest.mark.parametrize("block", PYTHON, ids=lambda block: f"{block.page}:{block.line}")


@shown
def test_every_python_block_compiles(block):
    compile(python_of(block), f"{block.page}:{block.line}", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)


@shown
def test_every_name_of_ours_in_a_python_block_exists(block):
    for node in ast.walk(ast.parse(python_of(block))):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in ("fou", "fou_toolkit")
        ):
            assert node.attr in (*dir(fou_toolkit), "__version__")
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "fou.figures":
            assert node.attr in figures.__all__
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "fou_toolkit":
            assert all(hasattr(import_module(node.module), alias.name) for alias in node.names)


def test_every_toml_block_can_be_read():
    for block in BLOCKS:
        if block.kind == "toml":
            assert tomllib.loads(block.body), f"{block.page}:{block.line}"


def test_every_make_target_that_is_shown_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([\w-]+):", makefile, re.MULTILINE))
    lines = [line for block in BLOCKS if block.kind != "python" for line in block.body.splitlines()]
    lines += [found[2] for name in NAMES for found in INLINE.finditer(prose_of(name))]
    named = {found[1] for line in lines if (found := re.match(r"(?:\$ +)?make +([a-z][\w-]*)", line.strip()))}
    assert "demo" in named
    assert named <= targets


@pytest.mark.parametrize("name", NAMES)
def test_no_page_holds_a_placeholder(name):
    assert not re.search(r"\b(?:TODO|FIXME|XXXX+|TBD|DEMO_OUTPUT|LOREM)\b", prose_of(name))
