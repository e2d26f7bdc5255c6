"""Which formats can be read, and by whom: a new format is a module with `parse`, and a line here."""

from fou_toolkit.sources import docx, md, srt, txt, vtt
from fou_toolkit.sources.parsed import Reader

__all__ = ["READERS"]

READERS: dict[str, Reader] = {
    ".docx": docx.parse,
    ".md": md.parse,
    ".srt": srt.parse,
    ".txt": txt.parse,
    ".vtt": vtt.parse,
}
"""Readers by the ending of the file name, in small letters."""
