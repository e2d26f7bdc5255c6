"""The two sides that `keyness` compares: whose words, how they are called, and their words counted by text."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fou_toolkit._i18n import t
from fou_toolkit.analysis.groups import groups_of
from fou_toolkit.analysis.words.spoken import Ints, Material, Spoken, Where, spoken
from fou_toolkit.analysis.words.tally import Tally, distinct, documents_of, items_of, tally
from fou_toolkit.errors import DataError
from fou_toolkit.model import TEXT_LANGUAGES

__all__ = ["Choice", "Side", "sides_of"]

Choice = str | Collection[str] | Where | None
"""Values of the attribute that is compared by, or what has to be known about the turns."""


@dataclass(frozen=True, eq=False)
class Side:
    """One side.

    Args:
        name: What it is called.
        among: Whose words.
    """

    name: str
    among: Spoken

    def counted(self, kind: str, words: Mapping[tuple[str, str], int]) -> Tally:
        """Count words by text.

        Args:
            kind: `lemma` or `form`.
            words: Numbers of all words of both sides.
        """
        item = self._items(kind, words)
        return tally(item, documents_of(self.among), len(words), int(self.among.documents.size))

    def people(self, kind: str, words: Mapping[tuple[str, str], int]) -> Ints:
        """Give how many people of this side say each word."""
        who = self.among.table.people[1][self.among.index.turn[self.among.words]]
        return distinct(self._items(kind, words), who, len(words))

    def _items(self, kind: str, words: Mapping[tuple[str, str], int]) -> Ints:
        items = items_of(self.among.index.vocabulary, kind)
        number = np.array([words[word] for word in items.words], np.int64)
        found: Ints = number[items.of_type[self.among.index.type[self.among.words]]]
        return found

    @property
    def nynorsk(self) -> float:
        """Share of its Norwegian words that stand in nynorsk turns; NaN where there are none."""
        index = self.among.index
        words = np.diff(index.turn_word)
        bokmaal, nynorsk = (
            int(words[self.among.turns & (index.turn_language == TEXT_LANGUAGES.index(name))].sum())
            for name in ("nb", "nn")
        )
        return nynorsk / (bokmaal + nynorsk) if bokmaal + nynorsk else float("nan")

    @property
    def texts(self) -> list[tuple[str, str]]:
        """The texts that somebody of this side speaks in."""
        ids = self.among.index.source_ids
        return [(self.among.corpus.fingerprint, ids[number]) for number in self.among.documents.tolist()]


def sides_of(
    material: Material,
    other: Material | None,
    by: str | None,
    choices: tuple[Choice, Choice],
    *,
    where: Where | None,
    interviewer: bool,
) -> tuple[Side, Side]:
    """Choose two sides.

    Args:
        material: Texts or a project.
        other: The other texts; `None` where both sides are in the same.
        by: Attribute whose values are compared.
        choices: What belongs to each side.
        where: What has to be known about the turns of both.
        interviewer: Whether what interviewers say counts.

    Raises:
        DataError: It cannot be told who is compared with whom, or both sides share what they say.
        UnknownIdError: Nothing is known of such an attribute, or no turn has the value.
    """
    among = spoken(material, where=where, interviewer=interviewer)
    if other is not None:
        if by is not None or choices != (None, None):
            raise DataError(t("Give two corpora, or one and what is compared in it."), hint=_HINT)
        two = spoken(other, where=where, interviewer=interviewer)
        return Side(t("first corpus"), among), Side(t("second corpus"), two)
    a, b = choices
    if a is None or (by is None and not isinstance(a, Mapping)):
        raise DataError(t("It is not said who is compared with whom."), hint=_HINT)
    one = _side(among, by, a)
    two_side = _rest(among, one) if b is None else _side(among, by, b)
    if (one.among.turns & two_side.among.turns).any():
        hint = t("Choose sides that have no turn in common.")
        raise DataError(t("What somebody says belongs to both sides."), hint=hint)
    return one, two_side


_HINT = 'keyness(project, by="phase", a="1", b="3"); keyness(corpus, other)'


def _side(among: Spoken, by: str | None, choice: Choice) -> Side:
    if isinstance(choice, Mapping):
        name = ", ".join(_written(values) for values in choice.values())
        return Side(name, among.having(choice))
    if by is None or choice is None:
        raise DataError(t("It is not said who is compared with whom."), hint=_HINT)
    values = [choice] if isinstance(choice, str) else [str(value) for value in choice]
    kept = among.with_values(by, values)
    attribute = groups_of(among.corpus, by)
    name = _written(values)
    if all(value.isdecimal() for value in values):
        # A phase is a number, which says nothing by itself.
        name = f"{attribute.name} {name}"
    return Side(name, among.within(kept, f"{attribute.attribute}={'|'.join(values)}"))


def _rest(among: Spoken, one: Side) -> Side:
    return Side(t("all others"), among.within(~one.among.turns, ""))


def _written(values: str | Collection[str]) -> str:
    parts: Sequence[str] = [values] if isinstance(values, str) else [str(value) for value in values]
    return " + ".join(parts)
