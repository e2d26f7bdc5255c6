"""Build an appendix: everything in memory first, then written, so that nothing is ever half there."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from fou_toolkit._i18n import current_language, speaking, t
from fou_toolkit._optional import require
from fou_toolkit.appendix.assemble import assemble
from fou_toolkit.appendix.blind import masked
from fou_toolkit.appendix.config import Config
from fou_toolkit.appendix.document import Document
from fou_toolkit.appendix.docx import render as as_docx
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.html import render as as_html
from fou_toolkit.appendix.latex import render as as_latex
from fou_toolkit.appendix.package import package_files
from fou_toolkit.appendix.pandoc.run import program
from fou_toolkit.appendix.pdf import render as as_pdf
from fou_toolkit.appendix.result_sheet import result_sheet
from fou_toolkit.errors import DataError
from fou_toolkit.workspace.live.handle import Workspace
from fou_toolkit.workspace.notebooks import NotebookRun
from fou_toolkit.workspace.publishing.blind_scan import BlindProof, scan
from fou_toolkit.workspace.publishing.material import Subject, folder_of, material_of, opened_for
from fou_toolkit.workspace.publishing.running import run_for
from fou_toolkit.workspace.publishing.settings import language_of, read_config

__all__ = ["FORMATS", "LANGUAGES_OF_SHEETS", "Built", "Request", "build"]

FORMATS: Final = ("html", "docx", "pdf", "latex")
LANGUAGES_OF_SHEETS: Final = ("nb", "nn")
"""The one page for the kindergartens is for people who read Norwegian; it is written in both forms."""
_ONE_FILE: Final[Mapping[str, Callable[[Document], bytes]]] = {"docx": as_docx, "pdf": as_pdf}
_SHOWN: Final = 5

Progress = Callable[[Iterable[Any]], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for.

    Args:
        formats: Of `FORMATS`.
        language: `nb`, `nn` or `en`; empty for that of the project.
        blind: Whether nobody may see who made it.
        config: What goes in; `None` for `appendix.toml` in the folder of the project, or the usual settings.
        package: Whether a data package is made, too.
        metadata_only: Whether the package holds no words of anybody.
        notebooks: Whether the notebooks of the project are run and go into the package.
    """

    formats: tuple[str, ...] = FORMATS
    language: str = ""
    blind: bool = False
    config: Config | None = None
    package: bool = False
    metadata_only: bool = False
    notebooks: bool = False

    def __post_init__(self) -> None:
        """Refuse formats that nobody knows."""
        wrong = [name for name in self.formats if name not in FORMATS]
        if wrong or not self.formats:
            hint = t("Possible are: {names}", names=", ".join(FORMATS))
            raise DataError(t("«{value}» is not possible for {key}.", value=", ".join(wrong), key="formats"), hint=hint)


@dataclass(frozen=True, repr=False)
class Built:
    """An appendix in memory.

    Args:
        edition: What it was made from.
        document: What it says.
        files: Bytes by name, with `/` between folders.
        package: Files of the data package, by name; none where none was asked for.
        notebooks: What came of running the notebooks; `None` where that was not asked for.
        proof: What the search of a blind edition looked for; `None` in an open one.
    """

    edition: Edition
    document: Document
    files: Mapping[str, bytes] = field(repr=False)
    package: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    notebooks: NotebookRun | None = None
    proof: BlindProof | None = None

    def __repr__(self) -> str:
        """Say how much there is."""
        return f"<Built: {len(self.files)} files, {len(self.package)} in the package>"

    @property
    def digests(self) -> dict[str, str]:
        """SHA-256 (hex) of each file, by name."""
        return {name: hashlib.sha256(data).hexdigest() for name, data in sorted(self.files.items())}


def build(subject: Subject, request: Request, *, progress: Progress | None = None) -> Built:
    """Build an appendix in memory.

    Args:
        subject: A project; see `appendix`.
        request: What is asked for.
        progress: Wraps the steps.

    Raises:
        FouError: The project cannot be read, a setting is not possible, or a package is missing.
    """
    _check_packages(request)
    with opened_for(subject) as opened:
        folder = folder_of(subject)
        config = request.config or read_config(folder)
        spoken = request.language or language_of(folder) or current_language()
        ran, notebooks = _notebooks(folder, opened, request, progress)
        with speaking(spoken):
            material = material_of(subject, opened)
            edition = Edition.of(material, config, blind=request.blind)
            document = assemble(edition, progress=progress)
            files = dict(_rendered(document, edition, request.formats, progress))
            files |= _sheets(edition, request.formats)
            package = _package(edition, document, files, notebooks, request)
    # Here, people are spoken to in their own language again.
    proof = _proven(edition, {**files, **package}) if request.blind else None
    return Built(edition, document, files, package, ran, proof)


def _check_packages(request: Request) -> None:
    """Look for what is needed before anything is built, so that nobody waits in vain.

    Raises:
        MissingPackageError: The extra `appendix` is not installed, or not whole.
    """
    if {"pdf", "latex"} & set(request.formats):
        program()
    if "pdf" in request.formats:
        require("typst")
        require("fontTools.ttLib")
    if request.package:
        require("rocrate.rocrate")


def _proven(edition: Edition, files: Mapping[str, bytes]) -> BlindProof:
    """Search a blind edition for every name, and refuse one that holds any.

    Raises:
        DataError: A name, a day or a mark of a maker is in it.
    """
    proof = scan(files, edition.names)
    if not proof.clean:
        hint = t("Take the word out of titles, answers and definitions, or leave the part out. Nothing was written.")
        places = "; ".join(dict.fromkeys(f"{one.file}: {t(one.kind)} ({one.what})" for one in proof.found[:_SHOWN]))
        more = f" … (+{len(proof.found) - _SHOWN})" if len(proof.found) > _SHOWN else ""
        raise DataError(t("The blind edition is not blind: {places}", places=places + more), hint=hint)
    return proof


def _notebooks(
    folder: Path | None, opened: Workspace | None, request: Request, progress: Progress | None
) -> tuple[NotebookRun | None, dict[str, bytes]]:
    """Run the notebooks, where that is asked for."""
    if not request.notebooks:
        return None, {}
    if folder is None:
        hint = t("Give the folder of a project.")
        raise DataError(t("Only a project on disk has notebooks."), hint=hint)
    if request.blind:
        # What notebooks print names coders and people, and nothing of it was made for strangers.
        hint = t("Leave the notebooks out of the blind package, and put them into the open one.")
        raise DataError(t("Notebooks cannot be blinded."), hint=hint)
    return run_for(folder, opened, progress=progress)


def _rendered(
    document: Document, edition: Edition, formats: Sequence[str], progress: Progress | None
) -> Iterator[tuple[str, bytes]]:
    for name in formats if progress is None else progress(formats):
        if name == "html":
            yield "appendix.html", as_html(document, edition)
        elif name == "latex":
            yield from ((f"latex/{part}", data) for part, data in as_latex(document).items())
        else:
            yield f"appendix.{name}", _ONE_FILE[name](document)


def _sheets(edition: Edition, formats: Sequence[str]) -> dict[str, bytes]:
    """Give the page for the kindergartens in both forms of Norwegian."""
    found: dict[str, bytes] = {}
    for language in LANGUAGES_OF_SHEETS:
        with speaking(language):
            page = result_sheet(replace(edition, language=language))
            page = masked(page, edition.names) if edition.blind else page
            if "html" in formats:
                found[f"result-sheet-{language}.html"] = as_html(page)
            for name in _ONE_FILE:
                if name in formats:
                    found[f"result-sheet-{language}.{name}"] = _ONE_FILE[name](page)
    return found


def _package(
    edition: Edition,
    document: Document,
    files: Mapping[str, bytes],
    notebooks: Mapping[str, bytes],
    request: Request,
) -> dict[str, bytes]:
    if not request.package:
        return {}
    whole = {name: data for name, data in files.items() if not name.startswith("latex/")}
    return package_files(edition, document, appendix=whole, notebooks=notebooks, metadata_only=request.metadata_only)
