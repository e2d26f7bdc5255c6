"""What keeps a project from harm: backups, snapshots, going back to one of them, and looking whether all is well."""

# The verbs are gathered on `Workspace`; what is here is imported from its module.
__all__: list[str] = []
