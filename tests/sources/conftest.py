"""What tests of readers share."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages are compared in the language they are written in."""
    monkeypatch.setenv("FOU_LANG", "en")


@pytest.fixture
def word() -> Callable[..., bytes]:
    """Make a Word document of paragraphs (text) and tables (rows of cells)."""

    def make(*blocks: str | list[list[str]]) -> bytes:
        document = docx.Document()
        for block in blocks:
            if isinstance(block, str):
                document.add_paragraph(block)
            else:
                table = document.add_table(rows=len(block), cols=len(block[0]))
                for row, values in enumerate(block):
                    for column, value in enumerate(values):
                        table.cell(row, column).text = value
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()

    return make


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Make a folder of files; text is stored as UTF-8."""

    def make(files: dict[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path

    return make
