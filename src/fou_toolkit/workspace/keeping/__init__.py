"""What keeps a project from harm: backups, snapshots, going back to one of them, and looking whether all is well."""
