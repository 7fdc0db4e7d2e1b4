"""ENT001 on the knowledge base: a state is named where all around it speaks of another."""
