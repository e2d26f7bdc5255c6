"""The verb `cooccurrence`: which codes stand together."""

from collections.abc import Collection
from functools import partial
from typing import Final

import numpy as np

from fou_toolkit._i18n import t
from fou_toolkit.analysis.cooccurrence.behind import people_in_overlaps, people_in_units
from fou_toolkit.analysis.cooccurrence.chosen import Chosen, of_codings, of_selection, refuse_without_texts
from fou_toolkit.analysis.cooccurrence.result import Cooccurrence
from fou_toolkit.analysis.cooccurrence.shown import Shown, checked_small
from fou_toolkit.analysis.cooccurrence.together import InUnits, Overlapping
from fou_toolkit.analysis.cooccurrence.windows import Window, borders, checked_window, slid
from fou_toolkit.analysis.counted import Selection, selection_of
from fou_toolkit.analysis.small_cells import SmallCells, small_cells_for
from fou_toolkit.errors import DataError
from fou_toolkit.model import CodingSet, Project

__all__ = ["WITHIN", "cooccurrence"]

WITHIN: Final = ("sentence", "turn", "window", "document", "overlap")
"""What codes stand together in."""

_USUAL: Final = Window()


def cooccurrence(  # noqa: PLR0913 - each is a choice that a methods section has to name
    material: Project | Selection | CodingSet,
    *,
    within: str = "sentence",
    window: int | Window | None = None,
    codes: str | Collection[str] | None = None,
    level: str = "code",
    small: SmallCells | str | None = None,
    coders: str | Collection[str] | None = None,
    combine: str = "any",
    interviewer: bool = False,
) -> Cooccurrence:
    """Count how often codes stand together, and how strongly they hang together.

    In units, a code stands where a coding of it touches the unit; codings of several coders are combined first. With
    `overlap`, pairs of codings are counted that share a code point, each pair made by one coder in one text; stretches
    that only touch do not overlap. A code makes no pair with itself.

    Args:
        material: A project; what `select` chose from one; or codings without texts, for overlaps only.
        within: One of `WITHIN`.
        window: With `within="window"`: how large, a number of sentences or a `Window`; by default 3 sentences. A window
            slides by one sentence at a time, over what was said in one text.
        codes: Ids of codes or themes; by default all.
        level: `code` or `theme`: a theme stands where any of its codes does.
        small: What happens to numbers from few people: `suppress` (the default): they are not shown; `passages`: small
            numbers stand as a band, and nothing is said about people; `show`; or `SmallCells`. Of codings without
            texts nobody knows who says what they code: nothing is hidden, and the result says so.
        coders: Ids of the coders; see `select`. By default all but rules.
        combine: `any` or `all`; see `select`.
        interviewer: Whether what interviewers say counts.

    Raises:
        DataError: A setting is not possible, or there are no texts to count units in.
        UnknownIdError: There is no such code or coder.
    """
    if within not in WITHIN:
        hint = t("Possible are: {names}", names=", ".join(WITHIN))
        raise DataError(t("«{value}» is not possible for {key}.", value=within, key="within"), hint=hint)
    if within != "window" and window is not None:
        hint = t("Say it so: {example}", example='within="window"')
        raise DataError(t("«{value}» is not possible for {key}.", value=window, key="window"), hint=hint)
    size = checked_window(window, _USUAL) if within == "window" else None
    given = (("within", within), ("level", level)) + ((("window", str(size)),) if size else ())
    if isinstance(material, CodingSet):
        _check_codings(within, level, combine, interviewer=interviewer)
        chosen = of_codings(material, codes, coders)
        return Cooccurrence(chosen, Shown.of_codings(Overlapping(chosen), small), within, parameters=given)
    _check(material)
    selection = selection_of(material, coders=coders, combine=combine, interviewer=interviewer)
    cells = checked_small(small_cells_for(selection, small))
    given += (("small", f"{cells.how} {cells.threshold}"),)
    chosen = of_selection(selection, codes, level)
    if within == "overlap":
        _check_combined(selection)
        shown = Shown(Overlapping(chosen), cells, partial(people_in_overlaps, chosen))
        return Cooccurrence(chosen, shown, within, parameters=given)
    units = _in_units(chosen, within, size)
    shown = Shown(units, cells, partial(people_in_units, chosen.selection or selection, units, chosen.ids))
    return Cooccurrence(chosen, shown, within, size, parameters=given)


def _check(material: object) -> None:
    """Refuse what is no project."""
    if not isinstance(material, Project | Selection):
        hint = t("Put texts, codes and codings together: Project(corpus, codebook, codings).")
        raise DataError(t("This is no project."), hint=hint)


def _in_units(chosen: Chosen, within: str, window: Window | None) -> InUnits:
    """Give the units with their codes."""
    selection = chosen.selection
    assert selection is not None  # noqa: S101 - a project has texts
    base = selection.units(window.of if window else within)
    present = selection.presence(base, chosen.ids)
    at = np.arange(len(base))
    if window is None:
        return InUnits(base, present, at, at + 1, whole_texts=within == "document")
    return InUnits(base, present, *slid(*borders(selection.corpus, base, window.inside), window.size))


def _check_codings(within: str, level: str, combine: str, *, interviewer: bool) -> None:
    """Refuse what codings alone cannot tell."""
    if within != "overlap":
        refuse_without_texts(within)
    if level != "code" or combine != "any" or interviewer:
        hint = t("Put texts, codes and codings together: Project(corpus, codebook, codings).")
        raise DataError(t("Codings alone know neither themes nor interviewers, and cannot be combined."), hint=hint)


def _check_combined(selection: Selection) -> None:
    """Refuse overlaps that all coders have."""
    if selection.counted.combine == "all" and len(selection.counted.coders) > 1:
        hint = t("Choose one coder, or count units: {example}", example='within="sentence"')
        raise DataError(
            t("Overlaps are pairs of codings of one coder: they cannot be what all coders have."), hint=hint
        )
