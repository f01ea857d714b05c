"""Carries out what the dialogue wants done: one file per kind of act."""
