"""Which language: codes, names, scripts, and telling the language of a text."""
