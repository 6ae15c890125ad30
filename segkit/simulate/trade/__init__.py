"""What people buy, when, and what it is worth."""
