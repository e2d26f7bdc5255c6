"""The constructed corpus and the codebook that come with the library."""

from dataclasses import dataclass
from pathlib import Path

from fou_toolkit._i18n import t
from fou_toolkit.errors import MaterialError

__all__ = ["Material", "example_material"]


@dataclass(frozen=True, slots=True)
class Material:
    """Where the shipped material is.

    Args:
        corpus: Folder with constructed texts.
        codebook: The codebook made from the seed deck.
        notebooks: Folder with the notebooks.
    """

    corpus: Path
    codebook: Path
    notebooks: Path


def example_material() -> Material:
    """Find the shipped material: inside an installed package, or at the top of a checkout.

    Raises:
        MaterialError: It is in neither place.

    >>> example_material().codebook.name
    'partnerskap.yaml'
    """
    package = Path(__file__).parents[1]
    for home in (package / "_material", package.parents[1]):
        if (home / "corpus").is_dir() and (home / "codebooks").is_dir():
            return Material(home / "corpus", home / "codebooks" / "partnerskap.yaml", home / "notebooks")
    hint = t("Install the package again, or clone the repository.")
    raise MaterialError(t("The example material is not there."), where=str(package), hint=hint)
