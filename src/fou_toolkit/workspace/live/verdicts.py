"""What people write when they decide about suggestions: words, in a table or one by one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError
from fou_toolkit.workspace.live.refusals import Refusals

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Wish", "verdict_of", "wishes_of", "wishes_of_frame"]

_WORDS: Final[Mapping[str, str]] = {
    word: verdict
    for verdict, words in {
        "accept": "accept accepted yes y true ja j godta godtatt godtas godteken godteke sann",
        "reject": "reject rejected no n false nei avvis avvist avvises avvise usann",
        "move": "move moved flytt flyttet flytta flyttast",
        "": "undecided nan none <na> ?",
    }.items()
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to decide about one suggestion.

    Args:
        id: Id of the suggestion.
        verdict: `accept`, `reject` or `move`.
        code: Another code; empty to keep the one proposed.
        polarity: Polarity of the coding; nothing to leave it.
    """

    id: str
    verdict: str
    code: str = ""
    polarity: str | None = None


def verdict_of(word: object) -> str:
    """Read a decision in any of our languages; empty where nothing was decided.

    >>> verdict_of("Ja"), verdict_of(" nei "), verdict_of(""), verdict_of(float("nan"))
    ('accept', 'reject', '', '')

    Raises:
        DataError: The word means nothing here.
    """
    said = "" if word is None else str(word).strip().casefold()
    if said and said not in _WORDS:
        hint = t("Write accept (ja) or reject (nei); leave it empty to decide later.")
        raise DataError(t("«{value}» is no decision.", value=word), hint=hint)
    return _WORDS.get(said, "")


def wishes_of(ids: Iterable[str], verdict: str, code: str | None, polarity: str | None) -> list[Wish]:
    """Give one wish for each suggestion."""
    meant = verdict_of(verdict)
    if not meant:
        raise DataError(t("«{value}» is no decision.", value=verdict), hint=t("Write accept (ja) or reject (nei)."))
    return [Wish(one, meant, code or "", polarity) for one in dict.fromkeys(ids)]


def wishes_of_frame(frame: "pd.DataFrame") -> list[Wish]:
    """Read a table that somebody filled in: columns `id` and `decision`; `new_code` and `polarity`, if they are there.

    Rows without a decision are left for later.

    Raises:
        DataError: A column is missing, a word means nothing, or a suggestion stands there twice, decided differently.
    """
    missing = [name for name in ("id", "decision") if name not in frame.columns]
    if missing:
        hint = t("Take the table of ws.suggestions().to_frame() and fill in the column decision.")
        raise DataError(t("The table has no column {names}.", names=", ".join(missing)), hint=hint)
    refusals, found = Refusals(), dict[str, Wish]()
    for number, row in enumerate(_rows(frame), 1):
        with refusals.gathering():
            wish = _wish(row, t("row {n}", n=number))
            if wish is not None:
                if found.get(wish.id, wish) != wish:
                    message = t("The suggestion «{id}» stands there twice, with different decisions.", id=wish.id)
                    raise DataError(message, where=t("row {n}", n=number))
                found[wish.id] = wish
    refusals.check()
    return list(found.values())


def _rows(frame: "pd.DataFrame") -> Iterator[dict[str, Any]]:
    names = [name for name in ("id", "decision", "new_code", "polarity") if name in frame.columns]
    for values in zip(*(frame[name].tolist() for name in names), strict=True):
        yield dict(zip(names, values, strict=True))


def _wish(row: Mapping[str, Any], where: str) -> Wish | None:
    try:
        verdict = verdict_of(row["decision"])
    except DataError as error:
        raise DataError(error.message, where=where, hint=error.hint) from None
    if not verdict:
        return None
    code, polarity = _cell(row.get("new_code")), _cell(row.get("polarity"))
    if code and verdict == "accept":
        verdict = "move"
    return Wish(_cell(row["id"]), verdict, code, polarity or None)


def _cell(value: object) -> str:
    """Give the words of a cell; an empty one is `nan` in pandas."""
    said = "" if value is None else str(value).strip()
    return "" if said in ("nan", "None", "<NA>") else said
