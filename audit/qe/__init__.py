"""What estimates quality without a reference."""
