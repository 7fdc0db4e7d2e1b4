"""TRM001: termbases."""
