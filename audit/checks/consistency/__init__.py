"""CON001 and CON002: an article, or a run, that contradicts itself."""
