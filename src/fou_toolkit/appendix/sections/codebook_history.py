"""How the codebook changed, and with which version who coded, in which round."""

from collections.abc import Iterator

import numpy as np

from fou_toolkit._i18n import t
from fou_toolkit.appendix.document import Block, Paragraph, TableBlock
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.tables import Table

__all__ = ["history", "rounds"]


def history(edition: Edition) -> Iterator[Block]:
    """Tell how the codebook changed, act by act, oldest first.

    Args:
        edition: The edition.
    """
    changes = edition.material.book_changes
    if not changes:
        yield Paragraph.of(
            t("There is no record of earlier versions; this is version {version}.", version=edition.codebook.version)
        )
        return
    names = _names(edition)
    cells = tuple(
        (one.day[:4] if edition.blind else one.day, names.get(one.coder, one.coder), one.what, one.version, one.changes)
        for one in changes
    )
    title = t("Changes of the codebook")
    made = Table(title, (t("day"), t("who"), t("what"), t("version"), t("what changed")), cells)
    data = Table(title, ("day", "who", "what", "version", "changes"), cells, precise=True)
    yield TableBlock("book_history", made, data=data)


def rounds(edition: Edition) -> Iterator[Block]:
    """Tell who coded how much in which round, with which version of the codebook.

    Args:
        edition: The edition.
    """
    codings = edition.project.codings
    if not len(codings):
        yield Paragraph.of(t("There are no codings yet."))
        return
    names = _names(edition)
    pairs, counts = np.unique(np.stack((codings.round, codings.coder)), axis=1, return_counts=True)
    versions = {coder.codebook_version for coder in codings.coders}
    several = np.unique(codings.round).size > 1
    yield Paragraph.of(_said(edition, versions, several=several))
    cells: list[tuple[str | int, ...]] = []
    for number, coder, count in zip(*pairs.tolist(), counts.tolist(), strict=True):
        one = codings.coders[coder]
        cells.append((int(number), names[one.id], t(one.kind), one.codebook_version or t("not known"), int(count)))
    title = t("Codings by round and coder")
    headings = (t("round"), t("coder"), t("kind"), t("version of the codebook"), t("codings"))
    made = Table(title, headings, tuple(cells))
    data = Table(title, ("round", "coder", "kind", "codebook_version", "codings"), tuple(cells), precise=True)
    yield TableBlock("coding_rounds", made, data=data)


def _said(edition: Edition, versions: set[str], *, several: bool) -> str:
    """Say in one or two sentences whether the codebook stayed the same."""
    said = t("The texts were coded in several rounds.") if several else t("The texts were coded in one round.")
    known = sorted(versions - {""})
    now = edition.codebook.version
    if not known:
        return f"{said} {t('Nobody noted with which version of the codebook.')}"
    if known == [now] and "" not in versions:
        return f"{said} {t('All coding used version {version}, the one that is printed here.', version=now)}"
    listed = ", ".join(known)
    return f"{said} {t('Coding used version {versions}; printed here is version {now}.', versions=listed, now=now)}"


def _names(edition: Edition) -> dict[str, str]:
    """Give the name of each coder, by id; a number in a blind edition."""
    known = [*edition.project.codings.coder_ids, *(one.coder for one in edition.material.book_changes if one.coder)]
    ids = list(dict.fromkeys(known))
    if not edition.blind:
        return {one: one for one in ids}
    return {one: t("coder {n}", n=place) for place, one in enumerate(ids, 1)}
