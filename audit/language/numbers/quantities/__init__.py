"""Quantities: numbers with units, dates, ranges, and when two say the same."""
