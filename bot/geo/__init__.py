"""Positions on the map: how far apart they are and in which district."""
