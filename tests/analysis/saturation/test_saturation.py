"""The verb: which interviews there are, in which order, whose codes count, and when there is no verdict."""

from dataclasses import replace

import numpy as np
import pytest

from builders import make_corpus, make_source
from coders import make_project
from fou_toolkit._i18n import set_language
from fou_toolkit.analysis.counted import select
from fou_toolkit.analysis.saturation import saturated_after, saturation
from fou_toolkit.analysis.saturation.result import percent
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Coder, Coding, Span


def project_of(*interviews, dates=(), coders=("a",), orientation="codebook", **others):
    """Make a project; `"A:ML B:F"`: A says what has M and L, then B what has F; all coders have the same."""
    sources, codings, roles = [], [], {}
    for at, said in enumerate(interviews):
        parts = [part.split(":") for part in said.split()]
        roles |= {who: "assistent" for who, _ in parts if who != "I"}
        turns = [f"{who}: Dette er sagt." for who, _ in parts]
        known = {"date": dates[at]} if dates else {}
        source = make_source(*turns, id=f"s{at}", genre="intervju" if at % 2 == 0 else "logg", **known)
        sources.append(source)
        for turn, (_, codes) in zip(source.turns, parts, strict=True):
            codings += [Coding(source.id, turn.span, code, coder) for code in codes for coder in coders]
    return make_project(make_corpus(*sources, roles=roles), codings, coders, orientation=orientation, **others)


SIX = project_of("A:ML", "B:MF", "C:", "D:M", "E:D", "F:M")


def test_the_table_by_hand():
    result = saturation(SIX, base=2, run=2, threshold=0.2, replicates=0)
    assert [row[1:5] for row in result.rows()] == [
        ("s0", 2, 2, 2),
        ("s1", 2, 1, 3),
        ("s2", 0, 0, 3),
        ("s3", 1, 0, 3),
        ("s4", 1, 1, 4),
        ("s5", 1, 0, 4),
    ]
    assert [row[5] for row in result.rows()] == [None, None, 0, 1, 1, None]
    assert (result.base_codes, result.after, result.verdict) == (3, 2, "20\xa0% at 2+2")
    assert (
        result.caption
        == "After 2 texts the next 2 brought at most 20\xa0% new codes (6 texts, 3 codes in the first 2 texts)"
    )


def test_where_new_codes_keep_coming_it_is_not_reached():
    result = saturation(project_of("A:M", "A:L", "A:F", "A:D"), base=1, run=1, threshold=0.05)
    assert (result.after, result.verdict) == (None, "not reached at 5\xa0% within 4 texts")
    (orders, drawn) = result.drawn.spreads
    assert (orders.reached, orders.low, orders.median, orders.high) == (0.0, None, None, None)
    assert drawn.reached > 0.5
    assert any("not reached (5 %)" in note for note in result.notes)


def test_a_text_that_was_read_without_codings_counts_and_one_that_nobody_read_does_not():
    project = project_of("A:M", "A:", "A:L", "A:F", read=[("a", "s0"), ("a", "s1"), ("a", "s2")])
    project = project.with_codings(project.codings.where(np.array([True, True, False])))
    result = saturation(project, base=1, run=1, replicates=0)
    assert result.interviews.ids == ("s0", "s1", "s2")
    assert result.new.tolist() == [1, 0, 1]
    assert "1 text that nobody read is not counted." in result.notes


def test_codes_of_interviewers_do_not_count():
    project = project_of("A:M I:L", "A:M I:F", "A:M")
    assert saturation(project, base=1, run=1, replicates=0).known.tolist() == [1, 1, 1]
    both = select(project, interviewer=True)
    assert saturation(both, base=1, run=1, replicates=0).known.tolist() == [2, 3, 3]


def test_people_are_interviews_on_request():
    project = project_of("A:M B:L", "B:F", "C:")
    result = saturation(project, by="participant", base=1, run=1, replicates=0)
    assert result.interviews.ids == ("A", "B", "C")
    assert result.new.tolist() == [1, 2, 0]
    assert any(note.startswith("An interview is all that one person says") for note in result.notes)


def test_people_who_were_named_for_nobody_are_told_apart_by_text():
    source = make_source("A: Ja.", "B: Nei.")
    turns = tuple(replace(turn, participant="") for turn in source.turns)
    project = make_project(make_corpus(replace(source, turns=turns)), [Coding("s1", Span(3, 6), "M", "a")], "a")
    assert saturation(project, by="participant", base=1, run=1).interviews.ids == ("s1 / A", "s1 / B")


def test_themes_stand_for_their_codes_and_for_themselves():
    project = project_of("A:M", "A:F", "A:T", "A:L", "A:E")
    assert saturation(project, level="code", base=1, run=1, replicates=0).new.tolist() == [1, 1, 0, 1, 1]
    result = saturation(project, level="theme", base=1, run=1, replicates=0)
    assert result.interviews.codes == ("T", "U", "E")
    assert result.new.tolist() == [1, 0, 0, 1, 1]


def test_some_codes_only():
    # D stands under M.
    result = saturation(SIX, codes=["M", "F"], base=1, run=1, replicates=0)
    assert result.known.tolist() == [1, 2, 2, 2, 3, 3]
    with pytest.raises(UnknownIdError):
        saturation(SIX, codes="X")


def test_the_order_is_by_date_where_all_texts_have_one():
    interviews = ("A:M", "A:L", "A:ML")
    dated = project_of(*interviews, dates=("2024-03", "2024-01-05", "2024"))
    by_date = saturation(dated, base=1, run=1, replicates=0)
    assert (by_date.interviews.ids, by_date.interviews.order) == (("s2", "s1", "s0"), "date")
    assert by_date.new.tolist() == [2, 0, 0]
    as_read = saturation(dated, order="corpus", base=1, run=1, replicates=0)
    assert (as_read.interviews.ids, as_read.interviews.order) == (("s0", "s1", "s2"), "corpus")
    given = saturation(dated, order=["s1", "s2", "s0"], base=1, run=1, replicates=0)
    assert (given.interviews.ids, given.new.tolist()) == (("s1", "s2", "s0"), [1, 1, 0])
    half = project_of(*interviews, dates=("2024", "", "2024"))
    assert saturation(half, base=1, run=1).interviews.order == "corpus"
    with pytest.raises(DataError, match="s1"):
        saturation(half, order="date", base=1, run=1)
    assert "Order: by date." in " ".join(by_date.notes)


def test_people_come_in_the_order_of_their_first_text():
    project = project_of("A:M", "B:L", "A:F B:F", dates=("2024-05", "2024-02", "2024-01"))
    result = saturation(project, by="participant", base=1, run=1, replicates=0)
    # Both are in the earliest text; of two with one date, the first of the corpus stays first.
    assert result.interviews.ids == ("A", "B")


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (["s0"], "Missing: s1, s2"),
        (["s0", "s1", "s2", "s2"], "named twice"),
        (["s0", "s1", "x"], "no interview «x»"),
        ("mood", "«mood» is not possible for order"),
        (3, "«3» is not possible for order"),
    ],
)
def test_orders_that_are_none_are_refused(order, words):
    with pytest.raises((DataError, UnknownIdError)) as caught:
        saturation(project_of("A:M", "A:L", "A:F"), order=order, base=1, run=1)
    assert words in str(caught.value)


def test_genres_choose_the_interviews():
    result = saturation(SIX, genres="Intervju", base=1, run=1, replicates=0)
    assert result.interviews.ids == ("s0", "s2", "s4")
    assert (result.counted.documents, result.texts) == (3, (("intervju", 3),))
    assert "An interview is a text that was read: intervju 3." in result.notes
    every = saturation(SIX, base=1, run=1, replicates=0)
    assert "Each text that was read counts as an interview: intervju 3, logg 3." in every.notes
    for genres in ("roman", []):
        with pytest.raises(UnknownIdError, match="There are: intervju, logg"):
            saturation(SIX, genres=genres)


def two_coders(combine):
    project = project_of("A:M", "A:", "A:L", coders=("a", "b"))
    one = Coding("s1", project.corpus["s1"].turns[0].span, "F", "b")
    codings = [*project.codings, one]
    return make_project(project.corpus, codings, [Coder("a"), Coder("b", "language model")]), combine


@pytest.mark.parametrize(("combine", "known"), [("any", [1, 2, 3]), ("all", [1, 1, 2])])
def test_whose_codings_count_is_chosen_and_said(combine, known):
    project, _ = two_coders(combine)
    result = saturation(select(project, combine=combine), base=1, run=1, replicates=0)
    assert result.known.tolist() == known
    assert "codings by a (person), b (language model)" in result.notes[0]
    single = saturation(project, coders="a", base=1, run=1, replicates=0)
    assert single.known.tolist() == [1, 1, 2]
    assert "codings by a (person)" in single.notes[0]


def test_with_all_coders_each_has_to_have_the_code_somewhere_in_the_interview():
    corpus = make_corpus(make_source("A: En.", "A: To.", id="s0"), make_source("A: Tre.", id="s1"))
    one, two = (turn.span for turn in corpus["s0"].turns)
    codings = [Coding("s0", one, "M", "a"), Coding("s0", two, "M", "b"), Coding("s0", two, "L", "b")]
    selection = select(make_project(corpus, codings), combine="all")
    assert saturation(selection, base=1, run=1, replicates=0).known.tolist() == [1, 1]


def test_a_reflexive_project_has_a_curve_and_no_verdict():
    project = project_of("A:ML", "A:MF", "A:", "A:M", "A:D", "A:M", orientation="reflexive")
    result = saturation(project, base=2, run=2, threshold=0.2)
    assert (result.verdict, result.after, result.reflexive) == (None, None, True)
    assert np.isnan(result.quotients).all()
    assert result.drawn.spreads == ()
    assert result.known.tolist() == [2, 3, 3, 3, 4, 4]
    notes = " ".join(result.notes)
    assert "No verdict: the project is reflexive." in notes
    assert "Braun & Clarke 2021" in notes
    assert "threshold 20" not in notes
    assert result.caption == "New codes, one after the other: 6 texts, 3 codes in the first 2 texts"


def test_the_parameters_are_in_the_notes():
    notes = " ".join(saturation(SIX, base=2, run=3, threshold=0.1, replicates=20, seed=7).notes)
    assert "base=2, run=3, threshold=0.1, order=corpus, by=source, level=code, codes=5, replicates=20, seed=7" in notes
    assert "Base 2, run 3, threshold 10\xa0% (Guest, Namey & Chen 2020)" in notes


def test_the_spread_is_that_of_the_replicates():
    result = saturation(SIX, base=2, run=2, threshold=0.4, replicates=400, seed=3)
    rng = np.random.default_rng(3)
    present = result.interviews.present
    after, known = [], []
    for order in rng.permuted(np.tile(np.arange(6), (400, 1)), axis=1):
        seen = np.maximum.accumulate(present[order].astype(int), axis=0).sum(axis=1)
        known.append(seen)
        after.append(int(saturated_after(np.diff(seen, prepend=0), 2, 2, 0.4)))
    reached = sorted(one if one >= 0 else 99 for one in after)
    spread = result.drawn.spreads[0]
    assert spread.way == "order"
    assert spread.reached == pytest.approx(np.mean([one >= 0 for one in after]))
    for share, found in ((0.05, spread.low), (0.5, spread.median), (0.95, spread.high)):
        at = reached[int(np.ceil(share * 400)) - 1]
        assert found == (None if at == 99 else at)
    low, _, high = result.drawn.band
    assert (low <= high).all()
    columns = np.sort(np.array(known), axis=0)
    assert low.tolist() == columns[19].tolist()
    assert high.tolist() == columns[379].tolist()


def test_the_same_seed_gives_the_same_and_none_gives_none():
    one, other = (saturation(SIX, base=2, run=2, seed=5) for _ in range(2))
    assert one.drawn.spreads == other.drawn.spreads
    assert saturation(SIX, base=2, run=2, replicates=0).drawn is None


def test_too_few_interviews_give_a_curve_and_no_verdict():
    result = saturation(SIX, base=5, run=2)
    assert (result.verdict, result.after, result.judged) == (None, None, False)
    assert result.known.tolist() == saturation(SIX, base=1, run=1).known.tolist()
    assert result.quotients.size == 0
    assert result.drawn.spreads == ()
    assert "There are 6 interviews, and base and run need 7." in " ".join(result.notes)
    assert "new codes, one after the other" in result.caption.lower()
    assert len(list(result.text_rows())) == len(result)


def test_with_fewer_interviews_than_the_base_has_the_base_is_what_there_is():
    result = saturation(project_of("A:M", "A:L"), base=4, run=2)
    assert (result.in_base, result.base_codes, result.verdict) == (2, 2, None)
    assert result.caption.endswith("2 texts, 2 codes in the first 2 texts")


def test_a_base_without_codes_gives_a_curve_and_no_verdict():
    result = saturation(project_of("A:", "A:M", "A:M"), base=1, run=1)
    assert (result.verdict, result.after, result.base_codes) == (None, None, 0)
    assert "first 1 interviews have no codes" in " ".join(result.notes)
    assert result.drawn.spreads == ()


def test_shares_have_the_decimal_sign_of_the_language():
    assert [percent(share) for share in (0.05, 0.987, 1.0)] == ["5\xa0%", "98.7\xa0%", "100\xa0%"]
    set_language("nb")
    assert percent(0.987) == "98,7\xa0%"


def test_a_project_without_codings_is_refused():
    with pytest.raises(DataError, match="Nobody has coded"):
        saturation(make_project(make_corpus("Ja.", "Nei."), [], [], read=[]))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"base": 0}, "«0» is not possible for base"),
        ({"base": 2.0}, "«2.0» is not possible for base"),
        ({"run": True}, "«True» is not possible for run"),
        ({"run": -1}, "«-1» is not possible for run"),
        ({"threshold": 1}, "«1» is not possible for threshold"),
        ({"threshold": -0.1}, "«-0.1» is not possible for threshold"),
        ({"threshold": float("nan")}, "«nan» is not possible for threshold"),
        ({"threshold": "5 %"}, "not possible for threshold"),
        ({"replicates": -1}, "not possible for replicates"),
        ({"seed": None}, "not possible for seed"),
        ({"by": "day"}, "«day» is not possible for by"),
        ({"level": "word"}, "«word» is not possible for level"),
    ],
)
def test_parameters_that_are_not_possible_are_refused(options, words):
    with pytest.raises(DataError) as caught:
        saturation(SIX, **options)
    assert words in str(caught.value)


def test_what_is_no_project_is_refused():
    with pytest.raises(DataError, match="no project"):
        saturation(SIX.corpus)
    with pytest.raises(DataError, match="chosen already"):
        saturation(select(SIX), coders="a")


def test_the_table_has_its_columns_and_tells_no_text():
    result = saturation(SIX, base=2, run=2)
    frame = result.to_frame()
    assert tuple(frame.columns) == result.columns
    assert len(result) == len(frame) == 6
    assert all(len(row) == len(result.headings) for row in result.text_rows())
    assert "Names single people: for use inside of the project, not for publication." in result.notes
    assert repr(result).startswith("<Saturation: ")
    assert "Dette er sagt" not in result._repr_html_()
