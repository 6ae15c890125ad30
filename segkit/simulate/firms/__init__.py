"""The firms among the customers: size, technology, contracts."""
