"""The codebook: what each code means (MacQueen et al. 1998), the tree of codes, and how the codebook changed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.trajectory.grid import family_of
from fou_toolkit.appendix.config import PARTS
from fou_toolkit.appendix.document import Behind, Block, Drawing, Paragraph, Section
from fou_toolkit.appendix.drawings import drawing_of
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.sections.code_parts import Parts
from fou_toolkit.appendix.sections.codebook_history import history, rounds
from fou_toolkit.appendix.sections.counts import code_label, counts_of
from fou_toolkit.figures.coding_tree import plot_coding_tree
from fou_toolkit.model import Code, Codebook

__all__ = ["code_anchors", "codebook"]

_PLAIN: Final = re.compile("[^a-z0-9]+")
_ON_A_PAGE: Final = 100
"""Codes and themes that a page has room for, in two columns."""


def codebook(edition: Edition) -> Section | None:
    """Give all codes with MacQueen's parts, the coding tree, and the history of the codebook.

    Args:
        edition: The material and the settings.
    """
    title = t(PARTS["codebook"])
    book = _reported(edition)
    if not len(book):
        return Section("codebook", title, (Paragraph.of(t("The codebook has no codes.")),))
    anchors = code_anchors(edition)
    parts = Parts(edition)
    themes = tuple(_theme(book, theme, parts, anchors) for theme in book.themes)
    below = (
        *themes,
        Section("codebook-history", t("How the codebook changed"), tuple(history(edition))),
        Section("codebook-rounds", t("Rounds of coding"), tuple(rounds(edition))),
    )
    return Section("codebook", title, (*_opening(edition, book, parts), *_trees(edition, book)), below)


def code_anchors(edition: Edition) -> dict[str, str]:
    """Give the id of the section of each code and theme, by its id: where links go."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for number, code in enumerate(edition.codebook, 1):
        anchor = f"code-{_PLAIN.sub('-', code.id.casefold()).strip('-')}".rstrip("-")
        if anchor in taken or anchor == "code":
            anchor = f"{anchor}-no-{number}"
        taken.add(anchor)
        found[code.id] = anchor
    return found


def _reported(edition: Edition) -> Codebook:
    """Give the codes that are reported, with what they stand under."""
    book = edition.codebook
    kept = {code.id for code in edition.codes}
    for code in edition.codes:
        while code.parent:
            code = book[code.parent]  # noqa: PLW2901 - up to the theme
            kept.add(code.id)
    return replace(book, codes=tuple(code for code in book if code.id in kept))


def _opening(edition: Edition, book: Codebook, parts: Parts) -> Iterator[Block]:
    name = str(book.title) or book.name
    themes = [theme for theme in book.themes if book.children(theme.id)]
    codes = tn("{n} code", "{n} codes", len(edition.codes))
    size = (
        t("{themes} and {codes}", themes=tn("{n} theme", "{n} themes", len(themes)), codes=codes) if themes else codes
    )
    said = t("Codebook «{name}», version {version}: {size}.", name=name, version=book.version, size=size)
    units = {
        "sentence": t("Code one sentence at a time, in the light of what stands around it."),
        "turn": t("Code one turn at a time, in the light of what stands around it."),
        "source": t("Read the whole text, then code it."),
    }
    yield Paragraph.of(" ".join(part for part in (said, units.get(book.unit, "")) if part))
    if book.note:
        yield Paragraph.of(f"{t('Rules for all codes')}: {book.note}")
    if any(code.cues for code in book):
        yield Paragraph.of(
            t("Of cues and typical utterances a few are shown; all are in codebook.yaml of the data package."),
            kind="note",
        )
    if parts.left_out:
        yield Paragraph.of(
            tn(
                "{n} example is left out: it may not be quoted, it names somebody, or it does not stand in the texts.",
                "{n} examples are left out: they may not be quoted, name somebody, or do not stand in the texts.",
                parts.left_out,
            ),
            kind="note",
        )


def _theme(book: Codebook, theme: Code, parts: Parts, anchors: dict[str, str]) -> Section:
    """Give a theme with its codes; a code that stands alone is its own theme."""
    codes = [code for code in book if code.id != theme.id and book.theme_of(code.id).id == theme.id]
    below = tuple(Section(anchors[code.id], code_label(code), tuple(parts.of(code))) for code in codes)
    return Section(anchors[theme.id], code_label(theme), tuple(parts.of(theme)), below)


def _trees(edition: Edition, book: Codebook) -> Iterator[Drawing]:
    """Draw the tree, on as many pages as it needs; a code opens its codings where its numbers are shown."""
    shown = counts_of(edition).shown if len(edition.selection.codings) else frozenset[str]()

    def behind(key: tuple[str, ...]) -> Behind | None:
        # A theme less its codes would give away a code that is hidden.
        family = family_of(edition.codebook, key[0]) if key and key[0] in book else ()
        used = [one for one in family if edition.rows_with(one).size]
        if not used or not set(used) <= shown | {key[0]} or (key[0] not in shown and len(family) == 1):
            return None
        return edition.behind(code_label(book[key[0]]), np.asarray(edition.rows_with(*used)))

    for number, part in enumerate(_pages(book), 1):
        title = t("The tree of codes") if number == 1 else t("The tree of codes, continued ({n})", n=number)
        yield drawing_of("tree" if number == 1 else f"tree_{number}", title, plot_coding_tree(part), behind=behind)


def _pages(book: Codebook) -> Iterator[Codebook]:
    """Part a codebook into as many as there are pages, between themes."""
    page: list[Code] = []
    for theme in book.themes:
        family = [code for code in book if book.theme_of(code.id).id == theme.id]
        if page and len(page) + len(family) > _ON_A_PAGE:
            yield replace(book, codes=tuple(page))
            page = []
        page += family
    yield replace(book, codes=tuple(page))
