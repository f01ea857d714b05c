"""The repair request: its terms, its life, its visits, ratings and facts."""
