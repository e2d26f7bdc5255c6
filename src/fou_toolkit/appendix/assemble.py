"""Put the sections together: the whole appendix as one document."""

from collections.abc import Callable, Iterable
from typing import Any

from fou_toolkit._i18n import t
from fou_toolkit.appendix.blind import masked
from fou_toolkit.appendix.config import PARTS
from fou_toolkit.appendix.document import Document, Section
from fou_toolkit.appendix.drawings import measuring
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.sections import SECTIONS

__all__ = ["assemble", "notice"]

Progress = Callable[[Iterable[Any]], Iterable[Any]]


def notice() -> str:
    """Give what stands on every page."""
    return t("Pseudonymised, not anonymous: people can be recognised by those who know them. Handle with care.")


def assemble(edition: Edition, *, progress: Progress | None = None) -> Document:
    """Make the document; every part is a function of the edition.

    Args:
        edition: The material and the settings.
        progress: Wraps the names of the parts.
    """
    edition.prepare()
    wanted = [name for name in PARTS if name not in edition.config.leave_out]
    made: list[Section] = []
    with measuring():
        for name in wanted if progress is None else progress(wanted):
            section = SECTIONS[name](edition)
            if section is not None:
                made.append(section)
    study = edition.config.study
    title = study.title or edition.material.title or t("Study")
    whole = Document(
        title=t("Appendix: {title}", title=title),
        language=edition.language,
        sections=tuple(made),
        subtitle=t("Supplement to the article; every number can be rebuilt"),
        authors=() if edition.blind else tuple(author.name for author in study.authors),
        notice=notice(),
        day=edition.day,
        keywords=study.keywords,
    ).counted()
    return masked(whole, edition.names) if edition.blind else whole
