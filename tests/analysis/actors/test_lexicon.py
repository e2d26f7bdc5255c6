"""The actor lexicon: what is shipped, what a researcher may write, what is refused."""

import pytest

from fou_toolkit._i18n import LANGUAGES, set_language
from fou_toolkit.analysis.actors import Actor, ActorLexicon, Level, lexicon_text, parse_lexicon, shipped_lexicon
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Cue, Localised

ROLES = {
    "barnehagelærer": "barnehagelærer barnehagelærar pedagog førskolelærer",
    "fagarbeider": "fagarbeider fagarbeidar",
    "praksislærer": "praksislærer praksislærar",
    "styrer": "styrer styrar",
    "eier": "eier eigar",
    "faglærer": "faglærer faglærar UH-lærer",
    "forsker": "forsker forskar researcher",
    "foreldre": "foreldre foresatte føresette",
    "prosjektleder": "prosjektleder prosjektleiar",
    "assistent": "Assistent assistant",
}


@pytest.mark.parametrize(("actor", "role"), [(actor, role) for actor, roles in ROLES.items() for role in roles.split()])
def test_roles_are_known_in_both_forms_of_norwegian(actor, role):
    assert shipped_lexicon().of_role(role) == actor


def test_blanks_and_capitals_make_no_difference():
    assert shipped_lexicon().of_role(" Pedagogisk  LEIAR ") == "pedagogisk leder"
    assert shipped_lexicon().of_level("Nursery") == "barnehage"


def test_what_is_not_in_the_lexicon_stays_as_it_is():
    lexicon = shipped_lexicon()
    assert lexicon.of_role("vaktmester") == lexicon.name_of("vaktmester") == "vaktmester"
    assert lexicon.of_level("galakse") == lexicon.level_name("galakse") == "galakse"
    assert lexicon.level_of("vaktmester") == ""
    assert "vaktmester" not in lexicon


def test_every_shipped_actor_has_a_name_in_every_language_and_words():
    for actor in shipped_lexicon():
        assert all((actor.name.nb, actor.name.nn, actor.name.en)), actor.id
        assert {cue.language for cue in actor.cues} == {"nb", "en"}, actor.id


def test_names_follow_the_language():
    names = []
    for language in LANGUAGES:
        set_language(language)
        names.append((shipped_lexicon().name_of("styrer"), shipped_lexicon().level_name("eier")))
    assert names == [("styrer", "eier"), ("styrar", "eigar"), ("head", "owner")]


def test_the_text_of_the_file_is_what_is_shipped():
    assert parse_lexicon(lexicon_text()) == shipped_lexicon()
    assert parse_lexicon(lexicon_text()).fingerprint == shipped_lexicon().fingerprint


def test_a_small_lexicon():
    text = """
        [[level]]
        id = "hus"
        [[actor]]
        id = "kokk"
        name = "kokk"
        level = "hus"
        roles = ["kjøkkensjef"]
        norwegian = ["kokk", "ho på kjøkkenet"]
        english = ["cook"]
        never = ["kokk til middag"]
    """
    lexicon = parse_lexicon(text)
    kokk = lexicon["kokk"]
    assert kokk.cues == (Cue("kokk"), Cue("ho på kjøkkenet"), Cue("cook", "en"))
    assert kokk.never == (Cue("kokk til middag"), Cue("kokk til middag", "en"))
    assert (kokk.level, str(kokk.name), lexicon.of_role("Kjøkkensjef")) == ("hus", "kokk", "kokk")
    assert list(lexicon) == [kokk]
    assert len(lexicon) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("[[actor]\n", "no TOML"),
        ("actor = 3", "list of tables"),
        ("actor = [3]", "list of tables"),
        ("[[actor]]\nlevel = ''", "no id"),
        ("[[actor]]\nid = 3", "no id"),
        ("[[actor]]\nid = 'a'\nnorsk = ['b']", "Unknown key: norsk"),
        ("title = 'a'\n[[actor]]\nid = 'a'", "Unknown key: title"),
        ("[[actor]]\nid = 'a'\nlevel = 'b'", "«b» is not possible for level"),
        ("[[actor]]\nid = 'a'\nlevel = 3", "«3» is not possible for level"),
        ("[[actor]]\nid = 'a'\nnorwegian = 'b'", "«b» is not possible for norwegian"),
        ("[[actor]]\nid = 'a'\nroles = [3]", "not possible for roles"),
        ("[[actor]]\nid = 'a'\nname = {no = 'b'}", "not possible for name"),
        ("[[actor]]\nid = 'a'\nname = 3", "not possible for name"),
        ("[[actor]]\nid = 'a'\nnorwegian = ['{b']", "a, cue «{b»"),
        ("[[actor]]\nid = 'a'\nnever = ['~']", "a, cue «~»"),
        ("[[actor]]\nid = 'a'\n[[actor]]\nid = 'a'", "«a» is not possible for id"),
        ("[[actor]]\nid = 'a'\n[[actor]]\nid = 'b'\nroles = ['A']", "«a» is not possible for roles"),
        ("[[level]]\nid = 'x'\n[[level]]\nid = 'y'\nalso = ['X']\n[[actor]]\nid = 'a'", "not possible for also"),
        ("[[level]]\nid = 'x'\nnearer = 1\n[[actor]]\nid = 'a'", "Unknown key: nearer"),
    ],
)
def test_what_is_no_lexicon_is_refused_with_the_reason(text, words):
    with pytest.raises(DataError) as caught:
        parse_lexicon(text)
    assert words in str(caught.value)


def test_an_unknown_actor_names_those_that_are_there():
    with pytest.raises(UnknownIdError, match="There are: a"):
        ActorLexicon((Actor("a", Localised("a")),), (Level("x", Localised("x")),))["b"]
