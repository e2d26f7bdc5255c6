"""What people do about those who are in the material: consents, mentions, withdrawal."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from fou_toolkit.model import Span
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.people import mentions as _mentions
from fou_toolkit.workspace.people.consent import Consents, consents_now, give_consent
from fou_toolkit.workspace.people.erasing import register_output
from fou_toolkit.workspace.people.mentions import Mentions, mentions_now
from fou_toolkit.workspace.people.withdrawal import WithdrawalPlan, plan_cut, plan_mention, plan_withdrawal

__all__ = ["PeopleVerbs"]


class PeopleVerbs(Opened):
    """Verbs on consents, on mentions of others, and withdrawal."""

    def consent(
        self, who: str, *, basis: str, date: str = "", scope: str | Iterable[str] = ("analysis",), note: str = ""
    ) -> None:
        """Record a consent; a later one takes the place of an earlier one.

        Args:
            who: A pseudonym, the id of a text in which somebody speaks whom nobody knows, or the id of a mention. A
                name that a participant and a text have means the participant; `text:` and the id means the text.
            basis: What it rests on: a signed form, a recording, public interest …
            date: When it was given: `2024-04-17` or `17.4.2024`.
            scope: What it covers: `analysis`, `quotation`, `reuse`, `co-researchers`; a sequence, or one text.
            note: What else there is to say.

        Raises:
            UnknownIdError: There is nobody and nothing of that name.
            DataError: No such date or scope; or quotation was withdrawn.
        """
        give_consent(self, who, basis=basis, date=date, scope=scope, note=note)

    def consents(self) -> Consents:
        """List all consents, what is missing, and which texts are left out of snapshots for want of one."""
        return consents_now(self)

    def mention(
        self, source: str, passage: Span | str | int, *, who: str = "third person", label: str = "", note: str = ""
    ) -> str:
        """Note that a child or somebody else is spoken of in a passage.

        Say what kind of person it is, not who: a label such as `child A`. A consent can be recorded for it by its id.

        Args:
            source: Id of the text.
            passage: Where; words that stand in the text once; or the number of a turn, from 1.
            who: `child`, `third person` or `colleague`.
            label: What the mention is called.
            note: What else there is to say.

        Returns:
            Its id.

        Raises:
            UnknownIdError: There is no such text.
            DataError: The passage is not in the text, or there is no such kind.
        """
        return _mentions.note_mention(self, source, passage, who=who, label=label, note=note)

    def mentions(self) -> Mentions:
        """List all mentions at their present places, with their consents."""
        return mentions_now(self)

    def remove_mention(self, mention: str) -> None:
        """Take a note of a mention away; the text stays as it is.

        Raises:
            UnknownIdError: There is none of that id.
        """
        _mentions.remove_mention(self, mention)

    def erase_mention(self, mention: str) -> WithdrawalPlan:
        """Show what erasing the passage of a mention would do; `.apply()` erases it for good.

        Raises:
            UnknownIdError: There is none of that id.
            DataError: Its passage does not stand in the present version of the text.
        """
        return plan_mention(self, mention)

    def withdraw(
        self,
        who: str,
        *,
        scope: str = "all",
        keep_mentions: bool = False,
        also: Sequence[str | Path] = (),
        names: Sequence[str] = (),
    ) -> WithdrawalPlan:
        """Show what would be erased when somebody leaves; `.apply()` erases it for good.

        Everything that the person said goes, in all versions, with what was made of it here: codings, memos about it or
        with its words, examples in the codebook, files of origin, snapshots, caches, outputs. Texts of several people
        keep what the others said, and the codings of that. In the end every byte of the folder is searched for what was
        erased. The plan lists what is out of reach.

        Args:
            who: A pseudonym; or the id of a text in which nobody is known to speak, which goes as a whole.
            scope: `all`, or `quotation`: the texts stay, and are not quoted any more.
            keep_mentions: Leave the pseudonym where others speak of the person.
            also: Files in the folder that were not made by this program, and are to be deleted with the rest.
            names: Further names or spellings of the person: nicknames, «Kari N.».

        Raises:
            UnknownIdError: There is nobody of that name; who has left already has no name any more.
            DataError: The scope is none; or a file lies outside of the folder.
        """
        return plan_withdrawal(self, who, scope=scope, keep_mentions=keep_mentions, also=also, names=names)

    def cut(self, *words: str, also: Sequence[str | Path] = ()) -> WithdrawalPlan:
        """Show what cutting words out of everything here would do; `.apply()` erases them for good.

        For what is left of somebody who has withdrawn: a nickname, another spelling, a sentence of theirs in a memo.
        Names are cut out of texts, definitions and memos; a memo that has the words of a longer quotation goes.

        Args:
            words: Names or sentences, as they are written.
            also: Files in the folder that were not made by this program, and are to be deleted with the rest.

        Raises:
            DataError: There are no words, or one is too short to be known.
        """
        return plan_cut(self, words, also=also)

    def register_output(self, path: str | Path) -> None:
        """Note a file that was written from the material, so that a withdrawal takes it away.

        Raises:
            DataError: The file lies outside of the folder of the project.
        """
        register_output(self, Path(path))
