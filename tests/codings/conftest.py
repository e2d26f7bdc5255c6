"""Messages are compared in the language they are written in."""

import pytest

from fou_toolkit._i18n import set_language


@pytest.fixture(autouse=True)
def _english():
    set_language("en")
    yield
    set_language(None)
