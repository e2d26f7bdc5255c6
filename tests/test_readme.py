"""What the pages say that commands print, they print."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def _tool():
    spec = importlib.util.spec_from_file_location("readme_tool", ROOT / "tools" / "readme.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = _tool()


@pytest.mark.parametrize(("name", "mark"), TOOL.BLOCKS)
def test_the_page_shows_what_the_command_prints(name, mark):
    """If this fails and the command is right: `make readme`."""
    page = (ROOT / name).read_text(encoding="utf-8")
    assert TOOL.with_output(page, mark, TOOL.output_of(TOOL.BLOCKS[name, mark])) == page


def test_the_readme_shows_a_picture_that_is_there():
    assert TOOL.PICTURE.read_bytes().startswith(b"\x89PNG")
