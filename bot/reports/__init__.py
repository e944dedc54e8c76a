"""What happened in the shop, in numbers, and what gathers now."""
