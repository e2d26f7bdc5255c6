"""The index as a file: nothing lost, nothing mistaken."""

import numpy as np
import pytest

from fou_toolkit.errors import MaterialError, ReadError
from fou_toolkit.model import Corpus, Source, Span, Turn
from fou_toolkit.text import index_of
from fou_toolkit.text.index_file import read_index, write_index

TEXT = "Eg 👩‍👧 tok ansvar, eh, ikkje makta. Čáhci!"


def _corpus(text: str) -> Corpus:
    return Corpus((Source("a", text, (Turn(Span(0, len(text)), language="nn"),)),))


def test_a_written_index_reads_back_equal(tmp_path):
    corpus = _corpus(TEXT)
    index = index_of(corpus)

    again = read_index(write_index(index, corpus, tmp_path / "index.npz"), corpus)

    for name, value in vars(index).items():
        if isinstance(value, np.ndarray):
            assert np.array_equal(value, getattr(again, name)), name
    assert index.vocabulary.forms == again.vocabulary.forms
    assert index.vocabulary.surfaces == again.vocabulary.surfaces
    assert index.texts == again.texts


def test_an_empty_corpus_has_a_file_too(tmp_path):
    corpus = Corpus()

    again = read_index(write_index(index_of(corpus), corpus, tmp_path / "index.npz"), corpus)

    assert len(again) == 0


def test_the_index_of_other_texts_is_refused(tmp_path):
    corpus = _corpus(TEXT)
    path = write_index(index_of(corpus), corpus, tmp_path / "index.npz")

    with pytest.raises(ReadError):
        read_index(path, _corpus(TEXT + " "))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04junk", b"not an index at all"])
def test_a_file_that_is_no_index_is_refused(tmp_path, content):
    path = tmp_path / "index.npz"
    path.write_bytes(content)

    with pytest.raises(ReadError):
        read_index(path, _corpus(TEXT))


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(MaterialError):
        read_index(tmp_path / "index.npz", _corpus(TEXT))
