"""What the shop has settled at its desk: whether the bot answers, what is told to the buyers of an incident."""
