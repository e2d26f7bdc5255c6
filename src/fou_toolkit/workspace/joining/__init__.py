"""Two copies of a project that went separate ways come together; what they disagree about is listed and settled."""

# The verbs are gathered on `Workspace`; what is here is imported from its module.
__all__: list[str] = []
