"""Who mentions whom: against slow loops and networkx, with few people, with everything that can be wrong."""

import itertools
import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_codebook, make_corpus, make_source
from fou_toolkit.analysis.actors import BROKER_ROLES, actor_network, assortativity, parse_lexicon
from fou_toolkit.analysis.counted import select
from fou_toolkit.analysis.small_cells import HIDDEN, HOW, SmallCells
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import CodingSet, Corpus, Participant, Project
from fou_toolkit.workspace import read_project

SHOW = SmallCells(how="show")
PEOPLE = {
    **{f"A{at}": ("assistent", "avdeling", "Bakken") for at in range(6)},
    **{f"S{at}": ("styrer", "barnehage", site) for at, site in enumerate(("Bakken", "Lia", "Lia"))},
    **{f"E{at}": ("eier", "eier", "kommunen") for at in range(2)},
}


def corpus_of(*sources, people=PEOPLE):
    made = tuple(Participant(name, *known) for name, known in people.items())
    texts = [make_source(*turns, id=f"s{at}") for at, turns in enumerate(sources)]
    return Corpus(tuple(texts), made)


def ties(result):
    return {(tie.source, tie.target): tie.sentences for tie in result.edges}


TALK = (
    (
        "A0: Styreren sa nei. Styreren og eieren ler.",
        "A1: Styreren og styreren. Barna sover, og studenten.",
        "I: Eieren og kommunen og barna?",
        "S0: Assistentene må spørre eieren.",
    ),
    ("A2: Styreren.", "A3: Styreren!", "A4: Vi assistenter spør styreren.", "E0: Udir."),
)


def test_sentences_are_counted_once_and_mentions_of_oneself_apart():
    result = actor_network(corpus_of(*TALK), small=SHOW)
    assert ties(result) == {
        ("assistent", "styrer"): 6,
        ("assistent", "eier"): 1,
        ("assistent", "barn"): 1,
        ("assistent", "student"): 1,
        ("styrer", "assistent"): 1,
        ("styrer", "eier"): 1,
        ("eier", "Udir"): 1,
    }
    assistants = result.nodes["assistent"]
    assert (assistants.own, assistants.people, assistants.texts, assistants.words) == (1, 5, 2, 20)
    first = result.edges[0]
    assert (first.source, first.target, first.people, first.texts) == ("assistent", "styrer", 5, 2)
    assert first.per_1000 == pytest.approx(1000 * 6 / 20)


def test_interviewers_count_on_request_only():
    assert ("forsker", "barn") not in ties(actor_network(corpus_of(*TALK), small=SHOW))
    people = {**PEOPLE, "I": ("forsker", "universitet", "UH")}
    source = make_source("I: Hva sier barna?", "A0: Ja.")
    turns = tuple(turn if turn.participant else type(turn)(turn.span, "I", "I", "nb", True) for turn in source.turns)
    made = Corpus(
        (type(source)(source.id, source.text, turns, source.marks),),
        tuple(Participant(name, *known) for name, known in people.items()),
    )
    assert ties(actor_network(made, small=SHOW)) == {}
    assert ties(actor_network(made, small=SHOW, interviewer=True)) == {("forsker", "barn"): 1}


def test_some_texts_only():
    result = actor_network(corpus_of(*TALK), small=SHOW, sources=["s1"])
    assert ties(result) == {("assistent", "styrer"): 3, ("eier", "Udir"): 1}
    assert result.counted.documents == 1
    with pytest.raises(UnknownIdError):
        actor_network(corpus_of(*TALK), sources=["none"])


def test_few_people_are_not_shown():
    result = actor_network(corpus_of(*TALK))
    # Five assistants mention heads; one mentions owners, and of heads and owners there are too few.
    assert ties(result) == {("assistent", "styrer"): 6}
    nodes = {node.id: node for node in result.nodes}
    assert set(nodes) == {"assistent", "styrer", "eier"}
    assert (nodes["styrer"].hidden, nodes["styrer"].people, nodes["styrer"].words, nodes["styrer"].own) == (
        True,
        None,
        None,
        None,
    )
    assert nodes["styrer"].in_sentences == 6
    assert nodes["assistent"].own is None
    assert result.counts.unshown == 6
    assert result.levels.sentences.sum() == 6
    notes = " ".join(result.notes)
    assert "not shown: styrer; eier" in notes.replace("head", "styrer").replace("owner", "eier")
    assert "6 ties are not shown" in notes


def test_the_border_is_the_number_of_people():
    corpus = corpus_of(*TALK)
    assert ("assistent", "styrer") in ties(actor_network(corpus, small=SmallCells(5)))
    assert ties(actor_network(corpus, small=SmallCells(6))) == {}


def test_the_threshold_is_the_projects():
    corpus = corpus_of(*TALK)
    project = Project(corpus, make_codebook({"M": ["makt"]}), CodingSet.of([]), smallest_group=1)
    assert len(actor_network(project).edges) == 7
    assert len(actor_network(corpus).edges) == 1


def test_nothing_of_what_is_hidden_is_in_any_table():
    result = actor_network(corpus_of(*TALK))
    shown = [
        *result.rows(),
        *result.text_rows(),
        *result.nodes.rows(),
        *result.nodes.text_rows(),
        *result.levels.rows(),
        *result.levels.text_rows(),
    ]
    assert not any("Udir" in map(str, row) for row in shown)
    assert any(HIDDEN in row for row in result.nodes.text_rows())
    counts = result.counts
    for table in (counts.sentences, counts.people, counts.texts):
        assert np.count_nonzero(table) == 1
    assert len(counts.found) == 6
    for column in (counts.words, counts.speaking, counts.spoken):
        assert np.count_nonzero(column) == 1
    graph = result.to_graph()
    assert sorted(graph.edges) == [("assistent", "styrer")]
    assert "Udir" not in graph


def test_passages_are_counted_where_people_are_not():
    result = actor_network(corpus_of(*TALK), small=SmallCells(how="passages"))
    assert len(result.edges) == 7
    assert {tie.people for tie in result.edges} == {None}
    assert {node.people for node in result.nodes} == {None}
    assert "Sentences are counted, and people are not." in result.notes


def test_small_nodes_are_put_together_level_by_level():
    people = {
        **{f"A{at}": ("assistent", "avdeling", "Bakken") for at in range(3)},
        **{f"F{at}": ("fagarbeider", "avdeling", "Bakken") for at in range(2)},
        **{f"S{at}": ("styrer", "barnehage", "Bakken") for at in range(2)},
        **{f"E{at}": ("eier", "eier", "Bakken") for at in range(3)},
        **{f"B{at}": ("student", "individ", "Bakken") for at in range(5)},
    }
    turns = [f"{name}: Studenten og fagarbeideren og eieren." for name in people]
    result = actor_network(corpus_of(turns, people=people), small=SmallCells(how="merge"))
    ward, rest = "fagarbeider + assistent", "styrer + eier"
    assert {node.id for node in result.nodes} == {"student", ward, rest}
    assert ties(result) == {
        ("student", ward): 5,
        ("student", rest): 5,
        (ward, "student"): 5,
        (ward, rest): 5,
        (rest, "student"): 5,
        (rest, ward): 5,
    }
    assert (result.nodes[ward].level, result.nodes[ward].own, result.nodes[rest].level) == ("avdeling", 5, "")
    assert result.name_of(ward) == "skilled worker, assistant"


@pytest.mark.parametrize("how", HOW)
def test_what_happens_to_few_people_can_be_said_in_a_word(how):
    made = Project(corpus_of(*TALK), make_codebook({"M": ["makt"]}), CodingSet.of([]), smallest_group=2)
    result = actor_network(made, small=how)
    assert result.small == SmallCells(2, how)
    assert ties(result) == ties(actor_network(made, small=SmallCells(2, how)))


def test_what_stays_too_small_when_put_together_is_hidden():
    result = actor_network(corpus_of(("S0: Barna.", "E0: Barna.")), small=SmallCells(how="merge"))
    assert ties(result) == {}
    (node,) = result.nodes
    assert (node.id, node.hidden) == ("styrer + eier", True)


def test_levels_mention_levels():
    result = actor_network(corpus_of(*TALK), by="level", small=SHOW)
    assert ties(result) == {
        ("avdeling", "barnehage"): 6,
        ("avdeling", "eier"): 1,
        ("avdeling", "individ"): 1,
        ("barnehage", "avdeling"): 1,
        ("barnehage", "eier"): 1,
        ("eier", "nasjonalt"): 1,
    }
    # A level that speaks of itself is in the matrix, and no tie.
    at = result.levels.ids.index("avdeling")
    assert result.levels.sentences[at, at] == result.nodes["avdeling"].own == 1


def test_shares_are_those_of_the_level_that_speaks():
    rows = {row[:2]: row[2:] for row in actor_network(corpus_of(*TALK), small=SHOW).levels.rows()}
    assert rows["avdeling", "barnehage"] == (6, 6 / 9, 1)
    assert rows["avdeling", "individ"] == (2, 2 / 9, 2)
    assert rows["eier", "nasjonalt"] == (1, 1.0, 1)


def test_sites_mention_actors():
    result = actor_network(corpus_of(*TALK), by="site", small=SHOW)
    assert ties(result) == {
        ("Bakken", "styrer"): 6,
        ("Bakken", "eier"): 2,
        ("Bakken", "assistent"): 2,
        ("Bakken", "barn"): 1,
        ("Bakken", "student"): 1,
        ("kommunen", "Udir"): 1,
    }
    assert result.nodes["Bakken"].level == ""
    people = {"A0": ("assistent", "avdeling", "barnehage")}
    called = actor_network(corpus_of(("A0: Barnehagene.",), people=people), by="site", small=SHOW)
    assert ties(called) == {("barnehage (site)", "barnehage"): 1}


def test_a_role_without_an_actor_speaks_at_the_level_most_of_it_has():
    people = {"K": ("kokk", "barnehage", "x"), "L": ("kokk", "avdeling", "x")}
    result = actor_network(corpus_of(("K: Barna.", "K: Nei.", "L: Ja."), people=people), small=SHOW)
    assert result.nodes["kokk"].level == "barnehage"
    assert ties(result) == {("kokk", "barn"): 1}


def test_people_without_a_role_are_left_out_and_it_is_said():
    corpus = corpus_of(("A0: Barna.", "Ukjent: Barna og eieren."))
    result = actor_network(corpus, small=SHOW)
    assert ties(result) == {("assistent", "barn"): 1}
    assert "3 words by people of whom too little is known are left out." in result.notes


def test_who_holds_a_role_alone_at_a_site_is_said():
    result = actor_network(corpus_of(*TALK), small=SHOW)
    assert {node.id for node in result.nodes if node.alone} == {"styrer"}
    assert any("points at that person: head" in note for note in result.notes)


def test_quotations_are_the_sentences_and_people_take_turns():
    result = actor_network(corpus_of(*TALK))
    found = result.quotations("assistent", "styrer")
    assert [one.text for one in found] == [
        "Styreren sa nei.",
        "Styreren og styreren.",
        "Styreren.",
        "Styreren!",
        "Vi assistenter spør styreren.",
        "Styreren og eieren ler.",
    ]
    assert (found.total, found[0].after.strip(), found[0].codes) == (6, "Styreren og eieren ler.", ("styrer",))
    assert len(result.quotations("assistent", "styrer", most=2)) == 2
    assert "assistant about head" in found.caption


def test_quotations_of_what_is_hidden_are_refused():
    result = actor_network(corpus_of(*TALK))
    for pair in (("styrer", "assistent"), ("assistent", "eier"), ("assistent", "assistent")):
        with pytest.raises(DataError, match="too few people"):
            result.quotations(*pair)
    with pytest.raises(UnknownIdError):
        result.quotations("assistent", "keiser")
    shown = actor_network(corpus_of(*TALK), small=SHOW)
    assert [one.text for one in shown.quotations("assistent", "assistent")] == ["Vi assistenter spør styreren."]


def test_tables_have_their_columns_and_tell_no_text():
    result = actor_network(corpus_of(*TALK), small=SHOW)
    frame = result.to_frame()
    assert tuple(frame.columns) == result.columns
    assert frame.loc[0, "source_level"] == "avdeling"
    nodes = result.nodes.to_frame()
    assert tuple(nodes.columns) == result.nodes.columns
    assert set(BROKER_ROLES) < set(nodes.columns)
    for table in (result, result.nodes, result.levels):
        assert all(len(row) == len(table.headings) for row in table.text_rows())
        assert "Styreren" not in repr(table)
        assert table._repr_html_()
    assert repr(result) == "<ActorNetwork: Who mentions whom: 7 ties between 6 nodes>"


def test_parameters_are_in_the_notes():
    notes = " ".join(actor_network(corpus_of(*TALK), names=False).notes)
    assert "by=role, names=False, lexicon=" in notes
    assert "smallest_group=5, small=suppress" in notes
    assert "pseudonym" not in notes


def test_another_lexicon_hears_other_things():
    lexicon = parse_lexicon('[[actor]]\nid = "svar"\nnorwegian = ["nei", "ja"]')
    result = actor_network(corpus_of(("A0: Nei!", "A1: Ja. Barna.")), lexicon=lexicon, small=SHOW)
    assert ties(result) == {("assistent", "svar"): 2}
    assert result.nodes["assistent"].level == "avdeling"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"by": "mood"}, "«mood» is not possible for by"),
        ({"small": 5}, "«5» is not possible for small"),
        ({"small": "hide"}, "«hide» is not possible for small"),
        ({"lexicon": "file.toml"}, "not possible for lexicon"),
    ],
)
def test_what_is_not_possible_is_said(options, words):
    with pytest.raises(DataError) as caught:
        actor_network(corpus_of(*TALK), **options)
    assert words in str(caught.value)


def test_what_is_no_corpus_and_corpora_without_roles_are_refused():
    with pytest.raises(DataError, match="no corpus"):
        actor_network("text")
    for corpus in (Corpus(), make_corpus("Barna og eieren."), corpus_of(("A0: [latter]",))):
        with pytest.raises(DataError, match=r"participants\.csv"):
            actor_network(corpus)


def test_without_mentions_there_are_nodes_and_no_ties():
    result = actor_network(corpus_of(("A0: Nei.",)), small=SHOW)
    assert (result.edges, len(result.nodes)) == ((), 1)
    assert "nothing that can be shown" in result.caption
    assert math.isnan(result.levels.assortativity)
    assert "undefined" in result.levels.notes[0]


WORDS = {"styreren": "styrer", "eieren": "eier", "barna": "barn", "assistenten": "assistent", "nei": None}
SAID = st.lists(st.sampled_from(sorted(WORDS)), min_size=1, max_size=4)
TURN = st.tuples(st.sampled_from(sorted(PEOPLE)), st.lists(SAID, min_size=1, max_size=3))


@given(st.lists(st.lists(TURN, min_size=1, max_size=6), min_size=1, max_size=3), st.sampled_from([1, 2, 3]))
def test_counts_are_those_of_slow_loops(texts, threshold):
    turns = [
        [f"{who}: {' '.join(' '.join(said).capitalize() + '.' for said in spoken)}" for who, spoken in text]
        for text in texts
    ]
    result = actor_network(corpus_of(*turns), small=SmallCells(threshold))
    sentences, people, words, speakers = {}, {}, {}, {}
    for text in texts:
        for who, spoken in text:
            role = PEOPLE[who][0]
            speakers.setdefault(role, set()).add(who)
            for said in spoken:
                words[role] = words.get(role, 0) + len(said)
                for actor in {WORDS[word] for word in said} - {None}:
                    sentences[role, actor] = sentences.get((role, actor), 0) + 1
                    people.setdefault((role, actor), set()).add(who)
    wanted = {
        pair: count
        for pair, count in sentences.items()
        if len(speakers[pair[0]]) >= threshold and len(people[pair]) >= threshold and pair[0] != pair[1]
    }
    assert ties(result) == wanted
    for tie in result.edges:
        assert tie.people == len(people[tie.source, tie.target])
        assert tie.per_1000 == pytest.approx(1000 * tie.sentences / words[tie.source])
    graph = result.to_graph()
    for node in result.nodes:
        assert node.in_degree == graph.in_degree(node.id)
        assert node.out_degree == graph.out_degree(node.id)
        assert node.in_sentences == graph.in_degree(node.id, weight="weight")
        assert node.out_sentences == graph.out_degree(node.id, weight="weight")
    between = nx.betweenness_centrality(graph)
    assert {node.id: node.betweenness for node in result.nodes} == pytest.approx(between)
    assert_brokers(result, graph)
    if wanted:
        levels = {node.id: node.level for node in result.nodes}
        groups = sorted(set(levels.values()))
        mixing = np.zeros((len(groups), len(groups)))
        for (source, target), count in wanted.items():
            mixing[groups.index(levels[source]), groups.index(levels[target])] += count
        assert result.levels.assortativity == pytest.approx(assortativity(mixing), nan_ok=True)


def assert_brokers(result, graph):
    """Compare with a loop over the triples of the graph."""
    levels = {node.id: node.level for node in result.nodes}
    totals = dict.fromkeys(levels, 0)
    for a, v, b in itertools.permutations(graph, 3):
        totals[v] += graph.has_edge(a, v) and graph.has_edge(v, b) and not graph.has_edge(a, b)
    assert {node.id: sum(node.brokerage) for node in result.nodes} == totals


def test_the_same_texts_give_the_same_result():
    one, other = (actor_network(corpus_of(*TALK), small=SHOW) for _ in range(2))
    assert one.to_frame().equals(other.to_frame())
    assert one.nodes.to_frame().equals(other.nodes.to_frame())
    assert one.notes == other.notes


def test_signs_beyond_the_letters_move_no_quotation():
    corpus = corpus_of(("A0: 👩\u200d👧 Å, a\u030a! Så kom styreren 😀. Ja.",))
    result = actor_network(corpus, small=SHOW)
    assert result.quotations("assistent", "styrer")[0].text == "Så kom styreren 😀."


def test_a_selection_brings_its_texts_and_whether_interviewers_count():
    project = read_project()
    texts = [source.id for source in project.corpus][:9]
    for interviewer in (False, True):
        chosen = select(project, sources=texts, interviewer=interviewer)
        found = actor_network(chosen, small="show")
        expected = actor_network(project, sources=chosen.sources, interviewer=interviewer, small="show")
        assert list(found.rows()) == list(expected.rows())
        assert found.counted == expected.counted
    part = actor_network(
        select(project, sources=texts), sources=[*texts[:6], [source.id for source in project.corpus][-1]], small="show"
    )
    assert list(part.rows()) == list(actor_network(project, sources=texts[:6], small="show").rows())
    with pytest.raises(DataError, match="chosen already"):
        actor_network(select(project), interviewer=True)
