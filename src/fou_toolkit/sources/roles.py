"""Labels of speakers that are roles and no names."""

import re
from typing import Final

from fou_toolkit.sources._words import ROLE_ENDINGS, ROLES

__all__ = ["is_role"]

_WORD: Final = re.compile(r"[^\W\d_]+")


def is_role(label: str) -> bool:
    """Tell whether a label of a speaker says what somebody is, and not who.

    Args:
        label: As it stands in a transcript; numbers do not matter.

    >>> is_role("Informant 2"), is_role("Pedagogisk leder (2.1)"), is_role("Solveig"), is_role("Anne styrer")
    (True, True, False, False)
    """
    words = _WORD.findall(label.casefold())
    known = [word in ROLES or word.endswith(ROLE_ENDINGS) for word in words]
    # An adjective may stand in front of a role; a name may not.
    return (
        bool(words) and known[-1] and all(one or word.endswith("isk") for one, word in zip(known, words, strict=True))
    )
