"""ART007: words that change before the next one."""
