"""QE001 to QE004: words that a model takes for wrong."""
