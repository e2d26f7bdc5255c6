"""Coders held against each other for an appendix: who they are, and what may be shown of whom."""

import string
from dataclasses import dataclass, replace

from fou_toolkit._i18n import t
from fou_toolkit.analysis.agreement import AgreementResult, AgreementRow, Bootstrap, agreement
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.errors import DataError
from fou_toolkit.model import Project

__all__ = ["Hidden", "coders_in_words", "compared", "people_behind", "shown"]


@dataclass(frozen=True, slots=True)
class Hidden:
    """A result of which rows from few people are taken out.

    Args:
        result: What is left.
        ids: Ids of the codes or themes that are not shown.
    """

    result: AgreementResult
    ids: frozenset[str]


def compared(edition: Edition, *, by: str = "code", bootstrap: Bootstrap | None = None) -> AgreementResult | None:
    """Hold the coders of an edition against each other; nothing where there are not two who read the same text.

    Args:
        edition: The codings and the settings.
        by: `code` or `theme`.
        bootstrap: How intervals are made; `None` for none.
    """
    coders = edition.selection.codings.coder_ids
    if len(coders) < 2:  # noqa: PLR2004 - agreement takes two
        return None
    project, called = _project(edition)
    try:
        return agreement(
            project,
            by=by,
            round=edition.config.codings.round,
            coders=[called[name] for name in coders],
            bootstrap=bootstrap,
            for_talk=project.orientation == "reflexive",
        )
    except DataError:
        return None


def _project(edition: Edition) -> tuple[Project, dict[str, str]]:
    """Give the project, in a blind edition with letters in the place of coders."""
    project = edition.project
    called = {name: name for name in project.codings.coder_ids}
    if not edition.blind:
        return project, called
    for number, name in enumerate(project.codings.coder_ids):
        letter = string.ascii_uppercase[number % 26]
        called[name] = letter if number < 26 else f"{letter}{number // 26}"  # noqa: PLR2004 - letters there are
    coders = tuple(replace(coder, id=called[coder.id], note="") for coder in project.codings.coders)
    return project.with_codings(replace(project.codings, coders=coders)), called


def shown(edition: Edition, result: AgreementResult) -> Hidden:
    """Take out what comes from few people.

    Args:
        edition: Who speaks where.
        result: From `compared`.
    """
    cells = SmallCells(edition.threshold)
    ids = frozenset(row.id for row in result if row.id and cells.hides(people_behind(edition, row.id)))
    kept: tuple[AgreementRow, ...] = tuple(row for row in result if row.id not in ids)
    return Hidden(replace(result, scores=kept), ids)


def people_behind(edition: Edition, name: str) -> int:
    """Count the people behind a code, or behind all codes of a theme."""
    rows = edition.rows_with(name, *(code.id for code in edition.codebook if _above(edition, code.id, name)))
    return edition.people_behind(rows) if rows.size else 0


def _above(edition: Edition, name: str, theme: str) -> bool:
    return edition.codebook.theme_of(name).id == theme


def coders_in_words(result: AgreementResult) -> str:
    """Name the coders with their kinds; a reading by a model is called that."""
    return ", ".join(f"{name} ({t(kind)})" for name, kind in result.coders)
