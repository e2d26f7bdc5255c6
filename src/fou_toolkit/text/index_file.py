"""An index as one `.npz` file, keyed by the fingerprint of its corpus.

A cache, never data: it can be thrown away and built again. It holds all words of the corpus, so it is as confidential
as the texts. The texts themselves are not in it; they come from the corpus it is read for. Losses: none.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from fou_toolkit._files import write_with
from fou_toolkit._i18n import t
from fou_toolkit.errors import MaterialError, ReadError
from fou_toolkit.model import Corpus
from fou_toolkit.text.index import Index
from fou_toolkit.text.vocabulary import Vocabulary

__all__ = ["FORMAT", "read_index", "write_index"]

FORMAT: Final = 1
"""Number of the format; raised with every change, so that an older file is built anew."""

_COLUMNS: Final = (
    *("bases", "type", "start", "end", "flags", "sentence", "sentence_word", "sentence_start", "sentence_end"),
    *("turn_word", "turn_start", "turn_end", "turn_language", "turn_source", "masked_start", "masked_end"),
)
_VOCABULARY: Final = ("language", "counts", "surface_type")


def write_index(index: Index, corpus: Corpus, path: str | Path) -> Path:
    """Write the index of a corpus; see `fou_toolkit._files.write_with`.

    Args:
        index: What `index_of(corpus)` gives.
        corpus: Its corpus; its fingerprint goes along.
        path: Where to; an existing file is replaced.

    Raises:
        WriteError: The file cannot be written.
    """
    arrays: dict[str, Any] = {name: getattr(index, name) for name in _COLUMNS}
    arrays.update({f"vocabulary_{name}": getattr(index.vocabulary, name) for name in _VOCABULARY})
    arrays["forms"] = _packed(index.vocabulary.forms)
    arrays["surfaces"] = _packed(index.vocabulary.surfaces)
    arrays["key"] = _packed((str(FORMAT), corpus.fingerprint))
    return write_with(path, lambda file: np.savez_compressed(file, **arrays))


def read_index(path: str | Path, corpus: Corpus) -> Index:
    """Read the index of a corpus.

    Args:
        path: A file written by `write_index`.
        corpus: The corpus it was built from.

    Raises:
        MaterialError: There is no such file.
        ReadError: It is no index, of another format, or of a corpus with other content.
    """
    source = Path(path)
    if not source.is_file():
        raise MaterialError(t("The file is not there."), where=str(source))
    hint = t("It is a cache: delete it, and it is built again.")
    try:
        # Opened here, since numpy leaves a broken file open.
        with source.open("rb") as handle, np.load(handle, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        key = _unpacked(arrays["key"])
        index = _index(arrays, corpus) if key == (str(FORMAT), corpus.fingerprint) else None
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise ReadError(t("This is no index."), where=str(source), hint=hint) from error
    if index is None:
        raise ReadError(t("The index belongs to other texts or another version."), where=str(source), hint=hint)
    return index


def _index(arrays: Mapping[str, npt.NDArray[Any]], corpus: Corpus) -> Index:
    vocabulary = Vocabulary(
        forms=_unpacked(arrays["forms"]),
        surfaces=_unpacked(arrays["surfaces"]),
        **{name: arrays[f"vocabulary_{name}"] for name in _VOCABULARY},
    )
    return Index(
        source_ids=tuple(source.id for source in corpus),
        texts=tuple(source.text for source in corpus),
        vocabulary=vocabulary,
        **{name: arrays[name] for name in _COLUMNS},
    )


def _packed(strings: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Put strings without line breaks into bytes; numpy's own strings would need pickle or padding."""
    return np.frombuffer("\n".join(strings).encode(), np.uint8)


def _unpacked(array: npt.NDArray[np.uint8]) -> tuple[str, ...]:
    text = array.tobytes().decode()
    return tuple(text.split("\n")) if text else ()
