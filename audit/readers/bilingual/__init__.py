"""Files that hold a text and its translation, unit by unit."""
