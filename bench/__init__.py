"""Benchmarks: each figure beside the bare limit taken in the same run."""
