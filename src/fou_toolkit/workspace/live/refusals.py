"""Many things at once are done whole or not at all: what is wrong with them is gathered and said together."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from fou_toolkit._i18n import t, tn
from fou_toolkit.errors import DataError, FouError, UnknownIdError

__all__ = ["Refusals", "check_whole"]

_SHOWN: Final = 10


def check_whole(number: object, key: str) -> None:
    """Refuse what is no whole number from 1.

    Args:
        number: What was given.
        key: What it is for.

    Raises:
        DataError: It is none.
    """
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        hint = t("Give a whole number from 1.")
        raise DataError(t("«{value}» is not possible for {key}.", value=number, key=key), hint=hint)


class Refusals:
    """Gathers errors; what is said twice is counted."""

    def __init__(self) -> None:
        self._said: Counter[str] = Counter()
        self._errors: list[FouError] = []

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Note an error about unknown names or impossible values, and go on behind the block."""
        try:
            yield
        except (UnknownIdError, DataError) as error:
            place = f"{error.where}: {error.message}" if error.where else error.message
            if place not in self._said:
                self._errors.append(error)
            self._said[place] += 1

    def check(self) -> None:
        """Refuse everything, if anything was wrong.

        Raises:
            UnknownIdError: Only names were wrong.
            DataError: Something else was.
        """
        if not self._errors:
            return
        if self._said.total() == 1:
            raise self._errors[0]
        lines = [f"{said} (× {count})" if count > 1 else said for said, count in self._said.items()]
        rest = len(lines) - _SHOWN
        more = [t("… and {n} more", n=rest)] if rest > 0 else []
        head = tn(
            "{n} row is wrong; nothing was stored.", "{n} rows are wrong; nothing was stored.", self._said.total()
        )
        hints = dict.fromkeys(error.hint for error in self._errors[:_SHOWN] if error.hint)
        names_only = all(isinstance(error, UnknownIdError) for error in self._errors)
        kind = UnknownIdError if names_only else DataError
        raise kind("\n".join([head, *lines[:_SHOWN], *more]), hint=" ".join(hints))
