"""Conversations as data, played against the whole application."""
