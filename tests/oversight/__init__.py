"""Tests of what supervisors see."""
