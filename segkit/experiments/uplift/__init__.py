"""Who is moved by a message, and how well an order of customers finds them."""
