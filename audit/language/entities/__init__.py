"""What names stand for, as a spaCy pipeline sees it where one is installed (docs/names.md)."""
