"""Photos and voice messages: what a file is, made harmless, kept, and what was said in it."""
