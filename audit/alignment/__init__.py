"""Which sentences of a source and its translation belong together, and what either lacks."""
