"""Names of people and organisations, in any spelling."""
