"""``audit.xlf``: XLIFF 2.1."""
