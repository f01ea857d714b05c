"""Engine, unit of work, and every difference between SQLite and PostgreSQL."""
