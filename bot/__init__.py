"""Talks to people: dialogue, understanding, channels, pages, mail, and the wiring of it all."""
