"""What an appendix is made from, out of whatever people have: a project that is open, its folder, or values."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit.analysis.covered import Covered
from fou_toolkit.appendix.material import BookChange, Consents, InputFile, Material
from fou_toolkit.errors import DataError
from fou_toolkit.model import CONSENT_SCOPES, Project
from fou_toolkit.workspace.books.past import book_history
from fou_toolkit.workspace.live.handle import Workspace, open_workspace
from fou_toolkit.workspace.live.opened import Opened, time_of
from fou_toolkit.workspace.live.opening import has_project
from fou_toolkit.workspace.live.quotable import Quotable
from fou_toolkit.workspace.people.consent import consents_now
from fou_toolkit.workspace.project import ProjectFolder, read_project
from fou_toolkit.workspace.publishing.audit import audit_of, day_of
from fou_toolkit.workspace.publishing.blind_scan import machine_names
from fou_toolkit.workspace.settings import SETTINGS_FILE

__all__ = ["CONFIG_FILE", "Subject", "folder_of", "material_of", "opened_for"]

CONFIG_FILE: Final = "appendix.toml"

Subject = Workspace | Project | str | Path | None
"""What people give: an open project, a frozen one, a folder, or nothing for the example."""


@contextmanager
def opened_for(subject: Subject) -> Iterator[Workspace | None]:
    """Give the open project behind what people gave, if there is one with texts; one opened here is closed again."""
    if isinstance(subject, Workspace):
        yield subject if subject.present.sources else None
    elif isinstance(subject, str | Path) and has_project(Path(subject)):
        with open_workspace(subject) as opened:
            yield opened if opened.present.sources else None
    else:
        yield None


def folder_of(subject: Subject) -> Path | None:
    """Give the folder of a project, if it has one."""
    if isinstance(subject, Workspace):
        return subject.folder
    return Path(subject) if isinstance(subject, str | Path) else None


def material_of(subject: object, opened: Workspace | None) -> Material:
    """Gather what an appendix is made from, with words in the current language.

    Args:
        subject: What people gave.
        opened: The project behind it, from `opened_for`.

    Raises:
        MaterialError: There is no such folder, or something in it is missing.
        DataError: It is nothing that an appendix can be made from.
    """
    if opened is not None:
        return _of_opened(opened)
    if isinstance(subject, Project):
        return _of_project(subject)
    if subject is None:
        return _of_project(read_project(rules=False), title=t("Constructed example: equal partnership"))
    if not isinstance(subject, Workspace | str | Path):
        hint = t("Give a project, an open workspace, or the folder of a project.")
        raise DataError(t("This is no project."), hint=hint)
    folder = ProjectFolder(subject.folder if isinstance(subject, Workspace) else Path(subject))
    settings = folder.settings
    made = _of_project(folder.project(), title=settings.title, folder=folder.path)
    return replace(made, language=settings.language, retention=_iso(settings.retention))


def _of_project(project: Project, *, title: str = "", folder: Path | None = None) -> Material:
    corpus = project.corpus
    asked = {turn.participant for source in corpus for turn in source.turns if turn.interviewer}
    speaking = {turn.participant for source in corpus for turn in source.turns if not turn.interviewer}
    people = [one for one in corpus.participants if one.pseudonym in speaking or one.pseudonym not in asked]
    scopes = {
        scope: sum(one.consent is not None and scope in one.consent.scopes for one in people)
        for scope in CONSENT_SCOPES
    }
    days = [source.attributes.get("date", "") for source in corpus]
    return Material(
        project=project,
        quotable=Covered(corpus, "quotation"),
        reusable=Covered(corpus, "reuse"),
        title=title,
        day=max(days, default=""),
        consents=Consents(len(people), scopes, known=any(one.consent is not None for one in people)),
        files=() if folder is None else tuple(_files(folder)),
        private=frozenset(_private(folder)),
    )


def _of_opened(opened: Workspace) -> Material:
    project = opened.snapshot()
    made = _of_project(project, title=opened.settings.title, folder=opened.folder)
    consents = consents_now(opened)
    return replace(
        made,
        quotable=Quotable(opened, project.corpus),
        reusable=Quotable(opened, project.corpus, "reuse"),
        language=opened.settings.language,
        day=day_of(opened),
        audit=audit_of(opened),
        book_changes=tuple(_book_changes(opened)),
        consents=replace(made.consents, withdrawn=consents.gone, texts_left_out=len(consents.left_out)),
        retention=_iso(opened.settings.retention),
    )


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _book_changes(opened: Opened) -> Iterator[BookChange]:
    for state in book_history(opened):
        found = state.differences
        yield BookChange(
            day=time_of(state.ms)[:10],
            coder=state.coder,
            what=state.what,
            version=state.after.version if state.after is not None else "",
            changes=found.summary if found is not None else t("There is no codebook."),
        )


def _files(folder: Path) -> Iterator[InputFile]:
    for name in (SETTINGS_FILE, CONFIG_FILE):
        path = folder / name
        if path.is_file():
            yield InputFile(name, hashlib.sha256(path.read_bytes()).hexdigest())


def _private(folder: Path | None) -> Iterator[str]:
    """Give names of this machine and of who works on it: nothing that is published may hold them."""
    yield from machine_names()
    if folder is not None:
        yield str(folder.absolute())
