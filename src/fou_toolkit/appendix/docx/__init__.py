"""The appendix in Word."""

from fou_toolkit.appendix.docx.rendering import render

__all__ = ["render"]
