"""What stays of a buyer who is forgotten: the books of the shop, under a pseudonym and without the buyer's words."""
