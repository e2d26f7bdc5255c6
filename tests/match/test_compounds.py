import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_index
from fou_toolkit.match.compounds import compounds_with, is_compound_of
from fou_toolkit.match.cues import How
from fou_toolkit.text import fold
from strategies import any_text, words

BEGINS, ENDS, INSIDE = How.BEGINS, How.ENDS, How.INSIDE
BOTH = pytest.mark.parametrize("language", ["nb", "nn"])

FOUND = {
    ("makt", INSIDE): (
        "makt makten makta maktene makts statsmakt statsmakten styresmakt styresmaktene definisjonsmakten kongemakten "
        "maktstruktur maktstrukturen maktbruk maktovertakelse overmakt ordmakt skattestyremaktene makt-struktur fou-makt"
    ),
    ("makt", BEGINS): "makt makten maktstruktur maktstrukturene maktsenter makt-",
    ("makt", ENDS): "makt makten statsmakt statsmakten definisjonsmakten klubb-makt",
    ("ansvar", ENDS): "ansvar ansvaret hovedansvar hovedansvaret hovudansvaret medansvar samfunnsansvaret eigenansvar",
    ("lek", BEGINS): "lek lekeplass lekeplassen lekegruppe",
    ("problem", BEGINS): "problem problemer problemstilling problemløsning problemløsningen",
    (
        "barn",
        BEGINS,
    ): "barn barna barnets barnehage barnehageplass barnehageplassen barnehagestyrer barnehagestyrar barnevernsloven barneårene",
    ("blogg", BEGINS): "blogg bloggen blogginnlegg",
    ("nettverk", INSIDE): "nettverk nettverket nettverksmøte forskernettverk forskarnettverket fagnettverkene",
    ("teori", INSIDE): "teori teorier teoriar teorigrunnlag læringsteori læringsteoriene",
    ("møte", ENDS): "møte møtet møter møtene foreldremøte foreldremøtet personalmøter klimatoppmøte",
}
NOT_FOUND = {
    ("makt", INSIDE): (
        "avmakt avmakten avmaktsfølelse vanmakt umakt mismakt u-makt smakt smakte smaktest makteslaus makteslause "
        "makteslaust maktesløs maktesløse maktesløst maktesløshet maktlaus maktløs maktløse klimakteriet mellomakt "
        "femakt kremaktig almaktig makte maktet makt3 kvinne-avmakt"
    ),
    ("makt", BEGINS): "statsmakt definisjonsmakten makte maktet makteslaus avmakt",
    ("makt", ENDS): "maktstruktur statsmaktstruktur avmakt vanmakten smakt makte",
    ("ansvar", ENDS): "ansvarlig ansvarsområde uansvar medansvarlege",
    ("lek", BEGINS): "lekse lekk lekkasje blek lekte flekk",
    ("problem", BEGINS): "problemløs problemløse hovedproblem",
    ("nettverk", INSIDE): "nett verk nettverksløs",
    ("teori", INSIDE): "kategori kategorier teoretisk",
    ("møte", ENDS): "møteplass møterom",
}


def _cases(table):
    return [(form, stem, how) for (stem, how), forms in table.items() for form in forms.split()]


@BOTH
@pytest.mark.parametrize(("form", "stem", "how"), _cases(FOUND))
def test_found(form, stem, how, language):
    assert is_compound_of(form, stem, how, language)


@BOTH
@pytest.mark.parametrize(("form", "stem", "how"), _cases(NOT_FOUND))
def test_not_found(form, stem, how, language):
    assert not is_compound_of(form, stem, how, language)


@BOTH
@pytest.mark.parametrize("form", ["lekser", "leksene"])
def test_an_inflected_form_is_judged_as_its_dictionary_form(form, language):
    assert not is_compound_of(form, "lek", BEGINS, language)


def test_a_stem_that_occurs_twice_is_looked_at_twice():
    """The first `makt` stands in `smakt`, the second is `makt` itself."""
    assert is_compound_of("avmakt-makt", "makt", ENDS, "nb")


@given(
    st.one_of(words, any_text).map(fold),
    st.sampled_from(["makt", "ansvar", "leke", "barn"]),
    st.sampled_from([BEGINS, ENDS, INSIDE]),
)
def test_what_is_found_contains_the_stem_where_it_has_to_stand(form, stem, how):
    if is_compound_of(form, stem, how, "nb"):
        assert stem in form
        assert how is not BEGINS or form.startswith(stem)


@pytest.mark.parametrize("stem", ["makt", "ansvar", "barn"])
def test_inside_finds_at_least_what_beginning_and_ending_find(stem):
    for forms in FOUND.values():
        for form in forms.split():
            narrow = is_compound_of(form, stem, BEGINS, "nb") or is_compound_of(form, stem, ENDS, "nb")
            assert not narrow or is_compound_of(form, stem, INSIDE, "nb")


def test_compounds_are_looked_up_in_the_vocabulary():
    index = make_index("Statsmakt, smakt, MAKTEN og maktstruktur, avmakt og ansvar.")
    forms = index.vocabulary.forms
    assert [forms[number] for number in compounds_with(index.vocabulary, "makt", INSIDE, "nb")] == [
        "makten",
        "maktstruktur",
        "statsmakt",
    ]
    assert [forms[number] for number in compounds_with(index.vocabulary, "makt", ENDS, "nn")] == ["makten", "statsmakt"]
    assert compounds_with(index.vocabulary, "makt", INSIDE, "en").tolist() == []


def test_what_was_found_belongs_to_its_vocabulary():
    """Another corpus has other types under the same numbers."""
    one, two = make_index("statsmakt"), make_index("ansvar statsmakt")
    assert compounds_with(one.vocabulary, "makt", ENDS, "nb").tolist() == [0]
    assert compounds_with(two.vocabulary, "makt", ENDS, "nb").tolist() == [1]
    assert compounds_with(one.vocabulary, "makt", BEGINS, "nb").tolist() == []


@given(words.map(fold), st.sampled_from(list(How)), st.sampled_from(["nb", "nn", "en"]))
def test_the_stem_itself_is_always_found(stem, how, language):
    assert is_compound_of(stem, stem, how, language)
