"""A simulated city over the real stack: invented people, firms and weather, one seed, one report."""
