"""Files that came in: what waits for whom, what would change, and what was done."""
