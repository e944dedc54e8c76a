"""What people decide on cases: evidence judged, remedies granted; each decision an event that is only ever added."""
