"""What comes in, what goes out and what falls due: stored first, handled once, delivered until it arrives."""
