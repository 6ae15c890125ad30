"""For each source of the indicators, a small table of its kind."""
