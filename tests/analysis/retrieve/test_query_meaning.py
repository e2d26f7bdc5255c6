"""What a query finds, against a second reading of the rules that goes through texts sign by sign."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coders import projects, sentences, small
from fou_toolkit.analysis.counted import select
from fou_toolkit.analysis.retrieve import retrieve, written
from fou_toolkit.analysis.retrieve.tree import And, AnyCode, Coded, Has, Not, Or, Pattern, Reach, Related, Said
from fou_toolkit.errors import DataError, FouError
from fou_toolkit.model import Span


@pytest.fixture(autouse=True)
def _english(english):
    """Compare messages in English."""


class NoPlaceError(Exception):
    """Something without a place stands beside «near»."""


WORDS = {"makt": "makt", "ansvar": "ansvar", "ja": "Ja", "=oss": "oss"}
BELOW = {"T": "TMDF", "M": "MD", "D": "D", "F": "F", "U": "UL", "L": "L", "E": "E"}


class Slow:
    """Goes through everything; a passage is `(source, start, end, turn)`, a unit `(source, turn, start, end)`."""

    def __init__(self, project, unit, combine, interviewer):
        self.project, self.unit, self.combine, self.interviewer = project, unit, combine, interviewer
        self.order = [source.id for source in project.corpus]
        self.all_sentences = [one for one, _ in sentences(project.corpus)]
        said = [one for one, asks in sentences(project.corpus) if interviewer or not asks]
        self.speaking = {(one.source, one.turn) for one in said}
        if unit == "sentence":
            self.units = [(one.source, one.turn, one.start, one.end) for one in said]
        elif unit == "turn":
            spans = {(one.source, one.turn): project.corpus[one.source].turns[one.turn].span for one in said}
            self.units = [(*key, span.start, span.end) for key, span in spans.items()]
        else:
            self.units = [(name, 0, 0, len(project.corpus[name].text)) for name in self.order]
        self.everybody = tuple(project.codings.coder_ids)

    def turn_at(self, source, place):
        turns = self.project.corpus[source].turns
        return next((number for number, turn in enumerate(turns) if turn.span.end > place), len(turns) - 1)

    def touches(self, passage, unit):
        return passage[0] == unit[0] and passage[1] < unit[3] and unit[2] < passage[2]

    def mask(self, passages):
        return {at for at, unit in enumerate(self.units) if any(self.touches(one, unit) for one in passages)}

    def merge(self, passages):
        joined = []
        for one in sorted(set(passages), key=lambda one: (self.order.index(one[0]), one[1], one[2])):
            last = joined[-1] if joined else None
            if last and last[0] == one[0] and last[3] == one[3] and one[1] < last[2]:
                joined[-1] = (last[0], last[1], max(last[2], one[2]), last[3])
            else:
                joined.append(one)
        return joined

    def runs(self, mask):
        found = []
        for at in sorted(mask):
            source, turn, start, end = self.units[at]
            if found and at - 1 in mask and found[-1][0] == source and found[-1][3] == turn and self.unit != "document":
                found[-1] = (source, found[-1][1], end, turn)
            else:
                found.append((source, start, end, turn))
        return found

    def clip(self, passages, mask):
        kept = []
        for one in passages:
            here = {at for at, unit in enumerate(self.units) if self.touches(one, unit)}
            if here and here <= mask:
                kept.append(one)
            else:
                for source, start, end, turn in self.runs(here & mask):
                    kept.append((source, max(start, one[1]), min(end, one[2]), turn))
        return self.sort(kept)

    def sort(self, passages):
        return sorted(passages, key=lambda one: (self.order.index(one[0]), one[1], one[2]))

    def coded(self, codes, coders):
        codings = [
            one for one in self.project.codings if one.code in codes and one.coder in coders and self.is_heard(one)
        ]
        passages = self.merge(
            [(one.source, one.span.start, one.span.end, self.turn_at(one.source, one.span.start)) for one in codings]
        )
        mask = self.mask(passages)
        if self.combine == "all" and len(coders) > 1:
            mask = {
                at
                for at, unit in enumerate(self.units)
                if any(
                    all(
                        any(
                            self.touches((one.source, one.span.start, one.span.end), unit)
                            for one in codings
                            if one.coder == coder and one.code == code
                        )
                        for coder in coders
                    )
                    for code in codes
                )
            }
        if self.combine == "all" and not coders:
            mask = set()
        return self.clip(passages, mask)

    def is_heard(self, coding):
        """Tell whether a coding reaches into a turn that counts."""
        return any(
            coding.span.overlaps(turn.span)
            for number, turn in enumerate(self.project.corpus[coding.source].turns)
            if (coding.source, number) in self.speaking
        )

    def found(self, query, coders=None):  # noqa: PLR0911 - one line per kind
        """Give units and passages; no passages where there is no place."""
        coders = self.everybody if coders is None else coders
        if isinstance(query, (Coded, AnyCode)):
            passages = self.coded(BELOW[query.code] if isinstance(query, Coded) else "TMDFULE", coders)
            return self.mask(passages), passages
        if isinstance(query, (Said, Pattern)):
            passages = self.searched(query)
            return self.mask(passages), passages
        if isinstance(query, Has):
            return self.has(query)
        if isinstance(query, Not):
            if isinstance(query.part, Has) and query.part.attribute == "coder":
                passages = self.coded("TMDFULE", self.chosen(query))
                return self.mask(passages), passages
            return set(range(len(self.units))) - self.found(query.part, coders)[0], None
        if isinstance(query, Related):
            return self.related(query, coders)
        return self.joined(query, coders)

    def searched(self, query):
        pattern = rf"\b{WORDS[query.cue]}\b" if isinstance(query, Said) else query.regex
        passages = []
        for source in self.project.corpus:
            for number, turn in enumerate(source.turns):
                if (source.id, number) in self.speaking:
                    for one in re.finditer(pattern, turn.span.of(source.text), re.IGNORECASE):
                        start = turn.span.start + one.start()
                        passages.append((source.id, start, start + len(one[0]), number))
        return self.merge(passages)

    def has(self, query):
        if query.attribute == "coder":
            passages = self.coded("TMDFULE", self.chosen(query))
            return self.mask(passages), passages
        mask = set()
        for at, (source, turn, _, _) in enumerate(self.units):
            numbers = [turn] if self.unit != "document" else [n for name, n in self.speaking if name == source]
            values = [
                source if query.attribute == "source" else self.project.corpus[source].turns[number].speaker.lower()
                for number in numbers
            ]
            if any((value in query.values) != (query.sign == "!=") for value in values):
                mask.add(at)
        return mask, None

    def chosen(self, limit):
        """Give the coders that `coder:a`, `coder!=a`, or the denial of one leaves."""
        bare = limit.part if isinstance(limit, Not) else limit
        wanted = (bare.sign == "=") != isinstance(limit, Not)
        return tuple(name for name in self.everybody if (name in bare.values) == wanted)

    def joined(self, query, coders):
        if isinstance(query, And):
            limits = [one for one in query.parts if is_coder(one) or (isinstance(one, Not) and is_coder(one.part))]
            if limits:
                allowed = set(self.everybody).intersection(*(self.chosen(one) for one in limits))
                rest = tuple(one for one in query.parts if one not in limits)
                if not any(names_codes(one) for one in rest):
                    rest += (AnyCode(),)
                coders = tuple(name for name in self.everybody if name in allowed)
                return self.found(And(rest) if len(rest) > 1 else rest[0], coders)
        parts = [self.found(one, coders) for one in query.parts]
        placed = [passages for _, passages in parts if passages is not None]
        masks = [mask for mask, _ in parts]
        if isinstance(query, And):
            mask = set.intersection(*masks)
            if not placed:
                return mask, None
            if len(placed) > 1 and self.unit != "document":
                return mask, self.runs(mask)
            return mask, self.clip(self.merge([one for passages in placed for one in passages]), mask)
        mask = set.union(*masks)
        if not placed:
            return mask, None
        passages = placed[0] if len(placed) == 1 else self.merge([one for some in placed for one in some])
        return mask, self.sort([*passages, *self.runs(mask - self.mask(passages))])

    def related(self, query, coders):
        one, two = self.found(query.one, coders)[1], self.found(query.two, coders)[1]
        if one is None or two is None:
            raise NoPlaceError
        same = query.one == query.two
        kept = []
        for here in one:
            others = [there for there in two if not (same and here == there)]
            if any(self.stands(here, there, query) for there in others) != query.negated:
                kept.append(here)
        return self.mask(kept), kept

    def stands(self, here, there, query):
        if here[0] != there[0]:
            return False
        (_, a, b, _), (_, c, d, _) = here, there
        if query.reach is None:
            return {"overlaps": a < d and c < b, "inside": c <= a and b <= d, "contains": a <= c and d <= b}[query.how]
        (low, high), (first, last) = self.steps(here, query.reach.scale), self.steps(there, query.reach.scale)
        n = query.reach.number
        if query.how == "near":
            return first <= high + n and last >= low - n
        if query.how == "before":
            return c >= b and first <= high + n
        return d <= a and last >= low - n

    def steps(self, passage, scale):
        source, start, end, _ = passage
        if scale == "turn":
            places = [(turn.span.start, turn.span.end) for turn in self.project.corpus[source].turns]
        elif scale == "sentence":
            places = [(one.start, one.end) for one in self.all_sentences if one.source == source]
        else:
            turns = self.project.corpus[source].turns
            text = self.project.corpus[source].text
            places = [
                (turn.span.start + word.start(), turn.span.start + word.end())
                for turn in turns
                for word in re.finditer(r"(?<!\[)\b[\w\u030a]+\b(?!\])", turn.span.of(text))
            ]
        touched = [at for at, (a, b) in enumerate(places) if start < b and a < end]
        if touched:
            return touched[0], touched[-1]
        before = sum(b <= start for _, b in places)
        return before - 1, before


def is_coder(query):
    return isinstance(query, Has) and query.attribute == "coder"


def names_codes(query):
    if isinstance(query, (Coded, AnyCode)):
        return True
    if isinstance(query, (And, Or)):
        return any(map(names_codes, query.parts))
    if isinstance(query, Not):
        return names_codes(query.part)
    return isinstance(query, Related) and (names_codes(query.one) or names_codes(query.two))


def queries(speakers, sources, coders):
    """Make queries that name what is there."""
    signs = st.sampled_from(["=", "!="])
    placed = st.one_of(
        st.builds(Coded, st.sampled_from("TMDFULE")),
        st.builds(Coded, st.sampled_from("TMDFULE")),
        st.just(AnyCode()),
        st.builds(Said, st.sampled_from(sorted(WORDS))),
        st.builds(Pattern, st.sampled_from(["a", "har|lek", "v.*r", "er"])),
    )
    values = {"speaker": speakers, "source": sources, "coder": coders}
    attribute = st.sampled_from(sorted(values)).flatmap(
        lambda name: st.builds(
            Has,
            st.just(name),
            st.lists(st.sampled_from(values[name]), min_size=1, max_size=2, unique=True).map(tuple),
            signs,
        )
    )
    reach = st.builds(Reach, st.integers(0, 3), st.sampled_from(["sentence", "turn", "word"]))

    def grown(inner):
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        far = st.builds(Related, inner, st.sampled_from(["near", "before", "after"]), inner, reach, st.booleans())
        how = st.sampled_from(["overlaps", "inside", "contains"])
        close = st.builds(Related, inner, how, inner, st.none(), st.booleans())
        return st.one_of(st.builds(And, several), st.builds(Or, several), st.builds(Not, inner), far, close)

    return st.recursive(st.one_of(placed, placed, attribute), grown, max_leaves=5)


def two_coders(query):
    """Tell whether one «and» asks for two coders, which is refused."""
    from fou_toolkit.analysis.retrieve.tree import parts_of

    return any(
        isinstance(one, And) and sum(is_coder(part) and part.sign == "=" for part in one.parts) > 1
        for one in parts_of(query)
    )


def places_of(found):
    index = found.ground.index
    return [(*index.locate(start, end),) for start, end in zip(found.stretches.start, found.stretches.end, strict=True)]


@settings(max_examples=120)
@given(st.data(), projects(everything=True), st.sampled_from(["sentence", "turn", "document"]), st.booleans())
def test_a_query_finds_what_a_slow_reading_finds(data, project, unit, interviewer):
    combine = data.draw(st.sampled_from(["any", "all"]))
    speakers = sorted({turn.speaker.lower() for source in project.corpus for turn in source.turns})
    sources = [source.id for source in project.corpus]
    query = data.draw(queries(speakers, sources, project.codings.coder_ids))
    selection = select(project, combine=combine, interviewer=interviewer)
    slow = Slow(project, unit, combine, interviewer)
    if two_coders(query):
        with pytest.raises(DataError):
            retrieve(selection, query, unit=unit)
        return
    try:
        mask, passages = slow.found(query)
    except NoPlaceError:
        with pytest.raises(DataError, match="have a place of their own"):
            retrieve(selection, query, unit=unit)
        return
    if passages is None:
        passages = slow.runs(mask)
    found = retrieve(selection, query, unit=unit)
    assert places_of(found) == [(source, Span(start, end)) for source, start, end, _ in passages]
    assert found.units == len(mask)
    assert found.total == len(found) == len(passages)
    # Written and read, it asks for the same.
    again = retrieve(selection, written(query), unit=unit)
    assert places_of(again) == places_of(found)


ASKED = [
    *"()*,:<>",
    "M",
    "T",
    "role",
    "speaker:anne",
    "source:s1",
    "coder:a",
    "and",
    "or",
    "not",
    "near",
    "inside",
    '"ja"',
    "/a/",
]


@given(st.lists(st.sampled_from(ASKED), max_size=9).map(" ".join))
def test_whatever_is_asked_is_answered_with_passages_or_an_error_of_ours(text):
    project = small(("aM bMF", "aL", "I: aM", ""), ("aF",))
    try:
        found = retrieve(project, text)
    except FouError:
        return
    assert found.explain()
    assert found.counts(small="show").total == len(found)
