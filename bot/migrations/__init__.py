"""The history of the database schema, one file a step; `bot.store.ensure_schema` runs it."""
