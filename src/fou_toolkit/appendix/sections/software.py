"""Software, versions and hashes: what somebody needs to get the same numbers and the same bytes."""

import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePosixPath
from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit.analysis.counted import toolkit_version
from fou_toolkit.appendix.config import PARTS
from fou_toolkit.appendix.document import Paragraph, Section, TableBlock
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.facts import codings_digest, selection_of
from fou_toolkit.tables import Table

__all__ = ["PACKAGES", "software", "versions"]

PACKAGES: Final = (
    "numpy",
    "scipy",
    "pandas",
    "networkx",
    "spacy",
    "simplemma",
    "nltk",
    "matplotlib",
    "fonttools",
    "babel",
    "openpyxl",
    "python-docx",
    "lxml",
    "pypandoc_binary",
    "typst",
    "rocrate",
    "nbval",
    "papermill",
)
"""Packages that numbers or files depend on, as their index calls them."""


def software(edition: Edition) -> Section | None:
    """Name everything that the numbers and files depend on.

    Args:
        edition: The material and the settings.
    """
    blocks = (
        Paragraph.of(
            t("The numbers depend on the texts, the codebook, the codings, the settings and these programs."),
        ),
        _table("versions", t("Programs and their versions"), (t("program"), t("version")), versions()),
        _table("hashes", t("What the appendix is made from"), (t("what"), "SHA-256"), tuple(_hashes(edition))),
        Paragraph.of(
            t(
                "A hash is a fingerprint: it is the same only if every sign is the same. Texts, speakers and codings"
                " are hashed under the names that are published here."
            ),
            kind="note",
        ),
        _table("settings", t("Settings and seeds"), (t("setting"), t("value")), tuple(_settings(edition))),
    )
    return Section("software", t(PARTS["software"]), blocks)


def _table(name: str, title: str, headings: tuple[str, str], rows: Sequence[tuple[str, str]]) -> TableBlock:
    table = Table(title, headings, tuple(rows))
    return TableBlock(name, table, data=Table(title, ("what", "value"), tuple(rows), precise=True))


def versions() -> tuple[tuple[str, str], ...]:
    """Give what is installed; of the machine only the family of its system."""
    found = [("fou-toolkit", toolkit_version()), ("Python", platform.python_version())]
    for name in PACKAGES:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            continue
    return (*found, (t("system"), platform.system()))


def _hashes(edition: Edition) -> Iterator[tuple[str, str]]:
    yield t("texts and participants"), edition.corpus.fingerprint
    yield t("codebook"), edition.codebook.fingerprint
    yield t("all codings"), codings_digest(edition.project.codings)
    selection = selection_of(edition)
    if selection is not None:
        yield t("codings that are counted"), codings_digest(selection.codings)
    for place, file in enumerate(edition.material.files, 1):
        yield _file_name(edition, file.name, place), file.sha256


def _file_name(edition: Edition, name: str, place: int) -> str:
    """Give the name of a file, or a number where it tells who or where."""
    last = PurePosixPath(name.replace("\\", "/"))
    if edition.blind or _tells(edition, name):
        return t("file {n}", n=place) + last.suffix
    return last.name


def _tells(edition: Edition, name: str) -> bool:
    people = edition.material.project.corpus.participants
    known = {one for person in people for one in (person.pseudonym, *person.site.split())} | edition.material.private
    return any(len(one) > 2 and one.casefold() in name.casefold() for one in known)  # noqa: PLR2004 - initials


def _settings(edition: Edition) -> Iterator[tuple[str, str]]:
    """Give the settings as `appendix.toml` names them; ids of coders as they are published."""
    config, choice, quotations = edition.config, edition.config.codings, edition.config.quotations
    selection = selection_of(edition)
    yield "codings.coders", ", ".join(() if selection is None else selection.codings.coder_ids)
    yield "codings.combine", choice.combine
    yield "codings.round", t("what stands now") if choice.round is None else str(choice.round)
    yield "codings.codes", ", ".join(choice.codes) or t("all")
    yield "codings.groups", ", ".join(choice.groups)
    yield "codings.over", choice.over
    yield "codings.resamples", str(choice.resamples)
    yield "codings.seed", str(choice.seed)
    yield "quotations.per_code", str(quotations.per_code)
    yield "quotations.shortest", str(quotations.shortest)
    yield "quotations.longest", str(quotations.longest)
    yield "quotations.smallest_role", str(quotations.smallest_role)
    yield "quotations.seed", str(quotations.seed)
    yield "text_ids", config.text_ids
    yield "leave_out", ", ".join(config.leave_out) or t("nothing is left out")
    yield t("smallest group of people"), str(edition.threshold)
    yield t("language"), edition.language
    yield t("blind edition"), t("yes") if edition.blind else t("no")
