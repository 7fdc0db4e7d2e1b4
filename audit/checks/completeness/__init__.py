"""What was left out, added, or lost on the way."""
