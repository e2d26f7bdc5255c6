import pytest

from builders import make_index, make_source
from fou_toolkit.errors import CueError
from fou_toolkit.match import find_cue, own_negators_in
from fou_toolkit.model import Cue
from fou_toolkit.text import Index


def found(cue: str | Cue, index: Index | str) -> list[str]:
    """Give the words of every hit."""
    index = make_index(index) if isinstance(index, str) else index
    hits = find_cue(Cue(cue) if isinstance(cue, str) else cue, index)
    return [" ".join(map(index.form, range(first, last + 1))) for first, last in hits.pairs()]


@pytest.mark.parametrize(
    ("cue", "text", "hits"),
    [
        ("makt", "Makt og makten, makter, MAKTA.", ["makt", "makten", "makter", "makta"]),
        ("makt", "makte, smakt og statsmakt", []),
        ("makten", "makt, makten", ["makten"]),
        ("tatt", "ta tar tok tatt", ["tatt"]),
        ("ta", "ta tar tok tatt", ["ta", "tar", "tok", "tatt"]),
        ("barnehage", "Barnehagens barnehager", ["barnehagens", "barnehager"]),
        ("=makten", "makt makten MAKTEN maktens", ["makten", "makten"]),
        ("=10.30", "kl. 10.30 og 10", ["10.30"]),
        ("fou-arbeid", "FoU‑arbeid FoU-arbeidet fou arbeid", ["fou-arbeid", "fou-arbeidet"]),
        ("makt~", "makt maktstruktur statsmakt smakt", ["makt", "maktstruktur"]),
        ("~makt", "makt maktstruktur statsmakten smakt avmakt", ["makt", "statsmakten"]),
        (
            "~makt~",
            "makt maktstruktur statsmakt definisjonsmakten avmakt",
            ["makt", "maktstruktur", "statsmakt", "definisjonsmakten"],
        ),
        ("~ansvar", "hovedansvaret og ansvarlig", ["hovedansvaret"]),
        ("lek~", "lek lekse lekeplass", ["lek", "lekeplass"]),
        ("ta|få|ha ansvar", "vi tar ansvar, får ansvaret og ga ansvar", ["tar ansvar", "får ansvaret"]),
        ("ta =ansvaret", "vi tok ansvar og tok ansvaret", ["tok ansvaret"]),
        ("ta ansvar", "vi tok ikke ansvar", []),
        ("ta _ ansvar", "vi tok ansvar, tok ikke ansvar, tok jo ikke ansvar", ["tok ikke ansvar"]),
        ("ta _{0,3} ansvar", "vi tar jo litt ansvar", ["tar jo litt ansvar"]),
        ("ta _{0,3} ansvar", "tar vi ansvar", ["tar vi ansvar"]),
        ("ta _{2,3} ansvar", "Tok ansvar! Tok vi ansvar! Tok vi jo ansvar!", ["tok vi jo ansvar"]),
        ("ta _{0,1} _ ansvar", "tok ansvar, tok vi ansvar, tok vi jo ansvar", ["tok vi ansvar", "tok vi jo ansvar"]),
        ("vi _{0,2} vi", "vi vi vi", ["vi vi", "vi vi vi", "vi vi"]),
        ("{bestemt} .. {før _{0,2} kom}", "Det var bestemt før vi kom.", ["bestemt før vi kom"]),
        ("{bestemt} .. {før _{0,2} kom}", "Før vi kom var det bestemt.", ["før vi kom var det bestemt"]),
        ("{vi} ..{0} {ansvar}", "ansvar vi og ansvar", ["ansvar vi"]),
        ("{vi} ..{1} {ansvar}", "ansvar vi og ansvar", ["ansvar vi", "vi og ansvar"]),
        ("{ta} .. {ta ansvar}", "ta ansvar", []),
        ("{ta} .. {ansvar}", "ta nå a b c d e ansvar", ["ta nå a b c d e ansvar"]),
        ("{ta} .. {ansvar}", "ta nå a b c d e f ansvar", []),
        ("praksis -i praksis", "I praksis er praksis god.", ["praksis"]),
        ("praksis -i praksis -praksis tirsdag", "Praksis tirsdag, i praksis.", []),
        ("~makt~ -statsmakt|styresmakt", "makt og statsmakt", ["makt"]),
        ("ta _{0,3} ansvar -=ikke", "vi tok ikke ansvar og tok ansvar", ["tok ansvar"]),
        ("{vi} .. {ansvar} -{ikke} ..{0} {ta}", "vi tok ikke ansvar", []),
    ],
)
def test_what_a_cue_finds(cue, text, hits):
    assert found(cue, text) == hits


@pytest.mark.parametrize(
    "text",
    [
        "vi tok, eh, ansvar",
        "vi tok – ansvar",
        "vi tok eh [latter] hm ansvar",
        "vi tok\u00a0«ansvar»",
        "vi tok (ansvar)",
        "😀 vi tok 👩‍👩‍👧 ansvar",
        "da alle de andre i barnehagen sov, var det vi som tok\nansvar for alt det som måtte gjøres før de våknet",
    ],
)
def test_signs_fillers_marks_and_wrapped_lines_do_not_part_a_phrase(text):
    assert found("ta ansvar", text) == ["tok ansvar"]


@pytest.mark.parametrize("text", ["vi tok. Ansvar", "vi tok\n\nansvar", "vi tok?! Ansvar", "vi tok\n- ansvar"])
@pytest.mark.parametrize("cue", ["ta ansvar", "ta _{0,9} ansvar", "{ta} .. {ansvar}"])
def test_nothing_crosses_a_sentence(cue, text):
    assert found(cue, text) == []


def test_nothing_crosses_a_turn_or_a_source():
    index = make_index(make_source("vi tok", "ansvar", id="a"), make_source("ansvar", id="b"))
    assert found("ta _{0,9} ansvar", index) == []


def test_an_exception_counts_only_where_it_shares_a_word():
    index = make_index("Vi gjør det i praksis. Praksis er fint, i praksis.")
    hits = find_cue(Cue("praksis -i praksis"), index)
    assert hits.pairs() == [(5, 5)]


def test_bokmal_and_nynorsk_cues_look_at_both_and_english_cues_at_english():
    index = make_index(
        make_source("ansvar", id="a", language="nb"),
        make_source("ansvar", id="b", language="nn"),
        make_source("ansvar", id="c", language="en"),
    )
    assert find_cue(Cue("ansvar", "nb"), index).pairs() == [(0, 0), (1, 1)]
    assert find_cue(Cue("ansvar", "nn"), index).pairs() == [(0, 0), (1, 1)]
    assert find_cue(Cue("ansvar", "en"), index).pairs() == [(2, 2)]


def test_english_has_its_own_lemmas():
    index = make_index(make_source("She takes responsibilities", language="en"))
    assert found(Cue("take responsibility", "en"), index) == ["takes responsibilities"]


def test_a_lemma_is_found_in_both_written_norwegians():
    index = make_index(make_source("Vi tar ansvaret", id="a"), make_source("Vi tek ansvaret", id="b", language="nn"))
    assert found("ta ansvar", index) == ["tar ansvaret", "tek ansvaret"]


def test_offsets_are_code_points_of_the_text():
    source = make_source("Anne: 👩‍👩‍👧 m\u0308akt, å TOK vi ikkje, eh, ansvar'?", language="nn")
    index = make_index(source)
    [(first, last)] = find_cue(Cue("ta _{0,3} ansvar"), index).pairs()
    name, span = index.locate(int(index.start[first]), int(index.end[last]))
    assert (name, span.of(source.text)) == ("s1", "TOK vi ikkje, eh, ansvar")


def test_nothing_is_found_where_nothing_is_said():
    for cue in ("makt", "=makt", "~makt~", "ta _{0,3} ansvar", "{ta} .. {ansvar}", "makt -makt", "makt [språk=nn]"):
        assert found(cue, "") == []


@pytest.mark.parametrize(
    ("cue", "counts"),
    [
        ("ansvar", [0, 0]),
        ("ikke ansvar", [1]),
        ("ikke|nok ansvar", [1, 0]),
        ("{ikke ansvar} .. {aldri}", [2]),
        ("=ikke _{0,2} aldri", [2]),
        ("makt", []),
    ],
)
def test_a_cue_knows_how_many_negators_it_names_in_each_hit(cue, counts):
    index = make_index("ikke ansvar aldri nok ansvar")
    assert own_negators_in(Cue(cue), index, find_cue(Cue(cue), index)).tolist() == counts


def test_a_wrong_cue_is_refused_when_it_is_looked_for():
    with pytest.raises(CueError):
        found("ta og/eller", "ta og eller")
