"""The texts: whole in every language, used, readable on a phone."""
