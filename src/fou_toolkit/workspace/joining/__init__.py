"""Two copies of a project that went separate ways come together; what they disagree about is listed and settled."""
