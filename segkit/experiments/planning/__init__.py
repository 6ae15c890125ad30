"""How many customers a test needs, and what those at hand can show."""
