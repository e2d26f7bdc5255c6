"""The verb `keyness`: which words one side says more often than the other."""

from dataclasses import replace

import numpy as np

from fou_toolkit.analysis.bootstrap import Bootstrap, checked_bootstrap
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.analysis.words.checks import from_one, small_of
from fou_toolkit.analysis.words.evenness import deviations
from fou_toolkit.analysis.words.hiding import few_behind
from fou_toolkit.analysis.words.keyness_measures import log_likelihood, log_ratio, percent_difference
from fou_toolkit.analysis.words.keyness_result import Keyness, KeynessSide
from fou_toolkit.analysis.words.order import alphabetical
from fou_toolkit.analysis.words.resampling import checked_for_texts, intervals, weights_of_texts
from fou_toolkit.analysis.words.sides import Choice, Side, sides_of
from fou_toolkit.analysis.words.spoken import Bools, Ints, Material, Where
from fou_toolkit.analysis.words.tally import Tally, items_of

__all__ = ["keyness"]

_USUAL = Bootstrap()


def keyness(  # noqa: PLR0913 - each is a choice that a methods section has to name
    material: Material,
    other: Material | None = None,
    *,
    by: str | None = None,
    a: Choice = None,
    b: Choice = None,
    where: Where | None = None,
    interviewer: bool = False,
    kind: str = "lemma",
    least: int = 5,
    function_words: bool = True,
    bootstrap: Bootstrap | None = _USUAL,
    small: SmallCells | str | None = None,
) -> Keyness:
    """Compare what two sides say, word by word: how much more often, how surely, and in how many texts.

    The size of the difference comes first (log ratio, Hardie 2014), with an interval made by drawing whole texts; then
    G2 (Rayson & Garside 2000), which says how much evidence there is if every word were said independently of all
    others, which they are not. No line is drawn at any p-value.

    Args:
        material: Texts, a project, or a selection from one, whose texts count.
        other: Other texts to compare with; by default both sides are in the same.
        by: Attribute whose values are compared: `keyness(project, by="phase", a="1", b="3")`.
        a: Value or values of the one side; or what has to be known about its turns, without `by`:
            `a={"role": "assistent", "phase": "1"}`.
        b: The same for the other side; by default all others.
        where: What has to be known about the turns of both sides.
        interviewer: Whether what interviewers say counts.
        kind: `lemma`: forms of a word are put together, under the dictionary's first choice; `form`: as it is said.
        least: Times that both sides together have to say a word.
        function_words: Whether words such as `og` and `det` have rows.
        bootstrap: How intervals are made; `None` for none.
        small: What is done about few people; by default nothing is shown of a side with few people, and words that few
            people of a side use have no row.

    Raises:
        DataError: It is not said who is compared with whom, both sides share turns, or a setting is not possible.
        UnknownIdError: Nothing is known of such an attribute, or no turn has the value.
    """
    from_one("least", least)
    bootstrap = checked_for_texts(checked_bootstrap(bootstrap))
    one, two = sides_of(material, other, by, (a, b), where=where, interviewer=interviewer)
    small_cells = small_of(small, one.among)
    few = _few(one, two, small_cells)
    words, function = _words_of(one, two, kind)
    tallies = one.counted(kind, words), two.counted(kind, words)
    together = tallies[0].total + tallies[1].total
    chosen = np.flatnonzero((together >= least) & (function_words | ~function))
    chosen = chosen[:0] if few else chosen
    people = one.people(kind, words)[chosen], two.people(kind, words)[chosen]
    # With the log ratio and one side's numbers, those of the other could be worked out: the whole row goes.
    rare = few_behind(tallies[0].total[chosen], people[0], small_cells)
    rare |= few_behind(tallies[1].total[chosen], people[1], small_cells)
    chosen, people = chosen[~rare], (people[0][~rare], people[1][~rare])
    low, high = np.full((2, chosen.size), np.nan)
    if bootstrap is not None and chosen.size:
        low, high = intervals(*tallies, chosen, weights_of_texts(one, two, bootstrap), bootstrap.confidence)
    counts = [side.total[chosen] for side in tallies]
    sizes = [int(side.sizes.sum()) for side in tallies]
    names = list(words)
    result = Keyness(
        words=tuple(names[number] for number in chosen.tolist()),
        log_ratio=log_ratio(*counts, *sizes),
        low=low,
        high=high,
        g2=log_likelihood(*counts, *sizes),
        difference=percent_difference(*counts, *sizes),
        a=KeynessSide.unknown(one.name) if few else _said(one, tallies[0], chosen, people[0], small_cells),
        b=KeynessSide.unknown(two.name) if few else _said(two, tallies[1], chosen, people[1], small_cells),
        bootstrap=bootstrap,
        few=few,
        few_words=int(rare.sum()),
        small_cells=small_cells,
        counted=_counted(one, two, bootstrap, few).given(kind=kind, least=least),
    )
    return result.take(_order(result))


def _words_of(one: Side, two: Side, kind: str) -> tuple[dict[tuple[str, str], int], Bools]:
    """Number the words of both sides' vocabularies, and tell which are function words."""
    made = [items_of(side.among.index.vocabulary, kind) for side in (one, two)]
    function = {
        word for items in made for word, is_one in zip(items.words, items.function.tolist(), strict=True) if is_one
    }
    words = {word: number for number, word in enumerate(sorted({*made[0].words, *made[1].words}))}
    return words, np.array([word in function for word in words], np.bool_)


def _few(one: Side, two: Side, small_cells: SmallCells) -> tuple[str, ...]:
    """Name the sides with too few people to show anything."""
    if small_cells.how == "passages":
        return ()
    return tuple(side.name for side in (one, two) if small_cells.hides(int(side.among.people.size)))


def _said(side: Side, counted: Tally, chosen: Ints, people: Ints, small_cells: SmallCells) -> KeynessSide:
    speakers = int(side.among.people.size)
    uncounted = small_cells.how == "passages"
    return KeynessSide(
        name=side.name,
        size=int(counted.sizes.sum()),
        documents=int(side.among.documents.size),
        speakers=-1 if uncounted or small_cells.hides(speakers) else speakers,
        count=counted.total[chosen],
        texts=counted.range[chosen],
        people=np.full(chosen.size, -1) if uncounted else people,
        dp=deviations(counted)[chosen],
        nynorsk=side.nynorsk,
    )


def _counted(one: Side, two: Side, bootstrap: Bootstrap | None, few: tuple[str, ...]) -> Counted:
    """Say what was counted on both sides together."""
    first, second = one.among, two.among
    same = first.corpus.fingerprint == second.corpus.fingerprint
    people = np.union1d(first.people, second.people).size if same else first.people.size + second.people.size
    counted = replace(first.counted, documents=len({*one.texts, *two.texts}), people=int(people), parameters=())
    counted = (counted.hiding("people") if few else counted).given(a=one.name, b=two.name)
    if not same:
        counted = counted.given(second_corpus=second.corpus.fingerprint[:12])
    if bootstrap is None:
        return counted
    return counted.given(replicates=bootstrap.replicates, confidence=bootstrap.confidence, seed=bootstrap.seed)


def _order(result: Keyness) -> Ints:
    """Put what is most surely of side a first, and what is most surely of side b last."""
    nearest = np.nan_to_num(np.where(np.isnan(result.low), result.log_ratio, result.nearest))
    alphabet = {
        word: place for place, word in enumerate(sorted(result.words, key=lambda word: (alphabetical(word[0]), word)))
    }
    last = np.array([alphabet[word] for word in result.words], np.int64)
    # Figures that differ in their last digit only must not decide about the order.
    order: Ints = np.lexsort((last, np.round(-result.log_ratio, 9), np.round(-nearest, 9)))
    return order
