"""Every error is ours and the built-in one that a caller expects."""

import builtins
import inspect
import pickle

import pytest

from fou_toolkit import errors
from fou_toolkit.errors import CueError, FouError, UnknownIdError

OURS = [kind for name, kind in vars(errors).items() if inspect.isclass(kind) and name in errors.__all__]
EXPECTED = {
    "ReadError": ValueError,
    "MaterialError": FileNotFoundError,
    "WriteError": OSError,
    "CodebookError": ValueError,
    "CueError": ValueError,
    "UnknownIdError": KeyError,
    "SettingsError": ValueError,
    "DataError": ValueError,
    "MissingPackageError": ImportError,
    "DamageError": ValueError,
    "NewerVersionError": ValueError,
    "BusyError": TimeoutError,
    "StaleError": RuntimeError,
}


def test_all_errors_are_exported():
    defined = {name for name, kind in vars(errors).items() if inspect.isclass(kind) and issubclass(kind, Exception)}
    assert defined == set(errors.__all__) == {*EXPECTED, "FouError"}


@pytest.mark.parametrize("name", EXPECTED)
def test_an_error_is_ours_and_the_builtin_a_caller_expects(name):
    assert issubclass(getattr(errors, name), (FouError, EXPECTED[name]))
    with pytest.raises(EXPECTED[name]):
        raise getattr(errors, name)("what happened")


@pytest.mark.parametrize("kind", OURS)
def test_the_docstring_of_the_module_draws_the_tree_with_every_error(kind):
    bases = [base.__name__ for base in kind.__bases__ if base.__module__ == builtins.__name__ and base is not Exception]
    [line] = [line for line in errors.__doc__.splitlines() if f" {kind.__name__} " in f"{line} "]
    assert all(f"({base})" in line for base in bases)


@pytest.mark.parametrize("kind", OURS)
def test_an_error_says_where_what_and_what_to_do(kind):
    error = kind("Det gikk galt.", where="bok.yaml:3:1", hint="Prøv igjen.")
    assert str(error) == "bok.yaml:3:1: Det gikk galt.\n  → Prøv igjen."
    assert (error.message, error.where, error.hint) == ("Det gikk galt.", "bok.yaml:3:1", "Prøv igjen.")


@pytest.mark.parametrize("kind", OURS)
def test_an_error_without_place_and_hint_is_its_message(kind):
    assert str(kind("Det gikk galt.")) == "Det gikk galt."


@pytest.mark.parametrize("kind", OURS)
def test_an_error_survives_the_way_to_another_process(kind):
    error = pickle.loads(pickle.dumps(kind("Det gikk galt.", where="her", hint="Prøv igjen.")))
    assert type(error) is kind
    assert str(error) == "her: Det gikk galt.\n  → Prøv igjen."


def test_an_unknown_id_is_not_shown_in_the_quotes_of_a_key_error():
    assert str(UnknownIdError("There is no code «X».")) == "There is no code «X»."


def test_a_cue_error_knows_its_place_in_the_cue():
    assert CueError("«]» without «[».", position=4).position == 4
    assert CueError("The cue is empty.").position == 0
