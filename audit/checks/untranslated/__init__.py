"""UNT001 and UNT002: what was left in another language."""
