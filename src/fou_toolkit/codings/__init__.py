"""Codings on disk: reading and writing them."""

from fou_toolkit.codings.files import read_codings, write_codings

__all__ = ["read_codings", "write_codings"]
