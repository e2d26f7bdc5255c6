"""What the command line and other doors do with a folder: find its texts, its settings and its codebook."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from fou_toolkit._i18n import t
from fou_toolkit.autocode import autocode
from fou_toolkit.codebooks import read_codebook
from fou_toolkit.codings import read_codings
from fou_toolkit.errors import MaterialError, ReadError
from fou_toolkit.model import Codebook, CodingSet, Corpus, Project
from fou_toolkit.sources import read_corpus
from fou_toolkit.workspace.live.handle import stored_project
from fou_toolkit.workspace.material import example_material
from fou_toolkit.workspace.people.consent_table import consents_beside, with_consents
from fou_toolkit.workspace.places import texts_in
from fou_toolkit.workspace.settings import Settings, read_settings

__all__ = ["UNSEEN_FILE", "ProjectFolder", "read_project"]

UNSEEN_FILE: Final = "unseen.txt"

Progress = Callable[[Iterable[Any]], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class ProjectFolder:
    """A folder with texts: a project made by `fou new`, or just texts.

    Args:
        path: The folder.
    """

    path: Path

    @property
    def settings(self) -> Settings:
        """The project's `fou.toml`, or the usual settings."""
        return read_settings(self.path)

    @property
    def texts(self) -> Path:
        """Where the texts are: the sub-folder `corpus`, if there is one."""
        return texts_in(self.path)

    def stored(self) -> Project | None:
        """Give what is stored in the project's database; nothing as long as no text has been taken in.

        Raises:
            DamageError: The database is damaged.
        """
        return stored_project(self.path)

    def corpus(self, *, progress: Progress | None = None) -> Corpus:
        """Give the texts: those of the database, or as long as none was taken in, those of the folder.

        Raises:
            MaterialError: There is no folder, or no text in it.
        """
        stored = self.stored()
        return self.files(progress=progress) if stored is None else stored.corpus

    def files(self, *, progress: Progress | None = None) -> Corpus:
        """Read the texts of the folder, whatever the database has.

        Raises:
            MaterialError: There is no folder, or no text in it.
        """
        corpus = read_corpus(self.texts, marks=self.settings.marks, progress=progress)
        return with_consents(corpus, consents_beside(self.texts))

    def codings(self, chosen: Path | None = None, *, corpus: Corpus | None = None) -> CodingSet:
        """Read the chosen codings, or those of the database or in the folder `codings` beside the texts.

        Raises:
            MaterialError: There are none.
            ReadError: A file is not what it should be, or a text has changed since it was coded.
        """
        stored = None if chosen is not None else self.stored()
        if stored is not None:
            return stored.codings
        if chosen is None and not (self.texts / "codings").is_dir():
            hint = t("Put them into a folder `codings` beside the texts, or name the file or folder.")
            raise MaterialError(t("There are no codings yet."), where=str(self.texts), hint=hint)
        return read_codings(self.texts / "codings" if chosen is None else chosen, corpus=corpus)

    def project(
        self,
        codebook: Path | None = None,
        codings: Path | None = None,
        *,
        rules: bool = False,
        progress: Progress | None = None,
    ) -> Project:
        """Read texts, codes and codings together; from the database, once texts have been taken in.

        Args:
            codebook: The codebook; see `codebook`.
            codings: Codings; see `codings`.
            rules: Whether to add what rules propose, as codings of a coder `rules`; then there need not be others.
            progress: Wraps the texts that are read.

        Raises:
            MaterialError: Something is not there.
            ReadError: A file is not what it should be.
            UnknownIdError: A coding names a code or text that is not there.
        """
        stored = self.stored()
        if stored is not None:
            return _with_chosen(stored, codebook, codings, rules=rules)
        book, corpus = self.codebook(codebook), self.files(progress=progress)
        settings = self.settings
        if not rules:
            found = self.codings(codings, corpus=corpus)
        elif codings is None and not (self.texts / "codings").is_dir():
            found = autocode(corpus, book).to_codings()
        else:
            found = self.codings(codings, corpus=corpus) + autocode(corpus, book).to_codings()
        return Project(corpus, book, found, settings.orientation, settings.smallest_group)

    @property
    def has_kept_aside(self) -> bool:
        """Whether there is a list of texts kept aside."""
        return (self.texts / UNSEEN_FILE).is_file()

    def kept_aside(self) -> tuple[str, ...]:
        """Give the ids of texts in `unseen.txt`: those that nobody looks at while cues are written; `#` is a remark.

        Raises:
            MaterialError: There is no such list.
            ReadError: It is no text.
        """
        path = self.texts / UNSEEN_FILE
        if not path.is_file():
            hint = t("Write the ids of the texts that are kept aside into it, one a line.")
            raise MaterialError(t("There is no list of texts kept aside."), where=str(path), hint=hint)
        try:
            text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
        except UnicodeDecodeError as error:
            hint = t("Save it with the encoding UTF-8.")
            raise ReadError(t("The file is not text in UTF-8."), where=str(path), hint=hint) from error
        lines = (line.partition("#")[0].strip() for line in text.splitlines())
        return tuple(line for line in lines if line)

    def codebook(self, chosen: Path | None = None) -> Codebook:
        """Give the chosen codebook, that of the database, that of the settings, or the only one in `codebooks`.

        Raises:
            MaterialError: There is none, or more than one to choose from.
        """
        stored = None if chosen is not None else self.stored()
        return read_codebook(self.codebook_path(chosen)) if stored is None else stored.codebook

    def codebook_path(self, chosen: Path | None = None) -> Path:
        """Find the codebook; see `codebook`."""
        if chosen is not None:
            return chosen
        if not self.path.is_dir():
            raise MaterialError(t("There is no such folder."), where=str(self.path))
        if self.settings.codebook:
            return self.path / self.settings.codebook
        found = sorted((self.path / "codebooks").glob("*.y*ml"))
        if len(found) == 1:
            return found[0]
        hint = t("Say which one: --codebook FILE")
        raise MaterialError(t("There is no codebook to choose by itself."), where=str(self.path), hint=hint)


def _with_chosen(stored: Project, codebook: Path | None, codings: Path | None, *, rules: bool) -> Project:
    """Give what is stored, with another codebook or other codings, and with what rules propose."""
    book = stored.codebook if codebook is None else read_codebook(codebook)
    found = stored.codings if codings is None else read_codings(codings, corpus=stored.corpus)
    if rules:
        found = found + autocode(stored.corpus, book).to_codings()
    return replace(stored, codebook=book, codings=found)


def read_project(
    folder: str | Path | None = None,
    *,
    codebook: str | Path | None = None,
    rules: bool = True,
    progress: Progress | None = None,
) -> Project:
    """Read a project folder: texts, codebook, codings, and what rules propose.

    Once texts have been taken in (`Workspace.take_in`), everything comes from the project's database; before that, and
    in
    a folder that is no project, from its files.

    Args:
        folder: A folder made by `fou new`, or one with texts; by default the example that comes with the library.
        codebook: The codebook; by default the one that `fou.toml` names, or the only one in `codebooks`.
        rules: Whether to add what rules propose, as codings of a coder called `rules`. Analyses count them only if they
            are asked to, or if nobody else has coded.
        progress: Wraps the texts that are read, such as `tqdm.auto.tqdm`.

    Raises:
        MaterialError: Something is not there.
        ReadError: A file is not what it should be.
        UnknownIdError: A coding names a code or text that is not there.

    >>> len(read_project().corpus)
    27
    """
    chosen = None if codebook is None else Path(codebook)
    if folder is None:
        material = example_material()
        return ProjectFolder(material.corpus).project(chosen or material.codebook, rules=rules, progress=progress)
    return ProjectFolder(Path(folder)).project(chosen, rules=rules, progress=progress)
