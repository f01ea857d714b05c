"""What the guides promise must be there."""
