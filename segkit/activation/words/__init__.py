"""What activation says to people: a file for each part."""
