"""The worked examples of the rules: read, tried, judged."""
