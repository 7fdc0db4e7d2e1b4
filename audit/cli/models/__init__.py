"""``traudit models``."""
