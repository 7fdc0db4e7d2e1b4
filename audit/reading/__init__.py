"""From paths to structured documents: what to read, what each block is, where sentences end."""
