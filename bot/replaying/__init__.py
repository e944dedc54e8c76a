"""Talks from a file held again with the bot as it is now, and their transcripts compared."""
