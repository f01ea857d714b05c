"""Trains the model from the corpus, and measures how well it understands."""
