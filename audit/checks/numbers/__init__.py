"""NUM001 and NUM002: numbers, dates, quantities."""
