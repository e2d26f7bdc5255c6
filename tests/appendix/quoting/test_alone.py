"""Which passages can be understood by somebody who reads nothing else."""

import pytest

from builders import make_codebook, make_corpus, make_source
from fou_toolkit.appendix.config import Config
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.material import Material
from fou_toolkit.appendix.quoting.alone import StandsAlone
from fou_toolkit.appendix.quoting.candidates import candidates_of
from fou_toolkit.model import Coding, CodingSet, Project, Span

GOOD = "Vi må få tid til å snakke sammen før vi begynner å skrive om barna."


def judged(said, cut=0):
    """Tell whether a passage is whole, and whether it is understood."""
    source = make_source(f"P1: {said}", "P2: jeg tror vi og barna er her sammen.")
    span = source.turns[0].span
    coding = Coding("s1", Span(span.start, span.end - cut), "A", "a")
    project = Project(make_corpus(source), make_codebook({"A": []}), CodingSet.of([coding]))
    edition = Edition.of(Material(project, lambda _: True, lambda _: True, title="Study"), Config())
    (one,) = candidates_of(edition).candidates
    alone = StandsAlone(edition)
    return alone.whole(one), alone.understood(one)


def test_a_whole_sentence_about_oneself_stands_alone():
    assert judged(GOOD) == (True, True)


def test_half_a_sentence_is_not_whole():
    assert judged(GOOD, cut=20)[0] is False


@pytest.mark.parametrize("said", ["Ja, vi vil gjerne det.", "Vi må få tid. " * 12])
def test_what_is_too_short_or_too_long_for_a_wall_is_not_taken(said):
    assert judged(said)[0] is False


@pytest.mark.parametrize(
    "said",
    [
        "Men vi må få tid til å snakke sammen før vi begynner å skrive om barna.",
        "Vi må få tid til å snakke med Ragna før vi begynner å skrive om barna.",
        "Ragna må få tid til å snakke sammen før vi begynner å skrive om barna.",
        "Vi må få tid til å snakke med henne før vi begynner å skrive om barna.",
        "Vi må få tid til å snakke om dette før vi begynner å skrive om barna.",
        "Må vi få tid til å snakke sammen før vi begynner å skrive om barna?",
        "Vi må få tid til å snakke sammen … før vi begynner å skrive om barna.",
        "Vi må få tid til å snakke sammen [latter] før vi begynner å skrive om.",
        "vi må få tid til å snakke sammen før vi begynner å skrive om barna.",
    ],
)
def test_what_points_elsewhere_or_at_somebody_does_not_stand_alone(said):
    assert judged(said)[1] is False
