"""The surface of a text: words, pieces, phrases, marks."""
