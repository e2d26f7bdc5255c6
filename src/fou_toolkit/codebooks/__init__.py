"""Codebooks: read, check, write, show.

read_codebook(path)          the codebook, or an error that lists everything that is wrong with its file
check_codebook(path, corpus) errors and warnings, printed the way a compiler prints
write_codebook(book, path)   the same format again; comments stay
render_codebook(book)        plain text for people
codebook_page(book)          an HTML page to print and hand to a new coder
compare_codebooks(old, new)  what is different in two versions
"""

from fou_toolkit.codebooks.check import check_codebook
from fou_toolkit.codebooks.differences import CodebookDifferences, compare_codebooks
from fou_toolkit.codebooks.page import codebook_page
from fou_toolkit.codebooks.reading import read_codebook
from fou_toolkit.codebooks.rendering import render_codebook
from fou_toolkit.codebooks.writing import write_codebook

__all__ = [
    "CodebookDifferences",
    "check_codebook",
    "codebook_page",
    "compare_codebooks",
    "read_codebook",
    "render_codebook",
    "write_codebook",
]
