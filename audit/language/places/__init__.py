"""States, their names and articles, places, holders of office."""
