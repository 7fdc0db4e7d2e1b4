"""Traces that machines and pages leave in a text."""
