"""The description of the endpoints for programs."""
