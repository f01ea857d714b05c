"""Houses, estates and points: what is known of them, saved ones, and posters with their codes."""
