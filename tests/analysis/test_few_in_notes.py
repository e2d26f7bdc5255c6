"""The line that says what was counted does not give away a group that is kept back."""

import pytest

from builders import make_corpus, make_source
from coders import BOOK, make_project
from fou_toolkit.analysis.actors import actor_network
from fou_toolkit.analysis.knowledge import knowledge_profile
from fou_toolkit.analysis.trajectory import trajectory
from fou_toolkit.model import Coding, Corpus, Participant, Span

STAFF = [f"Person{letter}" for letter in "ABCDEF"]


def project(heads):
    """Six assistants and some heads, who all say that they have power."""
    names = [*STAFF, *(f"Leder{number}" for number in range(heads))]
    turns = [f"{name}: Vi har makt, og styreren og assistenten vet det." for name in names]
    source = make_source(*turns, id="s1", phase="1", date="2024-01-01")
    people = tuple(Participant(name, "assistent" if name in STAFF else "styrer", "barnehage", "Nord") for name in names)
    corpus = Corpus(make_corpus(source).sources, people)
    found = []
    for turn in source.turns:
        start = source.text.index("makt", turn.span.start)
        found.append(Coding("s1", Span(start, start + 4), "M", "a"))
    return make_project(corpus, found, "a", codebook=BOOK)


ANALYSES = [
    lambda made: trajectory(made, case="role", codes=["M"], level="code"),
    lambda made: knowledge_profile(made, codes=["M", "F"], by="role"),
    lambda made: actor_network(made, by="role"),
]


@pytest.mark.parametrize("analysis", ANALYSES)
@pytest.mark.usefixtures("english")
def test_the_number_of_all_people_is_left_out_where_few_are_kept_back(analysis):
    assert "people" not in analysis(project(2)).notes[0].split(";")[0]
    assert "people" in analysis(project(0)).notes[0].split(";")[0]
    assert "people" in analysis(project(5)).notes[0].split(";")[0]
