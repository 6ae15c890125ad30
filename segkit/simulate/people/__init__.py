"""Who people are: where they live, their age and means, and how they will behave."""
