"""Guides, decisions and the generator of the diagrams among them."""
