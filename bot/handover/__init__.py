"""Handing a talk to a person: the record, the brief and the queue."""
