"""What translators' tools check in bilingual files, unit by unit."""
