"""The verb `network_of_codes`: whose networks, in which groups, how sure, and what is hidden."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_source
from coders import BOOK, THEMES, make_project, projects, sentences
from fou_toolkit._i18n import LANGUAGES, set_language
from fou_toolkit.analysis.bootstrap import Bootstrap, draws
from fou_toolkit.analysis.cooccurrence import Window
from fou_toolkit.analysis.counted import select
from fou_toolkit.analysis.epistemic import network_of_codes
from fou_toolkit.analysis.epistemic.lines import hidden_groups
from fou_toolkit.analysis.epistemic.space import normalised
from fou_toolkit.analysis.groups import groups_of
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Coding, Corpus, Participant

FEW = Bootstrap(replicates=200)
NODES = ("M", "F", "L", "E")


def talk(*texts, roles):
    """Make a project: `("Anne M", "Bo FL")` is a text of two turns, with the codes of each."""
    sources, found = [], []
    for number, lines in enumerate(texts, 1):
        said = [f"{line.split()[0]}: Sagt her og nå." for line in lines]
        source = make_source(*said, id=f"s{number}", phase=str(1 + number % 2))
        sources.append(source)
        for line, turn in zip(lines, source.turns, strict=True):
            found += [Coding(source.id, turn.span, code, "a") for code in "".join(line.split()[1:])]
    people = tuple(Participant(name, role) for name, role in roles.items())
    return make_project(Corpus(tuple(sources), people), found, "a")


MANY = {f"{letter}nne": "assistent" for letter in "ABCDE"} | {f"{letter}ulf": "leder" for letter in "GHIJKL"}
NAMES = list(MANY)


def many(roles=MANY, **options):
    return network_of_codes(talk(*_texts(), roles=roles), codes=NODES, **({"bootstrap": FEW} | options))


def test_who_says_the_later_line_has_the_connection():
    project = talk(["Anne M", "Bo F", "Anne L"], roles={"Anne": "x", "Bo": "x"})
    result = network_of_codes(project, window=2, codes=NODES, small="show", bootstrap=None)
    assert {point.unit: point.connections for point in result.units} == {"Anne": 1, "Bo": 1}
    assert {point.unit: point.lines for point in result.units} == {"Anne": 2, "Bo": 1}
    assert dict.fromkeys([(one, other) for one, other, _ in result.network().ties]) == {
        ("M", "F"): None,
        ("F", "L"): None,
    }


def test_the_mean_network_is_the_mean_of_networks_of_length_one():
    project = talk(["Anne MF", "Anne MF", "Anne ML"], ["Bo MF"], roles={"Anne": "x", "Bo": "x"})
    result = network_of_codes(project, window=1, codes=NODES, small="show", bootstrap=None)
    ties = {one + other: weight for one, other, weight in result.network("x").ties}
    assert ties == pytest.approx({"MF": (2 / math.sqrt(5) + 1) / 2, "ML": 1 / math.sqrt(5) / 2})
    graph = result.to_graph("x", least=0.5)
    assert list(graph.edges) == [("M", "F")]
    assert graph.nodes["M"]["count"] == 4


def test_a_person_in_two_groups_is_two_units():
    project = talk(["Anne MF", "Bo M"], ["Anne ML"], roles={"Anne": "x", "Bo": "x"})
    result = network_of_codes(project, window=1, codes=NODES, groups="phase", small="show", bootstrap=None)
    assert [(point.unit, point.group) for point in result.units] == [("Anne", "1"), ("Anne", "2"), ("Bo", "2")]
    assert [(mean.label, mean.people, mean.units) for mean in result] == [("phase 1", 1, 1), ("phase 2", 2, 1)]


def test_somebody_unknown_is_another_one_in_every_text():
    project = talk(["Ukjent MF"], ["Ukjent ML"], roles={"Anne": "x"})
    result = network_of_codes(project, window=1, codes=NODES, groups=None, small="show", bootstrap=None)
    assert len(result.units) == 2


def test_themes_are_the_nodes_unless_codes_are_asked_for():
    project = talk(["Anne MF", "Anne ML", "Anne DL"], roles={"Anne": "x"})
    result = network_of_codes(project, window=1, small="show", bootstrap=None)
    assert [code.code for code in result.codes] == ["T", "U", "E"]
    assert [code.lines for code in result.codes] == [3, 2, 0]
    mixed = network_of_codes(project, window=1, codes=["T", "M", "U"], small="show", bootstrap=None)
    # What is coded with a node of its own is no longer in its theme.
    assert {code.code: code.lines for code in mixed.codes} == {"T": 2, "M": 2, "U": 2}


@given(projects(coders=(1, 2), everything=True), st.integers(1, 4), st.sampled_from(["turn", "sentence"]))
def test_networks_are_those_of_a_loop(project, size, of):
    result = network_of_codes(project, window=Window(size, of), groups=None, by="source", small="show", bootstrap=None)
    ids = {**THEMES, "E": ("E",)}
    said = [one for one, asks in sentences(project.corpus) if not asks]
    if of == "turn":
        turns = dict.fromkeys((one.source, one.turn) for one in said)
        lines = [(name, *_edges(project.corpus[name].turns[turn].span)) for name, turn in turns]
    else:
        lines = [(one.source, one.start, one.end) for one in said]
    kept = list(select(project).codings)
    codes = [
        {
            name
            for name, members in ids.items()
            for one in kept
            if one.source == source and one.code in members and one.span.start < end and start < one.span.end
        }
        for source, start, end in lines
    ]
    wanted = {}
    for place, (source, _, _) in enumerate(lines):
        near = set()
        for back in range(max(place - size + 1, 0), place + 1):
            near |= codes[back] if lines[back][0] == source else set()
        links = [
            (a, b)
            for at, a in enumerate(ids)
            for b in list(ids)[at + 1 :]
            if (a in codes[place] and b in near) or (b in codes[place] and a in near)
        ]
        wanted[source] = wanted.get(source, 0) + len(links)
    assert {point.unit: point.connections for point in result.units} == wanted


def _edges(span):
    return span.start, span.end


def test_intervals_are_those_of_texts_drawn_again_and_again():
    result = many()
    project = talk(*_texts(), roles=MANY)
    cells = {(name, document): _network(project, document, name) for name in MANY for document in range(8)}
    weights = np.concatenate(list(draws(np.ones(8, np.int64), FEW.replicates, FEW.seed)))
    found = []
    for often in weights:
        means = {}
        for name, role in MANY.items():
            total = sum(often[document] * cells[name, document] for document in range(8))
            if total.any():
                point = (normalised(total[None])[0] - result.space.centre) @ result.space.axes
                means.setdefault(role, []).append(point)
        found.append([np.mean(means[role], axis=0) for role in ("assistent", "leder")])
    low, high = np.quantile(np.array(found), [0.025, 0.975], axis=0)
    for place, mean in enumerate(result):
        assert [mean.x.low, mean.y.low] == pytest.approx(low[place].tolist())
        assert [mean.x.high, mean.y.high] == pytest.approx(high[place].tolist())


def _texts():
    rng = np.random.default_rng(5)
    return [
        [
            f"{NAMES[(start + step) % 11]} {''.join(rng.choice(list('MFLE'), rng.integers(0, 3), replace=False))}"
            for step in range(9)
        ]
        for start in range(8)
    ]


def _network(project, document, name):
    """Connections of a person in one text, in the order of the codebook, with windows of four turns."""
    order = [code.id for code in BOOK if code.id in NODES]
    pairs = [(a, b) for at, a in enumerate(order) for b in order[at + 1 :]]
    source = list(project.corpus)[document]
    codes = [
        {one.code for one in project.codings if one.source == source.id and one.span == turn.span}
        for turn in source.turns
    ]
    found = np.zeros(len(pairs))
    for place, turn in enumerate(source.turns):
        near = set().union(*codes[max(place - 3, 0) : place + 1])
        if turn.speaker == name:
            found += [(a in codes[place] and b in near) or (b in codes[place] and a in near) for a, b in pairs]
    return found


def test_means_are_those_of_the_points_of_a_group():
    result = many()
    for mean in result:
        points = [(point.x, point.y) for point in result.units if point.group == mean.group and not math.isnan(point.x)]
        assert [mean.x.value, mean.y.value] == pytest.approx(np.mean(points, axis=0).tolist())
        assert mean.units == len(points)


def test_the_same_seed_gives_the_same():
    assert many().to_frame().equals(many().to_frame())
    other = many(bootstrap=Bootstrap(replicates=200, seed=2)).to_frame()
    assert not other.equals(many().to_frame())


def test_a_difference_is_one_network_less_the_other():
    result = many()
    one, other = ({tie[:2]: tie[2] for tie in result.network(group).ties} for group in ("assistent", "leder"))
    found = {tie[:2]: tie[2] for tie in result.difference("assistent", "leder").ties}
    for pair in one | other:
        assert found.get(pair, 0) == pytest.approx(one.get(pair, 0) - other.get(pair, 0))
    graph = result.difference("assistent", "leder").to_graph()
    assert {known["sign"] for *_, known in graph.edges(data=True)} <= {1, -1}
    assert result.difference("assistent", "leder").caption.startswith("assistent less leder")


# What is hidden


def test_groups_of_few_people_are_not_shown_anywhere():
    roles = MANY | dict.fromkeys(NAMES[:2], "styrer")
    result = many(roles)
    hidden = {mean.label: mean.hidden for mean in result}
    # Two leaders and three assistants are five people together, and nobody can tell them apart.
    assert hidden == {"assistent": True, "leder": False, "styrer": True}
    for mean in result:
        if mean.hidden:
            assert (mean.people, mean.units, mean.lines) == (None, None, None)
            assert math.isnan(mean.x.value)
            assert math.isnan(mean.y.low)
            with pytest.raises(DataError, match="fewer than 5") as error:
                result.network(mean.label)
            assert "merge" in error.value.hint
            with pytest.raises(DataError):
                result.difference("leder", mean.label)
    assert [row[1] for row in result.text_rows()] == ["·", 6, "·"]


def test_the_mean_of_a_hidden_group_cannot_be_worked_out_from_single_networks():
    roles = MANY | dict.fromkeys(NAMES[:2], "styrer")
    result, whole = many(roles), many(roles, small="show")
    assert {point.group for point in result.units} == {point.group for point in result.all_points} == {"leder"}
    there = [point for point in whole.all_points if point.group == "leder"]
    assert [(point.unit, point.x) for point in result.all_points] == [(point.unit, point.x) for point in there]
    assert len(result.space.points) == len(result.space.centroids) == len(there)
    for group in ("assistent", "styrer"):
        mean = whole[group]
        known = np.concatenate((result.space.points.ravel(), result.space.centroids.ravel()))
        for point in whole.all_points:
            if point.group == group and not math.isnan(point.x):
                assert not np.isclose(known, point.x, atol=1e-12).any()
        # All points add up to nothing: the rest is that of both hidden groups, five people.
        assert not np.allclose(
            -np.nansum(result.space.points, axis=0), [mean.x.value * mean.units, mean.y.value * mean.units]
        )
    assert len(whole.space.points) == len(whole.all_points)
    assert any("Names single people" in note for note in result.notes)
    everybody_hidden = many({name: name for name in NAMES})
    assert len(everybody_hidden.units) == 0
    assert not any("Names single people" in note for note in everybody_hidden.notes)


@pytest.mark.parametrize(
    ("quiet", "small", "said"), [(2, None, "Some networks"), (5, None, "5 networks"), (2, "show", "2 n")]
)
def test_how_many_connect_nothing_is_no_small_number_of_people(quiet, small, said):
    names = [f"P{number}" for number in range(7 + quiet)]
    lines = [f"{name} {'M' if place >= 7 else 'MF'}" for place, name in enumerate(names)]
    project = talk(lines, roles=dict.fromkeys(names, "x"))
    result = network_of_codes(project, window=1, codes=NODES, small=small, bootstrap=None)
    (note,) = [note for note in result.notes if "no place" in note]
    assert note.startswith(said)


def test_one_hidden_group_hides_another_that_would_give_it_away():
    roles = MANY | {NAMES[0]: "styrer"}
    assert {mean.label: mean.hidden for mean in many(roles)} == {"assistent": True, "leder": False, "styrer": True}


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ([5, 6], [False, False]),
        ([4, 6, 9], [True, True, False]),
        ([2, 3, 9], [True, True, False]),
        ([1, 2, 9, 7], [True, True, False, True]),
        ([0, 6, 9], [False, False, False]),
        ([4], [True]),
    ],
)
def test_what_is_hidden_is_of_five_people_or_everybody(sizes, hidden):
    start = np.cumsum([0, *sizes])
    people = [frozenset(range(low, low + size)) for low, size in zip(start, sizes, strict=False)]
    assert hidden_groups(people, SmallCells()) == tuple(hidden)


def test_people_of_several_hidden_groups_are_counted_once():
    people = [frozenset({1, 2, 3}), frozenset({1, 2, 3, 4}), frozenset(range(10))]
    assert hidden_groups(people, SmallCells()) == (True, True, True)


def test_small_groups_can_be_put_together():
    roles = MANY | {NAMES[0]: "styrer", NAMES[1]: "student"}
    result = many(roles, small="merge")
    assert [(mean.label, mean.hidden, mean.people) for mean in result] == [
        ("leder", False, 6),
        ("3 groups together", False, 5),
    ]
    assert any("Put together: assistent, student, styrer" in note for note in result.notes)
    assert result["assistent + student + styrer"].people == 5


def test_one_small_group_takes_the_next_smallest_with_it():
    roles = MANY | {NAMES[0]: "styrer"}
    assert [mean.people for mean in many(roles, small="merge")] == [6, 5]
    assert [mean.people for mean in many(small="merge")] == [5, 6]


def test_everything_can_be_shown_inside_of_the_project():
    result = many({name: name for name in NAMES}, small="show")
    assert not any(mean.hidden for mean in result)
    assert any("inside of the project only" in note for note in result.notes)
    assert any("Names single people" in note for note in result.units.notes)


def test_the_whole_network_of_few_people_is_hidden_too():
    project = talk(["Anne MF", "Bo ML"], roles={"Anne": "x", "Bo": "x"})
    result = network_of_codes(project, codes=NODES, bootstrap=None)
    assert list(result.network().rows()) == []
    assert result.network().caption == "Networks of fewer than 5 people are not shown."
    assert result.to_graph().number_of_edges() == 0
    with pytest.raises(DataError, match="fewer than 5"):
        result.network("x")
    assert len(network_of_codes(project, codes=NODES, small="show", bootstrap=None).network()) == 3


# Words, borders, refusals


def test_the_result_says_how_it_was_made():
    notes = " ".join(many().notes)
    for part in (
        "window=Window(4, turn, document)",
        "by=participant",
        "groups=role",
        "codes=M F L E",
        "bootstrap=200 × documents, 0.95, 1",
        "Pearson",
        "Spearman",
        "of how networks differ",
    ):
        assert part in notes


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_are_read_in_all_languages(language):
    set_language(language)
    result = many(MANY | {NAMES[0]: "styrer"})
    for table in (result, result.units, result.codes, result.network("leder")):
        rows = list(table.text_rows())
        assert {len(row) for row in rows} == {len(table.headings)}
        assert {len(tuple(row)) for row in table.rows()} == {len(table.columns)}
        assert table.caption
        assert "{" not in " ".join((*table.notes, table.caption))


def test_a_group_in_one_text_has_no_interval():
    project = talk(["Anne MF", "Bo ML"], ["Bo MF"], roles={"Anne": "x", "Bo": "y"})
    result = network_of_codes(project, window=1, codes=NODES, small="show", bootstrap=FEW)
    assert math.isnan(result["x"].x.low)
    assert not math.isnan(result["y"].x.low)


def test_no_intervals_where_none_are_wanted():
    assert all(math.isnan(mean.x.low) for mean in many(bootstrap=None))
    assert not any("Intervals" in note for note in many(bootstrap=None).notes)


def test_nobody_connects_anything():
    project = talk(["Anne M"], ["Bo M"], roles={"Anne": "x", "Bo": "x"})
    result = network_of_codes(project, codes=NODES, small="show", bootstrap=FEW)
    assert math.isnan(result["x"].x.value)
    assert len(result.network("x")) == 0
    assert any("no place" in note for note in result.notes)


@pytest.mark.parametrize(
    "options",
    [
        {"small": "passages"},
        {"codes": ["M"]},
        {"window": 0},
        {"window": "4"},
        {"bootstrap": 100},
        {"bootstrap": Bootstrap(over="units")},
    ],
)
def test_settings_that_are_not_possible(options):
    with pytest.raises(DataError) as error:
        many(**options) if "codes" not in options else network_of_codes(talk(["Anne MF"], roles={}), **options)
    assert error.value.hint


def test_what_is_not_there_is_named():
    with pytest.raises(UnknownIdError):
        many(by="yrke")
    with pytest.raises(UnknownIdError):
        many(groups="yrke")
    with pytest.raises(UnknownIdError, match="eier"):
        many()["eier"]
    with pytest.raises(UnknownIdError):
        network_of_codes(talk(["Anne MF"], roles={}), codes=["M", "X"])


def test_groups_can_be_made_beforehand():
    project = talk(*_texts(), roles=MANY)
    groups = groups_of(project.corpus, "role", merged={"assistent": "ansatt", "leder": "ansatt"})
    result = network_of_codes(project, codes=NODES, groups=groups, bootstrap=None)
    assert [(mean.label, mean.people) for mean in result] == [("ansatt", 11)]


def test_repr_shows_no_names():
    assert repr(many()) == "<EpistemicNetworks: Networks of 4 codes in windows of 4 turns: 2 groups>"
