"""Tests of the supply side: time, matching, offers, prices."""
