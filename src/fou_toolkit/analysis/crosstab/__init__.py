"""Who says what: tables of codes and groups, with rules for small cells that hold in the result itself."""

from fou_toolkit.analysis.crosstab.bases import Bases, SoleHolder
from fou_toolkit.analysis.crosstab.build import crosstab
from fou_toolkit.analysis.crosstab.export import ExportCheck, LeftOut, check_export
from fou_toolkit.analysis.crosstab.profiles import Coverage, Profile, profile
from fou_toolkit.analysis.crosstab.result import Crosstab, Lines
from fou_toolkit.analysis.crosstab.scope import COUNTS
from fou_toolkit.analysis.crosstab.shares import Shares

__all__ = [
    "COUNTS",
    "Bases",
    "Coverage",
    "Crosstab",
    "ExportCheck",
    "LeftOut",
    "Lines",
    "Profile",
    "Shares",
    "SoleHolder",
    "check_export",
    "crosstab",
    "profile",
]
