"""The verb `appendix`: from a project to its publication appendix."""

from collections.abc import Sequence
from pathlib import Path

from fou_toolkit.appendix.config import Config
from fou_toolkit.workspace.publishing.building import FORMATS, Progress, Request, build
from fou_toolkit.workspace.publishing.checking import AppendixCheck, check
from fou_toolkit.workspace.publishing.material import Subject, opened_for
from fou_toolkit.workspace.publishing.writing import Written, check_folder, write

__all__ = ["appendix", "check_appendix"]


def appendix(  # noqa: PLR0913 - each is a choice of whoever publishes
    project: Subject,
    out: str | Path,
    *,
    formats: Sequence[str] = FORMATS,
    language: str = "",
    blind: bool = False,
    config: Config | None = None,
    package: bool = False,
    metadata_only: bool = False,
    notebooks: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> Written:
    """Write the publication appendix of a project, and the page of results for those who took part.

    The same project with the same versions, fonts and platform gives the same bytes. Words are quoted of those only
    whose consent covers quotation; numbers from few people are not shown.

    Args:
        project: An open workspace, the folder of a project, a frozen project, or `None` for the example. Only a project
            with a database has an audit trail.
        out: A folder.
        formats: Of `html`, `docx`, `pdf` and `latex`; the last two need the extra `appendix`.
        language: `nb`, `nn` or `en`; by default that of the project.
        blind: Nobody may see who made it: no names of coders, people, institutions, paths, no dates beyond the year.
        config: What goes in; by default `appendix.toml` in the folder of the project, or the usual settings.
        package: Also a data package for an archive (RO-Crate), in the folder `package`.
        metadata_only: The package holds nobody's words.
        notebooks: The notebooks of the project are run, checked, stripped and put into the package.
        force: Write over files that were changed by hand.
        progress: Wraps the steps, such as `tqdm.auto.tqdm`.

    Raises:
        DataError: A format or a setting is not possible; or a blind appendix would hold a name.
        MissingPackageError: The extra `appendix` is not installed.
        WriteError: Files were changed by hand, or cannot be written.
    """
    request = Request(
        tuple(formats), language, blind, config, package or metadata_only or notebooks, metadata_only, notebooks
    )
    check_folder(Path(out))
    with opened_for(project) as opened:
        subject = project if opened is None else opened
        return write(build(subject, request, progress=progress), request, Path(out), opened=opened, force=force)


def check_appendix(project: Subject, out: str | Path, *, progress: Progress | None = None) -> AppendixCheck:
    """Rebuild an appendix in memory, compare it with the one in a folder, and say what differs and why.

    Args:
        project: As in `appendix`.
        out: The folder of the appendix.
        progress: Wraps the steps.

    Raises:
        MaterialError: There is no appendix in the folder.
    """
    return check(project, Path(out), progress=progress)
