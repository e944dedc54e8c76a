"""The command line: one module per command, each with ``add`` for its arguments and one function that does it."""
