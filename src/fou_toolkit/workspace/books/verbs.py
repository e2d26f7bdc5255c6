"""What people do with the codebook of a project that is open."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Unpack

from fou_toolkit.codebooks import CodebookDifferences
from fou_toolkit.codebooks.definitions import CodeParts
from fou_toolkit.model import Code, Codebook
from fou_toolkit.workspace.books import changes
from fou_toolkit.workspace.books.file import write_stored
from fou_toolkit.workspace.books.past import BookHistory, When, book_at, book_diff, book_history
from fou_toolkit.workspace.books.plan import BookPlan
from fou_toolkit.workspace.books.queue import RecodeQueue, keep, recode, recode_queue
from fou_toolkit.workspace.books.stored import stored_book
from fou_toolkit.workspace.books.taking_in import plan_codebook
from fou_toolkit.workspace.live.opened import Opened

__all__ = ["BookVerbs"]


class BookVerbs(Opened):
    """Verbs on the codebook; each change is shown first, done by `.apply()` in one act, and can be undone.

    The database is the truth. The codebook's file follows a change if it said what was stored before; else it stays as
    it is, and the plan says so.
    """

    @property
    def codebook(self) -> Codebook:
        """The codebook as it is now.

        Its version is the one that was taken in, with the number of changes since behind a plus sign: `1.2+3`.

        Raises:
            MaterialError: None was taken in yet.
        """
        return stored_book(self)

    def take_in_codebook(self, path: str | Path | None = None) -> BookPlan:
        """Read a codebook and show what taking it in would do; `.apply()` stores it.

        Codes are told by their ids. A code that is gone from the file is retired, and its codings wait in the recode
        queue; if it comes back, they come back with it. A code that was merged or split before is a new code if it
        comes again.

        Args:
            path: A YAML file; by default that of the settings, or the only one in `codebooks`.

        Raises:
            MaterialError: There is no such file, or none to choose by itself.
            CodebookError: The codebook is wrong; the message lists every error with line and column.
        """
        return plan_codebook(self, None if path is None else Path(path))

    def write_codebook(self, path: str | Path | None = None) -> Path:
        """Write the stored codebook to a file, by default to its own; comments that stand there are kept.

        Raises:
            MaterialError: There is no codebook yet.
            CodebookError: The codebook has errors; nothing is written.
            WriteError: The file cannot be written.
        """
        return write_stored(self, None if path is None else Path(path))

    def add_code(self, code: Code) -> BookPlan:
        """Show what adding a code would do; it becomes the last one under its parent.

        Args:
            code: The code, with all parts that the format asks for.

        Raises:
            UnknownIdError: There is no such parent.
            CodebookError: A part is missing, a cue is wrong, or the id or the name is taken.
        """
        return changes.plan_add(self, code)

    def rename_code(self, code: str, name: changes.Name | None = None, *, id: str = "") -> BookPlan:  # noqa: A002 - the field's word
        """Show what giving a code another name, or another id, would do; codings stay with it.

        Args:
            code: Id of the code.
            name: One text for all languages, or `{"nn": "Røyst"}`: other languages stay as they are.
            id: Another id: where two copies of a project made a code of the same id, the second one is `M1~2`.

        Raises:
            UnknownIdError: There is no such code.
            CodebookError: A name is empty, or another code has the name or the id.
            DataError: That is no name.
        """
        return changes.plan_rename(self, code, name, id)

    def define_code(self, code: str, **parts: Unpack[CodeParts]) -> BookPlan:
        """Show what writing parts of a code anew would do: `brief`, `definition`, `use_when`, `cues` and so on.

        Codings stay with it; `recode_queue(changed_since=True)` lists those that were made with the old definition.

        Args:
            code: Id of the code.
            parts: What is new. Of texts given as `{"nn": "…"}`, other languages stay; lists are given whole.

        Raises:
            UnknownIdError: There is no such code.
            DataError: There is no such part, or it is not what it should be.
            CodebookError: A part that the format asks for would be empty, or a cue is wrong.
        """
        return changes.plan_define(self, code, **parts)

    def move_code(self, code: str, parent: str = "") -> BookPlan:
        """Show what moving a code, with all below it, under another theme or code would do; codings stay with it.

        Args:
            code: Id of the code.
            parent: Id of what it goes under; empty, and it becomes a theme.

        Raises:
            UnknownIdError: There is no such code or parent.
            CodebookError: The code would stand below itself, or lacks what a code under a theme needs.
        """
        return changes.plan_move(self, code, parent)

    def split_code(self, code: str, into: Sequence[Code]) -> BookPlan:
        """Show what splitting a code would do: it is retired, and its codings wait for a person to recode each.

        Args:
            code: Id of the code; nothing may stand below it.
            into: The new codes, two or more, with ids of their own; they get the parent of the old one.

        Raises:
            UnknownIdError: There is no such code.
            CodebookError: Codes stand below it, or something is wrong with the new ones.
        """
        return changes.plan_split(self, code, into)

    def merge_codes(self, code: str, into: str) -> BookPlan:
        """Show what putting one code into another would do: codings, examples, utterances and cues go along.

        Args:
            code: Id of the code that goes; nothing may stand below it.
            into: Id of the code that stays.

        Raises:
            UnknownIdError: One of the codes is not there.
            CodebookError: Both are the same, or codes stand below the one that goes.
        """
        return changes.plan_merge(self, code, into)

    def retire_code(self, code: str) -> BookPlan:
        """Show what retiring a code would do: its codings wait in the recode queue.

        Args:
            code: Id of the code; nothing may stand below it.

        Raises:
            UnknownIdError: There is no such code.
            CodebookError: Codes stand below it, or it is the last one.
        """
        return changes.plan_retire(self, code)

    # --- codings left behind

    def recode_queue(self, coder: str | None = None, *, changed_since: bool = False) -> RecodeQueue:
        """Give the codings whose code was retired or split, with their words and the codes they could get.

        Args:
            coder: Only those of one coder.
            changed_since: Instead, the codings that were made before their code got another definition or another rule
                for its use. They count as they are, and are to be read again.
        """
        return recode_queue(self, coder, changed_since=changed_since)

    def recode(self, codings: str | Iterable[str], code: str, *, anyone: bool = False) -> int:
        """Give codings another code, in one act; gives their number. They keep their coder and round.

        Args:
            codings: Their ids.
            code: Id of the new code.
            anyone: Also those of others; for whoever leads the project. The log tells who did it.

        Raises:
            UnknownIdError: There is no such code, or one of the codings is none; nothing was done.
            DataError: One of them is somebody else's, or none was named.
        """
        return recode(self, codings, code, anyone=anyone)

    def keep(self, codings: str | Iterable[str], *, anyone: bool = False) -> int:
        """Say that codings stay with their code as it is defined now, in one act for each code; gives their number.

        Args:
            codings: Their ids.
            anyone: Also those of others; see `recode`.

        Raises:
            UnknownIdError: One of the codings is none; nothing was done.
            DataError: The code of one is gone; or it is somebody else's, or none was named.
        """
        return keep(self, codings, anyone=anyone)

    # --- the past

    def codebook_history(self) -> BookHistory:
        """Give what was done to the codebook, oldest first: when, by whom, what, and what was different then.

        Acts that were taken back are there, and the taking back, too. A definition that was erased is shown as the one
        that took its place.
        """
        return book_history(self)

    def codebook_at(self, when: When) -> Codebook:
        """Give the codebook as it was.

        Args:
            when: A time, with its zone (without one, local time); or a number of `codebook_history`.

        Raises:
            UnknownIdError: There is no state of that number.
            MaterialError: There was no codebook then.
        """
        return book_at(self, when)

    def codebook_diff(self, first: When, second: When | None = None) -> CodebookDifferences:
        """Say what is different in two states of the codebook.

        Args:
            first: A time, or a number of `codebook_history`.
            second: The same; by default now.

        Raises:
            UnknownIdError: There is no state of that number.
            MaterialError: There was no codebook then.
        """
        return book_diff(self, first, second)
