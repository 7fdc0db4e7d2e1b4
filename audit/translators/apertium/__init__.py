"""Apertium, a rule-based engine."""
