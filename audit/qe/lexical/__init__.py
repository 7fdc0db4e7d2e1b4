"""Word translation tables: which words of two texts translate each other, without an engine."""
