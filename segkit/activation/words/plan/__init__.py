"""Words of the plan: curves, budget, channels and moments, reach, contacts."""
