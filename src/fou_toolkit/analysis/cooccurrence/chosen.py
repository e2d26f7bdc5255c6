"""Codings under the codes that are counted: codes, or themes, whose codings are those of all their codes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final, NoReturn

import numpy as np

from fou_toolkit._i18n import t
from fou_toolkit.analysis.counted import Counted, Selection, chosen_codes
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import CodingSet

__all__ = ["Chosen", "of_codings", "of_nodes", "of_selection", "recoded", "refuse_without_texts"]

_RULES: Final = "rules"


@dataclass(frozen=True, eq=False)
class Chosen:
    """What is counted.

    Args:
        codings: Codings of the codes that are counted; `codings.codes` are their ids, in the order of the codebook.
        names: Names of these codes.
        counted: What is counted, in words.
        selection: The same codings with their texts; `None` where there are no texts.
    """

    codings: CodingSet
    names: tuple[str, ...]
    counted: Counted
    selection: Selection | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the codes."""
        return self.codings.codes


def of_selection(selection: Selection, codes: str | Collection[str] | None, level: str) -> Chosen:
    """Choose codes, or themes, from a project.

    Raises:
        DataError: The level is not known.
        UnknownIdError: There is no such code.
    """
    return of_nodes(selection, [code.id for code in chosen_codes(selection.project, codes, level=level)], level=level)


def of_nodes(selection: Selection, nodes: Collection[str], *, level: str = "") -> Chosen:
    """Choose codes and themes; a theme is one node, for all that is coded with it or with a code of it.

    Args:
        selection: Codings with their texts.
        nodes: Ids of codes or themes.
        level: `code`: a theme stands for itself alone.
    """
    book = selection.project.codebook
    ids = tuple(nodes)
    themes = {theme.id for theme in book.themes} & set(ids) if level != "code" else set()
    columns = {name: place for place, name in enumerate(ids)}
    for code in book:
        theme = book.theme_of(code.id).id
        if theme in themes:
            columns.setdefault(code.id, columns[theme])
    codings = recoded(selection.codings, columns, ids)
    if themes:
        codings = _once(codings)
    counted = selection.counted.with_codings(len(codings))
    chosen = replace(selection, codings=codings, counted=counted)
    return Chosen(codings, tuple(str(book[name].name) for name in ids), counted, chosen)


def of_codings(codings: CodingSet, codes: str | Collection[str] | None, coders: str | Collection[str] | None) -> Chosen:
    """Choose codes and coders from codings without texts, as they stand now; by default all codes.

    Raises:
        UnknownIdError: There is no such code or coder.
    """
    if coders is None:
        # As in `select`: what rules propose is counted where it is asked for, or where there is nothing else.
        coders = [coder.id for coder in codings.coders if coder.kind != _RULES] or codings.coder_ids
    wanted = (coders,) if isinstance(coders, str) else tuple(coders)
    kept = np.zeros(len(codings.coders) + 1, np.bool_)
    for name in wanted:
        if name not in codings.coder_ids:
            hint = t("There are: {ids}", ids=", ".join(codings.coder_ids))
            raise UnknownIdError(t("Nobody called «{id}» has coded.", id=name), hint=hint)
        kept[codings.coder_ids.index(name)] = True
    asked = (codes,) if isinstance(codes, str) else codes
    for name in asked or ():
        if name not in codings.codes:
            hint = t("There are: {ids}", ids=", ".join(codings.codes))
            raise UnknownIdError(t("There is no code «{id}».", id=name), hint=hint)
    ids = tuple(name for name in codings.codes if asked is None or name in set(asked))
    if not kept[:-1].all():
        codings = codings.where(kept[codings.coder])
    if len(codings) and codings.round.min() != codings.round.max():
        codings = codings.in_round()
    codings = recoded(codings, {name: place for place, name in enumerate(ids)}, ids)
    people = tuple((coder.id, coder.kind) for coder in codings.coders if coder.id in wanted)
    documents = int(codings.read[kept[:-1]].any(axis=0).sum())
    return Chosen(codings, ids, Counted(coders=people, documents=documents, codings=len(codings)))


def recoded(codings: CodingSet, columns: Mapping[str, int], ids: tuple[str, ...]) -> CodingSet:
    """Give codings under other codes; those that have none are left out.

    Args:
        codings: The codings.
        columns: By id, the place of the other code.
        ids: Ids of the other codes.
    """
    if codings.codes == ids and all(columns.get(name) == place for place, name in enumerate(ids)):
        return codings
    place = np.array([*(columns.get(name, -1) for name in codings.codes), -1], np.int32)
    code = place[codings.code]
    kept = code >= 0
    return replace(codings.where(kept), codes=ids, code=code[kept])


def _once(codings: CodingSet) -> CodingSet:
    """Let what stands twice count once: two codes of a theme on one stretch are one coding of the theme."""
    keys = (codings.coder, codings.code, codings.end, codings.start, codings.source)
    order = np.lexsort(keys)
    table = np.stack([key[order] for key in keys])
    fresh = np.ones(order.size, np.bool_)
    fresh[1:] = (table[:, 1:] != table[:, :-1]).any(axis=0)
    kept = np.zeros(order.size, np.bool_)
    kept[order[fresh]] = True
    return codings.where(kept)


def refuse_without_texts(within: str) -> NoReturn:
    """Say that texts are needed.

    Raises:
        DataError: Always.
    """
    hint = t("Put texts, codes and codings together: Project(corpus, codebook, codings).")
    raise DataError(t("Codings alone have no «{unit}»: only overlaps can be counted.", unit=within), hint=hint)
