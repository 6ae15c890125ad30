"""Funnels: who reached which step."""
