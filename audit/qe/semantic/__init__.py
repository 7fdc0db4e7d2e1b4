"""Sentence vectors: how near two texts are in meaning."""
