"""Keyness from texts to figures."""

import numpy as np
import pytest

from builders import make_corpus, make_source
from fou_toolkit.analysis.bootstrap import Bootstrap
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.analysis.words import frequencies, keyness
from fou_toolkit.analysis.words.keyness_measures import log_likelihood, log_ratio
from fou_toolkit.errors import DataError, UnknownIdError

FAST = Bootstrap(replicates=200)
SHOW = SmallCells(how="show")


def talk(phase, *said):
    """Make a text for each thing that is said, by somebody else each time."""
    return [
        make_source(f"P{phase}{number}: {text}", id=f"t{phase}{number}", phase=phase)
        for number, text in enumerate(said)
    ]


@pytest.fixture
def phases():
    first = talk("1", "makt makt rom", "makt og rom", "makt rom tid", "makt rom", "rom makt", "makt")
    second = talk("2", "tid og rom", "tid rom", "rom tid tid", "rom", "tid rom makt", "tid")
    return make_corpus(*first, *second)


def test_figures_are_those_of_the_counts(phases):
    found = keyness(phases, by="phase", a="1", b="2", least=1, bootstrap=FAST, small=SHOW)
    frame = found.to_frame().set_index("word")
    assert (frame.count_a["makt"], frame.count_b["makt"]) == (7, 1)
    sizes = int(found.a.size), int(found.b.size)
    assert sizes == (14, 13)
    assert frame.log_ratio["makt"] == float(log_ratio(7, 1, *sizes))
    assert frame.g2["makt"] == float(log_likelihood(7, 1, *sizes))
    assert frame.per_thousand_a["makt"] == 500
    assert (frame.texts_a["makt"], frame.texts_b["makt"]) == (6, 1)
    assert frame.people_a["makt"] == 6
    assert frame.people_b["makt"] == 1
    assert frame.percent_difference["makt"] == pytest.approx(100 * (7 / 14 - 1 / 13) * 13)


def test_the_surest_words_of_each_side_come_first_and_last(phases):
    found = keyness(phases, by="phase", a="1", b="2", least=1, bootstrap=FAST, small=SHOW)
    assert found.words[0][0] == "makt"
    assert found.words[-1][0] == "tid"
    assert (np.diff(np.round(found.nearest, 9)) <= 0).all()
    assert found["makt"].low > 0 > found["tid"].high


def test_turning_the_sides_turns_the_figures(phases):
    one = keyness(phases, by="phase", a="1", b="2", least=1, bootstrap=None, small=SHOW)
    two = keyness(phases, by="phase", a="2", b="1", least=1, bootstrap=None, small=SHOW)
    assert {word: one[word].value for word, _ in one.words} == pytest.approx(
        {word: -two[word].value for word, _ in two.words}
    )


def test_two_corpora_are_compared_as_two_sides_of_one(phases):
    first = make_corpus(*list(phases)[:6])
    second = make_corpus(*list(phases)[6:])
    apart = keyness(first, second, least=1, bootstrap=FAST, small=SHOW)
    whole = keyness(phases, by="phase", a="1", b="2", least=1, bootstrap=FAST, small=SHOW)
    assert list(apart.rows()) == list(whole.rows())
    assert apart.counted.documents == 12
    assert apart.counted.people == 12


def test_the_seed_decides(phases):
    def low(seed):
        return keyness(
            phases, by="phase", a="1", least=1, bootstrap=Bootstrap(replicates=50, seed=seed), small=SHOW
        ).low.tolist()

    assert low(1) == low(1) != low(2)


def test_without_bootstrap_there_is_no_interval(phases):
    found = keyness(phases, by="phase", a="1", least=1, bootstrap=None)
    assert np.isnan(found.low).all()
    assert (np.diff(np.round(found.log_ratio, 9)) <= 0).all()
    assert "replicates" not in " ".join(found.notes)


def test_a_word_in_one_text_only_is_less_sure_than_one_in_many():
    first = talk("1", "lam lam lam lam lam lam", "makt rom", "makt rom", "makt rom", "makt rom", "makt rom", "makt rom")
    second = talk("2", *["rom tid"] * 7)
    found = keyness(make_corpus(*first, *second), by="phase", a="1", b="2", least=1, bootstrap=FAST, small=SHOW)
    assert found["lam"].value == found["makt"].value
    assert found["lam"].low < found["makt"].low
    dp = dict(zip((word for word, _ in found.words), found.a.dp.tolist(), strict=True))
    assert dp["lam"] > dp["makt"]


def test_a_side_of_few_people_is_not_shown(phases):
    small = make_corpus(*list(phases)[:3], *list(phases)[6:])
    found = keyness(small, by="phase", a="1", b="2", least=1)
    assert (len(found), list(found.rows()), found.few) == (0, [], ("phase 1",))
    assert (found.a.size, found.b.size, found.a.documents) == (0, 0, 0)
    assert "too few people" in found.caption
    assert "Fewer than 5 people: phase 1" in found.notes[-1]
    shown = keyness(small, by="phase", a="1", b="2", least=1, small=SmallCells(how="show"))
    assert len(shown) > 0
    assert "For use inside of the project only" in " ".join(shown.notes)


def test_passages_are_counted_without_people(phases):
    small = make_corpus(*list(phases)[:3], *list(phases)[6:])
    found = keyness(small, by="phase", a="1", b="2", least=1, small=SmallCells(2, "passages"))
    # The other words have a single place on one of the sides.
    assert [word for word, _ in found.words] == ["rom"]
    assert set(found.to_frame().people_a) | set(found.to_frame().people_b) == {None}
    assert (found.a.speakers, found.b.speakers) == (-1, -1)


def test_function_words_and_rare_words_can_be_left_out(phases):
    assert "og" in {word for word, _ in keyness(phases, by="phase", a="1", least=2, bootstrap=None, small=SHOW).words}
    assert "og" not in {
        word for word, _ in keyness(phases, by="phase", a="1", least=2, function_words=False, bootstrap=None).words
    }
    assert len(keyness(phases, by="phase", a="1", least=99)) == 0


def test_top_takes_from_both_ends(phases):
    found = keyness(phases, by="phase", a="1", b="2", least=1, bootstrap=FAST, small=SHOW).top(1)
    assert [word for word, _ in found.words] == ["makt", "tid"]
    assert len(found.a.count) == 2


def test_counts_agree_with_frequencies(phases):
    found = keyness(phases, by="phase", a="1", b="2", least=1, bootstrap=None, small=SHOW)
    whole = frequencies(phases, small=SHOW)
    for row, (word, _) in enumerate(found.words):
        assert found.a.count[row] + found.b.count[row] == whole[word]["count"]


def test_notes_say_how_sure_it_can_be(phases):
    notes = " ".join(keyness(phases, by="phase", a="1", b="2", bootstrap=FAST).notes)
    for part in ("phase 1: 14 words in 6 texts, 6 people", "Fewer than 10 texts on a side", "seed=1", "replicates=200"):
        assert part in notes


def test_rows_have_what_columns_say(phases):
    found = keyness(phases, by="phase", a="1", b="2", bootstrap=FAST)
    assert {len(row) for row in found.rows()} == {len(found.columns)}
    assert {len(row) for row in found.text_rows()} == {len(found.headings)}
    assert "makt" not in repr(found)


def test_interviewers_make_no_side_unless_asked_for():
    sources = [make_source("I: makt", f"A{n}: rom", id=f"s{n}") for n in range(6)]
    corpus = make_corpus(*sources, roles={f"A{n}": "styrer" for n in range(6)})
    with pytest.raises(DataError, match="Nobody says anything"):
        keyness(corpus, by="participant", a="")
    found = keyness(corpus, by="participant", a="", interviewer=True, least=1, small=SmallCells(how="show"))
    assert found["makt"].value > 0 > found["rom"].value


@pytest.mark.parametrize("options", [{"least": 0}, {"kind": "stem"}, {"bootstrap": 2000}, {"small": 5}])
def test_what_is_impossible_is_refused(phases, options):
    with pytest.raises(DataError):
        keyness(phases, by="phase", a="1", **options)


def test_a_word_without_a_row_is_named(phases):
    with pytest.raises(UnknownIdError, match="skog"):
        keyness(phases, by="phase", a="1", bootstrap=None)["skog"]


def test_words_that_few_people_of_a_side_say_have_no_row():
    first = talk("1", *["makt rom"] * 5, "makt lam lam lam")
    second = talk("2", *["makt rom tid"] * 5, "makt")
    found = keyness(make_corpus(*first, *second), by="phase", a="1", b="2", least=1, bootstrap=None)
    # Nobody of phase 1 says «tid», and nobody is no small group.
    assert sorted(word for word, _ in found.words) == ["makt", "rom", "tid"]
    assert found.few_words == 1
    assert "1 word is left out because fewer than 5 people of a side use it." in found.notes
    with pytest.raises(UnknownIdError, match="fewer than 5 people of a side use it"):
        found["lam"]
    shown = keyness(make_corpus(*first, *second), by="phase", a="1", b="2", least=1, bootstrap=None, small="show")
    assert shown.to_frame().set_index("word").people_a["lam"] == 1
    assert not [note for note in shown.notes if "left out because" in note]


def test_a_word_of_many_on_one_side_and_few_on_the_other_has_no_row(phases):
    found = keyness(phases, by="phase", a="1", b="2", least=1, bootstrap=None)
    # Six say «makt» in phase 1, one in phase 2.
    assert [word for word, _ in found.words] == ["rom"]
    assert found.few_words == 3
    assert found.a.people.tolist() == [5]


def in_two_languages(first, second):
    """Make a text for each language given, phase 1 and phase 2."""
    return make_corpus(
        *(
            make_source(f"P{phase}{number}: makt rom", id=f"t{phase}{number}", phase=phase, language=language)
            for phase, languages in (("1", first), ("2", second))
            for number, language in enumerate(languages)
        )
    )


@pytest.mark.parametrize(("nynorsk", "warned"), [(0, False), (1, False), (2, True), (5, True)])
def test_sides_of_other_languages_are_warned_of(nynorsk, warned):
    corpus = in_two_languages(["nb"] * 5, ["nb"] * (5 - nynorsk) + ["nn"] * nynorsk)
    notes = " ".join(keyness(corpus, by="phase", a="1", b="2", least=1, bootstrap=None).notes)
    assert ("bokmål against nynorsk" in notes) is warned
    assert (f"phase 1: 0 % nynorsk, phase 2: {20 * nynorsk} % nynorsk" in notes) is warned
    assert ('where={"language": "nb"}' in notes) is warned


def test_english_is_no_part_of_the_mix_of_languages():
    notes = keyness(in_two_languages(["nn"] * 5, ["en"] * 5), by="phase", a="1", least=1, bootstrap=None).notes
    assert not [note for note in notes if "nynorsk" in note]


def test_the_order_of_rows_is_said_where_there_are_intervals(phases):
    said = "Rows are in the order of the border of the interval that is nearer to 0."
    assert said in keyness(phases, by="phase", a="1", least=1, bootstrap=FAST).notes
    assert said not in keyness(phases, by="phase", a="1", least=1, bootstrap=None).notes
