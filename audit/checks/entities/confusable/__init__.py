"""ENT001: concepts that are confused."""
