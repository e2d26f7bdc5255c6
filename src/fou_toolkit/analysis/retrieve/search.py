"""The verb: ask a project for passages."""

import unicodedata
from collections.abc import Collection

import numpy as np

from fou_toolkit.analysis.counted import Selection, selection_of
from fou_toolkit.analysis.retrieve.evaluate import evaluate_query
from fou_toolkit.analysis.retrieve.ground import Ground
from fou_toolkit.analysis.retrieve.numbers import check_whole
from fou_toolkit.analysis.retrieve.parser import parse_query
from fou_toolkit.analysis.retrieve.quoting import quoted
from fou_toolkit.analysis.retrieve.result import Retrieval
from fou_toolkit.analysis.retrieve.stretches import Stretches
from fou_toolkit.analysis.retrieve.tree import Query, written
from fou_toolkit.model import Project

__all__ = ["retrieve"]


def retrieve(
    material: Project | Selection,
    query: str | Query,
    *,
    unit: str = "sentence",
    context: int = 1,
    most: int | None = None,
    coders: str | Collection[str] | None = None,
    combine: str = "any",
) -> Retrieval:
    """Find passages by codes, by who says them, by words, and by what stands near.

    `M2 and role:assistent and not phase:1`, `F6 near T1 within 2 sentences`, `K1 overlaps K2`, `"ta ansvar"`; also in
    Norwegian: `M2 og rolle:assistent og ikke fase:1`. `docs/howto/find-passages.md` describes the language.

    Args:
        material: A project, or what `select` chose from one.
        query: A query, as text or as a tree from `parse_query`.
        unit: `sentence`, `turn` or `document`: in what «and» and «not» have to hold.
        context: Sentences that are shown before and behind each passage, within the turn.
        most: How many passages are quoted, in text order: people take turns, so that one talker does not fill the list.
            By default all.
        coders: Ids of the coders whose codings count; see `select`.
        combine: `any`: a code stands where at least one of them has it; `all`: where all have it.

    Raises:
        DataError: The query does not follow the language; the message points at the place and says what to write.
        UnknownIdError: A code, an attribute, a value or a coder is not there; the message says which there are.
    """
    check_whole(context, "context")
    if most is not None:
        check_whole(most, "most")
    tree = query if isinstance(query, Query) else parse_query(query)
    text = written(tree) if isinstance(query, Query) else unicodedata.normalize("NFC", query)
    ground = Ground.of(selection_of(material, coders=coders, combine=combine), unit)
    stretches, mask, named = evaluate_query(tree, ground, text)
    _, coding = ground.codings_in(stretches, named)
    book = ground.selection.project.codebook
    passages = quoted(ground, stretches if most is None else _some(ground, stretches, most), named, context=context)
    counted = ground.selection.counted.with_codings(int(np.unique(coding).size))
    return Retrieval(
        passages,
        {name: str(book[name].name) for one in passages for name in one.codes},
        len(stretches),
        counted.given(query=written(tree), unit=unit),
        query=tree,
        units=int(mask.sum()),
        ground=ground,
        stretches=stretches,
    )


def _some(ground: Ground, stretches: Stretches, most: int) -> Stretches:
    """Choose passages: the first of each person, then the second of each ..., and keep the order of the text."""
    person = ground.table.people[1][stretches.turn] if len(stretches) else stretches.turn
    order = np.argsort(person, kind="stable")
    begins = np.searchsorted(person[order], person[order])
    rank = np.empty(person.size, np.int64)
    rank[order] = np.arange(person.size) - begins
    kept = np.zeros(person.size, np.bool_)
    kept[np.argsort(rank, kind="stable")[:most]] = True
    return stretches.where(kept)
