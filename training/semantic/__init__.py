"""The recipe of the sentence vectors (README.md)."""
