"""The appendix as PDF: for the journal, for the archive, and for people who read with their ears."""

from fou_toolkit.appendix.pdf.make import STANDARDS, render

__all__ = ["STANDARDS", "render"]
