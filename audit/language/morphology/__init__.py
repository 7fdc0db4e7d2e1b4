"""How words change their form."""
