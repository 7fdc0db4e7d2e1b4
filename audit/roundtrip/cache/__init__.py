"""Translations kept between runs."""
