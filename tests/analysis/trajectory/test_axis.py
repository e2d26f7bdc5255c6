"""Turns by period: phases in their order, days put together."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_corpus, make_source
from fou_toolkit._i18n import set_language
from fou_toolkit.analysis.trajectory.axis import ALL, OTHER, attribute_axis, axis_of, day_of, one_value, period_axis
from fou_toolkit.errors import DataError, UnknownIdError

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


def corpus_of(*dates, **attributes):
    known = [{"date": day} if day else {} for day in dates]
    return make_corpus(*(make_source("A: Ja.", id=f"s{n}", **one, **attributes) for n, one in enumerate(known)))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-05-16", (2024, 5, 16)),
        (" 2024-05-16T10:00 ", (2024, 5, 16)),
        ("2024-05-16 00:00:00", (2024, 5, 16)),
        ("16.5.2024", (2024, 5, 16)),
        ("16. 05. 2024", (2024, 5, 16)),
        ("2024-05", (2024, 5, 0)),
        ("2024", (2024, 0, 0)),
        ("2024-02-30", (0, 0, 0)),
        ("2024-13", (0, 0, 0)),
        ("0000-01-01", (0, 0, 0)),
        ("våren 2024", (0, 0, 0)),
        ("", (0, 0, 0)),
    ],
)
def test_dates_are_read_whole_or_in_part_and_nothing_is_guessed(text, day):
    assert day_of(text) == day


@given(st.lists(DAYS, min_size=1, max_size=6))
def test_each_day_falls_into_its_half_year_and_no_half_year_is_missing(days):
    axis = period_axis(corpus_of(*(day.isoformat() for day in days)), "half-year")
    halves = [f"{day.year}-H{1 if day.month <= 6 else 2}" for day in days]
    assert [axis.values[number] for number in axis.number.tolist()] == halves
    walked, day = [], min(days)
    while day <= max(days):
        walked.append(f"{day.year}-H{1 if day.month <= 6 else 2}")
        day += timedelta(days=1)
    assert list(axis.values) == list(dict.fromkeys([*walked, max(halves)]))


@given(st.lists(DAYS, min_size=1, max_size=6))
def test_days_stay_as_they_are_in_order(days):
    axis = period_axis(corpus_of(*(day.isoformat() for day in days)), "date")
    assert list(axis.values) == sorted({day.isoformat() for day in days})
    assert not axis.gaps


def test_months_and_years_are_all_there_from_the_first_to_the_last():
    corpus = corpus_of("2023-11-30", "2024-02-01", "2024-02")
    assert period_axis(corpus, "month").values == ("2023-11", "2023-12", "2024-01", "2024-02")
    assert period_axis(corpus, "year").values == ("2023", "2024")
    assert period_axis(corpus, "month").number.tolist() == [0, 3, 3]
    assert period_axis(corpus, "date").number.tolist() == [0, 1, -1]


def test_texts_without_a_date_are_in_no_period():
    assert period_axis(corpus_of("", "2024-01-01"), "year").number.tolist() == [-1, 0]
    assert period_axis(corpus_of("", "snart"), "year").values == ()


def test_a_date_that_lies_far_off_is_an_error_and_no_thousand_periods():
    with pytest.raises(DataError, match=r"from 0224-01 to 2024-01"):
        period_axis(corpus_of("0224-01-01", "2024-01-01"), "month")


def test_phases_stand_in_their_natural_order_and_the_unknown_is_left_out():
    texts = [make_source("A: Ja.", id=name, phase=name) for name in ("10", "2", "1")]
    axis = period_axis(make_corpus(*texts, make_source("A: Nei.", id="x")), "phase")
    assert axis.values == ("1", "2", "10")
    assert axis.number.tolist() == [2, 1, 0, -1]
    assert axis.gaps


def test_cases_have_a_value_for_the_unknown():
    axis = attribute_axis(
        make_corpus(make_source("A: Ja.", id="a", site="Nord"), make_source("A: Ja.", id="b")), "site"
    )
    assert axis.values == ("Nord", "")
    assert axis.labels == ("Nord", "not known")


def test_axis_of_takes_days_and_attributes():
    corpus = corpus_of("2024-01-01", phase="1")
    assert axis_of(corpus, "year").values == ("2024",)
    assert axis_of(corpus, "phase").values == ("1",)
    with pytest.raises(UnknownIdError, match="no attribute «nope»"):
        axis_of(corpus, "nope")


def test_what_is_put_together_stands_last_unless_it_is_everything():
    axis = attribute_axis(make_corpus(*(make_source("A: Ja.", id=name, site=name) for name in "abc")), "site")
    merged = axis.merged({"a": OTHER, "b": OTHER})
    assert merged.values == ("c", OTHER)
    assert merged.number.tolist() == [1, 1, 0]
    assert one_value(corpus_of("")).values == (ALL,)
    assert merged.labels == ("c", "others together")


def test_periods_are_named_in_the_language_of_the_person():
    axis = period_axis(corpus_of("2024-01-01", "2024-12-31"), "half-year")
    assert axis.labels == ("spring 2024", "autumn 2024")
    phases = period_axis(
        make_corpus(make_source("A: Ja.", phase="2"), make_source("A: Ja.", id="b", phase="pilot")), "phase"
    )
    assert phases.labels == ("phase 2", "pilot")
    set_language("nb")
    assert phases.name == "fase"
