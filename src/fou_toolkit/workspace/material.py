"""The constructed corpus and the codebook that come with the library."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit.errors import MaterialError

__all__ = ["Material", "example_material"]

_EXAMPLES: Final = {"no": ("corpus", "partnerskap.yaml"), "en": ("corpus_en", "example_en.yaml")}


@dataclass(frozen=True, slots=True)
class Material:
    """Where the shipped material is.

    Args:
        corpus: Folder with constructed texts.
        codebook: The codebook made from the seed deck, or a small English one.
        notebooks: Folder with the notebooks.
    """

    corpus: Path
    codebook: Path
    notebooks: Path


def example_material(example: str = "no") -> Material:
    """Find the shipped material: inside an installed package, or at the top of a checkout.

    Args:
        example: `no` for the Norwegian corpus with its codebook, `en` for the small English example.

    Raises:
        MaterialError: It is in neither place, or there is no such example.

    >>> example_material().codebook.name
    'partnerskap.yaml'
    >>> example_material("en").corpus.name
    'corpus_en'
    """
    if example not in _EXAMPLES:
        hint = t("Possible are: {names}", names=", ".join(_EXAMPLES))
        raise MaterialError(t("There is no example «{name}».", name=example), hint=hint)
    corpus, codebook = _EXAMPLES[example]
    package = Path(__file__).parents[1]
    for home in (package / "_material", package.parents[1]):
        if (home / corpus).is_dir() and (home / "codebooks").is_dir():
            return Material(home / corpus, home / "codebooks" / codebook, home / "notebooks")
    hint = t("Install the package again, or clone the repository.")
    raise MaterialError(t("The example material is not there."), where=str(package), hint=hint)
