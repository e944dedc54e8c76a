"""What `docs` writes from the files: the clauses, the settings and the guides for people to read, and the coverage."""
