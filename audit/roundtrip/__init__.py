"""There and back: routes, round trips, and whether they may be used as evidence."""
