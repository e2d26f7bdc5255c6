"""What a person has agreed to."""

from dataclasses import dataclass, field
from typing import Final

from fou_toolkit._i18n import mark

__all__ = ["CONSENT_SCOPES", "Consent"]

CONSENT_SCOPES: Final = (mark("analysis"), mark("quotation"), mark("reuse"), mark("co-researchers"))
"""What a consent can cover: being analysed, being quoted, archiving for others, and being read by co-researchers."""


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent as it was recorded.

    Args:
        basis: What it rests on: a signed form, a recording, public interest, made-up material ...
        date: When it was given (`2024-04-17`); empty where nobody said.
        scopes: What it covers, of `CONSENT_SCOPES`.
        note: What else there is to say.
    """

    basis: str
    date: str = ""
    scopes: frozenset[str] = frozenset()
    note: str = field(default="", compare=False)
