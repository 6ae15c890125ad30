"""What people need and value, and what they say when they are asked."""
