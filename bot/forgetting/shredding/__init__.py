"""Deleting so that an SQLite file does not keep what was deleted."""
