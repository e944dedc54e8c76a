"""The pictures and videos that buyers send: what is known of each."""
