"""From a project on disk to its publication appendix, and back: build it, check it, run its notebooks."""

__all__: list[str] = []
