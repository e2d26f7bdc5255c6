"""Messages are compared in English."""

import pytest

from builders import make_corpus, make_source


@pytest.fixture(autouse=True)
def in_english(english):
    """Address people in English."""


@pytest.fixture
def corpus():
    """Two phases, an interviewer, roles, marks and fillers; English in one turn."""
    one = make_source(
        "I: Hvem har makt her?",
        "Anne: Eh, vi har makt. [latter] Makten er delt!",
        "Bo: Jeg tar ansvar, og vi\ntar ansvar.",
        id="s1",
        phase="1",
    )
    two = make_source("Anne: Makt og ansvar. Vi tok ansvaret.", "Cleo: Ingen makt.", id="s2", phase="2")
    three = make_source("Dag: Power is not makt.", id="s3", language="en", phase="2")
    return make_corpus(one, two, three, roles={"Anne": "styrer", "Bo": "assistent", "Cleo": "assistent"})
