"""Looking early: bounds, intervals and what peeking does."""
