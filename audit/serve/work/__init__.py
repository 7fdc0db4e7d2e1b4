"""Audits in child processes."""
