"""Who had seen what, against reachability in the graph of all chains and merges."""

import json
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.store import Ledger, MemoryStore
from logs import Desk, Wall

JOINS = {"merge.joined": "heads", "replica.begun": "from"}


def graph_of(events):
    """Draw an arrow from each event to what comes directly before it."""
    graph = nx.DiGraph()
    for event in events:
        graph.add_node(event.id)
        before = [event.prev] if event.prev else []
        before += json.loads(event.body)[JOINS[event.kind]] if event.kind in JOINS else []
        graph.add_edges_from((event.id, one) for one in before)
    return graph


def check(desk):
    events = list(desk.store.events())
    graph = graph_of(events)
    below = {event.id: nx.descendants(graph, event.id) for event in events}
    causality = desk.ledger.causality
    for one, two in combinations(events, 2):
        assert causality.saw(one, two) == (two.id in below[one.id])
        assert causality.saw(two, one) == (one.id in below[two.id])
        apart = two.id not in below[one.id] and one.id not in below[two.id]
        assert causality.concurrent(one, two) == causality.concurrent(two, one) == apart
    assert not any(causality.saw(one, one) or causality.concurrent(one, one) for one in events)


def twin(desk, seed):
    """Give a copy that nobody noticed: it writes under the same id."""
    other = Desk(MemoryStore(), seed=seed, wall=desk.wall, begin=False)
    for fact in ("project", "replica"):
        other.store.put(fact, desk.store.get(fact))
    other.ledger.receive(desk.store.events(), desk.store.contents())
    return other


DOINGS = st.lists(
    st.tuples(
        st.sampled_from(["act", "act", "act", "copy", "merge", "merge", "twin"]), st.integers(0, 5), st.integers(0, 5)
    ),
    max_size=22,
)


@given(DOINGS, st.sampled_from([0, 1]))
def test_who_had_seen_what_is_what_can_be_reached_in_the_graph(doings, step):
    desks = [Desk(wall=Wall(step=step))]
    for number, (what, one, two) in enumerate(doings):
        desk, other = desks[one % len(desks)], desks[two % len(desks)]
        if what == "act":
            desk.act("rules.run", "", found=number)
        elif what == "merge" and desk is not other:
            desk.merge(other)
        elif what == "copy" and len(desks) < 5:
            desks.append(desk.copy(number))
        elif what == "twin" and len(desks) < 5:
            desks.append(twin(desk, number))
    for desk in desks:
        check(desk)


def test_what_was_seen_by_way_of_a_third_copy_was_seen():
    first = Desk()
    second, third = first.copy("b"), first.copy("c")
    one = first.act("rules.run", "", found=1)
    second.merge(first)
    third.merge(second)
    later = third.act("rules.run", "", found=2)
    assert third.ledger.causality.saw(later, one)
    assert not third.ledger.causality.concurrent(later, one)
    check(third)


def test_what_was_seen_is_known_anew_after_each_merge():
    first = Desk()
    second = first.copy("b")
    one, two = first.act("rules.run", "", found=1), second.act("rules.run", "", found=2)
    first.merge(second)
    assert first.ledger.causality.concurrent(one, two)
    three = first.act("rules.run", "", found=3)
    assert first.ledger.causality.saw(three, two)
    four = second.act("rules.run", "", found=4)
    first.merge(second)
    assert first.ledger.causality.concurrent(three, four)
    assert first.ledger.causality.saw(first.act("rules.run", "", found=5), four)


@pytest.mark.parametrize("lengths", [(1, 1), (1, 4), (5, 2)])
def test_branches_under_one_id_do_not_know_of_each_other_until_they_meet(lengths):
    first = Desk()
    second = twin(first, "twin")
    mine = [first.act("rules.run", "", found=n) for n in range(lengths[0])]
    theirs = [second.act("rules.run", "", found=n + 50) for n in range(lengths[1])]
    first.merge(second)
    causality = first.ledger.causality
    assert all(causality.concurrent(one, two) for one in mine for two in theirs)
    after = first.act("rules.run", "", found=99)
    assert all(first.ledger.causality.saw(after, one) for one in (*mine, *theirs))
    check(first)


def test_what_another_process_has_merged_is_known():
    first = Desk()
    beside = Ledger(first.store)
    second = first.copy("b")
    one, two = first.act("rules.run", "", found=1), second.act("rules.run", "", found=2)
    assert not beside.causality.saw(one, two)
    first.merge(second)
    after = first.act("rules.run", "", found=3)
    assert beside.causality.saw(after, two)
