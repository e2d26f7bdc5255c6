"""Suggestions by rule, with evidence."""

from fou_toolkit.autocode.engine import autocode
from fou_toolkit.autocode.preview import Preview, preview_cues
from fou_toolkit.autocode.result import AutocodeResult
from fou_toolkit.autocode.summary import Summary

__all__ = ["AutocodeResult", "Preview", "Summary", "autocode", "preview_cues"]
