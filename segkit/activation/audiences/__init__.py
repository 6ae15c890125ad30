"""Audiences: who is meant, as a rule that can be read, stored, run and explained."""
