"""Tests by region: what a channel brings, where it went silent."""
