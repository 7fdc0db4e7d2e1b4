"""``audit.json`` and ``audit.manifest.json``: written and read back."""
