"""Columns that a model reads, a module for each: ``columns(rng, n)``."""
