"""Ways in and out: scripts, the terminal, the command line."""
