"""People of a project: what they agreed to, how they leave, and the proof that nothing of them stayed behind."""

# The verbs are gathered on `Workspace`; what is here is imported from its module.
__all__: list[str] = []
