"""What is known about languages, and which one a text is in."""
