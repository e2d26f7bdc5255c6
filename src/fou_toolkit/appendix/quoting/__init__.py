"""Which passages are quoted, and how their words are cut; nothing here writes a section."""

__all__: list[str] = []
