"""The README's first screen shows what the first command prints."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def _tool():
    spec = importlib.util.spec_from_file_location("readme_tool", ROOT / "tools" / "readme.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_readme_shows_what_the_demo_prints():
    """If this fails and the demo is right: `make readme`."""
    tool = _tool()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert tool.with_output(readme, tool.demo_output()) == readme


def test_the_readme_shows_a_picture_that_is_there():
    assert _tool().PICTURE.read_bytes().startswith(b"\x89PNG")
