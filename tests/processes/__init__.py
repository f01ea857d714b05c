"""Several processes over one PostgreSQL: woken by each other, killed, and with a database that goes away."""
