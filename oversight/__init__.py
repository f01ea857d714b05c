"""What supervisors see: satisfaction, rankings, alerts, all computed from facts."""
