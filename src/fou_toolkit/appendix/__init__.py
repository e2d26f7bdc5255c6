"""The publication appendix: from a project to one document, and from the document to the formats that people need.

`material` says what it is made from, `edition` under which names it is published, `sections` make the parts,
`document` is what they make, and `html`, `docx`, `pdf`, `latex` and `package` write it. Nothing here reads a project
from disk; that is for `workspace.publishing`.
"""

__all__: list[str] = []
