"""What analyses take: texts, codes and codings that belong together."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model.codebook import Codebook
from fou_toolkit.model.corpus import Corpus

if TYPE_CHECKING:
    from fou_toolkit.model.codings import CodingSet

__all__ = ["ORIENTATIONS", "Project"]

ORIENTATIONS: Final = ("reflexive", "codebook", "reliability")
"""Families of thematic analysis (Braun & Clarke): what the project takes coding for."""


@dataclass(frozen=True, repr=False)
class Project:
    """Corpus, codebook and codings, with every reference checked.

    Args:
        corpus: The texts.
        codebook: The codes.
        codings: What coders found.
        orientation: One of `ORIENTATIONS`. Under a reflexive one, figures of agreement are there for talk only.

    Raises:
        UnknownIdError: A coding names a code or text that is not there.
        DataError: A coding reaches out of its text, or the orientation is not known.
    """

    corpus: Corpus
    codebook: Codebook
    codings: "CodingSet"
    orientation: str = "codebook"

    def __post_init__(self) -> None:
        """Check that all parts belong together."""
        if self.orientation not in ORIENTATIONS:
            hint = t("Possible are: {names}", names=", ".join(ORIENTATIONS))
            key = "orientation"
            raise DataError(t("«{value}» is not possible for {key}.", value=self.orientation, key=key), hint=hint)
        self._check_names()
        self._check_places()

    def _check_names(self) -> None:
        codes = [name for name in self.codings.codes if name not in self.codebook]
        if codes:
            hint = t("Were they made with another codebook, or another version of it?")
            raise UnknownIdError(t("The codebook has no code «{ids}».", ids=", ".join(codes)), hint=hint)
        for name in self.codings.sources:
            _ = self.corpus[name]

    def _check_places(self) -> None:
        ends = self.codings.ends()
        wrong = [name for name, end in ends.items() if end > len(self.corpus[name].text)]
        if wrong:
            hint = t("Has the text been changed since it was coded? Codings belong to one version of a text.")
            raise DataError(t("A coding reaches out of its text: {id}", id=", ".join(wrong)), hint=hint)

    def __repr__(self) -> str:
        """Say how much there is."""
        return f"<Project: {len(self.corpus)} sources, {len(self.codebook)} codes, {len(self.codings)} codings>"
