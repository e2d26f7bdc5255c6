"""Settings for all tests, and what lies beside the repository."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from fou_toolkit._i18n import set_language

SHARED = Path(__file__).resolve().parents[2] / "shared"
_ABSENT = "../shared is absent"

settings.register_profile(
    "fou",
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("fou")


@pytest.fixture
def english() -> Iterator[None]:
    """Address people in English during a test; folders whose tests compare messages use it for all of them."""
    set_language("en")
    yield
    set_language(None)


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """Give paths in `../shared`; skip the test if the folder is absent, fail if only the file is."""

    def path(name: str) -> Path:
        if not SHARED.is_dir():
            pytest.skip(_ABSENT)
        found = SHARED / name
        if not found.exists():
            pytest.fail(f"{SHARED} is there, but {name} is not in it")
        return found

    return path


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests had no data to work on."""
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if _ABSENT in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} tests skipped because ../shared is absent")
