"""HTML pages, cut at exact offsets."""
