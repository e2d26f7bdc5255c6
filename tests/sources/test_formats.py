"""The formats that can be read."""

import importlib

from fou_toolkit.sources import READERS


def test_every_format_is_a_module_of_its_own_that_describes_it():
    for ending, reader in READERS.items():
        module = importlib.import_module(f"fou_toolkit.sources.{ending[1:]}")

        assert module.parse is reader
        assert "lost" in (module.__doc__ or "").casefold(), "says what is lost"


def test_endings_are_small_letters_with_a_point():
    assert all(ending.startswith(".") and ending == ending.casefold() for ending in READERS)
