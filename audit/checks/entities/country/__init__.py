"""ENT003: states."""
