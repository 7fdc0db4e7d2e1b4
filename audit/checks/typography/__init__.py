"""TYP001: typography of another language."""
