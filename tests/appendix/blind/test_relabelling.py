"""In a blind edition everybody has a number, and every number is that of the open edition."""

import numpy as np
import pytest

from builders import make_codebook
from fou_toolkit.analysis.crosstab import crosstab
from fou_toolkit.appendix.blind import names_of
from fou_toolkit.appendix.blind.relabelling import labels_of
from fou_toolkit.appendix.config import Author, CodingChoice, Config, Study
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.material import BookChange, Material
from fou_toolkit.model import CodingSet, Corpus, Memo, Project
from fou_toolkit.workspace import read_project

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(scope="module")
def material():
    project = read_project()
    memo = Memo("m", "analytic", "Solveig sa", "kari", "2024-05-06T10:00:00", project.corpus.sources[0].id)
    project = Project(project.corpus, project.codebook, project.codings, memos=(memo,))
    change = BookChange("2024-01-02", "kari", "Solveig", "1", "")
    return Material(
        project,
        lambda c: c.coder == "reader_a",
        lambda _: False,
        "Om Solveig",
        book_changes=(change,),
        day="2024-01-02",
    )


CONFIG = Config(Study("Om Åse", (Author("Ola Dal", "Storby universitet"),)), CodingChoice(("reader_a", "reader_b")))


def test_all_results_are_equal_but_for_labels(material):
    opened, blind = Edition.of(material, CONFIG), Edition.of(material, CONFIG, blind=True)
    for name in ("source", "start", "end", "code", "coder", "round", "polarity"):
        assert np.array_equal(getattr(opened.selection.codings, name), getattr(blind.selection.codings, name))
    assert np.array_equal(opened.project.codings.read, blind.project.codings.read)
    assert np.array_equal(opened.people_of_rows, blind.people_of_rows)
    assert np.array_equal(opened.quotable_rows, blind.quotable_rows)
    assert opened.quotable_rows.any()
    assert not opened.quotable_rows.all()
    for by in ("phase", "role"):
        first = crosstab(opened.project, columns=by, coders=["reader_a"]).to_frame()
        assert len(first)
        assert first.equals(crosstab(blind.project, columns=by, coders=["Coder B"]).to_frame())


def test_no_name_is_left_outside_of_the_texts(material):
    blind = Edition.of(material, CONFIG, blind=True)
    names = names_of(material, CONFIG)
    told = repr((blind.project.corpus.sources, blind.project.corpus.participants, blind.project.codings.coders))
    told += repr((blind.project.memos, blind.material.book_changes, blind.material.title, blind.config))
    told += repr([source.turns for source in blind.corpus])
    for kind in ("people", "coders", "places", "authors"):
        assert [name for name in names.parts(kind) if name in told.replace("Paragraph", "")] == []
    assert "2024-" not in told


def test_words_of_the_texts_are_masked(material):
    blind = Edition.of(material, CONFIG, blind=True)
    names = [person.pseudonym for person in material.project.corpus.participants]
    said = "\n".join(blind.words(source.text) for source in blind.corpus)
    assert [name for name in (*names, "Bringebærhaug", "Steinrøysa", "Storvik") if name in said] == []
    assert "[name]" in said
    assert "[place]" in said


def test_an_open_edition_keeps_words_and_coders(material):
    opened = Edition.of(material, CONFIG)
    assert opened.words("Solveig") == "Solveig"
    assert opened.config is CONFIG
    assert opened.project.codings.coders == material.project.codings.coders


def test_labels_keep_the_order_of_names(material):
    texts = {source.id: source.id for source in material.project.corpus}
    labels = labels_of(material, CONFIG, names_of(material, CONFIG), texts)
    for some in (labels.people, labels.coders, labels.places):
        assert [some[name] for name in sorted(some)] == sorted(some.values())
        assert len(set(some.values())) == len(some)
    assert set(labels.coders.values()) == {"", "Coder A", "Coder B", "Coder C", "Coder D"}


def test_an_empty_project_has_a_blind_edition():
    empty = Material(Project(Corpus(), make_codebook({}), CodingSet.of([])), lambda _: True, lambda _: True)
    assert Edition.of(empty, blind=True).words("x") == "x"
