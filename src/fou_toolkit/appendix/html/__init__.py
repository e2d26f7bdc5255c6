"""The appendix as one page: works from a USB stick, loads nothing, and opens the codings behind its numbers."""

from fou_toolkit.appendix.html.page import render

__all__ = ["render"]
