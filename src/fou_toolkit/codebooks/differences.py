"""What is different in two versions of a codebook."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit.codebooks.difference_table import CodebookChange, CodebookDifferences
from fou_toolkit.errors import CodebookError, DataError
from fou_toolkit.model import TEXT_LANGUAGES, Code, Codebook, Cue, Example, Localised, Utterance

__all__ = ["CodebookChange", "CodebookDifferences", "compare_codebooks"]

_TEXTS: Final = ("brief", "definition", "use_when", "do_not_use_when", "no_cues")
_LISTS: Final = ("examples", "utterances", "cues", "exceptions")


def compare_codebooks(old: Codebook, new: Codebook) -> CodebookDifferences:
    """Say what is different in two versions of a codebook.

    Codes are told by their id. A code that is gone and a new one with the same name or definition may be one code with
    another id: this is said, never decided. What stands in a list (examples, utterances, cues, exceptions) is gone or
    new as a whole. A code has another place if it stands elsewhere among those that it stood among before; as few codes
    as possible are named. Where a cue stands in its file makes no difference.

    Args:
        old: The version before.
        new: The version after.

    Raises:
        DataError: One of them is no codebook.
        CodebookError: An id stands twice in one of them.
    """
    before, after = _by_id(old), _by_id(new)
    shifted = _shifted(old, new)
    changes = list(_head(old, new))
    for code in new:
        if code.id in before:
            changes += _code(before[code.id], code)
            changes += [_place(code.id, old, new)] if code.id in shifted else []
        else:
            changes.append(CodebookChange(code.id, "added", new=_name(code)))
    gone = [code for code in old if code.id not in after]
    changes += [CodebookChange(code.id, "gone", old=_name(code)) for code in gone]
    changes += _other_ids(gone, [code for code in new if code.id not in before])
    return CodebookDifferences(old, new, tuple(changes))


def _by_id(book: Codebook) -> dict[str, Code]:
    if not isinstance(book, Codebook):
        raise DataError(t("That is no codebook."), hint=t("Read both first: fou.read_codebook(file)."))
    for code_id, count in Counter(code.id for code in book).items():
        if count > 1:
            hint = t("Every code has an id of its own; capital letters make no difference.")
            raise CodebookError(t("The id «{id}» stands there twice.", id=code_id), where=book.name, hint=hint)
    return {code.id: code for code in book}


def _name(code: Code) -> str:
    # The same in every language of the person: the columns are for machines.
    return code.name.nb or code.name.nn or code.name.en


def _head(old: Codebook, new: Codebook) -> Iterator[CodebookChange]:
    for part, before, after in (
        ("codebook", old.name, new.name),
        ("version", old.version, new.version),
        ("unit", old.unit, new.unit),
    ):
        if before != after:
            yield CodebookChange("", "head", part, "", before, after)
    yield from _texts("", "head", "title", old.title, new.title)
    yield from _texts("", "head", "note", old.note, new.note)
    for name in dict.fromkeys((*old.attributes, *new.attributes)):
        if old.attributes.get(name) != new.attributes.get(name):
            yield CodebookChange("", "head", name, "", old.attributes.get(name, ""), new.attributes.get(name, ""))


def _code(old: Code, new: Code) -> Iterator[CodebookChange]:
    yield from _texts(new.id, "renamed", "name", old.name, new.name)
    if old.parent != new.parent:
        yield CodebookChange(new.id, "moved", "parent", "", old.parent, new.parent)
    for part in _TEXTS:
        yield from _texts(new.id, "changed", part, getattr(old, part), getattr(new, part))
    if old.seed_lines != new.seed_lines:
        yield CodebookChange(new.id, "changed", "seed_lines", "", old.seed_lines, new.seed_lines)
    for part in _LISTS:
        yield from _lists(new.id, part, getattr(old, part), getattr(new, part))


def _texts(code: str, change: str, part: str, old: Localised, new: Localised) -> Iterator[CodebookChange]:
    for language in TEXT_LANGUAGES:
        before, after = getattr(old, language), getattr(new, language)
        if before != after:
            yield CodebookChange(code, change, part, language, before, after)


_Item = Cue | Example | Utterance


def _lists(code: str, part: str, old: Sequence[_Item], new: Sequence[_Item]) -> Iterator[CodebookChange]:
    """Compare lists language by language; which language comes first matters only where nothing else is different."""
    if old == new:
        return
    found = []
    for language in dict.fromkeys(map(_language, (*old, *new))):
        before = [item for item in old if _language(item) == language]
        after = [item for item in new if _language(item) == language]
        found += [
            *(CodebookChange(code, "changed", part, language, old=_shown(item)) for item in _without(before, after)),
            *(CodebookChange(code, "changed", part, language, new=_shown(item)) for item in _without(after, before)),
        ]
        if _kept(before, after) != _kept(after, before) or (before != after and Counter(before) == Counter(after)):
            found.append(CodebookChange(code, "order", part, language, _row(before), _row(after)))
    yield from found or [CodebookChange(code, "order", part, "", _row(old), _row(new))]


def _language(item: _Item) -> str:
    return "" if isinstance(item, Example) else item.language


def _without(items: Iterable[_Item], others: Iterable[_Item]) -> Iterator[_Item]:
    """Give what stands in one list more often than in the other, in order."""
    left = Counter(others)
    for item in items:
        left[item] -= 1
        if left[item] < 0:
            yield item


def _kept(items: Iterable[_Item], others: Iterable[_Item]) -> list[_Item]:
    both = set(others)
    return list(dict.fromkeys(item for item in items if item in both))


def _shown(item: _Item) -> str:
    if isinstance(item, Example):
        return f"{item.source}: {item.quote}"
    if isinstance(item, Cue) and item.spacy:
        return f"spacy: {item.text}" + (f", anchor: {item.anchor}" if item.anchor else "")
    return item.text


def _row(items: Iterable[_Item]) -> str:
    return " | ".join(map(_shown, items))


def _shifted(old: Codebook, new: Codebook) -> set[str]:
    """Give the codes that stand elsewhere among those that they stood among before, as few as possible.

    What was moved to another parent, with all below it, has another place for that reason already.
    """
    moved = {code.id for code in new if code.id in old and old[code.id].parent != code.parent}
    for book in (old, new):
        moved |= _below(book, moved)
    stayed = [code for code in new if code.id in old and code.id not in moved]
    place = {code.id: number for number, code in enumerate(old)}
    groups: dict[str, list[str]] = {}
    for code in stayed:
        groups.setdefault(code.parent, []).append(code.id)
    shifted = {one for group in groups.values() for one in _out_of_order(group, place)}
    # Codes need not stand right behind their theme: then only the whole list tells.
    return shifted or set(_out_of_order([code.id for code in stayed], place))


def _below(book: Codebook, codes: Iterable[str]) -> set[str]:
    found = set(codes)
    new = found
    while new:
        new = {code.id for code in book if code.parent in new} - found
        found |= new
    return found


def _out_of_order(ids: Sequence[str], place: Mapping[str, int]) -> list[str]:
    """Give what has to be taken out so that the rest is in order: all but a longest increasing subsequence.

    Fredman (1975), On computing the length of longest increasing subsequences, Discrete Mathematics 11, 29-35.
    """
    ends: list[int] = []
    ranks = []
    for one in ids:
        rank = bisect_left(ends, place[one])
        ends[rank:] = [place[one], *ends[rank + 1 :]]
        ranks.append(rank)
    out, wanted, limit = [], len(ends) - 1, float("inf")
    for one, rank in zip(reversed(ids), reversed(ranks), strict=True):
        if rank == wanted and place[one] < limit:
            wanted, limit = wanted - 1, place[one]
        else:
            out.append(one)
    return out


def _place(code: str, old: Codebook, new: Codebook) -> CodebookChange:
    return CodebookChange(code, "order", "place", "", _neighbour(code, old), _neighbour(code, new))


def _neighbour(code: str, book: Codebook) -> str:
    """Give the id of the code before it under the same parent; empty for the first one."""
    ids = [one.id for one in book.children(book[code].parent)]
    at = ids.index(code)
    return ids[at - 1] if at else ""


def _other_ids(gone: Sequence[Code], added: Sequence[Code]) -> Iterator[CodebookChange]:
    known: dict[Hashable, list[Code]] = {}
    for code in gone:
        for key in _keys(code):
            known.setdefault(key, []).append(code)
    for code in added:
        like = {old.id for key in _keys(code) for old in known.get(key, ())}
        for old in gone:
            if old.id in like:
                yield CodebookChange(old.id, "id changed?", "id", "", old.id, code.id)


def _keys(code: Code) -> Iterator[Hashable]:
    for part in ("name", "definition"):
        for language in TEXT_LANGUAGES:
            if text := " ".join(getattr(getattr(code, part), language).split()).casefold():
                yield part, language, text
