"""What is said about the whole package, in one place for ReadMe, citation and metadata."""

import re
from dataclasses import dataclass
from typing import Final

from fou_toolkit._sheets import printable
from fou_toolkit.appendix.config import Author
from fou_toolkit.appendix.document import Document
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.facts import Facts, selection_of

__all__ = ["About"]

_DAY: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_UNKNOWN_DAY: Final = "1970-01-01"
_DOI: Final = re.compile(r"10\.\d{4,}/\S+")
_CLEANED: Final = frozenset({"records cleaned of names"})
"""Kinds of acts that take names away, as an audit trail calls them."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of the study; in a blind edition nothing about who made it.

    Args:
        title: Title of the study.
        language: Language of titles and tables.
        authors: Who wrote it.
        day: Day or year of the material; empty where nobody knows.
        keywords: For those who search.
        licence: As the settings have it.
        publisher: The archive.
        doi: Of the article or the data, without an address.
        contact: An address to write to.
        funder: Who paid.
        blind: Whether nobody may see who made it.
        metadata_only: Whether the texts may not leave.
        facts: Sizes.
        cleaned: Whether the log says that names were taken away.
        agreement: Whether the appendix says how far coders agree.
        notice: What stands on every page of the appendix.
    """

    title: str
    language: str
    authors: tuple[Author, ...]
    day: str
    keywords: tuple[str, ...]
    licence: str
    publisher: str
    doi: str
    contact: str
    funder: str
    blind: bool
    metadata_only: bool
    facts: Facts
    cleaned: bool
    agreement: bool
    notice: str

    @classmethod
    def of(cls, edition: Edition, document: Document, *, metadata_only: bool) -> "About":
        """Collect it.

        Args:
            edition: The material and the settings.
            document: The appendix.
            metadata_only: Whether the texts may not leave.
        """
        study, choice, blind = edition.config.study, edition.config.package, edition.blind
        facts, selection = Facts.of(edition), selection_of(edition)
        doi = _DOI.search(study.doi)
        audit = edition.material.audit
        several = selection is not None and len(selection.codings.coders) > 1
        return cls(
            title=_line(edition.words(study.title or edition.material.title or document.title)),
            language=edition.language,
            authors=() if blind else study.authors,
            day=_day(edition.day, blind=blind) or _day(facts.last, blind=blind),
            keywords=tuple(_line(edition.words(one)) for one in study.keywords),
            licence=_line(choice.licence),
            publisher="" if blind else _line(choice.publisher),
            doi=doi[0].rstrip(".,;") if doi and not blind else "",
            contact="" if blind else _line(study.contact),
            funder="" if blind else _line(study.funder),
            blind=blind,
            metadata_only=metadata_only,
            facts=facts,
            cleaned=audit is not None and any(line.kind in _CLEANED for line in audit.lines),
            agreement=several and any(section.id == "agreement" for section in document.sections),
            notice=_line(document.notice),
        )

    @property
    def published(self) -> str:
        """A day for metadata, which must have one; see `day`."""
        return self.day or _UNKNOWN_DAY

    @property
    def description(self) -> str:
        """What the package is, in a few sentences."""
        facts = self.facts
        people = f"fewer than {facts.smallest}" if facts.is_few(facts.people) else str(facts.people)
        parts = [
            f"Supplement to a qualitative study with {facts.texts} texts, in which {people} people speak.",
            f"{facts.codings} codings with {facts.codes} codes are counted.",
            "Metadata only: the texts may not leave the project, so that no words of participants are in it."
            if self.metadata_only
            else "Words of participants are in it only where they agreed.",
            "The material is pseudonymised, not anonymous.",
        ]
        if not self.day:
            parts.append("The day of publication is not known; 1970-01-01 stands for it in the metadata.")
        return " ".join(parts)


def _day(text: str, *, blind: bool) -> str:
    found = _DAY.match(text)
    return "" if found is None else found[0][:4] if blind else found[0]


def _line(text: str) -> str:
    return " ".join(printable(text).split())
