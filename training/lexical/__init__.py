"""The recipe of the word translation tables (README.md)."""
