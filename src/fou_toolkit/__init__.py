"""From raw Norwegian transcripts to coded text, with evidence for every coding.

The road: `read_corpus` → `read_codebook` → `preview_cues` → `autocode` → `evaluate`, and for codings by people
`agreement`. A project that lives on disk: `new_project`, `open_workspace`. Then the analyses, from `crosstab` to
`voice`; pictures of them are in `fou_toolkit.figures`. Names are
loaded when they are first used, so that importing the package is quick.
"""

import sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fou_toolkit import figures  # noqa: F401 - given by __getattr__; type checkers have to see it
    from fou_toolkit._i18n import set_language
    from fou_toolkit.analysis import cue_report, evaluate
    from fou_toolkit.analysis.actors import actor_network
    from fou_toolkit.analysis.agreement import agreement, alpha, plan
    from fou_toolkit.analysis.bootstrap import Bootstrap
    from fou_toolkit.analysis.cases import case_matrix
    from fou_toolkit.analysis.cooccurrence import Window, cooccurrence
    from fou_toolkit.analysis.counted import select
    from fou_toolkit.analysis.crosstab import check_export, crosstab, profile
    from fou_toolkit.analysis.dilemma import dilemma
    from fou_toolkit.analysis.epistemic import network_of_codes
    from fou_toolkit.analysis.knowledge import knowledge_profile
    from fou_toolkit.analysis.retrieve import retrieve
    from fou_toolkit.analysis.saturation import saturation
    from fou_toolkit.analysis.small_cells import SmallCells
    from fou_toolkit.analysis.trajectory import trajectory
    from fou_toolkit.analysis.voice import Target, voice
    from fou_toolkit.analysis.words import collocations, concordance, dispersion, frequencies, keyness
    from fou_toolkit.autocode import autocode, preview_cues
    from fou_toolkit.codebooks import check_codebook, read_codebook, write_codebook
    from fou_toolkit.codings import read_codings
    from fou_toolkit.errors import FouError
    from fou_toolkit.model import (
        Code,
        Codebook,
        Coding,
        CodingSet,
        Consent,
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
    from fou_toolkit.tables import Table
    from fou_toolkit.text import index_of
    from fou_toolkit.workspace import (
        Workspace,
        example_material,
        new_project,
        open_workspace,
        read_case_matrix,
        read_lexicon,
        read_project,
        save_query,
        saved_queries,
        write_case_matrix,
        write_lexicon,
    )
    from fou_toolkit.workspace.publishing.verb import appendix, check_appendix

__all__ = [
    "Bootstrap",
    "Code",
    "Codebook",
    "Coding",
    "CodingSet",
    "Consent",
    "Corpus",
    "Cue",
    "Evidence",
    "FouError",
    "Participant",
    "Project",
    "SmallCells",
    "Source",
    "Span",
    "Suggestion",
    "Table",
    "Target",
    "Turn",
    "Window",
    "Workspace",
    "actor_network",
    "agreement",
    "alpha",
    "appendix",
    "autocode",
    "case_matrix",
    "check_appendix",
    "check_codebook",
    "check_export",
    "collocations",
    "concordance",
    "cooccurrence",
    "crosstab",
    "cue_report",
    "dilemma",
    "dispersion",
    "evaluate",
    "example_material",
    "frequencies",
    "index_of",
    "keyness",
    "knowledge_profile",
    "network_of_codes",
    "new_project",
    "open_workspace",
    "plan",
    "preview_cues",
    "profile",
    "read_case_matrix",
    "read_codebook",
    "read_codings",
    "read_corpus",
    "read_lexicon",
    "read_project",
    "read_source",
    "retrieve",
    "saturation",
    "save_query",
    "saved_queries",
    "select",
    "set_language",
    "trajectory",
    "voice",
    "write_case_matrix",
    "write_codebook",
    "write_lexicon",
]

_HOME = {
    "_i18n": ("set_language",),
    "analysis": ("cue_report", "evaluate"),
    "analysis.actors": ("actor_network",),
    "analysis.agreement": ("agreement", "alpha", "plan"),
    "analysis.bootstrap": ("Bootstrap",),
    "analysis.cases": ("case_matrix",),
    "analysis.cooccurrence": ("Window", "cooccurrence"),
    "analysis.counted": ("select",),
    "analysis.crosstab": ("check_export", "crosstab", "profile"),
    "analysis.dilemma": ("dilemma",),
    "analysis.epistemic": ("network_of_codes",),
    "analysis.knowledge": ("knowledge_profile",),
    "analysis.retrieve": ("retrieve",),
    "analysis.saturation": ("saturation",),
    "analysis.small_cells": ("SmallCells",),
    "analysis.trajectory": ("trajectory",),
    "analysis.voice": ("Target", "voice"),
    "analysis.words": ("collocations", "concordance", "dispersion", "frequencies", "keyness"),
    "autocode": ("autocode", "preview_cues"),
    "codebooks": ("check_codebook", "read_codebook", "write_codebook"),
    "codings": ("read_codings",),
    "errors": ("FouError",),
    "model": (
        *("Code", "Codebook", "Coding", "CodingSet", "Consent", "Corpus", "Cue"),
        *("Evidence", "Participant", "Project", "Source", "Span", "Suggestion"),
        *("Turn",),
    ),
    "sources": ("read_corpus", "read_source"),
    "tables": ("Table",),
    "text": ("index_of",),
    "workspace": (
        *("example_material", "new_project", "read_project", "read_case_matrix", "write_case_matrix", "read_lexicon"),
        *("save_query", "saved_queries", "write_lexicon", "open_workspace", "Workspace"),
    ),
    "workspace.publishing.verb": ("appendix", "check_appendix"),
}
_MODULES = ("figures",)
"""Sub-packages that people use by name: `fou.figures.plot_agreement(...)`."""
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a public name from its module when it is first used."""
    if name == "__version__":
        return _version()
    if name in _MODULES:
        return import_module(f"fou_toolkit.{name}")
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'fou_toolkit' has no attribute {name!r}")
    value = getattr(import_module(f"fou_toolkit.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Show the public names only."""
    return sorted((*__all__, *_MODULES))


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
