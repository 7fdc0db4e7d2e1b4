"""How usual the words of a text are where they stand: small n-gram models, without an engine."""
