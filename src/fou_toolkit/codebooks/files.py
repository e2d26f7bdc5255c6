"""The text of a codebook file."""

from pathlib import Path
from typing import Final

from fou_toolkit._i18n import Message, t
from fou_toolkit.codebooks.result import ERROR, Finding
from fou_toolkit.errors import MaterialError, ReadError

__all__ = ["LARGEST", "file_text"]

LARGEST: Final = 2_000_000
"""Bytes; fifteen times the shipped codebook."""


def file_text(path: Path) -> str | Finding:
    """Give the text of a file with line feeds only, or why it is no text.

    Args:
        path: The file.

    Raises:
        MaterialError: There is no such file.
        ReadError: The file cannot be opened.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        hint = t("Is the path right? You are in {folder}.", folder=Path.cwd())
        raise MaterialError(t("There is no such codebook."), where=str(path), hint=hint) from None
    except OSError as error:
        hint = t("Give the path of a file that you may read.")
        raise ReadError(t("The codebook cannot be opened."), where=str(path), hint=hint) from error
    if len(content) > LARGEST:
        message = Message.of("The file is too large for a codebook: more than {size} MB.", size=LARGEST // 1_000_000)
        return Finding(ERROR, message, hint=Message.of("Is it the right file?"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        advice = Message.of("Choose the encoding UTF-8 when you save it. Is it a YAML file?")
        return Finding(ERROR, Message.of("The file is not text in UTF-8."), "", line, 1, advice)
    return text.replace("\r\n", "\n").replace("\r", "\n")
