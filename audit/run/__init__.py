"""One run over articles, from its request to its report."""
