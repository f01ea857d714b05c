"""Tests of the repair request: its life, its log, its ratings."""
