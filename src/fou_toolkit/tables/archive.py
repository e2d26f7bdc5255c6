"""Office files that are the same in every run: no times in them, neither of the parts nor of the document."""

import io
import re
import zipfile
from typing import Final

__all__ = ["timeless"]

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip file knows."""
_CORE: Final = "docProps/core.xml"
_TIMES: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def timeless(data: bytes, *, day: str = "1980-01-01") -> bytes:
    """Give an Office file without the time at which it was made.

    Args:
        data: A `.docx` or `.xlsx` as its library writes it.
        day: What it says instead (ISO 8601).
    """
    said = rb"\g<1>" + day.encode("ascii") + b"T00:00:00Z"
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part == _CORE:
                content = _TIMES.sub(said, content)
            entry = zipfile.ZipInfo(part, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # The same on every system, and readable for its owner where it is unpacked.
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            new.writestr(entry, content)
    return stream.getvalue()
