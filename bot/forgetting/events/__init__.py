"""What Rasa keeps of the talks in a store of its own."""
