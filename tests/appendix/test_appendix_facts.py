"""What the project knows about the study."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_corpus, make_source
from coded_editions import project_of
from fou_toolkit import set_language
from fou_toolkit.appendix.facts import Facts, codings_digest, counted_or_few, day_words, selection_of
from fou_toolkit.model import Coder, CodingSet, Project
from study_editions import EMPTY, SPANS, study_edition

pytestmark = pytest.mark.usefixtures("english")


def test_texts_people_words_and_coders_are_counted():
    facts = Facts.of(study_edition())
    assert (facts.texts, facts.people, facts.unnamed, facts.interviewers) == (6, 6, 0, 1)
    assert (facts.codes, facts.themes, facts.persons, facts.models, facts.codings) == (3, 1, 2, 0, 4)
    assert facts.coder_words == "2 people"
    assert facts.size_words == "6 texts with 132 words, in which 6 people speak"


def test_nothing_is_counted_in_an_empty_project():
    facts = Facts.of(study_edition(EMPTY))
    assert (facts.texts, facts.words, facts.people, facts.codings, facts.codes) == (0, 0, 0, 0, 0)
    assert selection_of(study_edition(EMPTY)) is None
    assert facts.coder_words == "nobody"


def test_few_people_are_not_counted_and_nobody_is_no_small_group():
    facts = Facts.of(study_edition(project_of(SPANS, people=3, smallest=4)))
    assert facts.people == 3
    assert facts.people_words == "fewer than 4 people"
    assert "3 people" not in facts.size_words
    assert not facts.is_few(0)
    assert [counted_or_few(count, 5) for count in (0, 1, 4, 5)] == ["0", "fewer than 5", "fewer than 5", "5"]


def test_a_reading_by_a_model_is_no_person():
    project = project_of(SPANS)
    coders = (replace(project.codings.coders[0], kind="language model"), project.codings.coders[1])
    facts = Facts.of(study_edition(replace(project, codings=replace(project.codings, coders=coders))))
    assert (facts.persons, facts.models, facts.coder_words) == (1, 1, "1 person and 1 language model")


@pytest.mark.parametrize(("blind", "expected"), [(False, ("2024-01", "2025-03-01")), (True, ("2024", "2025"))])
def test_days_run_from_the_first_to_the_last_and_are_years_in_a_blind_edition(blind, expected):
    days = ("2025-03-01", "2024-01", "", "=1+1", "soon")
    sources = [make_source("A: Ja.", id=f"s{n}", **({"date": day} if day else {})) for n, day in enumerate(days)]
    project = Project(make_corpus(*sources), EMPTY.codebook, EMPTY.codings)
    facts = Facts.of(study_edition(project, blind=blind))
    assert (facts.first, facts.last) == expected


def test_the_same_label_of_an_interviewer_is_one_in_all_texts():
    sources = [make_source("I: Hva?", "A: Ja.", id=f"s{n}") for n in range(3)]
    assert Facts.of(study_edition(Project(make_corpus(*sources), EMPTY.codebook, EMPTY.codings))).interviewers == 1


@given(st.permutations(SPANS))
def test_the_digest_of_codings_does_not_depend_on_their_order(spans):
    codings = project_of(spans).codings
    turned = CodingSet.of(reversed(list(codings)), codings.coders[::-1], read=codings.pairs_read())
    assert codings_digest(turned) == codings_digest(project_of(SPANS).codings)


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: [replace(rows[0], code="B"), *rows[1:]],
        lambda rows: [replace(rows[0], coder="l"), *rows[1:]],
        lambda rows: [replace(rows[0], source="t5"), *rows[1:]],
        lambda rows: [replace(rows[0], round=2), *rows[1:]],
        lambda rows: [replace(rows[0], polarity="hinders"), *rows[1:]],
        lambda rows: [replace(rows[0], span=replace(rows[0].span, end=rows[0].span.end + 1)), *rows[1:]],
        lambda rows: rows[1:],
    ],
)
def test_every_change_of_a_coding_changes_the_digest(change):
    codings = project_of(SPANS).codings
    other = CodingSet.of(change(list(codings)), codings.coders, read=codings.pairs_read())
    assert codings_digest(other) != codings_digest(codings)


def test_the_digest_tells_people_from_models_and_read_from_unread():
    codings = project_of(SPANS).codings
    models = replace(codings, coders=tuple(replace(one, kind="language model") for one in codings.coders))
    unread = CodingSet.of(list(codings), codings.coders)
    assert len({codings_digest(one) for one in (codings, models, unread)}) == 3
    assert codings_digest(CodingSet.of([])) == codings_digest(CodingSet.of([]))
    noted = replace(codings, coders=tuple(Coder(one.id, note="x") for one in codings.coders))
    assert codings_digest(noted) == codings_digest(codings)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", ("5. oktober 2023", "oktober 2023")),
        ("nn", ("5. oktober 2023", "oktober 2023")),
        ("en", ("5 October 2023", "October 2023")),
    ],
)
def test_days_are_written_as_people_write_them(language, expected):
    set_language(language)
    assert (day_words("2023-10-05"), day_words("2023-10")) == expected


@pytest.mark.parametrize("day", ["", "2023", "2023-13", "2023-02-30", "2023-10-05T10", "=1+1", "soon enough"])
def test_what_is_no_day_or_month_stays_as_it_is(day):
    assert day_words(day) == day
