"""What messages, their checks and their plans say to people, and texts by us."""
