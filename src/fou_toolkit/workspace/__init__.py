"""The composition: a folder, its settings, its texts and its codebook; what all doors share."""

from fou_toolkit.workspace.case_sheets import read_case_matrix, write_case_matrix
from fou_toolkit.workspace.export import TABLE_FORMATS, write_table
from fou_toolkit.workspace.keeping.checks import look_at
from fou_toolkit.workspace.keeping.restore import restore
from fou_toolkit.workspace.lexicon import read_lexicon, write_lexicon
from fou_toolkit.workspace.live.handle import Workspace, open_workspace
from fou_toolkit.workspace.material import Material, example_material
from fou_toolkit.workspace.project import UNSEEN_FILE, ProjectFolder, read_project
from fou_toolkit.workspace.queries import QUERIES_FILE, SavedQueries, save_query, saved_queries
from fou_toolkit.workspace.scaffold import new_project
from fou_toolkit.workspace.settings import SETTINGS_FILE, Settings, read_settings

__all__ = [
    "QUERIES_FILE",
    "SETTINGS_FILE",
    "TABLE_FORMATS",
    "UNSEEN_FILE",
    "Material",
    "ProjectFolder",
    "SavedQueries",
    "Settings",
    "Workspace",
    "example_material",
    "look_at",
    "new_project",
    "open_workspace",
    "read_case_matrix",
    "read_lexicon",
    "read_project",
    "read_settings",
    "restore",
    "save_query",
    "saved_queries",
    "write_case_matrix",
    "write_lexicon",
    "write_table",
]
