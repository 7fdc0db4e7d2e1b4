"""What each block of an article is."""
