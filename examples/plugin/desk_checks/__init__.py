"""Checks of a desk, found by traudit where they are installed."""
