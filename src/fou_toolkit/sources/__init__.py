"""Readers: from the files people have to sources with turns, with a receipt of what was read, skipped and guessed."""

from fou_toolkit.sources.build import read_source
from fou_toolkit.sources.folder import read_corpus, texts_listed
from fou_toolkit.sources.formats import READERS

__all__ = ["READERS", "read_corpus", "read_source", "texts_listed"]
