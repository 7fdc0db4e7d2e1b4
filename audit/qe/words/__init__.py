"""Which words of a translation are wrong: a model of single words, learnt from marked errors."""
