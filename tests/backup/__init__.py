"""Backups made and restored: on both databases, from every schema, while others write, and when something is wrong."""
