"""Who follows whom."""

import math

import numpy as np
import pytest

from builders import make_corpus, make_source
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.analysis.voice import voice
from talks import ROLES


@pytest.fixture
def result():
    """Anne 5 turns, Bo 4, Cato 1."""
    said = ["Anne: Ja.", "Bo: Nei.", "Anne: Jo.", "Bo: Nei.", "Cato: Kanskje.", "Anne: Ja.", "Bo: Å.", "Anne: Ja."]
    return voice(make_corpus(make_source(*said, "Bo: Nei.", "Anne: Jo."), roles=ROLES), bootstrap=None)


def test_counts_and_shares_of_what_follows(result):
    rows = {(from_, to): (count, share) for from_, to, count, share in result.transitions.rows()}
    assert rows == {
        ("Anne", "Bo"): (4, 1.0),
        ("Bo", "Anne"): (3, pytest.approx(3 / 4)),
        ("Bo", "Cato"): (1, pytest.approx(1 / 4)),
        ("Cato", "Anne"): (1, 1.0),
    }
    assert "9 changes of speaker" in result.transitions.caption


def test_a_graph_has_turns_and_words_and_arrows(result):
    graph = result.transitions.to_graph()
    assert dict(graph.nodes["Anne"]) == {"label": "Anne", "turns": 5, "words": 5}
    assert graph.edges["Bo", "Anne"] == {"count": 3, "share": pytest.approx(3 / 4)}
    assert not graph.has_edge("Anne", "Cato")
    assert graph.is_directed()


def test_each_row_of_shares_is_everything_or_nothing(result):
    sums = result.transitions.shares.sum(axis=1)
    assert np.allclose(sums, 1)
    last = make_corpus(make_source("Anne: Ja.", "Bo: Nei."))
    assert [math.isnan(one) for one in voice(last, bootstrap=None).transitions.shares.sum(axis=1)].count(True) == 1


def test_people_of_one_role_follow_on_each_other():
    corpus = make_corpus(make_source("Bo: Ja.", "Cato: Nei.", "Anne: Jo."), roles=ROLES)
    found = voice(corpus, by="role", small=SmallCells(how="show"), bootstrap=None).transitions
    assert {(from_, to): count for from_, to, count, _ in found.rows()} == {
        ("assistent", "assistent"): 1,
        ("assistent", "styrer"): 1,
    }


def test_a_table_for_people_stands_side_by_side_or_is_a_list(result):
    assert result.transitions.headings == ("from ↓ to →", "Anne", "Bo", "Cato")
    assert [cell.replace("\xa0", " ") for cell in list(result.transitions.text_rows())[1]] == [
        "Bo",
        "3 (75 %)",
        "",
        "1 (25 %)",
    ]
    many = make_corpus(make_source(*(f"P{number}: Ja." for number in range(9)), "P0: Ja.", "P1: Ja."))
    listed = voice(many, bootstrap=None).transitions
    assert listed.headings == ("from", "to", "times", "share of what follows")
    assert next(iter(listed.text_rows()))[:3] == ("P0 (s1)", "P1 (s1)", 2)


def test_a_hidden_group_is_no_part_of_it():
    said = [f"a{n}: Ja." for n in range(5)] + ["b: Nei."] + [f"c{n}: Ja." for n in range(6)]
    roles = {f"a{n}": "a" for n in range(5)} | {"b": "b"} | {f"c{n}": "c" for n in range(6)}
    found = voice(make_corpus(make_source(*said), roles=roles), by="role", bootstrap=None).transitions
    assert found.groups == ("c",)
    assert list(found.rows()) == [("c", "c", 5, 1.0)]
