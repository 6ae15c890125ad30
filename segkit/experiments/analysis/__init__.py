"""The analysis of a whole test, its segments, its weeks and its phases."""
