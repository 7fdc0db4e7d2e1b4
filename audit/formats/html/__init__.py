"""The parts of the HTML report: what it shows, as plain data, and what it is put together from."""
