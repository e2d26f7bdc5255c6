"""Taking a codebook in from its file: what is new, other or gone, and what that means for codings."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fou_toolkit._i18n import Message, t
from fou_toolkit.codebooks import CodebookDifferences, compare_codebooks, read_codebook
from fou_toolkit.errors import MaterialError
from fou_toolkit.model import Code, Codebook
from fou_toolkit.store import Content
from fou_toolkit.workspace.books.affected import BACK, DOUBTFUL, QUEUED, Effect, codings_with, memos_on
from fou_toolkit.workspace.books.file import codebook_file
from fou_toolkit.workspace.books.plan import Act, BookPlan
from fou_toolkit.workspace.books.stored import STEP, Place, content_of, in_tree_order, place_of, standing_codes
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.present import StoredCode
from fou_toolkit.workspace.live.records import code_record, head_record

__all__ = ["plan_book", "plan_codebook"]


def plan_codebook(opened: Opened, path: Path | None = None) -> BookPlan:
    """Read a codebook and say what taking it in would do; see `Workspace.take_in_codebook`."""
    file = path or codebook_file(opened)
    if file is None:
        hint = t("Name the file.")
        raise MaterialError(t("There is no codebook to choose by itself."), where=str(opened.folder), hint=hint)
    return plan_book(opened, read_codebook(file))


def plan_book(opened: Opened, book: Codebook) -> BookPlan:
    """Say what taking in a codebook that was read would do."""
    new = in_tree_order(book)
    stored = opened.present.codebook
    differences = compare_codebooks(replace(new, codes=()) if stored is None else stored, new)
    matched = _Matched(opened, new)
    return BookPlan(
        opened=opened,
        mark=opened.mark_of(),
        action=Message.of("Take in the codebook «{name}», version {version}", name=new.name, version=new.version),
        differences=differences,
        effects=tuple(_effects(opened, matched, differences)),
        act=matched.act() if differences or stored is None else None,
        cautions=tuple(_cautions(opened, stored, differences)),
    )


def _effects(opened: Opened, matched: "_Matched", differences: CodebookDifferences) -> Iterator[Effect]:
    gone = matched.gone
    yield from codings_with(opened, QUEUED, gone)
    yield from codings_with(opened, BACK, [uid for uid in matched.uids.values() if uid in matched.revived])
    yield from codings_with(opened, DOUBTFUL, [matched.uids[code] for code in differences.other_meaning])
    yield from memos_on(opened, gone)


def _cautions(opened: Opened, stored: Codebook | None, differences: CodebookDifferences) -> Iterator[Message]:
    if stored is None or not differences:
        return
    new = differences.new
    if new.version == stored.version:
        yield Message.of("The file has other content under the same version, {version}.", version=new.version)
    elif opened.present.head is not None and stored.version != opened.present.head["version"]:
        yield Message.of(
            "The codebook was changed in the project (version {version}); what the file does not have of it would go.",
            version=stored.version,
        )


@dataclass(frozen=True)
class _Kept:
    """A code of the file, and what is stored of it."""

    code: Code
    uid: str
    stored: StoredCode | None


class _Matched:
    """The codes of a file, matched to those that are stored by their ids.

    A code that was retired comes back with its codings. One that was merged or split does not: its codings belong to
    the other code by now, so that a code of that id in the file is a new one.
    """

    def __init__(self, opened: Opened, book: Codebook) -> None:
        self._opened = opened
        self._book = book
        standing = standing_codes(opened)
        self.revived = {
            code.uid: code
            for code in reversed([*opened.present.codes.values()])
            if code.row["retired"] and not code.row["into"] and not code.row["split"]
        }
        resting = {code.data["id"]: code for code in self.revived.values()}
        self._codes: list[_Kept] = []
        for code in book:
            stored = standing.get(code.id) or resting.get(code.id)
            self._codes.append(_Kept(code, stored.uid if stored else opened.ledger.new_id(), stored))
        self.uids = {one.code.id: one.uid for one in self._codes}
        self.gone = [code.uid for name, code in standing.items() if name not in self.uids]

    def act(self) -> Act:
        """Give what would be written: the head, what is new or other, and what is gone."""
        head = Content.of(head_record(self._book))
        items: list[dict[str, Any]] = []
        contents = [head]
        for one, place in zip(self._codes, self._places(), strict=True):
            parent = self.uids.get(one.code.parent, "")
            if one.stored is not None and self._is_same(one.stored, one.code, parent, place):
                continue
            known = one.stored is not None and code_record(one.code) == dict(one.stored.data)
            content = self._content(one.stored) if one.stored is not None and known else None
            if content is None:
                content = content_of(one.code, one.stored)
                contents.append(content)
            items.append({"code": one.uid, "parent": parent, "place": place, **content.ref})
        body = {"items": items, "retired": self.gone, **head.ref}
        return Act("codebook.taken_in", body, tuple(contents))

    def _is_same(self, stored: StoredCode, code: Code, parent: str, place: int) -> bool:
        row = stored.row
        return (
            not row["retired"]
            and (row["parent"], row["place"]) == (parent, place)
            and code_record(code) == dict(stored.data)
        )

    def _content(self, stored: StoredCode) -> Content | None:
        """Give the content that says it already: what only stands elsewhere is not written twice."""
        return self._opened.store.content(stored.row["content"])

    def _places(self) -> list[int]:
        """Give the places: as they are, as far as they are in the order of the file."""
        last: dict[str, Place] = {}
        places = []
        for one in self._codes:
            before = last.get(one.code.parent)
            here = place_of(one.stored) if one.stored is not None else None
            if here is None or (before is not None and here <= before):
                here = Place(0 if before is None else before.number + self._step(), one.uid)
            last[one.code.parent] = here
            places.append(here.number)
        return places

    def _step(self) -> int:
        """Leave room between codes that come in for the first time."""
        return 1 if self._opened.present.codes else STEP
