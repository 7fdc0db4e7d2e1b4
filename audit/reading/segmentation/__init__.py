"""Sentences of a block of text."""
