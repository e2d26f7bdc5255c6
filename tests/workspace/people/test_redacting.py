"""What is left of a text when somebody's words are cut out of it."""

from hypothesis import given
from hypothesis import strategies as st

from builders import make_source
from fou_toolkit.workspace.live.records import source_from, text_record
from fou_toolkit.workspace.people.leaving_words import LeavingWords, words_of
from fou_toolkit.workspace.people.redacting import Voice, cut_record, own_stretches

PEOPLE = {"Anne": "a" * 20, "Bo": "b" * 20, "Siri": "c" * 20}
WORDS = st.text("abcæøå 👩🏽‍🏫.", min_size=1, max_size=12).map(str.strip).filter(bool)
TALK = st.lists(st.tuples(st.sampled_from([*PEOPLE, "I"]), WORDS), min_size=1, max_size=8)


def cut_of(turns, *, names=("Anne",)):
    source = make_source(*(f"{who}: {words}" for who, words in turns), id="s")
    record = text_record(source, PEOPLE)
    stretches = own_stretches(record, Voice(PEOPLE["Anne"]), words_of(names, (), staying=()))
    return source, record, cut_record(record, stretches) if stretches else None


@given(TALK)
def test_what_others_said_stays_letter_by_letter(turns):
    _, record, cut = cut_of(turns)
    left = source_from(
        "s",
        {"attributes": {}, "digest": "", "name": ""},
        cut.record if cut else record,
        {u: n for n, u in PEOPLE.items()},
    )
    said = [(turn.speaker, left.text[turn.span.start : turn.span.end]) for turn in left.turns]
    assert said == [(who, words) for who, words in turns if who != "Anne"]
    assert "Anne" not in left.text
    labels = [left.text[mark.span.start : mark.span.end] for mark in left.marks if mark.kind == "label"]
    assert labels == [f"{who}: " for who, _ in turns if who != "Anne"]
    gone = [left.text[mark.span.start : mark.span.end] for mark in left.marks if mark.kind == "erased"]
    assert gone == ["[slettet]"] * sum(who == "Anne" for who, _ in turns)
    assert list(left.turns) == sorted(left.turns, key=lambda turn: turn.span)
    assert "Anne" not in cut.record["speakers"] if cut else True


@given(TALK, st.integers(0, 80), st.integers(1, 80))
def test_a_passage_keeps_exactly_what_others_said_in_it(turns, start, length):
    source, _, cut = cut_of(turns)
    if cut is None:
        return
    end = min(start + length, len(source.text))
    if start >= end:
        return
    moved, place = cut.steps.move(start, end), cut.place(start, end)
    if moved is not None:
        assert cut.record["text"][moved.start : moved.end] == source.text[start:end]
    # Sign by sign: what was not cut, and stands in the passage.
    gone = [span for span, _ in cut.spans]
    stays = [place for place in range(start, end) if not any(span.start <= place < span.end for span in gone)]
    spoken = [
        one
        for one in stays
        if any(turn.span.start <= one < turn.span.end and not turn.interviewer for turn in source.turns)
    ]
    if place is None:
        assert not "".join(source.text[one] for one in spoken).strip()
    else:
        left = cut.record["text"][slice(*place)].replace("[slettet]", "")
        assert left.strip() == "".join(source.text[one] for one in stays).strip()


def test_names_are_cut_as_words_also_in_the_genitive_and_not_in_other_names():
    words = words_of(["Anne", "P7"], (), staying=(), others=["Anne Marie", "Bo"])
    text = "Anne sa det. ANNE! Annes hus, Anne's hus. Annelise, Anne Marie og Anne Maries bror. P7 og P77, xP7. anne"
    cut = cut_record(
        {"text": text, "speakers": [], "people": [], "kinds": [], "turns": [], "marks": []},
        [(span, False) for span in words.named_in(text)],
    )
    assert cut.record["text"] == (
        "[slettet] sa det. [slettet]! [slettet]s hus, [slettet]'s hus. Annelise, Anne Marie og Anne Maries bror. "
        "[slettet] og P77, xP7. anne"
    )


def test_a_name_at_the_border_of_a_turn_keeps_the_turn_whole():
    source, _, cut = cut_of([("Bo", "Anne kom til Anne"), ("Siri", "ja")])
    [turn, _] = cut.record["turns"]
    assert cut.record["text"][turn[0] : turn[1]] == "[slettet] kom til [slettet]"
    span = source.turns[0].span
    assert cut.record["text"][slice(*cut.place(span.start, span.end))] == "[slettet] kom til [slettet]"


def test_five_words_in_a_row_are_a_quotation_unless_others_said_them():
    words = words_of(
        [], ["En to tre fire fem seks sju.", "ja det er riktig det ja"], staying=["Ja, det er riktig, det ja!"]
    )
    assert [span.start for span in words.quoted_in("Hun sa «to tre, FIRE fem seks» og gikk.")] == [8]
    assert words.quoted_in("ja det er riktig det ja") == []
    assert words.quoted_in("to tre fire fem") == []
    assert words.cleaned({"a": ["x to tre fire fem seks y"], "n": 1}, "…") == {"a": ["x … y"], "n": 1}
    assert LeavingWords().cleaned("alt", "…") == "alt"


def test_a_label_tells_whose_a_turn_is_where_nobody_else_is_known():
    source = make_source("Anne: hei", "Bo: ja", id="s")
    record = text_record(source, {"Bo": PEOPLE["Bo"]})
    assert list(Voice(PEOPLE["Anne"], frozenset({"Anne"})).said_in(record)) == ["hei"]
    assert not Voice(PEOPLE["Anne"]).speaks_in(record)
    assert not Voice().speaks_in(record)


def test_words_of_an_older_version_are_found_where_nobody_says_whose_they_are():
    said = "dette er noe som bare hun har sagt en gang"
    record = text_record(make_source(f"Bo: ja. {said}. Vel.", id="s"), PEOPLE)
    words = words_of(["Anne"], [said], staying=())
    [(span, more)] = own_stretches(record, Voice(PEOPLE["Anne"]), words)
    assert record["text"][span.start : span.end] == said
    assert more
