"""After-sales as plain functions: facts ▸ clauses ▸ verdict ▸ case, with its clocks."""
