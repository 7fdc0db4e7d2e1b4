"""Recipes of the data that understanding reads."""
