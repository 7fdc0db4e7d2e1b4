"""Termbases: what concepts are called, which forms are wrong, and where a text uses them."""
