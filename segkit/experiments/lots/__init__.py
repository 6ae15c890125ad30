"""Who gets what, by lot; and whether the lot was kept."""
