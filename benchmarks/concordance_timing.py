"""How long something takes that may be over in a moment. Needs nothing but Python: any engine can use it."""

from collections.abc import Callable
from typing import Final

from measuring import Clock

__all__ = ["timed"]

_LONG_ENOUGH: Final = 0.05
_MOST: Final = 500


def timed(doing: Callable[[], object]) -> float:
    """Give the CPU seconds of one call; what is quick is called again and again, since clocks have their grain."""
    clock = Clock()
    doing()
    once = clock.lap()
    times = min(int(_LONG_ENOUGH / max(once, _LONG_ENOUGH / _MOST)), _MOST)
    if times <= 1:
        return once
    clock = Clock()
    for _ in range(times):
        doing()
    return clock.lap() / times
