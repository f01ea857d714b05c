"""Many at once for little: every window is sold once, and nobody sees an error."""
