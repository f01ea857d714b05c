"""Tests of the mail room: inbox, outbox, deadlines."""
