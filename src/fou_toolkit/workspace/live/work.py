"""The verbs of a coder: code, decide, write memos, take back, look at what was done."""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from fou_toolkit.model import CodingSet
from fou_toolkit.workspace.live.bringing_in import add_codings
from fou_toolkit.workspace.live.coding import change, put_code, put_many, read_whole, remove
from fou_toolkit.workspace.live.decision_report import DecisionReport, decision_report
from fou_toolkit.workspace.live.decisions import Decided, decide
from fou_toolkit.workspace.live.history import MOST, History, history
from fou_toolkit.workspace.live.memo_writing import MemoTarget, edit_memo, remove_memo, write_memo
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.passages import Passage
from fou_toolkit.workspace.live.suggestions import SuggestionTable, suggestions_of
from fou_toolkit.workspace.live.tables_of_work import CodingTable, MemoTable, codings_of, memos_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CoderVerbs"]


class CoderVerbs(Opened):
    """What one coder does; `Workspace` has these verbs."""

    # --- coding

    def code(self, source: str, passage: Passage, code: str, *, polarity: str = "", round: int = 1) -> str:  # noqa: A002 - the field's word
        """Put a code on a passage.

        Coding the same twice makes two codings with ids of their own; analyses count them once.

        Args:
            source: Id of the text.
            passage: A stretch (`Span`); words that stand in the text once; or the number of a turn, from 1.
            code: Id of the code.
            polarity: `supports`, `hinders`, `ambivalent`, or nothing.
            round: Round of coding, from 1.

        Returns:
            The id of the coding.

        Raises:
            UnknownIdError: There is no such text or code.
            DataError: The passage is not in the text, or its words stand there more than once.
        """
        return put_code(self, source, passage, code, polarity=polarity, number=round)

    def code_many(
        self,
        passages: Iterable[tuple[str, Passage, str]],
        *,
        polarity: str = "",
        round: int = 1,  # noqa: A002 - the field's word
    ) -> tuple[str, ...]:
        """Put codes on many passages in one act, which is taken back as one.

        Args:
            passages: Text, passage and code of each; see `code`.
            polarity: Of all of them.
            round: Round of coding, from 1.

        Returns:
            The ids of the codings, in order.

        Raises:
            UnknownIdError: There is no such text or code; every wrong name is told, nothing is stored.
            DataError: A passage is not in its text, or its words stand there more than once; nothing is stored.
        """
        return put_many(self, passages, polarity=polarity, number=round)

    def add_codings(self, codings: CodingSet) -> int:
        """Bring in codings that were made elsewhere, in one act, in the names of those who made them.

        It can be repeated: codings whose id is here, or was, are left alone, and so are those that a coder has here
        already with the same text, passage, code, round and polarity. What coders read whole is kept, too.

        Args:
            codings: Codings of texts and codes that are here.

        Returns:
            How many were new.

        Raises:
            UnknownIdError: There is no such text or code; every wrong name is told, nothing is stored.
            DataError: A passage is not in its text; nothing is stored.
        """
        return add_codings(self, codings)

    def remove(self, *codings: str, anyone: bool = False) -> None:
        """Take codings away, in one act.

        Args:
            codings: Their ids.
            anyone: Also those of others; for whoever leads the project. The log tells who did it.

        Raises:
            UnknownIdError: There is no such coding; nothing was taken away.
            DataError: It is somebody else's; nothing was taken away.
        """
        remove(self, codings, anyone=anyone)

    def change(
        self,
        coding: str,
        *,
        passage: Passage | None = None,
        code: str | None = None,
        polarity: str | None = None,
        anyone: bool = False,
    ) -> None:
        """Change parts of a coding; it keeps its id, its coder and its round.

        Args:
            coding: Its id.
            passage: Another passage of the same text; see `code`.
            code: Another code.
            polarity: Another polarity; `""` for none.
            anyone: Also if it is somebody else's; see `remove`.

        Raises:
            UnknownIdError: There is no such coding or code.
            DataError: The passage is not in the text, or the coding is somebody else's.
        """
        change(self, coding, passage=passage, code=code, polarity=polarity, anyone=anyone)

    def read_whole(self, source: str, *, round: int = 1, whole: bool = True) -> None:  # noqa: A002 - the field's word
        """Say that you have read a text whole: there, no coding means «no code».

        Args:
            source: Id of the text.
            round: Round of coding.
            whole: `False` says that you have not, although you have coded in it.

        Raises:
            UnknownIdError: There is no such text.
        """
        read_whole(self, source, number=round, whole=whole)

    def codings(
        self, *, coder: str | None = None, everyone: bool = False, source: str | None = None, code: str | None = None
    ) -> CodingTable:
        """Give codings with their ids and words.

        Args:
            coder: Whose; by default your own, so that nobody sees by accident what others have coded.
            everyone: Those of all coders.
            source: Of one text only.
            code: With one code only.

        Raises:
            UnknownIdError: There is no such coder, text or code.
        """
        return codings_of(self, coder=coder, everyone=everyone, source=source, code=code)

    # --- suggestions

    def suggestions(
        self,
        *,
        codes: Collection[str] | None = None,
        sources: Collection[str] | None = None,
        undecided: bool = True,
        coder: str | None = None,
    ) -> SuggestionTable:
        """Let the rules propose codings for the texts of the snapshot.

        They are worked out anew whenever texts, consents or codes have changed; nothing is stored until you decide.

        Args:
            codes: Only those with these codes.
            sources: Only those in these texts.
            undecided: Only those that are not decided yet.
            coder: Whose decisions are shown; by default your own.

        Raises:
            MaterialError: There is no codebook yet.
            UnknownIdError: There is no such code, text or coder.
        """
        return suggestions_of(self, codes=codes, sources=sources, undecided=undecided, coder=coder or "")

    def decide(
        self,
        what: "str | Iterable[str] | SuggestionTable | pd.DataFrame",
        verdict: str = "accept",
        *,
        passage: Passage | None = None,
        code: str | None = None,
        polarity: str | None = None,
        round: int = 1,  # noqa: A002 - the field's word
    ) -> Decided:
        """Decide about suggestions, in one act. What is accepted becomes a coding of yours in the same act.

        Your last decision counts: a coding that came of a suggestion goes when you reject it later. Others decide for
        themselves.

        Args:
            what: Ids of suggestions, or a table of them; or a frame of `suggestions().to_frame()` in whose column
                `decision` somebody wrote accept (ja, yes) or reject (nei, no), and if they like another code in a
                column `new_code` and a `polarity`. Rows without a decision wait.
            verdict: `accept` or `reject`, for all of them; a frame has its own.
            passage: Accept one with another passage.
            code: Accept with another code.
            polarity: Polarity of the codings.
            round: Round of coding.

        Raises:
            UnknownIdError: There is no such suggestion or code; nothing is stored.
            DataError: A word is no decision, or a decision is not possible; nothing is stored.
        """
        return decide(self, what, verdict, passage=passage, code=code, polarity=polarity, number=round)

    def decision_report(self, coders: Sequence[str] | None = None) -> DecisionReport:
        """Count how often what each cue proposes was accepted.

        Args:
            coders: Whose decisions; by default your own.

        Raises:
            UnknownIdError: There is no such coder.
        """
        return decision_report(self, coders)

    # --- memos

    def memo(self, text: str, *, kind: str = "analytic", on: MemoTarget | None = None) -> str:
        """Write a memo.

        Args:
            text: What you think.
            kind: `analytic`, `reflexive`, `ethical`, or `codebook` for a decision about the codebook.
            on: Id of a coding, a text or a code; a text and a passage in it; or nothing, for the whole project.

        Returns:
            The id of the memo.

        Raises:
            UnknownIdError: There is nothing of that name.
            DataError: A text and a code have the same name (write `source:NAME` or `code:NAME`), the kind is none of
                these, or the memo is empty.
        """
        return write_memo(self, text, kind=kind, on=on)

    def edit_memo(self, memo: str, text: str | None = None, *, kind: str | None = None, anyone: bool = False) -> None:
        """Change the words or the kind of a memo; it stays the memo of who began it.

        Raises:
            UnknownIdError: There is no such memo.
            DataError: It is somebody else's, or would be empty.
        """
        edit_memo(self, memo, text, kind=kind, anyone=anyone)

    def remove_memo(self, memo: str, *, anyone: bool = False) -> None:
        """Take a memo away.

        Raises:
            UnknownIdError: There is no such memo.
            DataError: It is somebody else's.
        """
        remove_memo(self, memo, anyone=anyone)

    def memos(self, *, kind: str | None = None, coder: str | None = None, on: str | None = None) -> MemoTable:
        """Give memos with their ids.

        Args:
            kind: Of one kind only.
            coder: Of one coder only; by default of all.
            on: On one coding, text or code only; on a text are those on its passages and codings, too.

        Raises:
            UnknownIdError: There is nothing, or nobody, of that name.
        """
        return memos_of(self, kind=kind, coder=coder, on=on)

    # --- what was done

    def history(self, of: str | None = None, *, coder: str | None = None, most: int = MOST) -> History:
        """Give what was done, the oldest first: when, by whom, what, where; acts that were taken back are marked.

        Args:
            of: Id of a coding, a text, a code, a participant or a memo; by default the whole project. Where two things
                have one name, `code:NAME` means the code only.
            coder: What one coder did.
            most: How many acts; the newest.

        Raises:
            UnknownIdError: There is nothing, or nobody, of that name.
        """
        return history(self, of, coder=coder, most=most)
