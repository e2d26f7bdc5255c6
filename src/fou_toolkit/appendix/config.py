"""What goes into an appendix: the settings of `appendix.toml`, each with a good default."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from fou_toolkit._i18n import mark

__all__ = [
    "PARTS",
    "Author",
    "CodingChoice",
    "Config",
    "PackageChoice",
    "QuotationChoice",
    "ResultSheetChoice",
    "Study",
]

PARTS: Final = {
    "study": mark("The study in one page"),
    "participants": mark("Participants and material"),
    "codebook": mark("Codebook"),
    "quotations": mark("Quotations for each code"),
    "frequencies": mark("How often codes are used"),
    "agreement": mark("Agreement between coders"),
    "cooccurrence": mark("Codes that go together"),
    "trajectories": mark("Change over time"),
    "disagreements": mark("Disagreements that remain"),
    "audit": mark("Audit trail"),
    "software": mark("Software, versions and hashes"),
    "rebuild": mark("How to rebuild this appendix"),
    "checklists": mark("Checklists for reporting"),
    "availability": mark("Data availability"),
}
"""The parts of an appendix, in order, with their headings; messages to translate."""


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who wrote it.

    Args:
        name: As it is to be printed.
        affiliation: Where they work.
        orcid: `0000-0002-1825-0097`; empty where there is none.
    """

    name: str
    affiliation: str = ""
    orcid: str = ""


@dataclass(frozen=True, slots=True)
class Study:
    """The table `[study]`.

    Args:
        title: Title of the study; by default that of the project.
        authors: Who wrote it.
        doi: Of the article, or of the data.
        contact: An address to write to.
        funder: Who paid.
        keywords: For those who search.
    """

    title: str = ""
    authors: tuple[Author, ...] = ()
    doi: str = ""
    contact: str = ""
    funder: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodingChoice:
    """The table `[codings]`: what is counted, in which groups.

    Args:
        coders: Ids; by default all but rules.
        combine: `any` or `all`, as everywhere.
        round: Round of coding; `None` for what stands now.
        codes: Ids of codes or themes; by default all.
        groups: Attributes that frequencies are cut by.
        over: Attribute that trajectories go along.
        agreement: Whether figures of agreement are shown; `None`: unless the orientation is reflexive.
        resamples: Draws of the bootstrap.
        seed: Of everything that is drawn by lot.
    """

    coders: tuple[str, ...] = ()
    combine: str = "any"
    round: int | None = None
    codes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ("role", "level", "phase")
    over: str = "phase"
    agreement: bool | None = None
    resamples: int = 1000
    seed: int = 1


@dataclass(frozen=True, slots=True)
class QuotationChoice:
    """The table `[quotations]`.

    Args:
        per_code: So many for each code at most.
        longest: Words of a quotation at most; what is longer is cut visibly.
        shortest: Words of a passage at least.
        reviewed: Ids of quotations that somebody read and found publishable.
        left_out: Ids of quotations that are not to be published.
        smallest_role: A role held by fewer people is named by its level only.
        seed: Of the lot that decides between equals.
    """

    per_code: int = 2
    longest: int = 60
    shortest: int = 4
    reviewed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    smallest_role: int = 2
    seed: int = 1


@dataclass(frozen=True, slots=True)
class ResultSheetChoice:
    """The table `[result_sheet]`: one page to give back.

    Args:
        looked_at: What we looked at, in your own words; by default made from the project. Texts that the page has no
            room for are cut.
        found: What we found together, one sentence each; the first three.
        next: What happens now, one sentence each; the first three.
        quotations: Ids of three quotations; by default reviewed ones, else those that can be understood alone.
        contact: Whom to ask.
    """

    looked_at: str = ""
    found: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    quotations: tuple[str, ...] = ()
    contact: str = ""


@dataclass(frozen=True, slots=True)
class PackageChoice:
    """The table `[package]`: what goes to an archive.

    Args:
        licence: SPDX name, such as `CC-BY-4.0`.
        publisher: The archive.
        extracts: Whether coded extracts go along, where consent covers both quotation and reuse.
    """

    licence: str = "CC-BY-4.0"
    publisher: str = ""
    extracts: bool = True


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of an appendix.

    Args:
        study: What is known about the study.
        codings: What is counted.
        quotations: Which quotations.
        result_sheet: What the one page says.
        package: What goes to an archive.
        answers: What people wrote for blanks, by their keys: `study.question`, `coreq.8`.
        leave_out: Parts that are left out, of `PARTS`.
        text_ids: `own`: texts are called by their ids; `numbers`: T01, T02 ...; `auto`: numbers, as soon as an id holds
            a pseudonym or a site.
    """

    study: Study = field(default_factory=Study)
    codings: CodingChoice = field(default_factory=CodingChoice)
    quotations: QuotationChoice = field(default_factory=QuotationChoice)
    result_sheet: ResultSheetChoice = field(default_factory=ResultSheetChoice)
    package: PackageChoice = field(default_factory=PackageChoice)
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    leave_out: tuple[str, ...] = ()
    text_ids: str = "auto"
