"""Markdown, its text mapped back to the file."""
