"""The commands of `anxiu`."""
