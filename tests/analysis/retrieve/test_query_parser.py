"""From a query to a tree and back; what is wrong is said, with the place."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fou_toolkit._i18n import set_language
from fou_toolkit.analysis.retrieve import parse_query, written
from fou_toolkit.analysis.retrieve.faults import pointed
from fou_toolkit.analysis.retrieve.keywords import RELATIONS, WORDS
from fou_toolkit.analysis.retrieve.tree import (
    And,
    AnyCode,
    Coded,
    Has,
    Not,
    Or,
    Pattern,
    Reach,
    Related,
    Said,
    parts_of,
)
from fou_toolkit.errors import DataError, FouError
from strategies import any_text

M2, F6, K1, K2, T1 = (Coded(name) for name in ("M2", "F6", "K1", "K2", "T1"))
ASSISTANT, EARLY = Has("role", ("assistent",)), Has("phase", ("1",))


@pytest.fixture(autouse=True)
def _english(english):
    """Compare messages in English."""


class TestWhatIsRead:
    @pytest.mark.parametrize(
        ("text", "tree"),
        [
            ("M2", M2),
            ("*", AnyCode()),
            ("M2 and role:assistent and not phase:1", And((M2, ASSISTANT, Not(EARLY)))),
            ("M2 AND role=assistent", And((M2, ASSISTANT))),
            ("F6 near T1 within 2 sentences", Related(F6, "near", T1, Reach(2))),
            ("F6 near T1", Related(F6, "near", T1, Reach(2))),
            ("K1 overlaps K2", Related(K1, "overlaps", K2)),
            ("K1 before K2 within 3 turns", Related(K1, "before", K2, Reach(3, "turn"))),
            ("K1 follows K2 within 1 turn", Related(K1, "after", K2, Reach(1, "turn"))),
            ("K1 near K2 within 20 words", Related(K1, "near", K2, Reach(20, "word"))),
            ("K1 inside K2", Related(K1, "inside", K2)),
            ("K1 contains K2", Related(K1, "contains", K2)),
            ("K1 not near K2", Related(K1, "near", K2, Reach(2), negated=True)),
            ('"ta ansvar"', Said("ta ansvar")),
            ("«ta ansvar»", Said("ta ansvar")),
            ("“ta ansvar”", Said("ta ansvar")),
            ("/ansvar(et)?/", Pattern("ansvar(et)?")),
            (r"/ja\/nei\d/", Pattern(r"ja/nei\d")),
            ('role:"pedagogisk leder"', Has("role", ("pedagogisk leder",))),
            ("phase:1,2", Has("phase", ("1", "2"))),
            ("phase : 1 , 2", Has("phase", ("1", "2"))),
            ("phase>=2", Has("phase", ("2",), ">=")),
            ("date<2024-08", Has("date", ("2024-08",), "<")),
            ("role!=forsker", Has("role", ("forsker",), "!=")),
            ("role:and", Has("role", ("and",))),
            ('"and":x', Has("and", ("x",))),
            ('phase:""', Has("phase", ("",))),
            ('"min kolonne":x', Has("min kolonne", ("x",))),
            ('code:"min kode"', Coded("min kode")),
            ("code:M2,F6", Or((M2, F6))),
            ("code!=M2", Not(M2)),
            ("(M2)", M2),
            ("not not M2", Not(Not(M2))),
        ],
    )
    def test_a_query_is_this_tree(self, text, tree):
        assert parse_query(text) == tree

    @pytest.mark.parametrize(
        ("norwegian", "english"),
        [
            ("M2 og rolle:assistent og ikke fase:1", "M2 and role:assistent and not phase:1"),
            ("M2 eller ikkje F6", "M2 or not F6"),
            ("F6 nær T1 innen 2 setninger", "F6 near T1 within 2 sentences"),
            ("F6 nær T1 innan 2 setningar", "F6 near T1 within 2 sentences"),
            ("F6 før T1 innen 3 replikker", "F6 before T1 within 3 turns"),
            ("F6 etter T1 innan 3 replikkar", "F6 after T1 within 3 turns"),
            ("F6 følger T1 innen 1 replikk", "F6 follows T1 within 1 turn"),
            ("F6 nær T1 innen 5 ord", "F6 near T1 within 5 words"),
            ("K1 overlapper K2", "K1 overlaps K2"),
            ("K1 overlappar K2", "K1 overlaps K2"),
            ("K1 inni K2", "K1 inside K2"),
            ("K1 innanfor K2", "K1 inside K2"),
            ("K1 inneholder K2", "K1 contains K2"),
            ("K1 inneheld K2", "K1 contains K2"),
            ("K1 ikke nær K2", "K1 not near K2"),
            ("nivå:barnehage", "level:barnehage"),
            ("stad:kommunen eller sted:kommunen", "site:kommunen or site:kommunen"),
            ("sjanger:intervju", "genre:intervju"),
            ("språk:nn", "language:nn"),
            ("deltakar:Mona", "participant:Mona"),
            ("tekst:logg_mona", "source:logg_mona"),
            ("dato>2024", "date>2024"),
            ("kode:M2 og kodet_av:a", "code:M2 and coder:a"),
            ("koda_av:a", "coder:a"),
        ],
    )
    def test_norwegian_words_mean_the_same(self, norwegian, english):
        assert parse_query(norwegian) == parse_query(english)

    def test_letters_of_two_code_points_are_one_letter(self):
        assert parse_query(unicodedata.normalize("NFD", "nivå:små")) == parse_query("nivå:små")

    @pytest.mark.parametrize(
        ("bare", "full"),
        [
            ("M2 or F6 and K1", "M2 or (F6 and K1)"),
            ("M2 and F6 or K1", "(M2 and F6) or K1"),
            ("M2 and F6 near K1", "M2 and (F6 near K1)"),
            ("F6 near K1 and M2", "(F6 near K1) and M2"),
            ("not M2 and F6", "(not M2) and F6"),
            ("not M2 near F6", "(not M2) near F6"),
            ("not role:a or M2", "(not role:a) or M2"),
        ],
    )
    def test_not_binds_more_than_near_than_and_than_or(self, bare, full):
        assert parse_query(bare) == parse_query(full)

    def test_a_tree_knows_where_its_parts_were_written(self):
        tree = parse_query("M2 and (phase:1,2 or F6)")
        places = {type(part).__name__: part.at for part in parts_of(tree)}
        assert places == {"And": 0, "Coded": 21, "Or": 8, "Has": 8}
        [has] = [part for part in parts_of(tree) if isinstance(part, Has)]
        assert has.places == (14, 16)


BARE = st.sampled_from(["M2", "F6", "K", "pedagogisk", "2024-01-01", "Åse", "😀", "x.y-z_"])
ANY = st.one_of(
    BARE,
    st.sampled_from(["min kode", "og", "NEAR", 'a"b', "a\\b", "a/b", "(", "«x»", "1,2", "a:b", 'a "b" \\ c', "a b\\"]),
)
TERMS = st.one_of(
    st.builds(Coded, ANY),
    st.just(AnyCode()),
    st.builds(Said, st.sampled_from(["ta ansvar", "ta _{0,3} ansvar", "~makt~ -i praksis [rolle=a]", "{a} .. {b}"])),
    st.builds(Pattern, st.sampled_from(["a", "a/b", r"\d\\", r"\\/x", r"[/]"])),
    st.builds(
        Has,
        st.sampled_from(["role", "phase", "min kolonne", "og", "coder", "x>y"]),
        st.lists(st.one_of(ANY, st.just("")), min_size=1, max_size=3).map(tuple),
        st.sampled_from(["=", "!="]),
    ),
    st.builds(
        Has,
        st.sampled_from(["phase", "date"]),
        st.sampled_from([("2",), ("2.5",), ("2024-08",), ("2024-08-01",)]),
        st.sampled_from(["<", "<=", ">", ">="]),
    ),
)


def grown(inner):
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    reach = st.builds(Reach, st.integers(0, 1000), st.sampled_from(["sentence", "turn", "word"]))
    far = st.builds(Related, inner, st.sampled_from(["near", "before", "after"]), inner, reach, st.booleans())
    close = st.builds(Related, inner, st.sampled_from(["overlaps", "inside", "contains"]), inner, negated=st.booleans())
    return st.one_of(st.builds(And, several), st.builds(Or, several), st.builds(Not, inner), far, close)


@settings(max_examples=300)
@given(st.recursive(TERMS, grown, max_leaves=8))
def test_a_tree_that_is_written_is_read_as_the_same_tree(tree):
    assert parse_query(written(tree)) == tree


PIECES = [
    *WORDS,
    *'()*,:=<>!|&/"«»\\ ',
    "M2",
    "role:a",
    "within 2 sentences",
    "2",
    '"ta ansvar"',
    "/a/",
    "phase>=2",
    "code:",
    "\n",
]


@settings(max_examples=500)
@given(
    st.one_of(
        any_text,
        st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
        st.lists(st.sampled_from(PIECES)).map("".join),
    )
)
def test_whatever_is_written_is_a_tree_or_an_error_of_ours(text):
    try:
        tree = parse_query(text)
    except FouError as error:
        found = str(error)
    else:
        assert parse_query(written(tree)) == tree
        return
    assert found.startswith("query, character ")


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("text", "position", "message", "hint"),
        [
            ("", 1, "The query is empty.", "M2"),
            ("   ", 1, "The query is empty.", "M2"),
            ("M2 F6", 4, "«and» or «or» is missing here.", "Write: M2 and F6"),
            ("role assistent", 6, "«and» or «or» is missing here.", "Did you mean «role:assistent»?"),
            ("rolle assistent", 7, "«and» or «or» is missing here.", "Did you mean «rolle:assistent»?"),
            ("role:pedagogisk leder", 17, "«and» or «or» is missing here.", '"pedagogisk leder"'),
            ("role:a,pedagogisk leder", 19, "«and» or «or» is missing here.", '"pedagogisk leder"'),
            ("M*", 2, "«and» or «or» is missing here.", "A theme stands for all of its codes: M"),
            ("M2 not F6", 4, "«and» or «or» is missing here.", "Write: M2 and not"),
            ("M2 and", 7, "Something has to stand after «and».", "Such as a code"),
            ("M2 and or F6", 8, "Something has to stand after «and».", ""),
            ("and M2", 1, "Something has to stand before «and».", ""),
            ("not", 4, "Something has to stand after «not».", ""),
            ("()", 2, "Something has to stand after «(».", ""),
            ("(M2", 1, "The parenthesis that stands here is not closed.", ""),
            ("((M2) and F6", 1, "The parenthesis that stands here is not closed.", ""),
            ("M2)", 3, "«)» without «(».", ""),
            (")", 1, "«)» without «(».", ""),
            ("M2, F6", 3, "A comma stands between values only.", "phase:1,2"),
            (":1", 1, "A name is missing before «:».", "role:assistent"),
            ("M2 and >1", 8, "A name is missing before «>».", "role:assistent"),
            ("role:", 6, "A value is missing after «role:».", ""),
            ("role:a,", 8, "A value is missing after «,».", ""),
            ("role: (a)", 7, "A value is missing after «role:».", ""),
            ("phase>=ny", 8, "«ny» is neither a number nor a date.", "phase>=2"),
            ("phase>1,2", 9, "«>» goes with one value.", "phase>=2"),
            ("code>M2", 5, "Codes are neither more nor less.", "M2"),
            ("K1 near K2 near K3", 12, "Which two belong together is not clear.", "parentheses"),
            ("K1 overlaps K2 within 2 sentences", 16, "«within» does not fit here.", "near"),
            ("K1 within 2 sentences", 4, "«within» does not fit here.", "near"),
            ("K1 near K2 within two sentences", 19, "A number is missing after «within».", "K1 near"),
            ("K1 near K2 innen", 17, "A number is missing after «innen».", "K1 near"),
            ("K1 near K2 within 2", 20, "Sentences, turns or words have to follow the number.", "K1 near"),
            ("K1 near K2 within 2 pages", 21, "Sentences, turns or words have to follow the number.", "K1 near"),
            ("K1 near K2 within 2000 words", 19, "That is too far: 1000 at most.", ""),
            ('M2 and "ta ansvar', 8, "The quotation mark that stands here is not closed.", ""),
            ("M2 and /ansvar", 8, "The stroke that stands here is not closed.", ""),
            ('M2 and "ta _"', 13, "«_» stands between two words.", "ta _ ansvar"),
            ('M2 and ""', 9, "The cue is empty.", "Write at least one word."),
            ("//", 1, "The pattern is empty.", ""),
            ("M2 or /a(b/", 9, "This is no regular expression: missing ), unterminated subpattern.", ""),
            ("M2 ! F6", 4, "«!» means nothing here.", "quotation marks"),
            ("M2 »", 4, "«»» means nothing here.", ""),
        ],
    )
    def test_the_message_names_the_place_and_what_to_write(self, text, position, message, hint):
        with pytest.raises(DataError) as raised:
            parse_query(text)
        error = raised.value
        assert error.message.splitlines()[0] == message
        assert error.where == f"query, character {position}"
        assert hint in error.hint
        if text.strip():
            _, line, caret = error.message.split("\n")
            assert line.strip() == text.strip()
            assert caret.index("^") == position + 1

    def test_people_are_addressed_in_their_language(self):
        set_language("nb")
        with pytest.raises(DataError) as raised:
            parse_query('M2 and "ta ansvar')
        assert raised.value.message.startswith("Anførselstegnet")

    def test_what_is_no_text_is_no_query(self):
        with pytest.raises(DataError, match="A query is a text"):
            parse_query(2)

    def test_a_query_is_not_nested_without_end(self):
        assert parse_query("(" * 40 + "M2" + ")" * 40) == M2
        for text in ("(" * 41 + "M2" + ")" * 41, "not " * 900 + "M2", "(not " * 300):
            with pytest.raises(DataError, match="within each other"):
                parse_query(text)

    def test_a_query_has_an_end(self):
        with pytest.raises(DataError, match="longer than 4000 signs"):
            parse_query("M2 or " * 1000 + "M2")

    def test_many_parts_side_by_side_are_no_trouble(self):
        assert len(parse_query(" or ".join(["M2"] * 600)).parts) == 600


class TestTheCaret:
    def test_it_stands_under_the_sign_however_wide_the_others_are(self):
        assert pointed("😀 F6", 2).split("\n") == ["  😀 F6", "     ^"]
        assert pointed("a\u030a F6", 3).split("\n") == ["  a\u030a F6", "    ^"]

    def test_line_ends_become_blanks(self):
        assert pointed("M2\nand\tF6 K", 10).split("\n") == ["  M2 and F6 K", "            ^"]

    def test_of_a_long_query_the_neighbourhood_is_shown(self):
        shown, caret = pointed("x" * 100 + "K" + "y" * 100, 100).split("\n")
        assert (shown[:3], shown[-1]) == ("  …", "…")
        assert len(shown) < 80
        assert shown[caret.index("^")] == "K"


def test_every_relation_has_its_word():
    assert set(RELATIONS) <= set(WORDS.values())
