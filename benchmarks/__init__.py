"""Committed benchmarks: every figure in the documentation is one that a module here prints."""
