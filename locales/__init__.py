"""The texts that people read: Fluent files per language, with typed keys."""
