"""From raw Norwegian transcripts to coded text, with evidence for every coding.

The road: `read_corpus` → `read_codebook` → `preview_cues` → `autocode` → `evaluate`, and for codings by people
`agreement`. Names are loaded when they are first used, so that importing the package is quick.
"""

import sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fou_toolkit._i18n import set_language
    from fou_toolkit.analysis import cue_report, evaluate
    from fou_toolkit.analysis.agreement import Bootstrap, agreement, alpha, plan
    from fou_toolkit.autocode import autocode, preview_cues
    from fou_toolkit.codebooks import check_codebook, read_codebook, write_codebook
    from fou_toolkit.codings import read_codings
    from fou_toolkit.errors import FouError
    from fou_toolkit.figures import plot_agreement, plot_code_counts, plot_confusion
    from fou_toolkit.model import (
        Code,
        Codebook,
        Coding,
        CodingSet,
        Corpus,
        Cue,
        Evidence,
        Participant,
        Project,
        Source,
        Span,
        Suggestion,
        Turn,
    )
    from fou_toolkit.sources import read_corpus, read_source
    from fou_toolkit.text import index_of
    from fou_toolkit.workspace import example_material, new_project

__all__ = [
    "Bootstrap",
    "Code",
    "Codebook",
    "Coding",
    "CodingSet",
    "Corpus",
    "Cue",
    "Evidence",
    "FouError",
    "Participant",
    "Project",
    "Source",
    "Span",
    "Suggestion",
    "Turn",
    "agreement",
    "alpha",
    "autocode",
    "check_codebook",
    "cue_report",
    "evaluate",
    "example_material",
    "index_of",
    "new_project",
    "plan",
    "plot_agreement",
    "plot_code_counts",
    "plot_confusion",
    "preview_cues",
    "read_codebook",
    "read_codings",
    "read_corpus",
    "read_source",
    "set_language",
    "write_codebook",
]

_HOME = {
    "_i18n": ("set_language",),
    "analysis": ("cue_report", "evaluate"),
    "analysis.agreement": ("Bootstrap", "agreement", "alpha", "plan"),
    "autocode": ("autocode", "preview_cues"),
    "codebooks": ("check_codebook", "read_codebook", "write_codebook"),
    "codings": ("read_codings",),
    "errors": ("FouError",),
    "figures": ("plot_agreement", "plot_code_counts", "plot_confusion"),
    "model": (
        *("Code", "Codebook", "Coding", "CodingSet", "Corpus", "Cue", "Evidence", "Participant", "Project"),
        *("Source", "Span", "Suggestion", "Turn"),
    ),
    "sources": ("read_corpus", "read_source"),
    "text": ("index_of",),
    "workspace": ("example_material", "new_project"),
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a public name from its module when it is first used."""
    if name == "__version__":
        return _version()
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'fou_toolkit' has no attribute {name!r}")
    value = getattr(import_module(f"fou_toolkit.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Show the public names only."""
    return sorted(__all__)


class _Package(ModuleType):
    """This package, which keeps its function `autocode` apart from its sub-package of that name."""

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse a sub-package in the place of a function; every import of a sub-package tries this."""
        if not (name in _MODULE_OF and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def _version() -> str:
    try:
        return version("fou-toolkit")
    except PackageNotFoundError:
        return "0"
