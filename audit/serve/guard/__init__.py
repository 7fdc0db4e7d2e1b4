"""What stands before every page and endpoint."""
