"""Archives: written, taken out, checked and brought back, on both databases, also when something dies in between."""
