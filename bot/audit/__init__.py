"""Who saw and did what at the desk: written once, never changed."""
