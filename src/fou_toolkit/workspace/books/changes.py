"""Changing the codebook of a project: each change is one act, shown with all that it does before it is done."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Unpack

from fou_toolkit._i18n import Message, t
from fou_toolkit.codebooks import changes, check_codebook, compare_codebooks
from fou_toolkit.codebooks.definitions import CodeParts, redefined, with_other_id
from fou_toolkit.errors import DataError
from fou_toolkit.model import Code, Codebook, Localised
from fou_toolkit.workspace.books.affected import (
    CUE,
    DOUBTFUL,
    MENTION,
    MOVED,
    QUEUED,
    STAYING,
    Effect,
    codings_with,
    memos_on,
)
from fou_toolkit.workspace.books.file import codebook_file, file_is
from fou_toolkit.workspace.books.plan import Act, BookPlan
from fou_toolkit.workspace.books.stored import (
    content_of,
    ids_in_order,
    items_of,
    known_code,
    last_place,
    stored_book,
)
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.present import StoredCode

__all__ = ["Name", "plan_add", "plan_define", "plan_merge", "plan_move", "plan_rename", "plan_retire", "plan_split"]

Name = Localised | str | dict[str, str]


@dataclass(frozen=True, slots=True)
class _Change:
    """A change, thought out.

    Args:
        action: What would be done.
        after: The codebook then, with the version of before.
        act: Makes what would be written.
        effects: What happens to what.
    """

    action: Message
    after: Codebook
    act: Callable[[], Act]
    effects: Iterable[Effect] = ()


def _check_codes(codes: Iterable[object]) -> None:
    """Refuse ids in the place of codes: a new code has to say what it means."""
    for one in codes:
        if not isinstance(one, Code):
            hint = t("Give a Code with its parts: fou.Code(id, name, brief=…, use_when=…, do_not_use_when=…)")
            raise DataError(t("«{value}» is no code.", value=one), hint=hint)


def plan_add(opened: Opened, code: Code) -> BookPlan:
    """See `Workspace.add_code`."""
    _check_codes([code])
    after = changes.with_new_code(stored_book(opened), code)

    def act() -> Act:
        parent = opened.code_uid(code.parent) if code.parent else ""
        [item], contents = items_of(
            [(opened.ledger.new_id(), parent, last_place(opened, parent), content_of(after[code.id]))]
        )
        return Act("code.defined", item, tuple(contents))

    return _plan(opened, _Change(Message.of("Add the code «{code}»", code=code.id), after, act))


def plan_rename(opened: Opened, code: str, name: Name | None, own_id: str) -> BookPlan:
    """See `Workspace.rename_code`."""
    after = stored_book(opened)
    stored = known_code(opened, code)
    if name is not None:
        after = changes.renamed(after, code, name)
    if own_id and own_id != code:
        after = with_other_id(after, code, own_id)
    new = after[own_id or code]
    effects = chain(_stay(opened, stored), _mentioned(opened, code) if own_id and own_id != code else ())
    action = Message.of("Rename the code «{code}»", code=code)
    return _plan(opened, _Change(action, after, lambda: _defined(stored, new, own_id), effects))


def plan_define(opened: Opened, code: str, **parts: Unpack[CodeParts]) -> BookPlan:
    """See `Workspace.define_code`."""
    before = stored_book(opened)
    after = redefined(before, code, **parts)
    stored = known_code(opened, code)
    other = code in compare_codebooks(before, after).other_meaning
    effects = codings_with(opened, DOUBTFUL if other else STAYING, [stored.uid])
    action = Message.of("Define the code «{code}» anew", code=code)
    return _plan(opened, _Change(action, after, lambda: _defined(stored, after[code]), effects))


def plan_move(opened: Opened, code: str, parent: str) -> BookPlan:
    """See `Workspace.move_code`."""
    after = changes.moved(stored_book(opened), code, parent)
    stored = known_code(opened, code)

    def act() -> Act:
        under = opened.code_uid(parent) if parent else ""
        return Act("code.moved", {"code": stored.uid, "parent": under, "place": last_place(opened, under)})

    action = (
        Message.of("Move the code «{code}» under «{parent}»", code=code, parent=parent)
        if parent
        else Message.of("Make the code «{code}» a theme", code=code)
    )
    return _plan(opened, _Change(action, after, act, _stay(opened, stored)))


def plan_retire(opened: Opened, code: str) -> BookPlan:
    """See `Workspace.retire_code`."""
    after = changes.without_code(stored_book(opened), code)
    stored = known_code(opened, code)
    effects = chain(codings_with(opened, QUEUED, [stored.uid]), _around(opened, code))
    action = Message.of("Retire the code «{code}»", code=code)
    return _plan(opened, _Change(action, after, lambda: Act("code.retired", {"code": stored.uid}), effects))


def plan_merge(opened: Opened, code: str, into: str) -> BookPlan:
    """See `Workspace.merge_codes`."""
    before = stored_book(opened)
    after = changes.merged(before, code, into)
    gone, stays = known_code(opened, code), known_code(opened, into)
    new = sum(cue not in before[into].cues for cue in after[into].cues)
    cues = [Effect(CUE, code, count=new, to=into)] if new else []

    def act() -> Act:
        content = content_of(after[into], stays)
        return Act("code.merged", {"code": gone.uid, "into": stays.uid, **content.ref}, (content,))

    effects = chain(
        codings_with(opened, MOVED, [gone.uid], into),
        codings_with(opened, STAYING, [stays.uid]),
        _around(opened, code),
        cues,
    )
    return _plan(opened, _Change(Message.of("Merge «{code}» into «{into}»", code=code, into=into), after, act, effects))


def plan_split(opened: Opened, code: str, into: Sequence[Code]) -> BookPlan:
    """See `Workspace.split_code`."""
    _check_codes(into)
    after = changes.split(stored_book(opened), code, into)
    old = known_code(opened, code)
    names = ", ".join(one.id for one in into)

    def act() -> Act:
        parent, place = old.row["parent"], old.row["place"]
        uids = ids_in_order(opened, old, len(into))
        new = [(uid, parent, place, content_of(after[one.id])) for uid, one in zip(uids, into, strict=True)]
        items, contents = items_of(new)
        return Act("code.split", {"code": old.uid, "items": items}, tuple(contents))

    effects = chain(codings_with(opened, QUEUED, [old.uid], names), _around(opened, code))
    action = Message.of("Split the code «{code}» into {names}", code=code, names=names)
    return _plan(opened, _Change(action, after, act, effects))


def _defined(stored: StoredCode, new: Code, own_id: str = "") -> Act:
    content = content_of(new, stored, own_id=own_id)
    [item], contents = items_of([(stored.uid, stored.row["parent"], stored.row["place"], content)])
    return Act("code.defined", item, tuple(contents))


def _stay(opened: Opened, stored: StoredCode) -> Iterator[Effect]:
    return codings_with(opened, STAYING, [stored.uid])


def _around(opened: Opened, code: str) -> Iterator[Effect]:
    """Give what would be left behind without a code."""
    yield from memos_on(opened, [opened.code_uid(code)])
    yield from _mentioned(opened, code)


def _mentioned(opened: Opened, code: str) -> Iterator[Effect]:
    return (Effect(MENTION, one, to=code) for one in changes.mentions(stored_book(opened), code))


def _plan(opened: Opened, change: _Change) -> BookPlan:
    before = stored_book(opened)
    something = change.after != before
    after = replace(change.after, version=changes.version_after(before.version)) if something else before
    file, cautions = codebook_file(opened), []
    if file is not None and something:
        if not file_is(file, before):
            file = None
            cautions = _apart(opened)
        elif not check_codebook(after).ok:
            file = None
            cautions = [Message.of("The codebook has errors: its file stays as it is.")]
    return BookPlan(
        opened=opened,
        mark=opened.mark_of(),
        action=change.action,
        differences=compare_codebooks(before, after),
        effects=tuple(change.effects) if something else (),
        act=change.act() if something else None,
        cautions=tuple(cautions),
        file=file,
    )


def _apart(opened: Opened) -> list[Message]:
    file = codebook_file(opened)
    if file is None or not file.is_file():
        return []
    return [
        Message.of(
            "The file {file} does not say what is stored, and stays as it is. Take it in, or write it anew.",
            file=file.name,
        )
    ]
