"""Who gets the credit for a purchase, and what messages brought on top."""
