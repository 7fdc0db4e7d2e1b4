"""ART006: agreement."""
