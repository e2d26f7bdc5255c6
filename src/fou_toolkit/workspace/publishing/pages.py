"""The words of a PDF, page by page, as a reader sees them."""

import io
import logging
import warnings

from fou_toolkit._optional import require

__all__ = ["pages_of"]


def pages_of(data: bytes) -> tuple[str, ...]:
    """Give the text of each page, and what the file says of itself; nothing where it cannot be read.

    Each stretch is read with the typeface it is set in; that is what our own search in bytes does not know.

    Args:
        data: A PDF.

    Raises:
        MissingPackageError: The extra `appendix` is not installed.
    """
    pypdf = require("pypdf")
    # It complains in a log of its own about files that are not quite right.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            reader = pypdf.PdfReader(io.BytesIO(data))
            said = "\n".join(f"{key} {value}" for key, value in sorted((reader.metadata or {}).items()))
            return (said, *(str(page.extract_text()) for page in reader.pages))
        except Exception:  # noqa: BLE001 - a damaged file makes it raise nearly anything
            return ()
