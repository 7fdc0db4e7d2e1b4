"""LLM001: what a language model of the newsroom's choice takes for wrong."""
