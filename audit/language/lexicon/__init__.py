"""Single words: lemmas, frequencies, classes, and what is a word at all."""
