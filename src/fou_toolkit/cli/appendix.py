"""`fou appendix` and `fou notebooks run`: the publication appendix, and the notebooks that belong to it."""

from pathlib import Path

import typer

from fou_toolkit._i18n import LANGUAGES, t
from fou_toolkit.cli.answers import Talk, say, show, talking
from fou_toolkit.cli.console import tracked
from fou_toolkit.cli.opened import JSON, PROJECT
from fou_toolkit.errors import DataError
from fou_toolkit.workspace.publishing.building import FORMATS
from fou_toolkit.workspace.publishing.keys import text_key
from fou_toolkit.workspace.publishing.settings import begin_config
from fou_toolkit.workspace.publishing.verb import appendix as build_appendix
from fou_toolkit.workspace.publishing.verb import check_appendix

__all__ = ["appendix"]

_OUT = "out/appendix"


def appendix(
    output: Path | None = typer.Argument(
        None, metavar=t("[FOLDER]"), help=t("Where to; by default out/appendix in the project.")
    ),
    project: Path = PROJECT(),
    formats: list[str] = typer.Option(
        [], "-f", "--format", metavar="|".join(FORMATS), help=t("Only these formats; can be given several times.")
    ),
    language: str = typer.Option(
        "", "--language", metavar="nb|nn|en", help=t("Language of the appendix; by default that of the project.")
    ),
    blind: bool = typer.Option(
        False, "--blind", help=t("Nobody may see who made it; a search for every name proves it.")
    ),
    package: bool = typer.Option(False, "--package", help=t("Also a data package for an archive.")),
    metadata_only: bool = typer.Option(False, "--metadata-only", help=t("A data package that holds nobody's words.")),
    notebooks: bool = typer.Option(
        False, "--notebooks", help=t("Run the notebooks of the project and put them into the package.")
    ),
    check: bool = typer.Option(
        False, "--check", help=t("Write nothing: rebuild what is there, compare, and say what differs and why.")
    ),
    start: bool = typer.Option(False, "--start", help=t("Write an appendix.toml to begin with.")),
    key: bool = typer.Option(
        False, "--key", help=t("Show which text is which in the appendix; for use inside of the project only.")
    ),
    force: bool = typer.Option(False, "--force", help=t("Write over files that were changed by hand.")),
    as_json: bool = JSON(),
) -> None:
    """Write the publication appendix of a project: HTML, Word, PDF and LaTeX, and a page of results to give back."""
    talk = talking(as_json=as_json)
    _check_language(language)
    out = output or project / _OUT
    if start:
        say(
            talk, t("Written: {path}", path=begin_config(project)), t("Open it in an editor and fill in what you want.")
        )
    elif key:
        show(text_key(project), talk)
    elif check:
        _check(project, out, talk)
    else:
        progress = None if as_json else tracked(t("Appendix"))
        written = build_appendix(
            project,
            out,
            formats=tuple(formats) or FORMATS,
            language=language,
            blind=blind,
            package=package,
            metadata_only=metadata_only,
            notebooks=notebooks,
            force=force,
            progress=progress,
        )
        show(written, talk)


def _check(project: Path, out: Path, talk: Talk) -> None:
    found = check_appendix(project, out, progress=None if talk.as_json else tracked(t("Appendix")))
    show(found, talk, identical=found.identical, same_content=found.same_content, ok=found.ok)
    if not found.ok:
        raise typer.Exit(1)


def _check_language(language: str) -> None:
    if language and language not in LANGUAGES:
        hint = t("Possible are: {names}", names=", ".join(LANGUAGES))
        raise DataError(t("«{value}» is not possible for {key}.", value=language, key="--language"), hint=hint)
