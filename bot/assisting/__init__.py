"""Helping a person to answer: drafts and what became of them, what may be promised, what is learnt from edits."""
