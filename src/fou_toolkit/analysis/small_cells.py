"""When a number could point at somebody: too few people behind it.

Norwegian guidelines for research advise against groups of fewer than five. Projects of eight to fifteen people are
normal here, so a table has several ways out: leave the small cells open, put groups together, or count passages and say
nothing about people.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.counted import Selection
from fou_toolkit.analysis.groups import Groups
from fou_toolkit.errors import DataError
from fou_toolkit.match import turns_of
from fou_toolkit.model import SMALLEST_GROUP, Corpus, Project, check_group

__all__ = [
    "HIDDEN",
    "HOW",
    "OTHERS",
    "SmallCells",
    "merge_small",
    "people_of_groups",
    "small_cells_for",
    "small_cells_of",
]

HOW: Final = ("suppress", "merge", "passages", "show")
HIDDEN: Final = "·"
"""What stands in a cell that is not shown."""
OTHERS: Final = "other"
"""Value of the group that small groups were put into."""


@dataclass(frozen=True, slots=True)
class SmallCells:
    """What happens to numbers that come from few people.

    Args:
        threshold: People that a number must come from.
        how: `suppress`: such numbers are not shown, nor what would give them away; `merge`: small groups are put
            together first; `passages`: passages are counted, never people; `show`: everything is shown, for use inside
            of the project only, and the result says so.

    Raises:
        DataError: A setting is not possible.
    """

    threshold: int = SMALLEST_GROUP
    how: str = "suppress"

    def __post_init__(self) -> None:
        """Refuse settings that are not possible."""
        check_group(self.threshold)
        if self.how not in HOW:
            hint = t("Possible are: {names}", names=", ".join(HOW))
            raise DataError(t("«{value}» is not possible for {key}.", value=self.how, key="how"), hint=hint)

    @property
    def shows_all(self) -> bool:
        """Whether nothing is hidden."""
        return self.how == "show"

    def hides(self, people: int) -> bool:
        """Tell whether a number from so many people is too small to show; nobody is no small group."""
        return not self.shows_all and 0 < people < self.threshold

    @property
    def band(self) -> str:
        """What stands for a small number of passages.

        >>> SmallCells(5).band, SmallCells(2).band
        ('1–4', '1')
        """
        return f"1–{self.threshold - 1}" if self.threshold > 2 else "1"  # noqa: PLR2004 - one number is no band

    @property
    def note(self) -> str:
        """Say what was done, for the line under a table."""
        if self.shows_all:
            return t(
                "For use inside of the project only: numbers from fewer than {n} people are shown.", n=self.threshold
            )
        if self.how == "passages":
            return t(
                "Passages are counted, not people; fewer than {n} stand as «{band}».", n=self.threshold, band=self.band
            )
        return t("Numbers from fewer than {n} people are not shown ({sign}).", n=self.threshold, sign=HIDDEN)


def people_of_groups(
    corpus: Corpus, groups: Groups, turns: npt.NDArray[np.bool_] | None = None
) -> tuple[frozenset[int], ...]:
    """Give who speaks in each group: numbers of people, as in `TurnTable.people`.

    Args:
        corpus: The texts.
        groups: Groups of turns.
        turns: Whether each turn counts, shape `(turns,)`; by default all.
    """
    people = turns_of(corpus).people[1]
    kept = np.ones(people.size, np.bool_) if turns is None else turns
    return tuple(frozenset(people[kept & (groups.number == place)].tolist()) for place in range(len(groups.values)))


def small_cells_of(small: object, threshold: int = SMALLEST_GROUP) -> SmallCells:
    """Give what happens to small cells, as people ask for it.

    Args:
        small: `SmallCells`; one of `HOW`, with the project's own threshold; or `None`, which is `suppress`.
        threshold: The project's smallest group.

    Raises:
        DataError: It is none of these.
    """
    if isinstance(small, SmallCells):
        return small
    if small is None or (isinstance(small, str) and small in HOW):
        return SmallCells(threshold, small or "suppress")
    hint = t("Possible are: {names}", names=", ".join(HOW))
    raise DataError(t("«{value}» is not possible for {key}.", value=small, key="small"), hint=hint)


def small_cells_for(material: Project | Selection | Corpus, small: object = None) -> SmallCells:
    """Give what happens to small cells in an analysis of a project, of codings chosen from it, or of texts alone.

    Args:
        material: Where the threshold comes from; texts alone have the usual one.
        small: As for `small_cells_of`.

    Raises:
        DataError: It is none of these.
    """
    project = material.project if isinstance(material, Selection) else material
    return small_cells_of(small, project.smallest_group if isinstance(project, Project) else SMALLEST_GROUP)


def merge_small(
    groups: Groups, people: Sequence[frozenset[int]], threshold: int = SMALLEST_GROUP
) -> tuple[Groups, tuple[str, ...]]:
    """Put all small groups into one; as long as that is small, too, the smallest of the others joins it.

    Args:
        groups: Groups of turns.
        people: Who speaks in each; from `people_of_groups`.
        threshold: People that a group must have.

    Returns:
        The groups, the new one last, and the values that were put together; none where no group is small, or where one
        small group is all there is.
    """
    sizes = [len(one) for one in people]
    order = sorted((place for place, size in enumerate(sizes) if size), key=lambda place: (sizes[place], place))
    joined = [place for place in order if sizes[place] < threshold]
    together = frozenset[int]().union(*(people[place] for place in joined))
    for place in order[len(joined) :]:
        if not joined or len(together) >= threshold:
            break
        joined.append(place)
        together |= people[place]
    if len(joined) < 2:  # noqa: PLR2004 - one group is not put together
        return groups, ()
    kept = [place for place in range(len(sizes)) if place not in set(joined)]
    name = OTHERS
    while name in {groups.values[place] for place in kept}:
        name += "*"
    number = np.full(len(sizes), len(kept), np.int64)
    number[kept] = np.arange(len(kept))
    values = (*(groups.values[place] for place in kept), name)
    merged = tuple(groups.values[place] for place in sorted(joined))
    return replace(groups, values=values, number=number[groups.number]), merged
