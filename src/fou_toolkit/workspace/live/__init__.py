"""A project that lives: what is stored, what it means, and the verbs on it."""

# Nothing is gathered here: the modules need each other in an order of their own.
__all__: list[str] = []
