"""ENT002 and ENT004: names of people, places and organisations."""
