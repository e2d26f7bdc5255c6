import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.errors import CueError
from fou_toolkit.match import parse_cue
from fou_toolkit.match.cues import Choice, CueTree, How, Limit, Near, Phrase, Word
from strategies import cue_texts


def place(*words: str | Word, before: tuple[int, int] = (0, 0)) -> Choice:
    return Choice(tuple(Word(word) if isinstance(word, str) else word for word in words), before)


def phrase(*places: str | Choice) -> Phrase:
    return Phrase(tuple(place(one) if isinstance(one, str) else one for one in places))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("makt", phrase("makt")),
        ("  MAKT ", phrase("makt")),
        ("=makten", phrase(place(Word("makten", How.FORM)))),
        ("makt~", phrase(place(Word("makt", How.BEGINS)))),
        ("~makt", phrase(place(Word("makt", How.ENDS)))),
        ("~makt~", phrase(place(Word("makt", How.INSIDE)))),
        ("FoU‑arbeid don’t", phrase("fou-arbeid", "don't")),
        ("10.30", phrase("10.30")),
        ("ta ansvar", phrase("ta", "ansvar")),
        ("ta|få|=ha ~ansvar", phrase(place("ta", "få", Word("ha", How.FORM)), place(Word("ansvar", How.ENDS)))),
        ("ta _ ansvar", phrase("ta", place("ansvar", before=(1, 1)))),
        ("ta _{2} ansvar", phrase("ta", place("ansvar", before=(2, 2)))),
        ("ta _{0,3} ansvar", phrase("ta", place("ansvar", before=(0, 3)))),
        ("ta _{0,3} _ _{1,2} ansvar", phrase("ta", place("ansvar", before=(2, 6)))),
        ("ta _{0,30} ansvar", phrase("ta", place("ansvar", before=(0, 30)))),
        ("{bestemt} .. {før _{0,2} kom}", Near(phrase("bestemt"), phrase("før", place("kom", before=(0, 2))), 6)),
        ("{vi}..{0}{du}", Near(phrase("vi"), phrase("du"), 0)),
        ("{ ta _ } .. {vi}", None),
        ("{ta ansvar} ..{30} {vi}", Near(phrase("ta", "ansvar"), phrase("vi"), 30)),
    ],
)
def test_bodies(text, tree):
    if tree is None:
        with pytest.raises(CueError):
            parse_cue(text)
    else:
        assert parse_cue(text) == CueTree(tree)


def test_exceptions_stand_behind_and_can_be_phrases_and_pairs():
    found = parse_cue("praksis -i praksis -~praksis tirsdag -{i} .. {praksis}")
    assert found.body == phrase("praksis")
    assert found.exceptions == (
        phrase("i", "praksis"),
        phrase(place(Word("praksis", How.ENDS)), "tirsdag"),
        Near(phrase("i"), phrase("praksis"), 6),
    )


def test_a_hyphen_inside_of_a_word_is_no_exception():
    assert parse_cue("aha-opplevelse").exceptions == ()


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("[rolle=assistent|Fagarbeider]", Limit("role", ("assistent", "fagarbeider"))),
        ("[rolle!=forsker]", Limit("role", ("forsker",), excluded=True)),
        ("[ Rolle = assistent | student ]", Limit("role", ("assistent", "student"))),
        ("[sjanger=intervju]", Limit("genre", ("intervju",))),
        ("[fase=1]", Limit("phase", ("1",))),
        ("[sted=Sola]", Limit("site", ("sola",))),
        ("[stad=Sola]", Limit("site", ("sola",))),
        ("[nivå=eier]", Limit("level", ("eier",))),
        ("[språk=nn]", Limit("language", ("nn",))),
        ("[deltaker=P1]", Limit("participant", ("p1",))),
        ("[Avdeling=Blå og rød]", Limit("avdeling", ("blå og rød",))),
    ],
)
def test_limits(text, limit):
    assert parse_cue(f"praksis {text}") == CueTree(phrase("praksis"), limits=(limit,))


def test_several_limits_keep_their_order():
    found = parse_cue("praksis -i praksis [rolle=styrer] [ikke etter nektelse] [fase=1]")
    assert [limit.attribute for limit in found.limits] == ["role", "phase"]
    assert found.not_negated
    assert found.exceptions == (phrase("i", "praksis"),)


@pytest.mark.parametrize("text", ["ikke etter nektelse", "Ikkje etter nekting", "ikkje etter nektelse", "not negated"])
def test_negation_can_be_ruled_out_in_every_language(text):
    assert parse_cue(f"ansvar [{text}]") == CueTree(phrase("ansvar"), not_negated=True)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("   ", 0),
        ("-i praksis", 0),
        ("_ ansvar", 0),
        ("ta _", 4),
        ("ta _{3,1} ansvar", 3),
        ("ta _{31} ansvar", 3),
        ("ta _{0,20} _{0,20} ansvar", 11),
        ("ta_ansvar", 0),
        ("ta og/eller ansvar", 3),
        ("ansvar!", 0),
        ("ta|", 3),
        ("ta||få", 3),
        ("~", 0),
        ("=", 0),
        ("=makt~", 0),
        ("=~makt", 0),
        ("ma~kt", 0),
        ("{ta", 3),
        ("{ta} {ansvar}", 5),
        ("{ta} .. ansvar", 8),
        ("{ta} .. {ansvar} nå", 17),
        ("{} .. {ansvar}", 1),
        ("{ta} ..{31} {ansvar}", 5),
        ("praksis []", 9),
        ("praksis [rolle]", 9),
        ("praksis [rolle=]", 9),
        ("praksis [rolle=a|]", 9),
        ("praksis [rolle=a] igjen", 8),
        ("praksis ]", 8),
        ("praksis rolle]", 13),
        ("praksis -", 8),
        ("praksis -[fase=1]", 8),
        ("x" * 256, 0),
    ],
)
def test_what_does_not_follow_the_language_is_refused_and_the_place_named(text, position):
    with pytest.raises(CueError) as caught:
        parse_cue(text)
    assert caught.value.position == position
    assert str(position + 1) in caught.value.where
    assert caught.value.message


@given(st.text(st.sampled_from("ab~=|_{}.,0123 -[]!\n"), max_size=25))
def test_any_text_is_a_cue_or_refused_with_a_place_in_it(text):
    try:
        tree, position = parse_cue(text), 0
    except CueError as error:
        tree, position = None, error.position
    assert 0 <= position <= len(text)
    assert tree is None or tree == parse_cue(f"  {text} ")


@given(cue_texts())
def test_cues_of_the_language_are_read(text):
    """Case does not matter."""
    assert parse_cue(text) == parse_cue(text.upper())


def test_a_cue_error_is_a_value_error_with_advice():
    with pytest.raises(ValueError, match="og/eller") as caught:
        parse_cue("ta og/eller")
    assert isinstance(caught.value, CueError)
    assert caught.value.hint
