"""Derives what libraries know of the world: ``python -m training.knowledge``."""
