"""Forgetting: one buyer by their id, or whatever is older than the shop keeps it."""
