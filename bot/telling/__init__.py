"""Verdicts, cases and handovers in the words of the shop's staff, for the terminal and the desk alike."""
