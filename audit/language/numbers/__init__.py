"""Numbers of a text, in figures and in words."""
