"""Tests of whole turns: who may do and see what, and what is left when people meet."""
