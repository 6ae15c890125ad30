"""How people find the shop, on the web and off it, and what that costs."""
