"""How people answer messages and tests."""
