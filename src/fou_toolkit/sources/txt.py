"""Plain text (`.txt`).

The format has no structure of its own; turns are recognised as `turns` describes them. Nothing is lost: label and time
stamp stay in the text and are marked. The encoding is found out (UTF-8, UTF-16, Windows-1252 ...) and said in the
receipt; line ends become LF and characters NFC.
"""

from fou_toolkit.sources.parsed import Parsed
from fou_toolkit.sources.turns import find_turns
from fou_toolkit.text.decode import decode
from fou_toolkit.text.normalise import normalise

__all__ = ["parse"]


def parse(data: bytes) -> Parsed:
    """Read plain text.

    Args:
        data: Content of the file.

    Raises:
        ReadError: The bytes are no text.
    """
    decoded = decode(data)
    normal = normalise(decoded.text)
    speech = find_turns(normal.text)
    return Parsed(
        text=normal.text,
        turns=speech.turns,
        marks=speech.marks,
        encoding=decoded.encoding,
        changes=normal.changes,
        warnings=(*decoded.warnings, *speech.warnings),
    )
