"""The simulated city and the checker."""
