"""Everything goes wrong at once, for long: afterwards nothing is lost, doubled or out of its order."""
