"""What a process does while it runs: serving, ticking, standing by, waking, telling whether it is ready."""
