"""CON002: opposed statements."""
