"""What to say and do next: pure rules over the state of a talk, an event, and a narrow view of the world."""
