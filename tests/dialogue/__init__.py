"""The dialogue alone: pure rules over an invented world."""
