"""Turns a message into its meaning; pure given the message, the time and the known estates."""
