"""One check of what is asked for as a number."""

from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError

__all__ = ["check_whole"]

_MOST: Final = 10**9


def check_whole(number: object, key: str, *, least: int = 0) -> None:
    """Refuse what is no whole number, or too small.

    Args:
        number: What was asked for.
        key: Name of the parameter.
        least: The smallest number that is possible.

    Raises:
        DataError: It is not possible.
    """
    if isinstance(number, bool) or not isinstance(number, int) or not least <= number <= _MOST:
        hint = t("Give a whole number from {n}.", n=least)
        raise DataError(t("«{value}» is not possible for {key}.", value=number, key=key), hint=hint)
