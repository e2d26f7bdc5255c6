"""Messages are compared in the language they are written in."""

import pytest


@pytest.fixture(autouse=True)
def _english(english):
    """Compare messages in English."""
