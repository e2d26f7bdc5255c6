"""The actor lexicon as a file: read a changed one, write the shipped one to be changed."""

from pathlib import Path

from fou_toolkit._files import reason_of, write_text
from fou_toolkit._i18n import t
from fou_toolkit.analysis.actors import ActorLexicon, lexicon_text, parse_lexicon, shipped_lexicon
from fou_toolkit.errors import DataError, MaterialError, ReadError, WriteError

__all__ = ["read_lexicon", "write_lexicon"]


def read_lexicon(path: str | Path | None = None) -> ActorLexicon:
    """Read who can be mentioned, and in which words.

    Args:
        path: A file such as `write_lexicon` writes; by default the lexicon that comes with the library.

    Raises:
        MaterialError: There is no such file.
        ReadError: It is no lexicon; the message names the actor and the cue.
    """
    if path is None:
        return shipped_lexicon()
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        hint = t("Is the path right? You are in {folder}.", folder=Path.cwd())
        raise MaterialError(t("There is no such file."), where=str(file), hint=hint) from None
    except UnicodeDecodeError as error:
        hint = t("Save it with the encoding UTF-8.")
        raise ReadError(t("The file is not text in UTF-8."), where=str(file), hint=hint) from error
    except OSError as error:
        message = t("The file cannot be opened: {reason}.", reason=reason_of(error))
        raise ReadError(message, where=str(file)) from error
    try:
        return parse_lexicon(text)
    except DataError as error:
        where = f"{file}, {error.where}" if error.where else str(file)
        raise ReadError(error.message, where=where, hint=error.hint) from error


def write_lexicon(path: str | Path) -> Path:
    """Write the shipped lexicon to a new file, to be changed.

    Raises:
        WriteError: There is such a file already, or it cannot be written.
    """
    file = Path(path)
    if file.exists():
        hint = t("Choose another name; what you have changed would be lost.")
        raise WriteError(t("There is such a file already."), where=str(file), hint=hint)
    return write_text(file, lexicon_text())
