"""Regular expressions and sets of phrases that are cheap where they find nothing."""
