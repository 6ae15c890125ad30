"""What experiments say to people: a file for each group of questions."""
