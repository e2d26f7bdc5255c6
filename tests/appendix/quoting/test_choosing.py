"""Who is quoted, how often, and by which rule."""

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.appendix.quoting.candidates import Candidate
from fou_toolkit.appendix.quoting.choosing import chosen, spread
from fou_toolkit.model import Span


def passage(number, code="A", person=0, site="", phase="", coders=1, reviewed=False):
    return Candidate(
        f"q-{number:08x}", code, "s1", Span(number * 10, number * 10 + 5), person, "r", site, phase, coders, 5,
        reviewed=reviewed,
    )  # fmt: skip


@st.composite
def pools(draw):
    facts = st.tuples(st.sampled_from("ABCDE"), st.integers(0, 4), st.sampled_from("xy"), st.sampled_from("12"))
    return [passage(number, *one) for number, one in enumerate(draw(st.lists(facts, max_size=40)))]


def unevenness(quoted):
    return sum(count**2 for count in Counter(one.person for one in quoted).values())


def at_random(pool, per_code, random):
    found = []
    for code in sorted({one.code for one in pool}):
        own = [one for one in pool if one.code == code]
        found += random.sample(own, min(per_code, len(own)))
    return found


@given(pools(), st.integers(1, 3), st.integers(0, 3))
def test_people_are_quoted_more_evenly_than_by_a_random_choice(pool, per_code, seed):
    random = Random(seed)
    mean = sum(unevenness(at_random(pool, per_code, random)) for _ in range(60)) / 60
    assert unevenness(chosen(pool, per_code, seed)) <= mean + 1e-9


@given(pools(), st.integers(0, 3), st.integers(0, 3))
def test_each_code_gets_as_many_as_there_are_and_may_be(pool, per_code, seed):
    quoted = chosen(pool, per_code, seed)
    there = Counter(one.code for one in pool)
    assert Counter(one.code for one in quoted) == Counter({c: min(n, per_code) for c, n in there.items()})
    assert list(quoted) == [one for one in pool if one in quoted]


def test_reviewed_passages_come_first_and_agreement_breaks_ties():
    pool = [passage(1), passage(2, coders=2), passage(3, reviewed=True)]
    assert [one.id for one in chosen(pool, 1, 1)] == ["q-00000003"]
    assert [one.id for one in chosen(pool[:2], 1, 1)] == ["q-00000002"]


def test_the_site_decides_between_people_and_the_phase_between_sites():
    first = passage(0, "A", person=0, site="x", phase="1")
    sites = [first, passage(1, "B", person=1, site="x"), passage(2, "B", person=2, site="y"), passage(3, "B", 3, "x")]
    assert {one.site for one in chosen(sites, 1, 1)} == {"x", "y"}
    phases = [first, passage(1, "B", 1, "x", "1"), passage(2, "B", 2, "x", "2"), passage(3, "B", 3, "x", "1")]
    assert {one.phase for one in chosen(phases, 1, 1)} == {"1", "2"}


def test_a_seed_changes_nothing_but_ties():
    apart = [passage(1, coders=1), passage(2, coders=2), passage(3, coders=3)]
    alike = [passage(number) for number in range(20)]
    assert len({chosen(apart, 1, seed) for seed in range(20)}) == 1
    assert len({chosen(alike, 1, seed) for seed in range(20)}) > 1


def test_some_quotations_never_overlap():
    one, other = passage(1), passage(1, code="B")
    assert spread([one, other], 3, 1) in ([one], [other])
