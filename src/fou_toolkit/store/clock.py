"""Hybrid logical clock (Kulkarni et al. 2014, Logical physical clocks): near to the wall clock, never going back."""

import time

__all__ = ["now_ms", "tick"]


def now_ms() -> int:
    """Give the wall clock in milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


def tick(latest: tuple[int, int], wall: int) -> tuple[int, int]:
    """Give the next time of the clock.

    Args:
        latest: The greatest time seen so far, of any copy.
        wall: The wall clock, milliseconds; it may go back, when the summer ends or somebody sets it.

    >>> tick((5, 2), 9), tick((5, 2), 5), tick((5, 2), 3)
    ((9, 0), (5, 3), (5, 3))
    """
    ms, count = latest
    return (wall, 0) if wall > ms else (ms, count + 1)
