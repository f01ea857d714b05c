"""Backups: everything of an installation in one file, taken while it runs, restored on either database."""
