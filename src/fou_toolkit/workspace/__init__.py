"""The composition: a folder, its settings, its texts and its codebook; what all doors share."""

from fou_toolkit.workspace.export import TABLE_FORMATS, write_table
from fou_toolkit.workspace.material import Material, example_material
from fou_toolkit.workspace.project import UNSEEN_FILE, ProjectFolder
from fou_toolkit.workspace.scaffold import new_project
from fou_toolkit.workspace.settings import SETTINGS_FILE, Settings, read_settings

__all__ = [
    "SETTINGS_FILE",
    "TABLE_FORMATS",
    "UNSEEN_FILE",
    "Material",
    "ProjectFolder",
    "Settings",
    "example_material",
    "new_project",
    "read_settings",
    "write_table",
]
