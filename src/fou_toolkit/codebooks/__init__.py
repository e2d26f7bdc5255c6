"""Codebooks: read, check, write, show.

read_codebook(path)          the codebook, or an error that lists everything that is wrong with its file
check_codebook(path, corpus) errors and warnings, printed the way a compiler prints
write_codebook(book, path)   the same format again; comments stay
render_codebook(book)        plain text for people
"""

from fou_toolkit.codebooks.check import check_codebook
from fou_toolkit.codebooks.reading import read_codebook
from fou_toolkit.codebooks.rendering import render_codebook
from fou_toolkit.codebooks.writing import write_codebook

__all__ = ["check_codebook", "read_codebook", "render_codebook", "write_codebook"]
