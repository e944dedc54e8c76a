"""How well buyers are understood: labelled lines in, scores and a report out. Knows nothing of Rasa."""
