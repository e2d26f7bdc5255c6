"""Tests do not depend on the language of the machine."""

import pytest

from fou_toolkit._i18n import set_language


@pytest.fixture(autouse=True)
def bokmaal():
    set_language("nb")
    yield
    set_language(None)
