"""The words of this room: a file for each part, ready for translation."""
