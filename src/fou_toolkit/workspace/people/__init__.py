"""People of a project: what they agreed to, how they leave, and the proof that nothing of them stayed behind."""
