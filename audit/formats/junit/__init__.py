"""``audit.junit.xml``."""
