"""What an appendix is made from: a project, and what a project on disk knows beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from fou_toolkit._i18n import mark
from fou_toolkit.model import Coding, Project

__all__ = ["HALPERN", "Audit", "AuditLine", "BookChange", "Consents", "InputFile", "Material"]

HALPERN: Final = {
    "raw": mark("Raw data"),
    "reduction": mark("Data reduction and analysis"),
    "synthesis": mark("Data reconstruction and synthesis"),
    "process": mark("Process notes"),
    "intentions": mark("Intentions and dispositions"),
    "instrument": mark("Instrument development"),
}
"""The six classes of an audit trail (Halpern 1983, after Lincoln & Guba 1985, pp. 319-320); messages to translate."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """What was done of one kind.

    Args:
        group: One of `HALPERN`.
        kind: Kind of the acts, in words, as a message to translate; such as «texts taken in».
        acts: How many acts.
        things: How many things they were about: codings, texts, memos.
        people: How many did them.
        first: Day of the first (ISO 8601).
        last: Day of the last.
    """

    group: str
    kind: str
    acts: int
    things: int
    people: int
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """The log of a project, counted.

    Args:
        lines: One per class and kind.
        acts: All acts.
        undone: Acts that were taken back.
        replicas: Copies of the project that wrote.
        digest: SHA-256 (hex) over the ids of all acts, sorted: the same in every copy that holds the same acts, so that
            who has the log can see that nothing was changed in it.
        merges: How often copies were joined.
        conflicts: What copies wrote in different ways and nobody settled.
        suggested: Suggestions that people decided on.
        accepted: Of these, accepted ones.
    """

    lines: tuple[AuditLine, ...] = ()
    acts: int = 0
    undone: int = 0
    replicas: int = 0
    digest: str = ""
    merges: int = 0
    conflicts: int = 0
    suggested: int = 0
    accepted: int = 0


@dataclass(frozen=True, slots=True)
class BookChange:
    """One act that changed the codebook.

    Args:
        day: When (ISO 8601).
        coder: Id of who did it; empty for nobody.
        what: What was done, in words.
        version: Version afterwards.
        changes: What was different, in words.
    """

    day: str
    coder: str
    what: str
    version: str
    changes: str


@dataclass(frozen=True, slots=True)
class Consents:
    """How many agreed to what; counts only.

    Args:
        people: Participants of the project, interviewers apart.
        scopes: How many agreed to each of `CONSENT_SCOPES`.
        withdrawn: How many have left.
        texts_left_out: Texts that are in no analysis, since a consent is missing.
        known: Whether consents are recorded at all.
    """

    people: int = 0
    scopes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    withdrawn: int = 0
    texts_left_out: int = 0
    known: bool = False


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that the appendix depends on.

    Args:
        name: Its name, without folders outside of the project.
        sha256: Digest of its bytes.
    """

    name: str
    sha256: str


@dataclass(frozen=True, eq=False, repr=False)
class Material:
    """All that an appendix is made from.

    Args:
        project: Texts, codes, codings, memos.
        quotable: Tells of a coding whether its words may be quoted.
        reusable: Tells of a coding whether its words may go to an archive.
        title: Title of the project.
        language: What people read in the project.
        day: Day of the last act (ISO 8601); empty where there is no log.
        audit: The log, counted; `None` where the project has none.
        book_changes: The history of the codebook, oldest first.
        consents: How many agreed to what.
        validated: What participants said about findings, in words; nothing as long as the project holds none.
        files: Files it depends on.
        private: Names that must not be in a blind appendix, beside those in the project: users, institutions, paths.
        retention: Day by which the material is deleted or made anonymous (ISO 8601); empty where nobody said.
    """

    project: Project
    quotable: Callable[[Coding], bool]
    reusable: Callable[[Coding], bool]
    title: str = ""
    language: str = ""
    day: str = ""
    audit: Audit | None = None
    book_changes: tuple[BookChange, ...] = ()
    consents: Consents = field(default_factory=Consents)
    validated: tuple[str, ...] = ()
    files: tuple[InputFile, ...] = ()
    private: frozenset[str] = frozenset()
    retention: str = ""

    def __repr__(self) -> str:
        """Say how much there is."""
        return f"<Material: {self.project!r}>"
