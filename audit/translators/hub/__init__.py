"""Models of the Hugging Face hub: which there are, and pulling them."""
