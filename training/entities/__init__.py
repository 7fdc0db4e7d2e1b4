"""Learns how much each link in an article speaks for a state: ``python -m training.entities``."""
