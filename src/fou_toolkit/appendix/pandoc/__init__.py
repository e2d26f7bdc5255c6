"""The document as pandoc knows it: its abstract syntax tree as plain dictionaries, and the way through pandoc.

`tree` makes the tree of a document, `rewritten` changes it for one format, `converted` lets pandoc write it. Pandoc
escapes all texts; what is not escaped are raw parts, and those are ours.
"""

from fou_toolkit.appendix.pandoc.build import Form, image_names, tree
from fou_toolkit.appendix.pandoc.run import converted
from fou_toolkit.appendix.pandoc.walk import raw_block, raw_inline, rewritten, texts_in

__all__ = ["Form", "converted", "image_names", "raw_block", "raw_inline", "rewritten", "texts_in", "tree"]
