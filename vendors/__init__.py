"""Firms and centres: who can do what where, their time, offers to them, and their prices."""
