"""COH: the article against itself. Every finding quotes both places."""
