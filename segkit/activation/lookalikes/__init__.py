"""Look-alikes: prospects who are like a seed of customers, and who brings whom."""
