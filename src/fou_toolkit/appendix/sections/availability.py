"""Data availability: what others can get, what they cannot, and why; from what people agreed to."""

import re
from collections.abc import Iterator
from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit.appendix.config import PARTS
from fou_toolkit.appendix.document import Definitions, Inline, Link, Paragraph, Section, Words
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.facts import day_words

__all__ = ["QUESTIONS", "REUSE", "availability", "reuse_of", "statement"]

QUESTIONS: Final = ("availability.doi", "availability.contact", "availability.retention")
"""Keys of what only people can say about access."""
REUSE: Final = ("constructed", "unknown", "none", "some", "all")
"""What people agreed to: the texts are about nobody; nobody recorded it; nobody, some, or all agreed to reuse."""

_DOI: Final = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/[^\s<>\"]+)", re.IGNORECASE)


def availability(edition: Edition) -> Section | None:
    """Say what is available to others.

    Args:
        edition: The material and the settings.
    """
    blocks = (
        Paragraph.of(t("You can copy this paragraph, and change it."), kind="note"),
        Paragraph.of(statement(edition)),
        Definitions(tuple(_items(edition))),
    )
    return Section("availability", t(PARTS["availability"]), blocks)


def reuse_of(edition: Edition) -> str:
    """Tell what people agreed to about reuse: one of `REUSE`.

    Args:
        edition: The material and the settings.
    """
    consents = edition.material.consents
    texts = edition.corpus.sources
    if texts and all(source.attributes.get("constructed", "").casefold() == "true" for source in texts):
        return "constructed"
    if not consents.known or not consents.people:
        return "unknown"
    count = consents.scopes.get("reuse", 0)
    if not count:
        return "none"
    return "all" if count >= consents.people and not consents.texts_left_out else "some"


def statement(edition: Edition) -> str:
    """Give the data availability statement.

    Args:
        edition: The material and the settings.
    """
    how = {
        "constructed": t(
            "The texts are made up as example material, and are about no real people; they can be shared."
        ),
        "unknown": t(
            "The texts cannot be shared: the project holds no consent to reuse, and pseudonymised texts can still be"
            " traced to people."
        ),
        "none": t(
            "The texts cannot be shared: those who took part were not asked for consent to reuse, or did not give it,"
            " and pseudonymised texts can still be traced to people."
        ),
        "some": _some(edition),
        "all": t(
            "All who took part have agreed to reuse. The texts are pseudonymised, not anonymous, so they are not open;"
            " they can be shared on request, under an agreement on confidentiality."
        ),
    }
    kind = reuse_of(edition)
    shared = t(
        "What can be shared lies in the appendix package: the codebook with its history, tables, figures, hashes and"
        " what is needed to rebuild them. Numbers from few people are left out of it."
    )
    only = t("Without the texts, the package describes them and holds no passage (metadata only).")
    law = t(
        "The material holds personal data. They are handled under the General Data Protection Regulation and the"
        " Norwegian Personal Data Act, and what can be shared is decided by the consents and by those who answer for"
        " the data."
    )
    said = [how[kind], shared]
    if kind in ("unknown", "none"):
        said.append(only)
    if kind != "constructed":
        said.append(law)
    return " ".join(said)


def _some(edition: Edition) -> str:
    if edition.config.package.extracts:
        return t(
            "Some of those who took part have agreed to reuse. Whole texts cannot be shared, since others speak in"
            " them; coded extracts are in the package where everyone who speaks there agreed to both quotation and"
            " reuse."
        )
    return t(
        "Some of those who took part have agreed to reuse. Whole texts cannot be shared, since others speak in them,"
        " and the package has no extracts."
    )


def _items(edition: Edition) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    blind = (Words(t("Left out: this edition is blind.")),)
    yield t("Licence"), (Words(_licence(edition)),)
    yield t("DOI"), blind if edition.blind else (_doi(edition),)
    contact = edition.config.study.contact
    asked = edition.answer("availability.contact", t("Whom can people write to about the data?"))
    yield t("Contact"), blind if edition.blind else (Words(contact) if contact else asked,)
    if edition.config.package.publisher:
        yield t("Archive"), blind if edition.blind else (Words(edition.config.package.publisher),)
    if reuse_of(edition) != "constructed":
        yield t("Until when"), (_retention(edition),)


def _licence(edition: Edition) -> str:
    return t(
        "{licence}, for codebook, tables, figures and text of this appendix", licence=edition.config.package.licence
    )


def _doi(edition: Edition) -> Inline:
    given = edition.config.study.doi.strip()
    found = _DOI.fullmatch(given)
    if found is not None:
        return Link(found[1], f"https://doi.org/{found[1]}")
    return Words(given) if given else edition.answer("availability.doi", t("Under which DOI is the package?"))


def _retention(edition: Edition) -> Inline:
    day = edition.material.retention
    if not day:
        asked = t("When is the material deleted or made anonymous, and what happens to the key?")
        return edition.answer("availability.retention", asked)
    shown = day[:4] if edition.blind else day_words(day)
    return Words(t("The material is deleted or made anonymous by {day}.", day=shown))
