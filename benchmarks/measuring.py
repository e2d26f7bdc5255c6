"""CPU time and memory of the process that asks. Needs nothing but Python: any engine can use it."""

import gc
import sys
import time
from pathlib import Path

__all__ = ["Clock", "give_back", "peak", "resident"]


class Clock:
    """Tells how much CPU time (user and system) has gone since it was last asked."""

    def __init__(self) -> None:
        gc.collect()
        self._at = time.process_time()

    def lap(self) -> float:
        """Give the seconds since the last time, or since the clock was made."""
        now = time.process_time()
        gone, self._at = now - self._at, now
        return gone


def resident() -> int:
    """Give the bytes of memory this process holds now; where that cannot be asked for, the most it ever held."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return peak()
    import resource

    return int(statm.read_text(encoding="ascii").split()[1]) * resource.getpagesize()


def give_back() -> None:
    """Let the allocator give free memory back, where it can be told to (glibc)."""
    gc.collect()
    if sys.platform == "linux":
        import ctypes

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def peak() -> int:
    """Give the most memory this process has held."""
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
