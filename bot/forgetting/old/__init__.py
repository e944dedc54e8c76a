"""What is older than the shop keeps it."""
