"""Whether new interviews still bring new codes: the verb `saturation`."""

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.counted import Selection, selection_of
from fou_toolkit.analysis.saturation.interviews import Interviews, interviews_of, of_genres
from fou_toolkit.analysis.saturation.result import DRAWN, Drawn, Saturation, SaturationSpread
from fou_toolkit.analysis.saturation.runs import NEVER, cumulative, drawn_orders, saturated_after
from fou_toolkit.errors import DataError
from fou_toolkit.model import Project

__all__ = ["saturation"]

Ints = npt.NDArray[np.int64]

_PERCENTILES: Final = (0.05, 0.5, 0.95)


def saturation(  # noqa: PLR0913 - each is a choice that a methods section has to name
    material: Project | Selection,
    *,
    base: int = 4,
    run: int = 2,
    threshold: float = 0.05,
    order: str | Sequence[str] | None = None,
    by: str = "source",
    level: str = "code",
    codes: str | Collection[str] | None = None,
    genres: str | Collection[str] | None = None,
    coders: str | Collection[str] | None = None,
    replicates: int = 1000,
    seed: int = 1,
) -> Saturation:
    """Tell when new interviews stop bringing new codes (Guest, Namey & Chen 2020).

    There is a curve and no verdict under a reflexive orientation, with too few interviews for a base and a run, and
    where the base has no codes; the notes say which.

    Args:
        material: Texts, codes and codings; or what was selected of them.
        base: Interviews whose codes are the base: 4, 5 or 6 in the paper.
        run: Interviews that have to bring (almost) nothing new: 2 or 3 in the paper.
        threshold: Share of the base's codes that a run may bring: 0.05 or 0 in the paper.
        order: `date`, `corpus`, or the ids in the order in which interviews were done; by default by date where every
            text has one, else as in the corpus.
        by: What an interview is: `source` (a text) or `participant` (all that one person says).
        level: Whether `code`s or `theme`s are counted.
        codes: Ids of codes or themes; by default all.
        genres: Genres that count as interviews, such as `["intervju", "gruppeintervju"]`; by default all texts that
            were read.
        coders: Ids of the coders; by default all but rules, and rules where there is nobody else.
        replicates: How often interviews are drawn, in random orders and with replacement; 0 for not at all.
        seed: Seed of the draws.

    Raises:
        DataError: A parameter is not possible, or nobody has coded.
        UnknownIdError: There is no such code, coder, genre or text.
    """
    _check_numbers(base, run, threshold, replicates, seed)
    _check_material(material)
    selection = of_genres(selection_of(material, coders=coders), genres)
    interviews = interviews_of(selection, by=by, level=level, codes=codes, order=order)
    genre = Counter(selection.corpus[name].attributes.get("genre", "") for name in selection.sources)
    made = Saturation(
        interviews=interviews,
        base=base,
        run=run,
        threshold=float(threshold),
        by=by,
        drawn=None,
        counted=selection.counted.given(
            base=base,
            run=run,
            threshold=threshold,
            order=interviews.order,
            by=by,
            level=level,
            codes=len(interviews.codes),
            replicates=replicates,
            seed=seed,
        ),
        reflexive=selection.project.orientation == "reflexive",
        texts=tuple(sorted(genre.items(), key=lambda pair: (-pair[1], pair[0]))),
        unread=_unread(selection),
    )
    drawn = _drawn(interviews, (base, run, float(threshold)), (replicates, seed), spreads=made.judged)
    return replace(made, drawn=drawn)


def _check_material(material: object) -> None:
    if not isinstance(material, Project | Selection):
        hint = t("Put texts, codes and codings together: Project(corpus, codebook, codings).")
        raise DataError(t("This is no project."), hint=hint)


def _check_numbers(base: object, run: object, threshold: object, replicates: object, seed: object) -> None:
    least = {"base": (base, 1), "run": (run, 1), "replicates": (replicates, 0), "seed": (seed, 0)}
    for key, (value, smallest) in least.items():
        if not isinstance(value, int) or isinstance(value, bool) or value < smallest:
            hint = t("Give a whole number from {n}.", n=smallest)
            raise DataError(t("«{value}» is not possible for {key}.", value=value, key=key), hint=hint)
    if not isinstance(threshold, int | float) or isinstance(threshold, bool) or not 0 <= threshold < 1:
        hint = t("Give a share: 0.05 is 5 %.")
        raise DataError(t("«{value}» is not possible for {key}.", value=threshold, key="threshold"), hint=hint)


def _unread(selection: Selection) -> int:
    """Count the texts that none of the coders has read."""
    codings = selection.codings
    read = {codings.sources[number] for number in np.flatnonzero(np.any(codings.read, axis=0)).tolist()}
    return sum(source.id not in read for source in selection.corpus)


def _drawn(
    interviews: Interviews, rule: tuple[int, int, float], draws: tuple[int, int], *, spreads: bool
) -> Drawn | None:
    """Draw interviews again and again, both ways.

    Args:
        interviews: The interviews.
        rule: Base, run and threshold.
        draws: How often, and the seed.
        spreads: Whether to tell where saturation lies.
    """
    replicates, seed = draws
    if not replicates:
        return None
    found: dict[str, list[Ints]] = {
        way: list(drawn_orders(interviews.present, replicates, seed, replacement=way == "replacement")) for way in DRAWN
    }
    known = np.concatenate([cumulative(new) for new in found["order"]])
    # The smallest number that so many of the replicates do not exceed: a number of codes, not a mean of two.
    band = np.quantile(known, _PERCENTILES, axis=0, method="inverted_cdf")
    made = [
        _spread(way, np.concatenate([saturated_after(new, *rule) for new in parts])) for way, parts in found.items()
    ]
    return Drawn(tuple(made) if spreads else (), band.astype(np.float64))


def _spread(way: str, after: Ints) -> SaturationSpread:
    reached = after != NEVER
    places = np.where(reached, after, np.inf)
    found = np.quantile(places, _PERCENTILES, method="inverted_cdf").tolist()
    low, median, high = (None if math.isinf(one) else int(one) for one in found)
    return SaturationSpread(way, after.size, float(reached.mean()), low, median, high)
