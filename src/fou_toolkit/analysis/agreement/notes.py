"""What has to be said with figures of agreement, so that nobody reads more into them than there is."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from fou_toolkit._i18n import t, tn

if TYPE_CHECKING:
    from fou_toolkit.analysis.agreement.result import AgreementResult

__all__ = ["FEW_TEXTS", "RARE", "notes_of"]

FEW_TEXTS: Final = 10
"""With fewer texts a bootstrap over them does not vary enough."""
_LEFT_OUT: Final = ("outside", "unread", "theme", "alone")
RARE: Final = "†"
"""Stands beside what occurs in fewer texts than that."""


def notes_of(result: "AgreementResult") -> Iterator[str]:
    """Give the notes of a result, one sentence or two each."""
    yield t("α and κ take away what chance would give; AC1 takes away little of it where a code is rare or common.")
    yield from _undefined(result)
    if result.unit == "character":
        yield t("Each code or theme was taken by itself against all other text, since codes may overlap.")
    yield from _intervals(result)
    again = {name: latest for name, latest in result.compared.latest_rounds().items() if latest > 1}
    if result.round is None and again:
        rounds = ", ".join(f"{name}: {latest}" for name, latest in again.items())
        yield t("Some have coded again, in round {rounds}. Before they talked: round=1.", rounds=rounds)
    yield from _left_out(result.compared.left_out(result.by))


def _undefined(result: "AgreementResult") -> Iterator[str]:
    """Say of which codes there is no figure, and why."""
    reasons: dict[str, list[str]] = {}
    for row in result:
        if row.id and row.reason:
            reasons.setdefault(row.reason, []).append(row.id)
    for reason, ids in reasons.items():
        yield f"«–», {', '.join(ids)}: {reason}"


def _intervals(result: "AgreementResult") -> Iterator[str]:
    """Say where intervals are too narrow, or say nothing."""
    if result.bootstrap is None:
        return
    if result.bootstrap.over == "coders" and len(result.coders) < FEW_TEXTS:
        yield t("With so few coders the intervals are too narrow.")
    perfect = [row.id for row in result if row.id and row["alpha"].value == 1]
    if perfect:
        yield t(
            "No disagreement seen in {ids}: with few passages, that is no proof of agreement.", ids=", ".join(perfect)
        )
    if result.documents == 1 and result.bootstrap.over == "documents":
        yield t("One text has no interval.")
    elif result.documents < FEW_TEXTS:
        yield t("With so few texts the intervals are too narrow.")
    if any(row.rare for row in result):
        yield t("{mark} in fewer than {n} texts: the interval is too narrow.", mark=RARE, n=FEW_TEXTS)


def _left_out(counts: Mapping[str, int]) -> Iterator[str]:
    """Say how many codings are not in the figures."""
    said: Sequence[str] = (
        tn(
            "{n} coding where nobody speaks or an interviewer does",
            "{n} codings where nobody speaks or an interviewer does",
            counts["outside"],
        ),
        tn("{n} coding in texts that one has read", "{n} codings in texts that one has read", counts["unread"]),
        tn("{n} coding of a theme as such", "{n} codings of themes as such", counts["theme"]),
        tn("{n} coding of a code in no theme", "{n} codings of codes in no theme", counts["alone"]),
    )
    parts = [part for part, name in zip(said, _LEFT_OUT, strict=True) if counts[name]]
    if parts:
        yield t("Not counted: {parts}.", parts="; ".join(parts))
