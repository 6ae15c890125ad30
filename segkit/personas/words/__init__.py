"""What persona cards say to the reader, ready for translation."""
