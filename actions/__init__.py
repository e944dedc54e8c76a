"""Rasa's actions: slots in, one call of the service, one named reply out. Nothing is decided here."""
