"""``traudit segments``."""
