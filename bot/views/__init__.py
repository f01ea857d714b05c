"""Reads from the database what dialogue, pages and commands show, as values."""
