"""The neural estimate: which words of a translation are wrong, and how good a segment is."""
