"""Names, states, offices, concepts."""
