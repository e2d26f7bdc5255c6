"""What the verbs about words are given, checked."""

import numpy as np

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.small_cells import HIDDEN, SmallCells, small_cells_of
from fou_toolkit.analysis.words.spoken import Spoken
from fou_toolkit.errors import DataError

__all__ = ["few_people", "few_words_notes", "from_one", "small_note", "small_of", "too_few"]


def from_one(key: str, value: object, most: int | None = None, *, least: int = 1) -> int:
    """Give a whole number from 1 on.

    Args:
        key: What it is for.
        value: What was given.
        most: The largest that is possible.
        least: The smallest that is possible.

    Raises:
        DataError: It is none.
    """
    whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    number = int(value) if whole else least - 1  # type: ignore[call-overload]
    if number < least or (most is not None and number > most):
        hint = t("Give a whole number from {least}.", least=least)
        if most is not None:
            hint = t("Give a whole number from {least} to {most}.", least=least, most=most)
        raise DataError(t("«{value}» is not possible for {key}.", value=value, key=key), hint=hint)
    return number


def small_of(given: object, among: Spoken) -> SmallCells:
    """Give what is done about few people: what was given, or the project's own threshold.

    Raises:
        DataError: It is something else.
    """
    return small_cells_of(given, among.threshold)


def few_people(among: Spoken, small: SmallCells) -> bool:
    """Tell whether a group was chosen that has too few people to say anything about it."""
    return bool(among.where) and small.hides(int(among.people.size))


def too_few(small: SmallCells) -> str:
    """Say that nothing is shown, and how it could be."""
    how = 'small="show"'
    if small.how == "passages":
        return t(
            "Nothing is shown: these are fewer than {n} people or places. Inside of the project: {how}",
            n=small.threshold,
            how=how,
        )
    return t(
        "Nothing is shown: these are fewer than {n} people. Inside of the project: {how}", n=small.threshold, how=how
    )


def small_note(small: SmallCells) -> str:
    """Say what was done about few people, for the line under a table of words."""
    if small.how != "passages":
        return small.note
    return t("Words are counted, not people; counts below {n} are not shown ({sign}).", n=small.threshold, sign=HIDDEN)


def few_words_notes(left_out: int, small: SmallCells, *, sides: bool = False) -> tuple[str, ...]:
    """Say how many words have no row because few people use them; nothing where there are none."""
    if not left_out:
        return ()
    if small.how == "passages":
        said = tn(
            "{n} word is left out because it is said fewer than {few} times.",
            "{n} words are left out because they are said fewer than {few} times.",
            left_out,
            few=small.threshold,
        )
    elif sides:
        said = tn(
            "{n} word is left out because fewer than {few} people of a side use it.",
            "{n} words are left out because fewer than {few} people of a side use them.",
            left_out,
            few=small.threshold,
        )
    else:
        said = tn(
            "{n} word is left out because fewer than {few} people use it.",
            "{n} words are left out because fewer than {few} people use them.",
            left_out,
            few=small.threshold,
        )
    return (said,)
