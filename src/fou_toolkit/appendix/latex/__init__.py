"""The appendix as LaTeX: for journals that set their supplements themselves."""

from fou_toolkit.appendix.latex.make import render

__all__ = ["render"]
