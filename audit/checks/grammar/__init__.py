"""Faults of grammar."""
